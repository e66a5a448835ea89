"""R14: tables are brought up to date on a copy; whatever stops it, the old file or the new one stands whole."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ojm_desktop.store import checks, connection, engine, migrate
from ojm_desktop.store.connection import Migration, OpeningRefused
from ojm_desktop.store.errors import DiskFull
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.store.rows import Rows
from ojm_desktop.store.schema import MIGRATIONS
from tests.store.ground import KEY, STUDY, every_byte, kept, make_study, names, open_again, run_until_killed

NEXT = len(MIGRATIONS) + 1


def number_the_parts(rows: Rows) -> None:
    """A conversion of rows, as a later version may need."""
    for position, (part,) in enumerate(rows.execute("SELECT part FROM plan ORDER BY part").fetchall()):
        rows.execute("UPDATE plan SET value = ? WHERE part = ?", (str(position), part))


LATER = (*MIGRATIONS, Migration(NEXT, "numbered parts", "CREATE TABLE later(a);", number_the_parts))


def test_that_r14_pending_steps_are_taken_and_the_study_says_so(closed: StudyFolder) -> None:
    database = connection.open_writer(closed.db, KEY, STUDY, LATER)
    assert database.schema_version == NEXT
    assert database.execute("SELECT part, value FROM plan").fetchall() == [("first", "0")]
    assert checks.quick(database, STUDY) == ()
    database.close()
    assert names(closed.path) == {"study.db", "backups"}
    assert checks.whole(closed.db, KEY) == ()


def test_that_r14_an_updated_study_has_the_tables_of_a_new_one(closed: StudyFolder, tmp_path: Path) -> None:
    updated = connection.open_writer(closed.db, KEY, STUDY, LATER)
    new = connection.create_in_memory(LATER)
    assert checks.schema_fingerprint(updated) == checks.schema_fingerprint(new)
    updated.close()
    new.close()


def everything(rows: Rows) -> dict[str, list[tuple[Any, ...]]]:
    """Schema, ids and all rows of a database, the study's own id left out."""
    schema = rows.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()
    found = {f"PRAGMA {name}": rows.execute(f"PRAGMA {name}").fetchall() for name in ("application_id", "user_version")}
    for kind, name, *_ in schema:
        if kind == "table":
            found[name] = rows.execute(f'SELECT * FROM "{name}"').fetchall()
    found["meta"] = sorted(row for row in found["meta"] if row[0] != "study_id")
    return {"schema": schema, **found}


def test_that_a_new_study_is_what_the_migrations_make_of_nothing(tmp_path: Path) -> None:
    made = engine.create_memory(KEY)
    made.execute(f"PRAGMA application_id = {engine.APPLICATION_ID}")
    migrate.run(made, MIGRATIONS)
    wanted = everything(made)
    for other in ("1e" * 16, STUDY):
        connection.create(tmp_path / other, KEY, other, MIGRATIONS).close()
        copied = engine.open_file(tmp_path / other, KEY)
        assert everything(copied) == wanted
        assert copied.execute("SELECT value FROM meta WHERE key = 'study_id'").fetchall() == [(other,)]
        copied.close()
        assert checks.whole(tmp_path / other, KEY) == ()
    made.close()


def test_that_new_studies_are_made_in_any_thread_under_keys_of_their_own(tmp_path: Path) -> None:
    keys = [bytes([number]) * 32 for number in range(4)]

    def make(key: bytes) -> Path:
        place = tmp_path / key.hex()
        connection.create(place, key, STUDY, MIGRATIONS).close()
        return place

    with ThreadPoolExecutor(2) as threads:
        places = list(threads.map(make, keys))
    for key, place in zip(keys, places, strict=True):
        assert checks.whole(place, key) == ()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_that_r14_a_study_of_each_older_version_gets_the_tables_of_a_new_one(version: int, tmp_path: Path) -> None:
    place = tmp_path / "study.db"
    connection.create(place, KEY, STUDY, MIGRATIONS[:version]).close()
    updated = connection.open_writer(place, KEY, STUDY, MIGRATIONS)
    new = connection.create_in_memory(MIGRATIONS)
    assert updated.schema_version == len(MIGRATIONS)
    assert checks.schema_fingerprint(updated) == checks.schema_fingerprint(new)
    assert checks.quick(updated, STUDY) == ()
    updated.close()
    new.close()


def test_that_r14_an_up_to_date_study_is_not_touched(closed: StudyFolder) -> None:
    before = every_byte(closed.path)
    open_again(closed).close()
    assert every_byte(closed.path) == before


def fails(_: Rows) -> None:
    """A conversion that cannot be done."""
    raise ArithmeticError("not with these rows")


