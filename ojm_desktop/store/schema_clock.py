"""What was found of the laptop's clock, as SQL only: frozen by migration, as everything in `schema`."""

from __future__ import annotations

from typing import Final

CLOCK_NOTES: Final = """
CREATE TABLE clock_notes(
  event INTEGER PRIMARY KEY, told TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
) STRICT;
"""
"""A row an event: what was told (`domain/clock_notes.py`), what the clock had said before and said then."""
