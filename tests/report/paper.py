"""Putting quotes on paper the way a notes column does, and reading them back with two readers."""

from __future__ import annotations

import re
from io import BytesIO

import pypdf
import pypdfium2

from ojm_desktop.journey.primitives import Figure, TextRun
from ojm_desktop.report.document import Document, Facts
from ojm_desktop.typeset import Typeset, clean, stand_in

WIDTH, HEIGHT, COLUMN, SIZE, LEADING = 110.0, 150.0, 63.0, 9.0, 4.0


def printed(texts: list[str], typeset: Typeset, facts: Facts | None = None) -> bytes:
    """A page for each text, wrapped into a column."""
    document = Document(facts or Facts("C1-03: journey maps", "Practice"), typeset)
    for text in texts:
        lines = typeset.wrap(text, COLUMN, SIZE)
        runs = tuple(TextRun(10.0, 10.0 + LEADING * row, line, SIZE) for row, line in enumerate(lines))
        document.add(Figure(WIDTH, HEIGHT, runs, "a page"))
    return document.octets()


def read_back(octets: bytes) -> list[str]:
    """The text of every page as a reader that resolves writing directions gives it."""
    document = pypdfium2.PdfDocument(octets)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def expected(text: str, typeset: Typeset) -> str:
    """What paper shows of a text: itself, with a name for each character no face has."""
    shown = clean(text)
    for character in typeset.missing(shown):
        shown = shown.replace(character, stand_in(character))
    return shown


def without_breaks(text: str) -> str:
    """The text modulo line breaks: breaks fall at spaces, and inside words longer than a line."""
    return re.sub(r"\s+", "", text)


def reader(octets: bytes) -> pypdf.PdfReader:
    """A reader of the file's objects; strict, so that a crooked file is an error."""
    return pypdf.PdfReader(BytesIO(octets), strict=True)