def full(_: Rows) -> None:
    """A conversion that finds the disk full."""
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (Migration(NEXT, "wrong", "CREATE TABLE later(a); SELECT nothing FROM nowhere;"), Exception),
        (Migration(NEXT, "fails", "CREATE TABLE later(a);", fails), ArithmeticError),
        (Migration(NEXT, "full", "CREATE TABLE later(a);", full), DiskFull),
        (
            Migration(NEXT, "orphans", "INSERT INTO accommodations VALUES('nobody', 'start', 'x');"),
            OpeningRefused,
        ),
        (
            Migration(
                NEXT,
                "unwhole",
                "CREATE TABLE later(a CHECK(a > 0)); PRAGMA ignore_check_constraints = ON;"
                " INSERT INTO later VALUES(-1);",
            ),
            OpeningRefused,
        ),
    ],
)
def test_that_r14_a_step_that_fails_leaves_the_old_file_byte_for_byte(
    step: Migration, error: type[Exception], closed: StudyFolder
) -> None:
    before = every_byte(closed.path)
    with pytest.raises(error):
        connection.open_writer(closed.db, KEY, STUDY, (*MIGRATIONS, step))
    assert every_byte(closed.path) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from ojm_desktop.store import connection, migrate
from tests.store.ground import KEY, STUDY
from tests.store.test_migrate import LATER
place, step = Path(sys.argv[1]), sys.argv[2]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if step in ("after create", "after copy", "after steps"):
    name = {"after create": "create_file", "after copy": "_copy", "after steps": "_update"}[step]
    real = getattr(migrate, name)
    setattr(migrate, name, lambda *given: (real(*given), die()))
elif step == "in a step":
    connection.open_writer(place, KEY, STUDY, (*LATER[:-1], migrate.Migration(len(LATER), "x", LATER[-1].sql, die)))
else:
    names = {"at the check": "integrity", "before the name": "sync_file", "after the name": "sync_folder"}
    setattr(migrate, names[step], die)
connection.open_writer(place, KEY, STUDY, LATER)
"""
STEPS = ("after create", "after copy", "in a step", "after steps", "at the check", "before the name", "after the name")


@pytest.mark.parametrize("step", STEPS)
def test_that_r14_killed_at_any_step_the_old_or_the_new_file_opens_whole(step: str, tmp_path: Path) -> None:
    folder, database = make_study(tmp_path / "a.ojm")
    with database.transaction():
        database.execute("INSERT INTO plan(part, value) VALUES('first', 'x')")
    database.close()
    run_until_killed(KILLED, str(folder.db), step)
    assert checks.whole(folder.db, KEY) == ()
    if step == "after the name":
        reader = connection.open_reader(folder.db, KEY, STUDY, LATER)
    else:
        reader = connection.open_reader(folder.db, KEY, STUDY, MIGRATIONS)
    assert kept(reader) == ["first"]
    reader.close()
    database = connection.open_writer(folder.db, KEY, STUDY, LATER)
    assert database.execute("SELECT part, value FROM plan").fetchall() == [("first", "0")]
    database.close()
    assert names(folder.path) == {"study.db", "backups"}


def test_that_rows_that_an_update_moves_leave_nothing_in_free_pages(closed: StudyFolder) -> None:
    """SQLCipher wipes what a step gives back (on from its key on); without that, erased answers would stay there."""
    asked: list[object] = []
    step = Migration(NEXT, "looks", "", lambda rows: asked.append(rows.execute("PRAGMA secure_delete").fetchone()))
    connection.open_writer(closed.db, KEY, STUDY, (*MIGRATIONS, step)).close()
    assert asked == [(1,)]


def test_that_migrations_that_studies_have_taken_are_never_edited() -> None:
    """A study of yesterday has the tables these wrote; what comes after is a migration of its own."""
    taken = [hashlib.sha256(step.sql.encode()).hexdigest()[:16] for step in MIGRATIONS[:2]]
    assert taken == ["9669ea28ccf6c849", "3021ec6df73810e5"]
    assert all(step.convert is None for step in MIGRATIONS[:2])


def test_that_the_migrations_must_be_numbered_without_a_gap() -> None:
    with pytest.raises(ValueError, match="numbered"):
        migrate.pending(0, (Migration(2, "second", ""),))


def test_that_a_script_is_cut_into_its_statements() -> None:
    script = "CREATE TABLE a(b); CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT ';'; END;\n\nSELECT 2;\n"
    assert len(migrate.statements(script)) == 3
    with pytest.raises(ValueError, match="within a statement"):
        migrate.statements("SELECT 1; CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1;")
