"""C3: once a study is open, SQL reads and writes rows and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ojm_desktop.store import connection
from ojm_desktop.store.checks import schema_fingerprint
from ojm_desktop.store.connection import Connection
from ojm_desktop.store.errors import ReadOnlyPlace
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.store.schema import MIGRATIONS
from tests.store.ground import KEY, STUDY, make_study, names, refused_by_authorizer

FORBIDDEN = (
    "ATTACH ':memory:' AS other",
    "ATTACH '{there}/other.db' AS other KEY ''",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO '{there}/copy.db'",
    "DROP TRIGGER events_are_never_changed",
    "DROP TRIGGER ratings_need_consent_on_insert",
    "DROP TABLE events",
    "DROP TABLE search",
    "DROP INDEX consents_by_participant",
    "ALTER TABLE ratings ADD COLUMN other",
    "ALTER TABLE ratings RENAME TO others",
    "ALTER TABLE ratings DROP COLUMN reason",
    "CREATE TABLE other(a)",
    "CREATE TEMP TABLE other(a)",
    "CREATE INDEX other ON ratings(wave)",
    "CREATE VIEW other AS SELECT 1",
    "CREATE TEMP VIEW ratings AS SELECT 1",
    "CREATE TRIGGER other AFTER INSERT ON ratings BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER other BEFORE INSERT ON main.events BEGIN SELECT RAISE(IGNORE); END",
    "CREATE VIRTUAL TABLE other USING fts5(a)",
    "UPDATE sqlite_schema SET sql = '' WHERE type = 'trigger'",
    "DELETE FROM sqlite_master WHERE type = 'trigger'",
    "INSERT INTO sqlite_schema VALUES('table', 'other', 'other', 2, '')",
    "REINDEX",
    "ANALYZE",
    "SELECT load_extension('other')",
    "SELECT sqlcipher_export('main')",
)

FORBIDDEN_PRAGMAS = (
    "synchronous = OFF",
    "Synchronous = 0",
    "main.synchronous = NORMAL",
    "temp_store = FILE",
    "temp_store = 1",
    "temp_store_directory = '/'",
    "journal_mode = DELETE",
    "journal_mode = OFF",
    "secure_delete = OFF",
    "foreign_keys = OFF",
    "recursive_triggers = OFF",
    "trusted_schema = ON",
    "writable_schema = ON",
    "ignore_check_constraints = ON",
    "defer_foreign_keys = ON",
    "wal_autocheckpoint = 1000",
    "wal_checkpoint(RESTART)",
    "wal_checkpoint = FULL",
    "mmap_size = 1000000",
    "cell_size_check = OFF",
    "query_only = OFF",
    "user_version = 9",
    "application_id = 9",
    "max_page_count = 1",
    "locking_mode = EXCLUSIVE",
    "key = 'other'",
    "rekey = 'other'",
    "hexkey",
    "cipher_hmac_pgno",
    "cipher_hmac_pgno = be",
    "cipher_use_hmac = OFF",
    "cipher_log = stderr",
    "cipher_trace = stderr",
    "cipher_plaintext_header_size = 32",
    "cipher_default_use_hmac = OFF",
    "optimize",
    "database_list",
)

ALLOWED_PRAGMAS = (
    "data_version",
    "wal_checkpoint",
    "wal_checkpoint(PASSIVE)",
    "wal_checkpoint(TRUNCATE)",
    "table_info(ratings)",
    "table_xinfo(ratings)",
    "index_list(ratings)",
    "index_xinfo(consents_by_participant)",
    "foreign_key_list(ratings)",
    "foreign_key_check",
    "integrity_check",
    "quick_check",
    "cipher_integrity_check",
    "journal_mode",
    "synchronous",
    "temp_store",
)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[StudyFolder, Connection]]:
    """One open study for all of them: what is denied leaves nothing behind."""
    folder, database = make_study(tmp_path_factory.mktemp("studies") / "a.ojm")
    yield folder, database
    database.close()


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_that_c3_a_statement_which_could_take_the_gate_down_is_denied(
    sql: str, study: tuple[StudyFolder, Connection], tmp_path: Path
) -> None:
    folder, database = study
    before = schema_fingerprint(database)
    files = names(folder.path)
    assert refused_by_authorizer(database, sql.format(there=tmp_path))
    assert schema_fingerprint(database) == before
    assert names(folder.path) == files
    assert names(tmp_path) == set()


@pytest.mark.parametrize("pragma", FORBIDDEN_PRAGMAS)
def test_that_c3_a_pragma_or_value_which_is_not_listed_is_denied(
    pragma: str, study: tuple[StudyFolder, Connection]
) -> None:
    assert refused_by_authorizer(study[1], f"PRAGMA {pragma}")


def test_that_c3_a_pragma_is_not_reached_through_its_table(study: tuple[StudyFolder, Connection]) -> None:
    assert refused_by_authorizer(study[1], "SELECT * FROM pragma_database_list")


@pytest.mark.parametrize("pragma", ALLOWED_PRAGMAS)
def test_that_c3_the_listed_pragmas_answer(pragma: str, study: tuple[StudyFolder, Connection]) -> None:
    study[1].execute(f"PRAGMA {pragma}")


def test_that_c3_temporary_things_stay_in_memory(study: tuple[StudyFolder, Connection]) -> None:
    assert study[1].execute("PRAGMA temp_store").fetchone() == (2,)


def test_that_c3_full_text_search_still_works(study: tuple[StudyFolder, Connection]) -> None:
    database = study[1]
    with database.transaction():
        database.execute("INSERT INTO search(rowid, title) VALUES(1, 'a garden to work in')")
    assert database.execute("SELECT rowid FROM search WHERE search MATCH 'garden'").fetchall() == [(1,)]


def test_that_c3_rows_savepoints_and_recursive_queries_still_work(study: tuple[StudyFolder, Connection]) -> None:
    database = study[1]
    with database.db.atomic(), database.db.atomic():
        database.db.table("plan").insert({"part": "a", "value": "b"})
    with database.transaction():
        database.execute("UPDATE plan SET value = 'c'")
        database.execute("DELETE FROM plan WHERE value = 'none'")
    counted = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT count(*) FROM n"
    assert database.execute(counted).fetchone() == (5,)


def test_that_c3_a_reader_cannot_write(study: tuple[StudyFolder, Connection]) -> None:
    reader = connection.open_beside(study[0].db, KEY, STUDY, MIGRATIONS)
    with pytest.raises(ReadOnlyPlace):
        reader.execute("DELETE FROM meta")
    assert refused_by_authorizer(reader, "PRAGMA query_only = OFF")
    reader.close()
