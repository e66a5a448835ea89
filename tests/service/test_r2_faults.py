"""R2 and R3 shortly: at some of the calls that write, a fault; the torture tries every one. As root, with strace."""

from __future__ import annotations

from pathlib import Path

from tests.torture import faults
from tests.torture import ground as grounds


def test_that_r2_a_call_that_fails_or_kills_loses_nothing_acknowledged(tmp_path: Path) -> None:
    cases = faults.every_call(tmp_path, share=1 / 30, kinds=(faults.KILLED, "error=EIO:when={}+"))
    assert cases.violations == []
    assert cases.tried == 4


def test_that_r3_a_fault_while_a_study_is_mended_loses_nothing_either(tmp_path: Path) -> None:
    cases = faults.while_mending(tmp_path, share=1 / 8, share_again=1 / 7, kill_at=("fsync",))
    assert cases.violations == []
    assert cases.tried >= 2


def test_that_r2_what_looks_at_a_run_sees_a_lost_answer_and_an_error_of_the_program(tmp_path: Path) -> None:
    ground = grounds.make(tmp_path / "a.ojm")
    begun = ground.ledger.sequence
    end = faults.run(ground, faults.work, ("ftruncate", 99), faults.KILLED)
    assert (end.code, end.opened_at, end.saved) == (0, begun, begun + len(faults.PLACES))
    assert faults.wrong(ground, end) == []
    told = faults.wrong(ground, faults.End(faults.AN_ERROR_OF_OURS, end.saved, end.saved + 1))
    assert [what.partition(":")[0] for what in told] == ["it ended with an error of the program", "LOST"]
