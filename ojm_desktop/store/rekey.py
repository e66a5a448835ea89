"""Giving a closed database another key: all or nothing, and checked by reopening (K8).

A rekey can report success without having happened, so what counts is which key opens the file afterwards.
"""

from __future__ import annotations

from pathlib import Path

from ojm_desktop.store.checks import integrity
from ojm_desktop.store.engine import open_file, single
from ojm_desktop.store.errors import DamagedDatabase, OpeningRefused

EXTRA = "3"
"""How the engine answers for `synchronous = EXTRA`: the journal's folder is brought to the disk as well."""


def opens(path: Path, key: bytes) -> bool:
    """Whether this key opens the database. Raises what opening raises for any other reason."""
    try:
        open_file(path, key).close()
    except DamagedDatabase:
        return False
    return True


def rekey(path: Path, old: bytes, new: bytes) -> None:
    """Encrypt the whole file again; the caller holds the lock and nobody has it open.

    Raises OpeningRefused, DiskFull.
    """
    connection = open_file(path, old)
    try:
        # With a rollback journal the change of every page is one transaction.
        if single(connection, "journal_mode = DELETE") != "delete":
            raise OpeningRefused("the write-ahead log could not be folded in before the change of key")
        connection.execute("PRAGMA synchronous = EXTRA")
        if single(connection, "synchronous") != EXTRA:
            raise OpeningRefused("a change of key could be lost by a power cut here")
        digits = new.hex()
        connection.execute(f"PRAGMA rekey = \"x'{digits}'\"")
    finally:
        connection.close()
    if not opens(path, new) or integrity(path, new):
        raise OpeningRefused("the change of key did not take; the old key still opens the study")
