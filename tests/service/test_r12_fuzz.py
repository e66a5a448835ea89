"""Mutated files of a study never end the process (R12); `dev.py torture files` tries 2,000."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.log_writer import Entry
from ojm_desktop.store.codec import Unreadable
from tests import studies
from tests.torture import fuzz

CASES = 60


def test_that_r12_sixty_mutated_files_end_in_a_sentence_or_an_open_study(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    fuzzed = fuzz.run(CASES, tmp_path, is_verified=False)
    ends = ", ".join(f"{number} {end}" for end, number in sorted(fuzzed.ends.items()))
    record_property("figure", f"{ends}, {len(fuzzed.violations)} violations")
    assert fuzzed.violations == []
    assert fuzzed.ends.total() == CASES
    assert min(fuzzed.ends[end] for end in (fuzz.REFUSED, fuzz.WHOLE)) > CASES / 6, "neither alone would say much"
    assert {"study.db", "study.db-wal", "head", "keys.json", "erased.json", fuzz.BEHIND} == set(fuzzed.files)


def test_that_r12_a_process_that_dies_and_an_error_that_is_no_sentence_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuzz, "_end", lambda *_args, **_named: os.kill(os.getpid(), signal.SIGKILL))
    assert len(fuzz.run(2, tmp_path, is_verified=False).violations) == 2
    monkeypatch.setattr(fuzz, "_end", lambda *_args, **_named: "ValueError at a.py:1: what was read")
    (tmp_path / "made.ojm").rename(tmp_path / "before.ojm")
    (tmp_path / "left.ojm").rename(tmp_path / "before-left.ojm")
    assert len(fuzz.run(2, tmp_path, is_verified=False).violations) == 2


def test_that_r12_noughts_where_the_engine_lost_a_page_are_called_damage() -> None:
    """Of a row that goes on in a page whose authentication fails it gives the rest as noughts, without an error."""
    session = studies.in_memory()
    session.study.store.connection.execute(
        "UPDATE plan SET value = substr(value, 1, 99) || char(0) WHERE part = 'pathways'"
    )
    with pytest.raises(Unreadable, match="verify the study"):
        session.study.store.plan.get()
    with pytest.raises(OjmError, match="not JSON"):
        Entry.from_text('{"edit":{"fields":{' + chr(0) * 9)
