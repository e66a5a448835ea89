"""SQLCipher with every answer asserted: opening a file with a raw key, and the settings each connection must have.

Nothing outside `store` sees this; `connection.py` is what the others use. The order is security.md's, 3 to 8.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from sqlcipher3 import dbapi2

from ojm_desktop.store.errors import (
    AlreadyOpen,
    DamagedDatabase,
    EmptyDatabase,
    ForeignDatabase,
    MissingDatabase,
    OpeningRefused,
    PlaceFailed,
    ReadOnlyPlace,
)
from ojm_desktop.store.folder import disk_full, make_own, writing
from ojm_desktop.store.rows import Cursor

APPLICATION_ID: Final = 0x4F4A4D31
"""The four bytes "OJM1" in the database header, read back at every opening."""

RAW_KEY: Final = re.compile(r"[0-9a-f]{64}")
OLDEST_CIPHER: Final = (4, 19)
OLDEST_SQLITE: Final = (3, 51, 3)
STATEMENTS_KEPT: Final = 512
PATIENCE: Final = 0.25
"""Seconds to wait for another connection's lock: a checkpoint beside a backup must not hold the window up."""

SMALLEST_ROOM: Final = 64 * 1024
"""Bytes below which the engine cannot even make the index of its write-ahead log."""

# Primary result codes of SQLite.
BUSY: Final = 5
LOCKED: Final = 6
READONLY: Final = 8
IOERR: Final = 10
CORRUPT: Final = 11
FULL: Final = 13
CANTOPEN: Final = 14
NOTADB: Final = 26

Mode = Literal["write", "read", "memory"]


class SqlConnection(Protocol):
    """The part of SQLCipher's connection that is used here."""

    @property
    def in_transaction(self) -> bool:
        """Whether BEGIN was said and neither COMMIT nor ROLLBACK since."""
        ...

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Cursor:
        """Run one statement."""
        ...

    def backup(
        self, target: SqlConnection, *, pages: int = -1, progress: Callable[[int, int, int], None] | None = None
    ) -> None:
        """Copy the whole database into `target`, page by page, as one snapshot."""
        ...

    def set_authorizer(self, callback: Callable[..., int] | None) -> None:
        """Ask `callback` about every statement prepared from now on."""
        ...

    def set_progress_handler(self, callback: Callable[[], int] | None, steps: int) -> None:
        """Call `callback` every so many steps of the engine."""
        ...

    def close(self) -> None:
        """Close; the last writer's close folds the write-ahead log in and removes it."""
        ...


ENGINE_ERRORS: Final = (dbapi2.Error, UnicodeDecodeError)


def code_of(error: Exception) -> int:
    """SQLite's primary result code of an engine error; 0 where the error carries none."""
    if isinstance(error, UnicodeDecodeError):
        return CORRUPT
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else 0


def is_engine_error(error: BaseException) -> bool:
    """Whether SQLCipher raised it (its errors are not plain SQLite's).

    Of a damaged database its own words may quote what is no text, and then cannot be read themselves (R12).
    """
    return isinstance(error, ENGINE_ERRORS)


def single(connection: SqlConnection, pragma: str) -> str:
    """The one answer of a pragma as text; empty where there is none."""
    row = connection.execute(f"PRAGMA {pragma}").fetchone()
    return "" if row is None else str(row[0])


