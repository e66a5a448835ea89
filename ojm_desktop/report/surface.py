"""What a pen draws on: paper (reportlab), or a record of what was asked. Millimetres from the top left corner."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Any, Protocol

from reportlab.lib.units import mm

from ojm_desktop.journey.primitives import Point
from ojm_desktop.report.embedding import register
from ojm_desktop.report.inks import GREY, rgb
from ojm_desktop.typeset import Run, Typeset

Line = tuple[str, float, tuple[float, ...]]
"""How a line is drawn: ink `#RRGGBB`, width and dash lengths in mm."""
_PAINTED = {(0, 0): "n", (0, 1): "S", (1, 0): "f*", (1, 1): "B*"}
"""PDF's operator that paints a path, by whether it is filled and whether its line is drawn."""


class Surface(Protocol):
    """The five things a pen can do. `fill` is an ink or None, `line` a `Line` or None."""

    def polyline(self, points: tuple[Point, ...], line: Line) -> None:
        """Straight segments, round joins."""
        ...

    def outline(self, points: tuple[Point, ...], fill: str | None, line: Line | None) -> None:
        """A closed outline, mitred."""
        ...

    def disc(self, centre: Point, radius: float, fill: str | None, line: Line | None) -> None:
        """A circle."""
        ...

    def band(self, x: float, y: float, width: float, height: float, fill: str | None, line: Line | None) -> None:
        """A rectangle from its top left corner."""
        ...

    def line(self, x: float, y: float, runs: tuple[Run, ...], size: float, ink: str) -> None:
        """A line of text from its left end on the baseline; size in points. Muted runs are grey."""
        ...


class Record:
    """Keeps what a pen asked for as plain tuples, so that two pens can be compared as values.

    Lengths are rounded to a thousandth of a millimetre. Rows: ("polyline", points, line),
    ("outline", points, fill, line), ("disc", centre, radius, fill, line), ("band", x, y, width, height, fill, line),
    ("run", x, y, face, text, size, ink).
    """

    def __init__(self) -> None:
        self.rows: list[tuple[object, ...]] = []

    def polyline(self, points: tuple[Point, ...], line: Line) -> None:
        """A row ("polyline", points, line)."""
        self.rows.append(("polyline", _rounded(points), _rounded_line(line)))

    def outline(self, points: tuple[Point, ...], fill: str | None, line: Line | None) -> None:
        """A row ("outline", points, fill, line)."""
        self.rows.append(("outline", _rounded(points), fill, _rounded_line(line)))

    def disc(self, centre: Point, radius: float, fill: str | None, line: Line | None) -> None:
        """A row ("disc", centre, radius, fill, line)."""
        self.rows.append(("disc", _rounded((centre,))[0], round(radius, 3), fill, _rounded_line(line)))

    def band(self, x: float, y: float, width: float, height: float, fill: str | None, line: Line | None) -> None:
        """A row ("band", x, y, width, height, fill, line)."""
        box = (round(x, 3), round(y, 3), round(width, 3), round(height, 3))
        self.rows.append(("band", *box, fill, _rounded_line(line)))

    def line(self, x: float, y: float, runs: tuple[Run, ...], size: float, ink: str) -> None:
        """A row ("run", x, y, face, text, size, ink) for each run, `x` being its own left end."""
        for run in runs:
            shown = GREY if run.muted else ink
            self.rows.append(("run", round(x, 3), round(y, 3), run.font_key, run.text, round(size, 3), shown))
            x += run.em * size / 1000 / mm


