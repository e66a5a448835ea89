"""R13: the quick check takes constant time, the whole one misses nothing and raises no false alarm."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from ojm_desktop.store import backup, checks, connection, engine
from ojm_desktop.store.checks import Problem
from ojm_desktop.store.connection import Connection
from ojm_desktop.store.engine import SqlConnection
from ojm_desktop.store.errors import ReadOnlyPlace
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.store.schema import MIGRATIONS
from tests.store.ground import KEY, STUDY, flip, keep, kept, make_study, open_again, outside

PAGE = 4096


def steps_of_a_quick_check(database: Connection) -> int:
    """How many instructions the engine runs for it."""
    assert checks.quick(database, STUDY) == ()  # its statements are prepared now
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    database.raw.set_progress_handler(count, 1)
    checks.quick(database, STUDY)
    database.raw.set_progress_handler(None, 1)
    return taken


def test_that_r13_the_quick_check_takes_the_same_steps_whatever_the_size(
    study: tuple[StudyFolder, Connection],
) -> None:
    database = study[1]
    taken = []
    for size in (20, 1000, 10_000):
        with database.transaction():
            have = database.execute("SELECT count(*) FROM plan").fetchall()[0][0]
            for number in range(have, size):
                database.execute("INSERT INTO plan(part, value) VALUES(?, 'x')", (f"{number:05d}",))
                link = (number + 1, f"{number:064x}")
                database.execute("INSERT INTO events VALUES(?, '', 0, 0, '', '', '', ?)", link)
        taken.append(steps_of_a_quick_check(database))
    assert taken[0] > 100
    assert taken[0] == taken[1] == taken[2]


@pytest.mark.parametrize(
    "change",
    [
        "DROP TRIGGER events_are_never_changed",
        "DROP TRIGGER ratings_need_consent_on_update",
        "CREATE TRIGGER other AFTER INSERT ON ratings BEGIN DELETE FROM ratings; END",
        "DROP INDEX consents_by_participant",
        "CREATE TABLE other(a)",
    ],
)
def test_that_the_quick_check_sees_tables_and_triggers_changed_from_outside(change: str, closed: StudyFolder) -> None:
    outside(closed.db, change)
    database = open_again(closed)
    assert checks.quick(database, STUDY) == (
        Problem("study.db", None, "tables or triggers were changed from outside the program"),
    )
    database.close()


def test_that_the_whole_check_finds_one_flipped_bit_in_any_page(closed: StudyFolder) -> None:
    pages = closed.db.stat().st_size // PAGE
    assert pages > 20
    for page in range(pages):
        position = page * PAGE + (page * 97) % PAGE
        flip(closed.db, position)
        assert checks.whole(closed.db, KEY) != (), f"page {page}"
        flip(closed.db, position)
    assert checks.whole(closed.db, KEY) == ()


def test_that_the_whole_check_finds_what_is_well_encrypted_and_wrong(closed: StudyFolder) -> None:
    outside(
        closed.db,
        "PRAGMA ignore_check_constraints = ON",
        "INSERT INTO participants VALUES('short','c','','',1,'','','','')",
    )
    assert any("CHECK" in problem.what for problem in checks.whole(closed.db, KEY))


def test_that_a_medium_that_cannot_be_written_is_checked_too(
    closed: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engine.open_file

    def on_a_read_only_medium(path: Path, key: bytes, *, parameters: str) -> SqlConnection:
        if "immutable=1" not in parameters:
            raise ReadOnlyPlace("as a stick with its switch set would answer")
        return real(path, key, parameters=parameters)

    monkeypatch.setattr(checks, "open_file", on_a_read_only_medium)
    assert checks.whole(closed.db, KEY) == ()
    flip(closed.db, 3 * PAGE)
    assert checks.whole(closed.db, KEY) != ()


def test_that_the_whole_check_finds_rows_that_belong_to_nothing(closed: StudyFolder) -> None:
    outside(closed.db, "PRAGMA foreign_keys = OFF", "INSERT INTO accommodations VALUES('nobody', 'start', 'x')")
    assert checks.whole(closed.db, KEY) == (Problem("study.db", None, "foreign_key_check: accommodations"),)


def test_that_the_whole_check_finds_a_cut_file(closed: StudyFolder) -> None:
    content = closed.db.read_bytes()
    for size in (len(content) - PAGE, len(content) // 2, 100, 0):
        closed.db.write_bytes(content[:size])
        assert checks.whole(closed.db, KEY) != ()


def test_that_the_whole_check_says_what_it_is_doing_and_leaves_no_file(closed: StudyFolder) -> None:
    said: list[str] = []
    assert checks.whole(closed.db, KEY, said.append) == ()
    assert len(said) == 3
    assert sorted(file.name for file in closed.path.iterdir()) == ["backups", "study.db"]


def test_that_r13_there_is_no_false_alarm_beside_a_writing_session(tmp_path: Path) -> None:
    folder, database = make_study(tmp_path / "a.ojm")
    found: list[tuple[Problem, ...]] = []
    done = threading.Event()

    def worker() -> None:
        reader = connection.open_beside(folder.db, KEY, STUDY, MIGRATIONS)
        try:
            for number in range(8):
                made = backup.make(reader, folder, (), key=KEY, made=f"2026-01-05T09:00:00.{number:03d}Z")
                found.append(checks.whole(made.path / "study.db", KEY))
        finally:
            reader.close()
            done.set()

    thread = threading.Thread(target=worker)
    thread.start()
    written: list[str] = []
    while not done.is_set():
        keep(database, f"{len(written):06d}", "x" * 500)
        written.append(f"{len(written):06d}")
        if len(written) % 20 == 0:
            database.checkpoint("PASSIVE")
    thread.join()
    assert found == [()] * 8
    assert len(written) > 8
    assert kept(database) == written
    database.close()