def open_file(path: Path, key: bytes, *, parameters: str = "mode=rw") -> SqlConnection:
    """Open an existing database with its raw key and read from it once.

    Raises MissingDatabase, EmptyDatabase, ForeignDatabase, DamagedDatabase, ReadOnlyPlace, OpeningRefused. Never
    creates a file (R10).
    """
    refuse_missing(path)
    connection = _unlock(f"{path.absolute().as_uri()}?{parameters}", key)
    try:
        _first_read(connection, path)
        assert_encrypting(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def create_file(path: Path, key: bytes) -> SqlConnection:
    """Make a new, empty, encrypted database under a temporary name; the caller has made sure nothing is there.

    The file is its owner's before the engine sees it, and the engine gives its own files beside it the same rights.
    """
    with writing(path):
        os.close(make_own(path))
    return _unlock(f"{path.absolute().as_uri()}?mode=rwc", key)


def create_memory(key: bytes, *, any_thread: bool = False) -> SqlConnection:
    """An encrypting database that has no file; for any thread where the caller lets in one at a time."""
    return _unlock(":memory:", key, any_thread=any_thread)


def refuse_missing(path: Path) -> None:
    """Raise MissingDatabase or EmptyDatabase; asks for the size only and never opens the file."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise MissingDatabase(
            f"{path.name} is missing from the study's folder. Nothing was made in its place. "
            "Put the file back, or restore the newest backup into a new folder."
        ) from None
    if size == 0:
        raise EmptyDatabase(
            f"{path.name} is empty: 0 bytes. It was left as it is and not taken for a new study. "
            "Restore the newest backup into a new folder."
        )


def _unlock(name: str, key: bytes, *, any_thread: bool = False) -> SqlConnection:
    """Connect, quieten, set the key, assert that it encrypts. A malformed raw key would silently be a passphrase."""
    digits = key.hex()
    if RAW_KEY.fullmatch(digits) is None:
        raise OpeningRefused("the study key is not 32 bytes")
    try:
        connection: SqlConnection = dbapi2.connect(
            name,
            timeout=PATIENCE,
            isolation_level=None,
            uri=True,
            cached_statements=STATEMENTS_KEPT,
            check_same_thread=not any_thread,
        )
    except ENGINE_ERRORS as error:
        raise _unreadable(error, name.rpartition("/")[2].partition("?")[0]) from None
    try:
        connection.execute("PRAGMA cipher_memory_security = ON")
        connection.execute("PRAGMA cipher_log_level = NONE")
        if single(connection, f"key = \"x'{digits}'\"") != "ok":
            raise OpeningRefused("the engine did not take the key")
        assert_encrypting(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def assert_encrypting(connection: SqlConnection) -> None:
    """Raise OpeningRefused unless the engine encrypts and authenticates every page, header included (C2)."""
    version = single(connection, "cipher_version")
    if _numbers(version) < OLDEST_CIPHER:
        raise OpeningRefused(f"the engine does not encrypt as it must (SQLCipher version: {version or 'none'})")
    if _numbers(dbapi2.sqlite_version) < OLDEST_SQLITE:
        raise OpeningRefused(f"the engine is too old (SQLite {dbapi2.sqlite_version})")
    for pragma, wanted in (
        ("cipher_status", "1"),
        ("cipher_use_hmac", "1"),
        ("cipher_hmac_algorithm", "HMAC_SHA512"),
        ("cipher_plaintext_header_size", "0"),
        ("cipher_page_size", "4096"),
        ("cipher_memory_security", "1"),
        ("cipher_log_level", "NONE"),
    ):
        _expect(connection, pragma, wanted)


COMMON: Final = (
    ("temp_store", "MEMORY", "2"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("mmap_size", "0", "0"),
)
WRITING: Final = (
    ("synchronous", "FULL", "2"),
    ("secure_delete", "ON", "1"),
    ("foreign_keys", "ON", "1"),
    ("recursive_triggers", "ON", "1"),
    ("wal_autocheckpoint", "0", "0"),
)
SETTINGS: Final[dict[Mode, tuple[tuple[str, str, str], ...]]] = {
    "write": (("journal_mode", "WAL", "wal"), *WRITING, *COMMON),
    "memory": (("journal_mode", "MEMORY", "memory"), *WRITING[1:4], *COMMON[:3]),
    "read": (("query_only", "ON", "1"), *COMMON),
}
"""Pragma, value, answer when read back; a memory database has neither log nor map to set."""


def settle(connection: SqlConnection, mode: Mode) -> None:
    """Set what a connection of this mode must have and read each back; raises OpeningRefused (C3)."""
    for pragma, value, wanted in SETTINGS[mode]:
        connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
        _expect(connection, pragma, wanted)
    searches = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    for (name,) in connection.execute(searches).fetchall():
        kept = connection.execute(f"SELECT v FROM \"{name}_config\" WHERE k = 'secure-delete'").fetchone()
        if kept is None or int(kept[0]) != 1:
            raise OpeningRefused(f"the search index {name} would keep erased words")


def _expect(connection: SqlConnection, pragma: str, wanted: str) -> None:
    answer = single(connection, pragma)
    if answer != wanted:
        raise OpeningRefused(f"{pragma} is {answer or 'without an answer'} and must be {wanted}")


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"\d+(\.\d+)*", version)
    return tuple(int(part) for part in found.group().split(".")) if found else ()


def _first_read(connection: SqlConnection, path: Path) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except ENGINE_ERRORS as error:
        if code_of(error) == NOTADB and _is_plain(path):
            raise ForeignDatabase(
                f"{path.name} is a database without encryption, so it is not this study's. It was left as it is. "
                "Put the study's own file back, or restore the newest backup into a new folder."
            ) from None
        raise _unreadable(error, path.name, path) from None


def is_full(folder: Path) -> bool:
    """Whether the disk has no room even for the engine's small files."""
    return shutil.disk_usage(folder).free < SMALLEST_ROOM


def _is_plain(path: Path) -> bool:
    """Whether the file reads with no key. Asked through the engine: a second `open` would drop the file's locks."""
    probe: SqlConnection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", isolation_level=None, uri=True)
    try:
        probe.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except ENGINE_ERRORS:
        return False
    finally:
        probe.close()
    return True


def _unreadable(error: Exception, name: str, path: Path | None = None) -> Exception:
    code = code_of(error)
    if code in (IOERR, CANTOPEN) and path is not None and is_full(path.parent):
        # The files beside the database could not be made; the engine calls that an error of the disk.
        return disk_full(name, path.stat().st_size)
    if code in (NOTADB, CORRUPT):
        return DamagedDatabase(
            f"{name} cannot be read with this study's key: it is damaged, or belongs to another study. "
            "It was left as it is. Restore the newest backup into a new folder."
        )
    if code in (BUSY, LOCKED):
        return AlreadyOpen("Another program has this study open. Nothing was changed; close it there first.")
    if code in (READONLY, CANTOPEN):
        return ReadOnlyPlace(
            f"{name} cannot be written where it lies. Nothing was changed. "
            "Copy the study's folder to a disk of this laptop, or open it for reading."
        )
    if code == IOERR:
        return PlaceFailed(
            f"The disk gave an error while reading {name}. Nothing was changed. "
            "Check the disk, then restore the newest backup into a new folder."
        )
    return error
