"""The pen for the screen: a `Figure` in the theme's colours, text through the bundled fonts with kerning off."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtGui import QPainter

from ojm_desktop.journey.primitives import Band, Disc, Figure, Polyline, Primitive, Role, Shape, Stroke, TextRun
from ojm_desktop.journey.surface import Line
from ojm_desktop.typeset import Typeset
from ojm_desktop.ui.journey.surface import Canvas, Record, Surface

MM_PER_POINT = 25.4 / 72
Inks = Mapping[Role, str]


@cache
def bundled() -> Typeset:
    """The bundled faces, read once in a process; layout and pen use the same."""
    return Typeset()


class Pen:
    """Draws on one surface with one typeset and the inks of one theme."""

    def __init__(self, surface: Surface, typeset: Typeset, inks: Inks) -> None:
        self._surface = surface
        self._typeset = typeset
        self._inks = inks

    def figure(self, figure: Figure) -> None:
        """Every primitive of the figure, in its order."""
        for primitive in figure.primitives:
            self.draw(primitive)

    def draw(self, primitive: Primitive) -> None:
        """One primitive."""
        match primitive:
            case TextRun():
                self._text(primitive)
            case Polyline(points, stroke):
                self._surface.polyline(points, self._line(stroke))
            case Shape(points, fill, edge):
                self._surface.outline(points, self._ink(fill), self._edge(edge))
            case Disc(centre, radius, fill, edge):
                self._surface.disc(centre, radius, self._ink(fill), self._edge(edge))
            case Band(x, y, width, height, fill, edge):
                self._surface.band(x, y, width, height, self._ink(fill), self._edge(edge))

    def _text(self, text: TextRun) -> None:
        """One line on its baseline: the only way by which a text reaches it. What no face has is named in grey."""
        runs = self._typeset.runs(text.text, text.bold, text.italic)
        x = text.x
        if text.anchor != "start":
            advance = sum(run.em for run in runs) * text.size * MM_PER_POINT / 1000
            x -= advance / 2 if text.anchor == "middle" else advance
        for run in runs:
            role = Role.MUTED if run.muted else text.role
            self._surface.run(x, text.y, run, text.size, self._inks[role])
            x += run.em * text.size * MM_PER_POINT / 1000

    def _ink(self, role: Role | None) -> str | None:
        return None if role is None else self._inks[role]

    def _line(self, stroke: Stroke) -> Line:
        return self._inks[stroke.role], stroke.width, stroke.dash

    def _edge(self, stroke: Stroke | None) -> Line | None:
        return None if stroke is None else self._line(stroke)


def draw(painter: QPainter, figure: Figure, inks: Inks) -> None:
    """Paint a figure with its top left corner at the painter's origin, 96 pixels to the inch."""
    Pen(Canvas(painter, bundled()), bundled(), inks).figure(figure)


def record(figure: Figure, typeset: Typeset, inks: Inks) -> list[tuple[object, ...]]:
    """What this pen draws of a figure, as the rows of `Record`: a test compares them with the paper pen's."""
    rows = Record()
    Pen(rows, typeset, inks).figure(figure)
    return rows.rows
