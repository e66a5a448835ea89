"""`ojm taking-part`: counted, small numbers hidden, nobody named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ojm_desktop.domain.contact import Leaving, Outcome, Way, Why
from ojm_desktop.service.backups import close
from ojm_desktop.service.edits import RecordContact, RecordLeaving
from tests import studies
from tests.cli.ojm import Ojm

DAY = date(2026, 3, 31)


def test_that_what_is_counted_leaves_with_its_small_numbers_hidden_and_then_without_their_sum(
    ojm: Ojm, tmp_path: Path
) -> None:
    session = studies.on_disk(tmp_path / "north.ojm")
    for number in range(4):
        who = studies.add_person(session)
        why = Why.MOVED if number else Why.UNWELL
        session.do(
            RecordLeaving(participant=who, leaving=Leaving(why, DAY)),
            RecordContact(participant=who, on=DAY, way=Way.WRITTEN, outcome=Outcome.AGREED),
        )
    close(session)
    told = ojm.json("taking-part", tmp_path / "north.ojm")
    assert told["left"] == {"Moved away": 3, "Unwell": None}
    assert told["left_in_all"] is None
    assert told["attempts"] == {"written": {"agreed": 4, "later": 0, "not_reached": 0, "declined": 0}}
    lines = ojm("taking-part", tmp_path / "north.ojm").stdout
    assert "  Unwell: (fewer than 3).\n" in lines
    assert "  In writing: Agreed to take part 4.\n" in lines
