"""A person's maps as one PDF: sheet 1 the eight pathways, then a sheet a pathway (MB29, MB33)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ojm_desktop.journey.sheets import Sheet
from ojm_desktop.report.document import Document, Facts
from ojm_desktop.typeset import Typeset

Progress = Callable[[float, str], None]
"""Told the part done, 0 to 1, and a word about it; whatever it raises stops the work and leaves no file."""


@dataclass(frozen=True)
class PersonMaps:
    """What to print for one person, from `journey.sheets.person_sheets`. A code, never a name."""

    code: str
    study: str
    sheets: tuple[Sheet, ...]
    head_words: tuple[str, ...] = ()
    is_practice: bool = False


@dataclass(frozen=True)
class SheetPages:
    """Where a sheet lies in the file: first and last page, counted from 1 (a row of the manifest)."""

    number: int
    kind: str
    pathway: str | None
    first: int
    last: int


def write(
    maps: PersonMaps, put: Callable[[bytes], object], typeset: Typeset, progress: Progress
) -> tuple[SheetPages, ...]:
    """Make the maps and `put` the finished file; paper and size are the figures' own.

    What `put` and `progress` raise passes through.
    """
    document = Document(_facts(maps), typeset)
    placed: list[SheetPages] = []
    for done, sheet in enumerate(maps.sheets):
        progress(done / len(maps.sheets), f"{maps.code}: sheet {sheet.number}")
        first = document.pages + 1
        for number, page in enumerate(sheet.pages):
            document.add(page, bookmark=f"{sheet.number}  {sheet.title}" if number == 0 else None)
        placed.append(SheetPages(sheet.number, sheet.kind, sheet.pathway, first, document.pages))
    put(document.octets())
    progress(1.0, f"{maps.code}: printed")
    return tuple(placed)


def _facts(maps: PersonMaps) -> Facts:
    return Facts(f"{maps.code}: journey maps", maps.study, maps.head_words, maps.is_practice)
