"""C2: nothing is created or opened that does not encrypt; R10: nothing is ever made in the place of a study."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from ojm_desktop.store import connection, engine
from ojm_desktop.store.connection import (
    DamagedDatabase,
    EmptyDatabase,
    ForeignDatabase,
    MissingDatabase,
    NewerStudy,
    OpeningRefused,
)
from ojm_desktop.store.errors import AlreadyThere
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.store.schema import MIGRATIONS
from tests import pages
from tests.store.ground import KEY, STUDY, every_byte, make_study, open_again, outside

PAGE = 4096


def entropy(content: bytes) -> float:
    """Bits a byte."""
    return -sum(n / len(content) * math.log2(n / len(content)) for n in Counter(content).values())


def test_that_c2_no_page_of_a_study_can_be_told_from_noise(closed: StudyFolder) -> None:
    content = closed.db.read_bytes()
    assert content[:16] != connection.PLAIN_HEADER
    assert len(content) >= 20 * PAGE
    assert min(entropy(content[at : at + PAGE]) for at in range(0, len(content), PAGE)) > 7.9


def test_that_c2_the_engine_says_that_it_encrypts_and_authenticates(closed: StudyFolder) -> None:
    database = open_again(closed)
    assert database.execute("PRAGMA cipher_status").fetchone() == ("1",)
    assert database.execute("PRAGMA cipher_use_hmac").fetchone() == ("1",)
    version = database.execute("PRAGMA cipher_version").fetchone()
    assert version is not None
    assert tuple(int(part) for part in str(version[0]).split()[0].split(".")) >= (4, 19)
    database.close()


class Deaf:
    """An engine that says it took the key and did not."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._real = dbapi2.connect(*arguments, **named)

    def execute(self, sql: str, parameters: tuple[Any, ...] = ()) -> Any:
        """Answer "ok" to the key without passing it on."""
        if sql.startswith("PRAGMA key"):
            return SimpleNamespace(fetchone=lambda: ("ok",))
        return self._real.execute(sql, parameters)

    def close(self) -> None:
        """Close the real one."""
        self._real.close()


DEAF = SimpleNamespace(connect=Deaf, Error=dbapi2.Error, sqlite_version=dbapi2.sqlite_version)
KEYS = {"no key": b"", "62 digits": KEY[:31]}
ENGINES: dict[str, object] = {"plain sqlite": sqlite3, "deaf": DEAF}
DEFAULTS = {"no hmac": ("use_hmac", "OFF", "ON"), "plain header": ("plaintext_header_size", "32", "0")}
"""Defaults of the whole process: pragma, what a hostile start could have set, what it is."""


@pytest.fixture(params=[*KEYS, *ENGINES, *DEFAULTS, "old engine"])
def mutation(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[bytes]:
    """One thing wrong with the surroundings; gives the key to use. The raw libraries accept each without a word."""
    monkeypatch.setattr(engine, "dbapi2", ENGINES.get(request.param, dbapi2))
    if request.param == "old engine":
        monkeypatch.setattr(engine, "OLDEST_CIPHER", (99,))
    name, worse, usual = DEFAULTS.get(request.param, ("use_hmac", "ON", "ON"))
    anywhere = dbapi2.connect(":memory:")
    anywhere.execute(f"PRAGMA cipher_default_{name} = {worse}")
    yield KEYS.get(request.param, KEY)
    anywhere.execute(f"PRAGMA cipher_default_{name} = {usual}")
    anywhere.close()


def test_that_c2_a_study_is_not_created_where_it_would_not_be_encrypted(mutation: bytes, tmp_path: Path) -> None:
    with pytest.raises(OpeningRefused):
        connection.create(tmp_path / "study.db", mutation, STUDY, MIGRATIONS)
    assert not (tmp_path / "study.db").exists()
    assert all(connection.PLAIN_HEADER not in content for content in every_byte(tmp_path).values())


def test_that_c2_a_study_is_not_opened_where_it_would_not_be_encrypted(closed: StudyFolder, mutation: bytes) -> None:
    before = every_byte(closed.path)
    with pytest.raises(OpeningRefused):
        connection.open_writer(closed.db, mutation, STUDY, MIGRATIONS)
    assert every_byte(closed.path) == before


def test_that_c2_a_memory_study_is_not_made_where_it_would_not_be_encrypted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "dbapi2", sqlite3)
    with pytest.raises(OpeningRefused):
        connection.create_in_memory(MIGRATIONS)


