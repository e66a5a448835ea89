"""What signing draws over a finished paper's last page, as operators of its content (ISO 32000-1, 8 and 9).

Our own words use the face and the characters the first revision embedded, so they are ASCII. Words that somebody typed
are drawn as outlines, exactly as they were typed, with their text beside for who searches or listens (`ActualText`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from ojm_desktop.journey.primitives import Point
from ojm_desktop.typeset import SANS_REGULAR
from ojm_desktop.typeset.outlines import Outlined, Piece

_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class _Anchor:
    """Of the first revision: the height of its last page in points, and the text face's name there."""

    height: float
    face: str


@dataclass(frozen=True)
class RevisedStroke:
    """A drawn line in mm from the page's top left, and its width."""

    points: tuple[Point, ...]
    width: float


@dataclass(frozen=True)
class RevisedLine:
    """One line of ASCII text on its baseline; size in points."""

    x: float
    y: float
    text: str
    size: float


@dataclass(frozen=True)
class RevisedWords:
    """One line of words in any writing, from the left end of its baseline."""

    x: float
    y: float
    words: Outlined


@dataclass(frozen=True)
class RevisedCode:
    """A QR code: rows of dark and light modules in a square of `side` mm with its top left corner at (x, y)."""

    x: float
    y: float
    side: float
    rows: tuple[tuple[bool, ...], ...]


Revised = RevisedStroke | RevisedLine | RevisedWords


def drawing(first: bytes, added: list[Revised], code: RevisedCode) -> bytes:
    """The operators that draw all this over the last page of `first`.

    Raises ValueError when `first` is not a file of this program or a line is not ASCII.
    """
    anchor = _anchor(first)
    parts = ["q 0 0 0 RG 0 0 0 rg 1 J 1 j"]
    for each in added:
        match each:
            case RevisedStroke():
                parts.append(_stroke(anchor, each))
            case RevisedLine():
                parts.append(_line(anchor, each))
            case RevisedWords():
                parts.append(_words(anchor, each))
    return "\n".join([*parts, *_modules(anchor, code), "Q"]).encode("ascii")


def _anchor(first: bytes) -> _Anchor:
    """The last page of the file and the name under which it knows the upright text face."""
    page = _last(rb"\n(\d+) 0 obj\n<<\n(?P<entries>/Contents (?:(?!endobj).)*?/Type /Page)\n>>\s*endobj", first)
    height = _last(rb"/MediaBox \[ 0 0 [\d.]+ ([\d.]+) \]", page["entries"]).group(1)
    font = _last(rb"\n(\d+) 0 obj\n<<\n/BaseFont /\w+\+%b " % SANS_REGULAR.encode(), first).group(1)
    name = _last(rb"(/F\d+\+0) %b 0 R" % font, first).group(1)
    return _Anchor(float(height), name.decode("ascii"))


def _stroke(anchor: _Anchor, stroke: RevisedStroke) -> str:
    placed = [_place(anchor, x, y) for x, y in stroke.points]
    steps = (f"{placed[0]} m {placed[0]} l", *(f"{place} l" for place in placed[1:]))
    return "\n".join((f"{stroke.width * _POINTS_PER_MM:.3f} w", *steps, "S"))


def _line(anchor: _Anchor, line: RevisedLine) -> str:
    text = re.sub(r"([\\()])", r"\\\1", line.text)
    return f"BT 1 0 0 1 {_place(anchor, line.x, line.y)} Tm {anchor.face} {line.size:g} Tf 0 Tr ({text}) Tj ET"


def _words(anchor: _Anchor, words: RevisedWords) -> str:
    spoken = words.words.reads.encode("utf-16-be").hex().upper()

    def step(piece: Piece) -> str:
        return " ".join((*(_place(anchor, words.x + x, words.y + y) for x, y in piece.places), piece.step))

    drawn = " ".join(step(piece) for piece in words.words.pieces)
    return f"/Span <</ActualText <FEFF{spoken}>>> BDC\n{drawn} f\nEMC"


def _last(pattern: bytes, octets: bytes) -> re.Match[bytes]:
    found = list(re.finditer(pattern, octets, re.DOTALL))
    if not found:
        raise ValueError("this file was not made by this program")
    return found[-1]


def _modules(anchor: _Anchor, code: RevisedCode) -> list[str]:
    """A rectangle for each row's run of dark modules, so that no hairline of light parts two of them."""
    module = code.side / len(code.rows)
    drawn = []
    for row, cells in enumerate(code.rows):
        column = 0
        for is_dark, run in groupby(cells):
            wide = len(list(run))
            if is_dark:
                place = _place(anchor, code.x + column * module, code.y + (row + 1) * module)
                drawn.append(f"{place} {wide * module * _POINTS_PER_MM:.3f} {module * _POINTS_PER_MM:.3f} re")
            column += wide
    return [*drawn, "f"]


def _place(anchor: _Anchor, x: float, y: float) -> str:
    return f"{x * _POINTS_PER_MM:.3f} {anchor.height - y * _POINTS_PER_MM:.3f}"
