"""Bringing a study's tables up to date, on a copy that takes the old file's place only when both checks pass (R14).

A migration is SQL, never today's dataclasses. Number n leaves `user_version` n; a kill at any step leaves the old file.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

from sqlcipher3 import dbapi2

from ojm_desktop.store.checks import integrity, schema_fingerprint
from ojm_desktop.store.engine import (
    APPLICATION_ID,
    SqlConnection,
    create_file,
    create_memory,
    open_file,
    settle,
    single,
)
from ojm_desktop.store.errors import NewerStudy, OpeningRefused
from ojm_desktop.store.folder import sync_file, sync_folder, writing
from ojm_desktop.store.rows import Rows
from ojm_desktop.store.sentences import spoken


@dataclass(frozen=True)
class Migration:
    """One step of the schema: `sql` may hold many statements; `convert` moves rows after them; one transaction."""

    number: int
    name: str
    sql: str
    convert: Callable[[Rows], None] | None = None


def pending(version: int, migrations: Sequence[Migration]) -> tuple[Migration, ...]:
    """The steps a database of this version still needs; raises NewerStudy where it is ahead of the program."""
    if [step.number for step in migrations] != list(range(1, len(migrations) + 1)):
        raise ValueError("migrations are numbered 1, 2, 3 ...")
    if version > len(migrations):
        raise NewerStudy(
            f"This study was written by a newer version of the program (tables {version}, here {len(migrations)}). "
            "Nothing was changed. Install the newer version on this laptop and open it with that."
        )
    return tuple(migrations[version:])


def run(connection: SqlConnection, steps: Sequence[Migration]) -> None:
    """Apply the steps, each in its own transaction; the connection has no authorizer yet and is not the live file's."""
    connection.execute("PRAGMA foreign_keys = OFF")
    for step in steps:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements(step.sql):
                connection.execute(statement)
            if step.convert is not None:
                step.convert(connection)
            connection.execute(f"PRAGMA user_version = {step.number}")
            connection.execute(
                "INSERT INTO meta(key, value) VALUES('schema_sha256', ?) "
                "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                (schema_fingerprint(connection),),
            )
            if connection.execute("PRAGMA foreign_key_check").fetchall():
                raise OpeningRefused(f"the update {step.name!r} would leave rows that belong to nothing")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    connection.execute("PRAGMA foreign_keys = ON")


def statements(sql: str) -> list[str]:
    """The single statements of a script; a trigger's inner semicolons stay inside it."""
    found: list[str] = []
    rest = ""
    for piece in sql.split(";"):
        rest += piece + ";"
        if dbapi2.complete_statement(rest):
            if rest.strip(" \n\t;"):
                found.append(rest.strip())
            rest = ""
    if rest.strip(" \n\t;"):
        raise ValueError(f"the script ends within a statement: {rest.strip()[:60]}")
    return found


def found(connection: SqlConnection, study_id: str, migrations: Sequence[Migration]) -> None:
    """Give an empty database its ids and first tables; they are copied from a study without rows that is made once."""
    if single(connection, "user_version") != "0":
        raise OpeningRefused("the new database is not empty")
    with _COPYING:
        first = _first_tables(tuple(migrations))
        first.execute("UPDATE meta SET value = ? WHERE key = 'study_id'", (study_id,))
        first.backup(connection)


_COPYING: Final = Lock()
"""Studies are verified in threads of their own, and all of them copy from the one below."""


@cache
def _first_tables(migrations: tuple[Migration, ...]) -> SqlConnection:
    """What all migrations make of nothing, in memory: running them takes some 0.4 s, a copy of it 0.004 s.

    Each verification needs two such studies. Its key is its own: a page is encrypted anew under the copy's.
    """
    raw = create_memory(secrets.token_bytes(32), any_thread=True)
    settle(raw, "memory")  # with secure_delete, so that no copy holds the id of the one before
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    run(raw, pending(0, migrations))
    raw.execute("INSERT INTO meta(key, value) VALUES('study_id', '')")
    return raw


def promote(path: Path, key: bytes, steps: Sequence[Migration]) -> None:
    """Copy the database, bring the copy up to date, check it twice, then let it take the old one's place.

    The caller holds the study's lock and has closed its own connection. Raises OpeningRefused (the old file stands),
    DiskFull, ReadOnlyPlace.
    """
    fresh = path.with_name(path.name + ".new")
    size = path.stat().st_size
    with writing(path, 2 * size), spoken(lambda: 2 * size):
        clear(fresh)
        try:
            _copy(path, fresh, key)
            _update(fresh, key, steps)
        except BaseException:
            clear(fresh)
            raise
        wrong = integrity(fresh, key)
        if wrong:
            clear(fresh)
            raise OpeningRefused(f"the updated copy failed its check ({wrong[0]})")
        if sidecar(path, "-wal").exists():
            clear(fresh)
            raise OpeningRefused("another program is using it")
        sync_file(fresh)
        fresh.replace(path)
        sync_folder(path.parent)


def _copy(path: Path, fresh: Path, key: bytes) -> None:
    source = open_file(path, key)
    try:
        target = create_file(fresh, key)
        try:
            source.backup(target)
        finally:
            target.close()
    finally:
        source.close()  # the last to close: the write-ahead log is folded in and removed


def _update(fresh: Path, key: bytes, steps: Sequence[Migration]) -> None:
    copy = open_file(fresh, key)
    try:
        run(copy, steps)
        settle(copy, "write")
    finally:
        copy.close()


def sidecar(path: Path, suffix: str) -> Path:
    """A file the engine keeps beside a database: `-wal`, `-shm`, `-journal`."""
    return path.with_name(path.name + suffix)


def clear(path: Path) -> None:
    """Remove an unfinished database of ours and what the engine kept beside it."""
    for file in (path, *(sidecar(path, suffix) for suffix in ("-wal", "-shm", "-journal"))):
        file.unlink(missing_ok=True)