class Page:
    """One page of a reportlab canvas, `height` mm high. Remembers inks and lines so that nothing is said twice."""

    def __init__(self, canvas: Any, typeset: Typeset, height: float) -> None:
        self._canvas = canvas
        self._typeset = typeset
        self._height = height
        self._fill: str | None = None
        self._line: tuple[Line, int] | None = None

    def polyline(self, points: tuple[Point, ...], line: Line) -> None:
        """Straight segments, round joins."""
        self._take_line(line, join=1)
        self._canvas.addLiteral(f"{self._path(points)} S")

    def outline(self, points: tuple[Point, ...], fill: str | None, line: Line | None) -> None:
        """A closed outline, mitred."""
        modes = self._modes(fill, line)
        self._canvas.addLiteral(f"{self._path(points)} h {_PAINTED[modes['fill'], modes['stroke']]}")

    def disc(self, centre: Point, radius: float, fill: str | None, line: Line | None) -> None:
        """A circle."""
        modes = self._modes(fill, line)
        self._canvas.circle(centre[0] * mm, (self._height - centre[1]) * mm, radius * mm, **modes)

    def band(self, x: float, y: float, width: float, height: float, fill: str | None, line: Line | None) -> None:
        """A rectangle from its top left corner."""
        modes = self._modes(fill, line)
        corner = f"{x * mm:.3f} {(self._height - y - height) * mm:.3f}"
        painted = _PAINTED[modes["fill"], modes["stroke"]]
        self._canvas.addLiteral(f"{corner} {width * mm:.3f} {height * mm:.3f} re {painted}")

    def line(self, x: float, y: float, runs: tuple[Run, ...], size: float, ink: str) -> None:
        """A line of text, in one text object as far as it can be: readers take such pieces for one line."""
        left, baseline = x * mm, (self._height - y) * mm
        for spoken, group in groupby(runs, key=lambda run: run.reads != run.text):
            pieces = tuple(group)
            for part in ((piece,) for piece in pieces) if spoken else (pieces,):
                self._text_object(left, baseline, part, size, ink)
                left += sum(run.em for run in part) * size / 1000

    def _text_object(self, left: float, baseline: float, runs: tuple[Run, ...], size: float, ink: str) -> None:
        """Runs one after the other. What was typed goes along where it differs from what is drawn (`ActualText`)."""
        spoken = runs[0].reads if runs[0].reads != runs[0].text else None
        if spoken is not None:
            self._canvas.addLiteral(f"/Span <</ActualText <FEFF{spoken.encode('utf-16-be').hex().upper()}>>> BDC")
        text = self._canvas.beginText(left, baseline)
        for run in runs:
            register(run.font_key, self._typeset)
            self._take_fill(GREY if run.muted else ink, text)
            text.setFont(run.font_key, size)
            text._textOut(run.text)  # as textOut, without measuring once more what is measured already
        self._canvas.drawText(text)
        if spoken is not None:
            self._canvas.addLiteral("EMC")

    def _path(self, points: tuple[Point, ...]) -> str:
        """The corners as PDF writes them, to a thousandth of a point: reportlab's own way of writing a number takes a
        fifth of the whole page's time.
        """
        top = self._height
        corners = [f"{x * mm:.3f} {(top - y) * mm:.3f}" for x, y in points]
        return " ".join((f"{corners[0]} m", *(f"{corner} l" for corner in corners[1:])))

    def _modes(self, fill: str | None, line: Line | None) -> dict[str, int]:
        if fill is not None:
            self._take_fill(fill)
        if line is not None:
            self._take_line(line, join=0)
        return {"stroke": int(line is not None), "fill": int(fill is not None)}

    def _take_fill(self, ink: str, within: Any = None) -> None:
        if ink != self._fill:
            self._fill = ink
            (within or self._canvas).setFillColorRGB(*rgb(ink))

    def _take_line(self, line: Line, join: int) -> None:
        if (line, join) == self._line:
            return
        self._line = (line, join)
        self._canvas.addLiteral(_line_taken(line, join))


@lru_cache(256)
def _line_taken(line: Line, join: int) -> str:
    """Ink, width, dash and join of a line in PDF's words."""
    ink, width, dash = line
    red, green, blue = rgb(ink)
    lengths = " ".join(f"{length * mm:.3f}" for length in dash)
    return f"{red:.4f} {green:.4f} {blue:.4f} RG {width * mm:.3f} w [{lengths}] 0 d {join} j"


def _rounded(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((round(x, 3), round(y, 3)) for x, y in points)


def _rounded_line(line: Line | None) -> Line | None:
    return None if line is None else (line[0], round(line[1], 3), tuple(round(length, 3) for length in line[2]))
