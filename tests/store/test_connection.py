"""Transactions, checkpoints and what the engine's errors become."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from sqlite_utils import utils

from ojm_desktop.domain.errors import ConsentMissing, Refused
from ojm_desktop.store import checks, connection, engine
from ojm_desktop.store.authorizer import authorize
from ojm_desktop.store.connection import Connection, DamagedDatabase
from ojm_desktop.store.errors import AlreadyOpen, DiskFull, OlderStudy, ReadOnlyPlace
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.store.migrate import Migration
from ojm_desktop.store.schema import MIGRATIONS
from tests.store.ground import KEY, STUDY, every_byte, keep, kept, names, open_again

PERSON = "7a" * 16


def test_that_a_transaction_is_kept_whole_or_not_at_all(study: tuple[StudyFolder, Connection]) -> None:
    database = study[1]
    keep(database, "before")

    def stop_half_way() -> None:
        with database.transaction():
            database.execute("INSERT INTO plan(part, value) VALUES('half', 'x')")
            raise KeyError("half way")

    with pytest.raises(KeyError):
        stop_half_way()
    assert kept(database) == ["before"]
    keep(database, "after")
    assert kept(database) == ["after", "before"]


def test_that_a_triggers_refusal_is_a_sentence_and_nothing_stays(study: tuple[StudyFolder, Connection]) -> None:
    database = study[1]
    with database.transaction():
        database.execute(
            "INSERT INTO participants VALUES(?, 'C1-01', '1', '2026-01-05', 30, 'f', '', '[]', 'active')", (PERSON,)
        )

    def write_beside_a_refused_row() -> None:
        with database.transaction():
            database.execute("INSERT INTO plan(part, value) VALUES('beside', 'x')")
            database.execute("INSERT INTO dismissals VALUES(?, 'housing', 'w4')", (PERSON,))

    with pytest.raises(ConsentMissing):
        write_beside_a_refused_row()
    assert kept(database) == []


def test_that_the_log_cannot_be_changed_by_sql(study: tuple[StudyFolder, Connection]) -> None:
    database = study[1]
    with database.transaction():
        database.execute("INSERT INTO events VALUES(1, '', 0, 0, '', '', '', 'aa')")
    for sql in ("DELETE FROM events", "UPDATE events SET hash = 'bb'", "REPLACE INTO events SELECT * FROM events"):
        with pytest.raises(Refused), database.transaction():
            database.execute(sql)


def test_that_a_full_disk_loses_nothing_acknowledged_and_says_how_much_is_needed(
    study: tuple[StudyFolder, Connection],
) -> None:
    folder, database = study
    limit_pages(database, 120)
    acknowledged: list[str] = []

    def fill() -> None:
        for number in range(1000):
            keep(database, f"{number:04d}", "x" * 3000)
            acknowledged.append(f"{number:04d}")

    with pytest.raises(DiskFull, match=r"at least \d+ MB free"):
        fill()
    assert len(acknowledged) > 10
    assert kept(database) == acknowledged
    database.checkpoint("PASSIVE")
    limit_pages(database, 1_000_000)
    keep(database, "room again")
    assert kept(database) == [*acknowledged, "room again"]
    database.close()
    again = open_again(folder)
    assert kept(again) == [*acknowledged, "room again"]
    again.close()


def limit_pages(database: Connection, pages: int) -> None:
    """Let the database grow to so many pages, as a full disk would."""
    database.raw.set_authorizer(None)
    database.raw.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    database.raw.set_authorizer(authorize)


def test_that_checkpoints_empty_the_write_ahead_log(study: tuple[StudyFolder, Connection]) -> None:
    database = study[1]
    assert database.checkpoint("TRUNCATE")
    assert database.wal_size() == 0
    keep(database, "a")
    assert database.wal_size() > 0
    assert database.checkpoint("TRUNCATE")
    assert database.wal_size() == 0


def test_that_a_checkpoint_says_when_a_reader_is_in_the_way(study: tuple[StudyFolder, Connection]) -> None:
    folder, database = study
    reader = connection.open_beside(folder.db, KEY, STUDY, MIGRATIONS)
    with reader.snapshot():
        keep(database, "a")
        database.raw.execute("PRAGMA wal_checkpoint(PASSIVE)")
        assert not database.checkpoint("TRUNCATE")
        assert kept(reader) == []
    assert kept(reader) == ["a"]
    reader.close()


def test_that_a_checkpoint_without_room_loses_nothing_and_claims_no_loss(
    study: tuple[StudyFolder, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = study[1]
    keep(database, "a")
    full = DiskFull("the last change was not saved")

    def no_room(*_: object) -> None:
        raise full

    monkeypatch.setattr(database, "execute", no_room)
    assert not database.checkpoint("TRUNCATE")
    monkeypatch.undo()
    assert kept(database) == ["a"]


def test_that_nothing_lies_beside_the_database_after_a_clean_close(closed: StudyFolder) -> None:
    assert names(closed.path) == {"study.db", "backups"}


def test_that_no_cursor_stays_open_behind_an_answer(study: tuple[StudyFolder, Connection]) -> None:
    database = study[1]
    for number in range(300):
        keep(database, str(number))
    assert database.execute("SELECT part FROM plan").fetchone() is not None
    keep(database, "more")
    assert database.checkpoint("TRUNCATE")


def test_that_a_second_writer_is_told_to_wait_its_turn(study: tuple[StudyFolder, Connection]) -> None:
    folder, database = study
    other = open_again(folder)
    with database.transaction():
        database.execute("INSERT INTO plan(part, value) VALUES('a', 'x')")
        with pytest.raises(AlreadyOpen), other.transaction():
            pass
    other.close()
    assert kept(database) == ["a"]


def test_that_damage_met_while_reading_is_a_sentence(closed: StudyFolder) -> None:
    database = open_again(closed)
    for number in range(200):
        keep(database, f"{number:03d}", "x" * 2000)
    database.close()
    content = bytearray(closed.db.read_bytes())
    for page in range(len(content) // 8192, len(content) // 4096):
        content[page * 4096 + 50] ^= 1
    closed.db.write_bytes(content)
    database = open_again(closed)
    with pytest.raises(DamagedDatabase, match="keep this folder"):
        database.execute("SELECT max(length(value)) FROM plan")
    database.close()


def test_that_r8_reading_makes_no_file_and_writes_no_byte(closed: StudyFolder) -> None:
    before = every_byte(closed.path)
    reader = connection.open_reader(closed.db, KEY, STUDY, MIGRATIONS)
    assert kept(reader) == ["first"]
    assert names(closed.path) == set(before) | {"backups"}
    with pytest.raises(ReadOnlyPlace, match="reading only"):
        keep(reader, "second")
    reader.close()
    assert every_byte(closed.path) == before


def test_that_r8_a_reader_can_say_what_it_does_not_see(tmp_path: Path, study: tuple[StudyFolder, Connection]) -> None:
    folder, database = study
    database.checkpoint("TRUNCATE")
    keep(database, "in the log only")
    copies = {name: (folder.path / name) for name in ("study.db", "study.db-wal")}
    for name, path in copies.items():
        subprocess.run(["cp", str(path), str(tmp_path / name)], check=True)  # read here, the engine's locks would go
    reader = connection.open_reader(tmp_path / "study.db", KEY, STUDY, MIGRATIONS)
    assert kept(reader) == []
    assert reader.wal_size() > 0
    reader.close()


def test_that_a_reader_refuses_tables_that_need_an_update(closed: StudyFolder) -> None:
    later = (*MIGRATIONS, Migration(len(MIGRATIONS) + 1, "later", "CREATE TABLE later(a);"))
    before = every_byte(closed.path)
    with pytest.raises(OlderStudy):
        connection.open_reader(closed.db, KEY, STUDY, later)
    assert every_byte(closed.path) == before


def test_that_a_memory_study_has_the_tables_gate_and_settings_of_one_on_disk(
    study: tuple[StudyFolder, Connection],
) -> None:
    found = connection.create_in_memory(MIGRATIONS)
    sql = "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"
    assert found.execute(sql).fetchall() == study[1].execute(sql).fetchall()
    with pytest.raises(ConsentMissing):
        found.execute("INSERT INTO dismissals VALUES(?, 'housing', 'w4')", (PERSON,))
    assert checks.quick(found, connection.REPLAY_ID) == ()
    found.raw.set_authorizer(None)  # it asks for more than a study has to
    engine.assert_encrypting(found.raw)
    for pragma, _value, wanted in engine.SETTINGS["memory"]:
        assert engine.single(found.raw, pragma) == wanted
    assert found.execute("SELECT key FROM meta ORDER BY 1").fetchall() == [("schema_sha256",), ("study_id",)]
    found.close()


def test_that_sqlite_utils_catches_the_engines_own_errors(study: tuple[StudyFolder, Connection]) -> None:
    assert utils.OperationalError is dbapi2.OperationalError
    table = study[1].db.table("plan")
    table.insert({"part": "a", "value": "1"})
    table.insert({"part": "a", "value": "2"}, replace=True)
    assert list(table.rows) == [{"part": "a", "value": "2"}]


def test_that_a_part_of_a_transaction_is_taken_back_alone_and_the_rest_becomes_durable() -> None:
    database = connection.create_in_memory(MIGRATIONS)

    def put(cohort: str, *, fails: bool = False) -> None:
        with database.transaction():
            database.execute("INSERT INTO codes VALUES(?, 1)", (cohort,))
            if fails:
                raise Refused("no")

    def put_whole(*, fails: bool) -> None:
        with database.transaction():
            put("1")
            with pytest.raises(Refused):
                put("2", fails=True)
            put("3")
            if fails:
                raise Refused("no")

    with pytest.raises(Refused):
        put_whole(fails=True)
    assert database.execute("SELECT cohort FROM codes").fetchall() == []
    put_whole(fails=False)
    assert not database.raw.in_transaction
    assert database.execute("SELECT cohort FROM codes ORDER BY cohort").fetchall() == [("1",), ("3",)]
