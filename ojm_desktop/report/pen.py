"""The pen for paper: a `Figure` with the sheets' inks, text as text and never as markup (promises I5, I6)."""

from __future__ import annotations

from ojm_desktop.journey.primitives import Band, Disc, Figure, Polyline, Primitive, Role, Shape, Stroke, TextRun
from ojm_desktop.journey.surface import Line
from ojm_desktop.report.inks import INKS
from ojm_desktop.report.surface import Record, Surface
from ojm_desktop.typeset import Typeset

MM_PER_POINT = 25.4 / 72


class Pen:
    """Draws on one surface with one typeset."""

    def __init__(self, surface: Surface, typeset: Typeset) -> None:
        self._surface = surface
        self._typeset = typeset

    def figure(self, figure: Figure) -> None:
        """Every primitive of the figure, in its order."""
        for primitive in figure.primitives:
            self.draw(primitive)

    def draw(self, primitive: Primitive) -> None:
        """One primitive."""
        match primitive:
            case TextRun(x, y, text, size, role, bold, italic, anchor):
                self.text(x, y, text, size, INKS[role], bold=bold, italic=italic, anchor=anchor)
            case Polyline(points, stroke):
                self._surface.polyline(points, _line(stroke))
            case Shape(points, fill, edge):
                self._surface.outline(points, _ink(fill), _edge(edge))
            case Disc(centre, radius, fill, edge):
                self._surface.disc(centre, radius, _ink(fill), _edge(edge))
            case Band(x, y, width, height, fill, edge):
                self._surface.band(x, y, width, height, _ink(fill), _edge(edge))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        ink: str,
        *,
        bold: bool = False,
        italic: bool = False,
        anchor: str = "start",
    ) -> None:
        """One line on its baseline: the only way by which a text reaches paper. What no face has is named in grey."""
        runs = self._typeset.runs(text, bold, italic)
        if anchor != "start":
            advance = sum(run.em for run in runs) * size * MM_PER_POINT / 1000
            x -= advance / 2 if anchor == "middle" else advance
        self._surface.line(x, y, runs, size, ink)


def record(figure: Figure, typeset: Typeset) -> list[tuple[object, ...]]:
    """What this pen draws of a figure, as the rows of `Record`: a test compares them with the screen pen's."""
    rows = Record()
    Pen(rows, typeset).figure(figure)
    return rows.rows


def _ink(role: Role | None) -> str | None:
    return None if role is None else INKS[role]


def _line(stroke: Stroke) -> Line:
    return INKS[stroke.role], stroke.width, stroke.dash


def _edge(stroke: Stroke | None) -> Line | None:
    return None if stroke is None else _line(stroke)
