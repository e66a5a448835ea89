"""R11: one program at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ojm_desktop.store import lock as lock_module
from ojm_desktop.store.errors import AlreadyOpen, PlaceFailed
from ojm_desktop.store.lock import StudyLock
from tests.store.ground import ROOT, make_study, open_again

TWO_WRITERS = ROOT / "tests" / "store" / "two_writers.py"


def test_that_r11_of_two_programs_started_at_once_only_one_writes_in_50_of_50(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    folder, database = make_study(tmp_path / "a.ojm")
    database.close()
    done = subprocess.run(
        [sys.executable, str(TWO_WRITERS), str(folder.path), "50"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rounds = [line.split() for line in done.stdout.splitlines()]
    assert len(rounds) == 50
    single = sum(sorted(outcomes) == ["refused", "wrote"] for outcomes in rounds)
    record_property("figure", f"one writer in {single} of {len(rounds)} rounds")
    assert single == len(rounds)
    database = open_again(folder)
    assert database.execute("SELECT count(*) FROM plan").fetchone() == (50,)
    database.close()


def test_that_r11_a_second_lock_in_the_same_program_is_refused_too(tmp_path: Path) -> None:
    with StudyLock(tmp_path / "lock"):
        with pytest.raises(AlreadyOpen, match="already open"):
            StudyLock(tmp_path / "lock").acquire()
        assert (tmp_path / "lock").read_bytes() == b""


def test_that_a_clean_close_takes_the_lock_away_and_nobody_locks_a_file_without_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one opens the file just before the first removes it; it must end with the lock on the new file."""
    first, second, third = (StudyLock(tmp_path / "lock") for _ in range(3))
    first.acquire()
    locked = lock_module._lock

    def first_leaves(descriptor: int) -> None:
        monkeypatch.setattr(lock_module, "_lock", locked)
        first.release()
        locked(descriptor)

    monkeypatch.setattr(lock_module, "_lock", first_leaves)
    assert second.acquire()
    with pytest.raises(AlreadyOpen):
        third.acquire()
    second.release()
    assert list(tmp_path.iterdir()) == []


def test_that_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    lock = StudyLock(tmp_path / "lock")
    for _ in range(3):
        assert lock.acquire()
        assert lock.acquire()
        assert lock.is_held
        lock.release()
        lock.release()
        assert not lock.is_held


def test_that_a_read_only_medium_needs_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_opening(monkeypatch, 30)
    lock = StudyLock(tmp_path / "lock")
    assert not lock.acquire()
    assert not lock.is_held


def test_that_a_lock_that_cannot_be_made_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_opening(monkeypatch, 28)
    with pytest.raises(PlaceFailed, match="MB free"):
        StudyLock(tmp_path / "lock").acquire()


def refuse_opening(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the operating system refuse to open the lock with this errno."""

    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("ojm_desktop.store.lock.os.open", refuse)
