"""Opening a study's database in the order security.md gives (3 to 11), and the connection that repositories use."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from sqlite_utils import Database

from ojm_desktop.store import engine
from ojm_desktop.store.authorizer import authorize
from ojm_desktop.store.engine import APPLICATION_ID, Mode, SqlConnection, single
from ojm_desktop.store.errors import (
    AlreadyThere,
    DamagedDatabase,
    DiskFull,
    EmptyDatabase,
    ForeignDatabase,
    MissingDatabase,
    NewerStudy,
    OlderStudy,
    OpeningRefused,
)
from ojm_desktop.store.folder import sync_file, sync_folder, writing
from ojm_desktop.store.migrate import Migration, clear, found, pending, promote, sidecar
from ojm_desktop.store.rows import Row
from ojm_desktop.store.sentences import sentence_of, spoken

__all__ = [
    "Answer",
    "Connection",
    "DamagedDatabase",
    "EmptyDatabase",
    "ForeignDatabase",
    "Migration",
    "MissingDatabase",
    "NewerStudy",
    "OpeningRefused",
    "create",
    "create_in_memory",
    "open_beside",
    "open_reader",
    "open_writer",
]

PLAIN_HEADER: Final = b"SQLite format 3\x00"
PAGES_A_STEP: Final = 2000
REPLAY_ID: Final = "0" * 32


PagesDone = Callable[[int, int], None]


@dataclass(frozen=True)
class Answer:
    """All rows of one statement, already read: no cursor stays open to hold a checkpoint back."""

    rows: list[Row]
    changed: int

    def fetchone(self) -> Row | None:
        """The first row, or None."""
        return self.rows[0] if self.rows else None

    def fetchall(self) -> list[Row]:
        """Every row as a tuple."""
        return self.rows


class Connection:
    """A study's open database; used from the thread that opened it.

    Errors of the engine come out as sentences: a trigger's refusal (ConsentMissing, Refused), DiskFull, ReadOnlyPlace,
    DamagedDatabase. `db` is the same connection through sqlite-utils, for schema questions; it raises the engine's own.
    """

    def __init__(self, raw: SqlConnection, path: Path | None, study_id: str) -> None:
        self._raw = raw
        self._path = path
        self.study_id = study_id
        self.db = Database(raw, recursive_triggers=False, execute_plugins=False)  # type: ignore[arg-type]
        self.schema_version = int(single(raw, "user_version"))
        raw.set_authorizer(authorize)

    @property
    def raw(self) -> SqlConnection:
        """SQLCipher's own connection, for backups and the tests' counting."""
        return self._raw

    @property
    def path(self) -> Path | None:
        """Where the database lies; None in memory."""
        return self._path

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Answer:
        """Run one statement and read all its rows."""
        try:
            cursor = self._raw.execute(sql, parameters)
            return Answer(cursor.fetchall(), int(getattr(cursor, "rowcount", -1)))
        except Exception as error:  # as `spoken` does, without the cost of entering it at every statement
            sentence = sentence_of(error, self.size)
            if sentence is None:
                raise
            raise sentence from error

    def transaction(self) -> AbstractContextManager[None]:
        """BEGIN IMMEDIATE .. COMMIT; on any error nothing of it stays. On a full disk raises DiskFull (R7).

        Inside another one it is a part of that: an error takes the part back, and it is durable when the whole is.
        """
        if self._raw.in_transaction:
            return self._undoing("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part")
        return self._undoing("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")

    @contextmanager
    def _undoing(self, begin: str, end: str, back: str) -> Iterator[None]:
        self.execute(begin)
        try:
            yield
            self.execute(end)
        except BaseException:
            if self._raw.in_transaction:
                self._raw.execute(back)
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is the same moment of the study, whoever writes meanwhile."""
        self.execute("BEGIN")
        try:
            self.execute("SELECT count(*) FROM sqlite_schema")
            yield
        finally:
            self._raw.execute("ROLLBACK")

    def checkpoint(self, mode: Literal["PASSIVE", "TRUNCATE"]) -> bool:
        """Fold the write-ahead log into the database; False when it could not all be folded and a later one must do it.

        A reader is in the way, or the disk is full: nothing is lost by that, all of it stays safe in the log.
        """
        try:
            row = self.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        except DiskFull:
            return False
        return row is not None and int(row[0]) == 0

    def rewrite(self) -> None:
        """Write every page anew, so that none keeps a copy of what was deleted; outside a transaction.

        Freed bytes are overwritten as they are freed, but where the engine moved a row to another page it leaves the
        old bytes in a gap. It attaches a database of its own for this, in memory, so the gate is open for this one
        statement.
        """
        self._raw.set_authorizer(None)
        try:
            self.execute("VACUUM")
        finally:
            self._raw.set_authorizer(authorize)

    def wal_size(self) -> int:
        """Bytes in the write-ahead log; asks for the size only."""
        if self._path is None:
            return 0
        try:
            return sidecar(self._path, "-wal").stat().st_size
        except FileNotFoundError:
            return 0

    def close(self) -> None:
        """Close; the last connection folds the write-ahead log in and removes it."""
        self._raw.close()

    def size(self) -> int:
        """Bytes of the database and its write-ahead log; asks for the sizes only."""
        return self._path.stat().st_size + self.wal_size() if self._path else 0

    def copy_into(self, target: SqlConnection, progress: PagesDone | None = None) -> None:
        """Copy the study into an empty database under the same key; `progress` is told pages left and in all."""
        told = None if progress is None else lambda _status, left, pages: progress(left, pages)
        with spoken(self.size):
            self._raw.backup(target, pages=PAGES_A_STEP, progress=told)


