"""Who documents are sealed for, as SQL only: frozen by migration, as everything in `schema`."""

from __future__ import annotations

from typing import Final

RECIPIENTS: Final = """
CREATE TABLE recipients(name TEXT PRIMARY KEY COLLATE NOCASE, key TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