def test_that_an_index_which_keeps_erased_words_is_not_opened(closed: StudyFolder) -> None:
    outside(closed.db, "INSERT INTO search(search, rank) VALUES('secure-delete', 0)")
    with pytest.raises(OpeningRefused, match="erased words"):
        open_again(closed)


def refused_as(kind: type[Exception], folder: StudyFolder, key: bytes = KEY) -> None:
    """Opened each way, it is refused with this error, and not a byte of the folder changes."""
    before = every_byte(folder.path)
    for way in (connection.open_writer, connection.open_reader, connection.open_beside):
        with pytest.raises(kind):
            way(folder.db, key, STUDY, MIGRATIONS)
        assert every_byte(folder.path) == before


def test_that_r10_an_empty_database_is_never_taken_for_a_new_study(closed: StudyFolder) -> None:
    closed.db.write_bytes(b"")
    refused_as(EmptyDatabase, closed)


def test_that_r10_a_missing_database_is_never_made_anew(closed: StudyFolder) -> None:
    closed.db.unlink()
    refused_as(MissingDatabase, closed)


def test_that_r10_another_studys_database_is_refused_even_under_the_same_key(closed: StudyFolder) -> None:
    outside(closed.db, f"UPDATE meta SET value = '{'6e' * 16}' WHERE key = 'study_id'")
    refused_as(ForeignDatabase, closed)


def test_that_r10_another_studys_database_under_its_own_key_is_refused(closed: StudyFolder, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    connection.create(other, bytes(32), STUDY, MIGRATIONS).close()
    closed.db.write_bytes(other.read_bytes())
    refused_as(DamagedDatabase, closed)


def test_that_r10_another_programs_database_is_refused(closed: StudyFolder) -> None:
    outside(closed.db, "PRAGMA application_id = 7")
    refused_as(ForeignDatabase, closed)


def test_that_r10_a_database_without_encryption_is_refused(closed: StudyFolder) -> None:
    closed.db.unlink()
    plain = sqlite3.connect(closed.db)
    plain.execute("CREATE TABLE meta(key, value)")
    plain.commit()
    plain.close()
    refused_as(ForeignDatabase, closed)


def test_that_r10_a_damaged_first_page_is_called_damage(closed: StudyFolder) -> None:
    content = bytearray(closed.db.read_bytes())
    content[100] ^= 1
    closed.db.write_bytes(content)
    refused_as(DamagedDatabase, closed)


def test_that_r12_what_the_engine_cannot_even_quote_is_called_damage(closed: StudyFolder) -> None:
    """The words of a table, behind the encryption: the engine's message holds octets that are no text."""
    words = b"TEXT NOT NULL REFERENCES participants(id)"
    at = pages.decrypted(closed.db, KEY).index(words) + pages.SALT
    page = at // (PAGE - pages.IV - pages.TAG) + 1

    def change(plain: bytearray) -> None:
        plain[:] = plain.replace(words, words.replace(b"REF", b"\xccEF"), 1)

    pages.rewrite(closed.db, KEY, page, change)
    refused_as(DamagedDatabase, closed)


def test_that_r10_creating_never_replaces_what_is_there(closed: StudyFolder) -> None:
    before = every_byte(closed.path)
    with pytest.raises(AlreadyThere):
        connection.create(closed.db, KEY, STUDY, MIGRATIONS)
    assert every_byte(closed.path) == before


def test_that_a_study_of_a_newer_version_is_refused_with_a_sentence(closed: StudyFolder) -> None:
    outside(closed.db, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    refused_as(NewerStudy, closed)


def test_that_a_failed_creation_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(connection, "found", full)
    with pytest.raises(Exception, match="MB free"):
        make_study(tmp_path / "a.ojm")
    assert every_byte(tmp_path / "a.ojm") == {}