def damaged() -> DamagedDatabase:
    """The sentence for a database of which a part cannot be read."""
    return DamagedDatabase(
        "A part of the study cannot be read: the file is damaged. Nothing was changed, and writing stops here. "
        "Restore the newest backup into a new folder; keep this folder as it is."
    )


def create(path: Path, key: bytes, study_id: str, migrations: Sequence[Migration]) -> Connection:
    """Make a study's database and open it for writing.

    It is made whole under another name, looked at from outside (no plain header, C2), and only then takes its own.
    Raises AlreadyThere (never replaced, R10), OpeningRefused, DiskFull, ReadOnlyPlace.
    """
    if os.path.lexists(path):
        raise AlreadyThere(f"There is already a {path.name} here. It was left as it is. Choose another folder.")
    fresh = path.with_name(path.name + ".new")
    with writing(path), spoken():
        clear(fresh)
        try:
            raw = engine.create_file(fresh, key)
            try:
                engine.settle(raw, "write")
                found(raw, study_id, migrations)
            finally:
                raw.close()
        except BaseException:
            clear(fresh)
            raise
        with fresh.open("rb") as file:
            if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
                clear(fresh)
                raise OpeningRefused("the new database was not encrypted, and was removed")
        sync_file(fresh)
        fresh.replace(path)
        sync_folder(path.parent)
    return open_writer(path, key, study_id, migrations)


def create_in_memory(migrations: Sequence[Migration], study_id: str = REPLAY_ID) -> Connection:
    """An empty study that has no file, under a key nobody knows: what a log is replayed into."""
    raw = engine.create_memory(secrets.token_bytes(32))
    engine.settle(raw, "memory")
    found(raw, study_id, migrations)
    engine.settle(raw, "memory")
    return Connection(raw, None, study_id)


def open_writer(path: Path, key: bytes, study_id: str, migrations: Sequence[Migration]) -> Connection:
    """Open the database for writing; the caller holds the study's lock. One writer, in one thread.

    Raises MissingDatabase, EmptyDatabase, ForeignDatabase, DamagedDatabase, NewerStudy, OpeningRefused, PlaceFailed.
    """
    raw = engine.open_file(path, key)
    try:
        _identify(raw, path, study_id)
        steps = pending(int(single(raw, "user_version")), migrations)
        engine.settle(raw, "write")
        if not steps:
            return Connection(raw, path, study_id)
    except BaseException as error:
        raw.close()
        if engine.is_engine_error(error):
            raise damaged() from error
        raise
    raw.close()
    promote(path, key, steps)
    return open_writer(path, key, study_id, migrations)


def open_reader(
    path: Path, key: bytes, study_id: str, migrations: Sequence[Migration], *, may_be_older: bool = False
) -> Connection:
    """Open a database nobody writes, on a read-only medium or in a backup set; makes no file beside it (R8).

    What lies in a write-ahead log beside it is not read: say so when `wal_size()` is not 0. `may_be_older` is for who
    reads only columns that have been there since the first tables; otherwise raises OlderStudy.
    """
    known = range(1 if may_be_older else len(migrations), len(migrations) + 1)
    return _open_to_read(path, key, study_id, migrations, "immutable=1&mode=ro", known)


def open_beside(path: Path, key: bytes, study_id: str, migrations: Sequence[Migration]) -> Connection:
    """Open the live database for reading beside its writer, for a worker thread or a second program."""
    return _open_to_read(path, key, study_id, migrations, "mode=rw", range(len(migrations), len(migrations) + 1))


def _open_to_read(
    path: Path, key: bytes, study_id: str, migrations: Sequence[Migration], parameters: str, known: range
) -> Connection:
    raw = engine.open_file(path, key, parameters=parameters)
    try:
        _identify(raw, path, study_id)
        version = int(single(raw, "user_version"))
        if pending(version, migrations) and version not in known:
            raise OlderStudy(
                "This study was written by an older version of the program and must be updated before it is read. "
                "Nothing was changed. Copy its folder to a disk of this laptop and open it there."
            )
        mode: Mode = "read"
        engine.settle(raw, mode)
        return Connection(raw, path, study_id)
    except BaseException as error:
        raw.close()
        if engine.is_engine_error(error):
            raise damaged() from error
        raise


def _identify(raw: SqlConnection, path: Path, study_id: str) -> None:
    """Raise ForeignDatabase unless the database says itself that it is this study's (R10)."""
    marked = single(raw, "application_id") == str(APPLICATION_ID) and raw.execute(
        "SELECT count(*) FROM sqlite_schema WHERE name = 'meta'"
    ).fetchone() == (1,)
    own = raw.execute("SELECT value FROM meta WHERE key = 'study_id'").fetchone() if marked else None
    if own is None or str(own[0]) != study_id:
        raise ForeignDatabase(
            f"{path.name} belongs to another study than the key file beside it. Both were left as they are. "
            "Put the study's own file back, or restore the newest backup into a new folder."
        )
