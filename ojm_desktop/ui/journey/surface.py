"""What the screen's pen draws on: a QPainter, or a record of what was asked. Millimetres from the top left corner."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGlyphRun, QPainter, QPen, QPolygonF, QRawFont

from ojm_desktop import assets
from ojm_desktop.journey.primitives import Point
from ojm_desktop.journey.surface import Line, ShapeRecord, Shapes
from ojm_desktop.typeset import Run, Typeset

PX_PER_MM = 96 / 25.4
PX_PER_POINT = 96 / 72


class Surface(Shapes, Protocol):
    """The five things the screen's pen can do."""

    def run(self, x: float, y: float, run: Run, size: float, ink: str) -> None:
        """A piece of a line in one face from its left end on the baseline; size in points."""
        ...


class Record(ShapeRecord):
    """What the screen's pen asked for."""

    def run(self, x: float, y: float, run: Run, size: float, ink: str) -> None:
        """A row for a piece of a line."""
        self.put_run(x, y, run.font_key, run.text, size, ink)


class Canvas:
    """A QPainter in millimetres. Text is drawn glyph by glyph from the bundled files: no kerning, shaping or fallback
    of Qt's own, so that a line has exactly the width it was laid out with.
    """

    def __init__(self, painter: QPainter, typeset: Typeset) -> None:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self._painter = painter
        self._typeset = typeset

    def polyline(self, points: tuple[Point, ...], line: Line) -> None:
        """Straight segments, round joins."""
        self._painter.setPen(_pen(line, Qt.PenJoinStyle.RoundJoin))
        self._painter.drawPolyline(_polygon(points))

    def outline(self, points: tuple[Point, ...], fill: str | None, line: Line | None) -> None:
        """A closed outline, mitred."""
        self._take(fill, line)
        self._painter.drawPolygon(_polygon(points))

    def disc(self, centre: Point, radius: float, fill: str | None, line: Line | None) -> None:
        """A circle."""
        self._take(fill, line)
        reach = radius * PX_PER_MM
        self._painter.drawEllipse(QPointF(centre[0] * PX_PER_MM, centre[1] * PX_PER_MM), reach, reach)

    def band(self, x: float, y: float, width: float, height: float, fill: str | None, line: Line | None) -> None:
        """A rectangle from its top left corner."""
        self._take(fill, line)
        self._painter.drawRect(QRectF(x * PX_PER_MM, y * PX_PER_MM, width * PX_PER_MM, height * PX_PER_MM))

    def run(self, x: float, y: float, run: Run, size: float, ink: str) -> None:
        """A piece of a line: its glyphs one after the other by the font's own advances."""
        self._painter.setPen(QColor(ink))
        self._painter.drawGlyphRun(QPointF(x * PX_PER_MM, y * PX_PER_MM), self._glyphs(run, size))

    def _glyphs(self, run: Run, size: float) -> QGlyphRun:
        return glyphs(run.font_key, run.text, size, self._typeset)

    def _take(self, fill: str | None, line: Line | None) -> None:
        self._painter.setBrush(QBrush(QColor(fill)) if fill is not None else Qt.BrushStyle.NoBrush)
        if line is None:
            self._painter.setPen(Qt.PenStyle.NoPen)
        else:
            self._painter.setPen(_pen(line, Qt.PenJoinStyle.MiterJoin))


@lru_cache(maxsize=512)
def _pen(line: Line, join: Qt.PenJoinStyle) -> QPen:
    ink, width, dash = line
    pen = QPen(QColor(ink), width * PX_PER_MM, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, join)
    if dash:
        pen.setDashPattern([length / width for length in dash])
    return pen


@lru_cache(maxsize=64)
def _font(key: str, size: float) -> QRawFont:
    return QRawFont(str(assets.fonts() / f"{key}.ttf"), size * PX_PER_POINT, QFont.HintingPreference.PreferNoHinting)


@lru_cache(maxsize=4096)
def glyphs(key: str, text: str, size: float, typeset: Typeset) -> QGlyphRun:
    """The glyphs of a text in one face, placed by the advances the layout measured (Qt rounds its own to 1/64 px)."""
    font = _font(key, size)
    advances = typeset.face(key).advances
    x, places = 0.0, []
    for character in text:
        places.append(QPointF(x, 0.0))
        x += advances[character] * size * PX_PER_POINT / 1000
    run = QGlyphRun()
    run.setRawFont(font)
    run.setGlyphIndexes(font.glyphIndexesForString(text))
    run.setPositions(places)
    return run


def _polygon(points: tuple[Point, ...]) -> QPolygonF:
    return QPolygonF([QPointF(x * PX_PER_MM, y * PX_PER_MM) for x, y in points])
