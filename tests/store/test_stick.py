"""B4 on a stick: what was cut, pulled out or killed half-way has no set's name, or is found out by its manifest."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ojm_desktop.store import backup, stick
from ojm_desktop.store.backup import BackupSet
from ojm_desktop.store.connection import Connection
from ojm_desktop.store.errors import BackupDamaged, CopyFailed, DiskFull, PlaceRefused
from ojm_desktop.store.folder import StudyFolder, write_file
from ojm_desktop.store.manifest import MANIFEST
from tests.store.ground import KEY, STUDY, every_byte, flip

AT = "2026-03-03T14:02:05.123Z"


@pytest.fixture
def made(study: tuple[StudyFolder, Connection]) -> BackupSet:
    """A set of a small study."""
    folder, database = study
    write_file(folder.keys, b'{"slots": []}')
    return backup.make(database, folder, (folder.keys,), key=KEY, made=AT)


@pytest.fixture
def onto(tmp_path: Path, study: tuple[StudyFolder, Connection]) -> Path:
    """The shelf of the study on a stick."""
    medium = tmp_path / "stick"
    medium.mkdir()
    return stick.shelf(medium, study[0], STUDY)


def is_killed(work: Callable[[], object], after: int) -> bool:
    """Do something in a process of its own that is killed after so many openings, folders, renamings and syncs."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    left, sync = [after], os.fsync

    def step(event: str, _given: object = None) -> None:
        if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "fsync"):
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

    def fsync(descriptor: int) -> None:
        sync(descriptor)
        step("fsync")

    vars(os)["fsync"] = fsync
    sys.addaudithook(step)
    work()
    os._exit(0)


def copy(made: BackupSet, onto: Path, **named: Any) -> BackupSet:
    return stick.copy_set(made, onto, key=KEY, study_id=STUDY, **named)


def test_that_a_copy_is_the_set_byte_for_byte_and_stands_under_its_name(made: BackupSet, onto: Path) -> None:
    told: list[tuple[int, int]] = []
    copied = copy(made, onto, progress=lambda done, size: told.append((done, size)))
    assert copied.path == onto / made.path.name
    assert every_byte(copied.path) == every_byte(made.path)
    assert stick.sets_at(onto.parent) == stick.sets_at(onto) == stick.sets_at(copied.path) == (copied,)
    assert told[-1][0] == told[-1][1] > 0
    before = copied.path.stat().st_mtime_ns
    assert copy(made, onto) == copied
    assert copied.path.stat().st_mtime_ns == before, "one that stands there whole is not written again"


def test_that_a_shelf_is_the_studys_own_whatever_its_folder_is_called_by_now(
    made: BackupSet, onto: Path, study: tuple[StudyFolder, Connection]
) -> None:
    copy(made, onto)
    renamed = StudyFolder(study[0].path.with_name("another.ojm"))
    assert stick.shelf(onto.parent, renamed, STUDY) == stick.shelf(onto, renamed, STUDY) == onto
    assert stick.shelf(onto.parent, renamed, "f" * 32) != onto


def test_that_b4_a_copy_cut_at_any_length_or_with_one_flipped_bit_is_found_out(made: BackupSet, onto: Path) -> None:
    copied = copy(made, onto)
    for file in sorted(copied.path.iterdir()):
        whole = file.read_bytes()
        for length in {0, 1, len(whole) // 3, len(whole) // 2, len(whole) - 1}:
            file.write_bytes(whole[:length])
            assert backup.verify_set(copied.path, KEY, STUDY), (file.name, length)
        file.write_bytes(whole)
        flip(file, len(whole) // 2)
        assert backup.verify_set(copied.path, KEY, STUDY), file.name
        file.write_bytes(whole)
    assert backup.verify_set(copied.path, KEY, STUDY) == ()


def test_that_b4_a_copy_killed_at_any_step_is_no_set_and_the_next_one_is(made: BackupSet, onto: Path) -> None:
    steps = 0
    while is_killed(lambda: copy(made, onto), steps):
        for found in stick.sets_at(onto.parent):
            assert backup.verify_set(found.path, KEY, STUDY) == ()
        steps += 1
    assert steps > 15
    assert [one.path.name for one in stick.sets_at(onto.parent)] == [made.path.name]
    assert [path.name for path in onto.iterdir()] == [made.path.name]


@pytest.fixture
def pulled_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The error that the medium answers with the third time something is brought to it."""
    left, sync = [errno.EIO, 3], os.fsync

    def fsync(descriptor: int) -> None:
        left[1] -= 1
        if left[1] < 1:
            raise OSError(left[0], os.strerror(left[0]))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    yield left
    monkeypatch.undo()


def test_that_b4_a_stick_that_is_pulled_out_or_full_leaves_no_set_and_a_sentence(
    made: BackupSet, onto: Path, pulled_out: list[int]
) -> None:
    with pytest.raises(CopyFailed, match="does not count as a backup"):
        copy(made, onto)
    assert stick.sets_at(onto.parent) == ()
    pulled_out[:] = [errno.ENOSPC, 3]
    with pytest.raises(DiskFull, match="MB free there"):
        copy(made, onto)
    assert stick.sets_at(onto.parent) == ()
    pulled_out[:] = [errno.EIO, 1000]
    assert (copy(made, onto),) == stick.sets_at(onto.parent)
    assert [path.name for path in onto.iterdir()] == [made.path.name]


def test_that_b4_what_arrives_changed_gets_no_name(
    made: BackupSet, onto: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A medium that says it has written and has not: only reading it again tells."""
    monkeypatch.setattr(stick, "_forget", lambda path: flip(path, 5) if path.name == "study.db" else None)
    with pytest.raises(CopyFailed, match=r"study\.db"):
        copy(made, onto)
    assert stick.sets_at(onto.parent) == ()


def test_that_a_damaged_set_is_not_copied_and_a_damaged_copy_is_replaced(made: BackupSet, onto: Path) -> None:
    copied = copy(made, onto)
    flip(copied.path / "study.db", 5000)
    assert backup.verify_set(copy(made, onto).path, KEY, STUDY) == ()
    flip(made.path / MANIFEST, 20)
    with pytest.raises(BackupDamaged, match="No copy was made"):
        copy(made, onto)


def test_that_a_study_is_no_place_for_a_copy_of_a_backup(made: BackupSet, tmp_path: Path) -> None:
    for place in (made.path.parent.parent, made.path.parent):
        with pytest.raises(PlaceRefused, match="inside a study"):
            stick.check_medium(place)
    with pytest.raises(PlaceRefused, match="not there any more"):
        stick.check_medium(tmp_path / "pulled-out")
    stick.check_medium(tmp_path)


def test_that_a_medium_that_cannot_bring_its_names_to_the_disk_is_good_enough(
    made: BackupSet, onto: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise OSError(errno.EINVAL, "no such thing here")

    monkeypatch.setattr(stick, "sync_folder", refuse)
    assert (copy(made, onto),) == stick.sets_at(onto.parent)


def test_that_old_copies_go_by_the_rule_of_the_studys_own(made: BackupSet, onto: Path) -> None:
    copy(made, onto)
    for minute in range(30):
        shutil.copytree(made.path, onto / f"20260303T13{minute:02d}00000Z-{made.sequence:06d}")
    copy(made, onto)
    assert len(stick.sets_at(onto)) == 31, "nothing was copied, so nothing goes"
    shutil.rmtree(onto / made.path.name)
    copied = copy(made, onto)
    assert len(stick.sets_at(onto)) < 31
    assert copied in stick.sets_at(onto)
