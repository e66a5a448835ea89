"""What a pen draws on: paper (reportlab), or a record of what was asked. Millimetres from the top left corner."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Any, Protocol

from reportlab.lib.units import mm

from ojm_desktop.journey.primitives import Point
from ojm_desktop.journey.surface import Line, ShapeRecord, Shapes
from ojm_desktop.report.embedding import register
from ojm_desktop.report.inks import GREY, rgb
from ojm_desktop.typeset import Run, Typeset

_PAINTED = {(0, 0): "n", (0, 1): "S", (1, 0): "f*", (1, 1): "B*"}
"""PDF's operator that paints a path, by whether it is filled and whether its line is drawn."""


class Surface(Shapes, Protocol):
    """The five things the paper's pen can do."""

    def line(self, x: float, y: float, runs: tuple[Run, ...], size: float, ink: str) -> None:
        """A line of text from its left end on the baseline; size in points. Muted runs are grey."""
        ...


class Record(ShapeRecord):
    """What the paper's pen asked for."""

    def line(self, x: float, y: float, runs: tuple[Run, ...], size: float, ink: str) -> None:
        """A row for each run, `x` being its own left end."""
        for run in runs:
            self.put_run(x, y, run.font_key, run.text, size, GREY if run.muted else ink)
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
