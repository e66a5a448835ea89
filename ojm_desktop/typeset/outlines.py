"""Words as outlines, for where a face cannot be embedded: what signing adds to a finished paper.

Lengths in mm, y downwards, from the left end of a line's baseline.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from ojm_desktop.typeset.characters import clean
from ojm_desktop.typeset.typeset import MM_PER_POINT, Run, Typeset

Place = tuple[float, float]
LINE_HEIGHT = 1.3
"""Of the size, from one baseline to the next."""


@dataclass(frozen=True)
class Piece:
    """One step of an outline: "m" begins at a place, "l" goes on to one, "c" curves (three places), "h" closes."""

    step: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Outlined:
    """One line of words: its outlines, filled by the nonzero rule, what it reads as, and how wide it is in mm."""

    pieces: tuple[Piece, ...]
    reads: str
    width: float


@dataclass(frozen=True)
class Fitted:
    """Words at the largest size (points) at which all their lines are in a box."""

    size: float
    lines: tuple[str, ...]

    @property
    def pitch(self) -> float:
        """From one baseline to the next, in mm."""
        return self.size * MM_PER_POINT * LINE_HEIGHT


def outlined(typeset: Typeset, text: str, size: float) -> Outlined:
    """A line in the upright text face, with what other faces have to give. Stand-ins are in it like other words."""
    x, pieces = 0.0, list[Piece]()
    for run in typeset.runs(text):
        pieces.extend(_outlines(typeset, run, x, size))
        x += run.em * size * MM_PER_POINT / 1000
    return Outlined(tuple(pieces), clean(text), x)


def fitted(typeset: Typeset, text: str, width: float, height: float, sizes: tuple[float, ...]) -> Fitted:
    """The first of `sizes` (points, falling) at which `text` is in a box of so many mm; the last where none is."""
    found = Fitted(sizes[-1], (text,))
    for size in sizes:
        found = Fitted(size, tuple(typeset.wrap(text, width, size)))
        if len(found.lines) * found.pitch <= height:
            break
    return found


def _outlines(typeset: Typeset, run: Run, x: float, size: float) -> list[Piece]:
    face, unit_em = typeset.face(run.font_key), size * MM_PER_POINT
    glyphs, names, units = _font(face.path)
    pieces: list[Piece] = []
    for character in run.text:
        pen = _Pen(glyphs, x, unit_em / units)
        glyphs[names[ord(character)]].draw(pen)
        pieces.extend(pen.pieces)
        x += face.advances[character] * unit_em / 1000
    return pieces


@lru_cache(4)
def _font(path: Path) -> tuple[Any, dict[int, str], int]:
    """The glyphs of a face, their names by character, and how many units an em has. Its file is not kept open."""
    font = TTFont(BytesIO(path.read_bytes()), lazy=True)
    return font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm


class _Pen(BasePen):  # type: ignore[misc]  # fontTools ships no types
    """Takes down what a glyph draws; the base class turns a TrueType curve into PDF's kind."""

    def __init__(self, glyphs: Any, x: float, unit: float) -> None:
        super().__init__(glyphs)
        self._x, self._unit = x, unit
        self.pieces: list[Piece] = []

    def _moveTo(self, place: Place) -> None:  # noqa: N802
        self._take("m", place)

    def _lineTo(self, place: Place) -> None:  # noqa: N802
        self._take("l", place)

    def _curveToOne(self, first: Place, second: Place, place: Place) -> None:  # noqa: N802
        self._take("c", first, second, place)

    def _closePath(self) -> None:  # noqa: N802
        self._take("h")

    def _take(self, step: str, *places: Place) -> None:
        self.pieces.append(Piece(step, tuple((self._x + x * self._unit, -y * self._unit) for x, y in places)))
