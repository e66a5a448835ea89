"""What the store's tests stand on: one study id and key, a made study, and a look at every byte of a folder."""

from __future__ import annotations

import hashlib
import hmac
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ojm_desktop.store import connection, engine
from ojm_desktop.store.connection import Connection
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.store.schema import MIGRATIONS

ROOT = Path(__file__).parents[2]
KEY = bytes(range(32))
STUDY = "5d" * 16
AUTH = 23
"""SQLite's result code for a statement its authorizer refused."""


class KeyedSigner:
    """A signer without a curve: the head asks only that a signature is 64 bytes and checks."""

    def __init__(self, key: bytes = b"k") -> None:
        self._key = key

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return hmac.digest(self._key, message, hashlib.sha512)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether the same key made it."""
        return hmac.compare_digest(self.sign(message), signature)


def make_study(path: Path) -> tuple[StudyFolder, Connection]:
    """A new study folder with its database open for writing."""
    folder = StudyFolder(path)
    folder.create()
    return folder, connection.create(folder.db, KEY, STUDY, MIGRATIONS)


def open_again(folder: StudyFolder) -> Connection:
    """Open it for writing."""
    return connection.open_writer(folder.db, KEY, STUDY, MIGRATIONS)


def keep(database: Connection, name: str, value: str = "x") -> None:
    """One acknowledged row that needs no agreement."""
    with database.transaction():
        database.execute("INSERT INTO plan(part, value) VALUES(?, ?)", (name, value))


def kept(database: Connection) -> list[str]:
    """What `keep` has kept."""
    return [str(row[0]) for row in database.execute("SELECT part FROM plan ORDER BY part").fetchall()]


def outside(path: Path, *statements: str, key: bytes = KEY) -> None:
    """Change the database as somebody with the key and another program would: no authorizer, no checks."""
    raw = engine.open_file(path, key)
    for statement in statements:
        raw.execute(statement)
    raw.close()


def every_byte(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def names(folder: Path) -> set[str]:
    """Every file below a folder; opens none, so it may be asked beside an open study."""
    return {str(file.relative_to(folder)) for file in folder.rglob("*")}


def flip(path: Path, position: int) -> None:
    """Change one bit of a file."""
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)


def run_until_killed(script: str, *arguments: str) -> None:
    """Run Python text in a process of its own that must end by its own SIGKILL."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def refused_by_authorizer(database: Connection, sql: str) -> bool:
    """Whether a statement is refused before it runs."""
    with pytest.raises(Exception, match=r"not authorized|authorization denied|may not be modified") as refusal:
        database.execute(sql)
    error: Any = refusal.value
    return engine.is_engine_error(error) and engine.code_of(error) in (AUTH, 1)
