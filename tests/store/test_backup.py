"""B1, B2, B4: a backup is encrypted, verified before it has a name, and never mistaken for good when it is not."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from ojm_desktop.store import backup, connection, manifest
from ojm_desktop.store.backup import BackupSet
from ojm_desktop.store.connection import Connection
from ojm_desktop.store.errors import AlreadyThere, BackupDamaged, BackupFailed, DiskFull, SynchronisedFolder
from ojm_desktop.store.folder import StudyFolder, write_file
from ojm_desktop.store.head import HeadFile, HeadKind
from ojm_desktop.store.manifest import MANIFEST, Manifest
from ojm_desktop.store.schema import MIGRATIONS
from tests.store.ground import (
    KEY,
    STUDY,
    KeyedSigner,
    every_byte,
    flip,
    keep,
    kept,
    open_again,
    outside,
    run_until_killed,
)

AT = "2026-03-03T14:02:05.123Z"
GENESIS = "0" * 64
OPENED: list[str] = []
LISTENING = [False]


def hear(event: str, given: tuple[Any, ...]) -> None:
    """Note which files Python opens while a test listens; an audit hook stays for the life of the process."""
    if LISTENING[0] and event == "open":
        OPENED.append(str(given[0]))


@pytest.fixture
def small(study: tuple[StudyFolder, Connection]) -> tuple[StudyFolder, Connection]:
    """An open study with a key file, a head and two events."""
    folder, database = study
    write_file(folder.keys, b'{"slots": []}')
    write_file(folder.erased, b"[]")
    head = HeadFile(folder.head, KeyedSigner(), STUDY)
    head.create(0, GENESIS)
    for sequence in (1, 2):
        with database.transaction():
            database.execute("INSERT INTO events VALUES(?, '', 0, 0, '', '', '', ?)", (sequence, f"{sequence:064x}"))
        head.write(sequence, f"{sequence:064x}")
    head.close()
    keep(database, "first")
    return folder, database


def make(folder: StudyFolder, database: Connection, made: str = AT, **named: Any) -> BackupSet:
    """A set with everything a study keeps beside its database."""
    return backup.make(database, folder, (folder.keys, folder.head, folder.erased), key=KEY, made=made, **named)


def test_that_b1_a_set_holds_the_study_its_slots_head_ledger_and_manifest(
    small: tuple[StudyFolder, Connection],
) -> None:
    folder, database = small
    made = make(folder, database)
    assert made.path.name == "20260303T140205123Z-000002"
    assert {file.name for file in made.path.iterdir()} == {"study.db", "keys.json", "head", "erased.json", MANIFEST}
    assert backup.verify_set(made.path, KEY, STUDY) == ()
    assert backup.sets(folder.backups) == (BackupSet(made.path, AT, 2),)
    reader = connection.open_reader(made.path / "study.db", KEY, STUDY, MIGRATIONS)
    assert kept(reader) == ["first"]
    reader.close()
    assert HeadFile(made.path / "head", KeyedSigner(), STUDY).compare(2, f"{2:064x}", str).kind is HeadKind.EQUAL


def test_that_b2_a_set_is_encrypted_and_nobody_elses_to_read(small: tuple[StudyFolder, Connection]) -> None:
    made = make(*small)
    assert (made.path / "study.db").read_bytes()[:16] != connection.PLAIN_HEADER
    assert made.path.stat().st_mode & 0o777 == 0o700
    with pytest.raises(connection.DamagedDatabase):
        connection.open_reader(made.path / "study.db", bytes(32), STUDY, MIGRATIONS)


def test_that_the_live_database_is_never_opened_as_a_file(small: tuple[StudyFolder, Connection]) -> None:
    folder, database = small
    sys.addaudithook(hear)
    LISTENING[0] = True
    make(folder, database)
    LISTENING[0] = False
    assert any(name.endswith("keys.json") for name in OPENED)
    assert not any(name.startswith(str(folder.db)) for name in OPENED)


def test_that_a_set_tells_its_progress(small: tuple[StudyFolder, Connection]) -> None:
    told: list[tuple[int, int]] = []
    make(*small, progress=lambda left, pages: told.append((left, pages)))
    assert told[-1][0] == 0
    assert told[-1][1] > 20


def test_that_b4_one_flipped_bit_in_any_file_of_a_set_is_found(small: tuple[StudyFolder, Connection]) -> None:
    made = make(*small)
    for file in sorted(made.path.iterdir()):
        size = file.stat().st_size
        for position in {0, size // 3, size - 1}:
            flip(file, position)
            assert any(file.name in problem.file for problem in backup.verify_set(made.path, None)), file.name
            flip(file, position)
    assert backup.verify_set(made.path, None) == ()


def test_that_b4_one_flipped_bit_anywhere_in_a_manifest_is_found(small: tuple[StudyFolder, Connection]) -> None:
    content = (make(*small).path / MANIFEST).read_bytes()
    for position in range(len(content)):
        for bit in (1, 32):
            flipped = bytearray(content)
            flipped[position] ^= bit
            with pytest.raises(BackupDamaged):
                Manifest.from_bytes(bytes(flipped))


def test_that_b4_cut_missing_strange_and_renamed_are_found(small: tuple[StudyFolder, Connection]) -> None:
    made = make(*small)
    files = every_byte(made.path)
    for name, content in files.items():
        (made.path / name).write_bytes(content[: len(content) // 2])
        assert backup.verify_set(made.path, None) != ()
        (made.path / name).unlink()
        assert backup.verify_set(made.path, None) != ()
        (made.path / name).write_bytes(content)
    (made.path / "stranger").write_bytes(b"")
    assert [problem.what for problem in backup.verify_set(made.path, None)] == ["does not belong to this backup"]
    (made.path / "stranger").unlink()
    renamed = made.path.rename(made.path.with_name("20270303T140205123Z-000002"))
    assert [problem.what[:11] for problem in backup.verify_set(renamed, KEY)] == ["was renamed"]
    assert backup.verify_set(renamed, KEY, "6e" * 16) != ()


def test_that_b4_a_list_cannot_name_files_outside_its_folder() -> None:
    strange = Manifest(STUDY, AT, 1, 1, {"../keys.json": manifest.Held("0" * 64, 1)})
    with pytest.raises(BackupDamaged):
        Manifest.from_bytes(strange.to_bytes())


KILLED = """
import os, signal, sys
from pathlib import Path
from ojm_desktop.store import backup
from ojm_desktop.store.folder import StudyFolder
from tests.store.ground import KEY, open_again
folder = StudyFolder(Path(sys.argv[1]))
setattr(backup, sys.argv[2], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
backup.make(open_again(folder), folder, (folder.keys,), key=KEY, made="2026-03-03T14:02:05.123Z")
"""


@pytest.mark.parametrize("step", ["sync_file", "integrity", "counts", "Manifest"])
def test_that_b4_a_killed_backup_is_never_a_set_and_is_cleared_away(step: str, closed: StudyFolder) -> None:
    write_file(closed.keys, b"{}")
    run_until_killed(KILLED, str(closed.path), step)
    assert backup.sets(closed.backups) == ()
    database = open_again(closed)
    made = make(closed, database)
    database.close()
    assert list(closed.backups.iterdir()) == [made.path]


def test_that_a_copy_that_fails_its_check_is_not_kept(
    small: tuple[StudyFolder, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "integrity", lambda *_: ["page 3 is wrong"])
    with pytest.raises(BackupFailed, match="page 3 is wrong"):
        make(*small)
    assert list(small[0].backups.iterdir()) == []


def test_that_a_study_with_an_impossible_row_gives_no_backup(closed: StudyFolder) -> None:
    wrong = "INSERT INTO participants VALUES('short', 'c', '', '', 1, '', '', '', '')"
    outside(closed.db, "PRAGMA ignore_check_constraints = ON", wrong)
    database = open_again(closed)
    with pytest.raises(BackupFailed, match="CHECK constraint"):
        make(closed, database)
    database.close()


def test_that_a_copy_with_fewer_rows_is_not_kept(
    small: tuple[StudyFolder, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([{"plan": 2}, {"plan": 1}])
    monkeypatch.setattr(backup, "counts", lambda _: next(answers))
    with pytest.raises(BackupFailed, match="as many rows"):
        make(*small)
    assert list(small[0].backups.iterdir()) == []


def test_that_a_full_disk_leaves_no_half_set(
    small: tuple[StudyFolder, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "sync_file", full)
    with pytest.raises(DiskFull, match=r"no backup was made.*MB free"):
        make(*small)
    assert list(small[0].backups.iterdir()) == []


def test_that_the_newest_sets_are_kept_and_the_last_of_an_earlier_day(small: tuple[StudyFolder, Connection]) -> None:
    folder, database = small
    for moment in ("03-02T09", "03-02T10", "03-03T11", "03-03T12", "03-03T13"):
        make(folder, database, f"2026-{moment}:00:00.000Z", newest=2)
    found = [one.made[5:13] for one in backup.sets(folder.backups)]
    assert found == ["03-03T13", "03-03T12", "03-02T10"]
    assert len(list(folder.backups.iterdir())) == 3


def test_that_two_sets_of_one_moment_do_not_replace_each_other(small: tuple[StudyFolder, Connection]) -> None:
    first = make(*small)
    before = every_byte(first.path)
    with pytest.raises(AlreadyThere):
        make(*small)
    assert every_byte(first.path) == before


def test_that_a_set_is_restored_into_a_new_folder_and_opens(
    small: tuple[StudyFolder, Connection], tmp_path: Path
) -> None:
    made = make(*small)
    before = every_byte(made.path)
    target = StudyFolder(tmp_path / "again" / "b.ojm")
    assert backup.restore(made.path, target, KEY).sequence == 2
    database = open_again(target)
    assert kept(database) == ["first"]
    database.close()
    assert set(every_byte(target.path)) == {"study.db", "keys.json", "head", "erased.json"}
    assert every_byte(made.path) == before


def test_that_restoring_never_writes_over_anything(small: tuple[StudyFolder, Connection], tmp_path: Path) -> None:
    made = make(*small)
    (tmp_path / "b.ojm").mkdir()
    with pytest.raises(AlreadyThere):
        backup.restore(made.path, StudyFolder(tmp_path / "b.ojm"), KEY)
    assert list((tmp_path / "b.ojm").iterdir()) == []
    with pytest.raises(SynchronisedFolder):
        backup.restore(made.path, StudyFolder(tmp_path / "Dropbox" / "b.ojm"), KEY)
    assert not (tmp_path / "Dropbox").exists()


def test_that_a_damaged_set_is_not_restored(small: tuple[StudyFolder, Connection], tmp_path: Path) -> None:
    made = make(*small)
    flip(made.path / "study.db", 5000)
    with pytest.raises(BackupDamaged, match="Nothing was restored"):
        backup.restore(made.path, StudyFolder(tmp_path / "b.ojm"))
    assert not (tmp_path / "b.ojm").exists()
    shutil.rmtree(made.path)
    with pytest.raises(BackupDamaged):
        backup.restore(made.path, StudyFolder(tmp_path / "b.ojm"))
