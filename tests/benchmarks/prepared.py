"""The floors of drawing: a figure's primitives as calls that need nothing more worked out, on QPainter or reportlab."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from PySide6.QtGui import QPainter
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ojm_desktop.journey.primitives import Figure, Point
from ojm_desktop.report.inks import rgb
from ojm_desktop.report.pen import Pen
from ojm_desktop.typeset import SANS_REGULAR, Run, Typeset
from ojm_desktop.ui.journey.pen import Inks, draw

Call = Callable[[QPainter], object]
Line = tuple[str, float, tuple[float, ...]]


class Heard:
    """Stands in for a QPainter and keeps what it is asked to do, with Qt's own objects, ready to be done again."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        def hear(*arguments: Any) -> None:
            self.calls.append(lambda painter: getattr(painter, name)(*arguments))

        return hear


def on_screen(figure: Figure, inks: Inks) -> list[Call]:
    """A figure as bare calls of QPainter."""
    heard = Heard()
    draw(cast("QPainter", heard), figure, inks)
    return heard.calls


class PreparedPaper:
    """What the paper's pen asks for, kept as calls of a reportlab canvas with their numbers worked out."""

    def __init__(self, height: float) -> None:
        self.calls: list[Callable[[Any], object]] = []
        self._height = height

    def polyline(self, points: tuple[Point, ...], line: Line) -> None:
        """Straight segments."""
        self._line(line)
        self._path(points, is_closed=False, stroke=1, fill=0)

    def outline(self, points: tuple[Point, ...], fill: str | None, line: Line | None) -> None:
        """A closed outline."""
        self._take(fill, line)
        self._path(points, is_closed=True, stroke=int(line is not None), fill=int(fill is not None))

    def disc(self, centre: Point, radius: float, fill: str | None, line: Line | None) -> None:
        """A circle."""
        self._take(fill, line)
        x, y, reach = centre[0] * mm, (self._height - centre[1]) * mm, radius * mm
        stroke, filled = int(line is not None), int(fill is not None)
        self.calls.append(lambda canvas: canvas.circle(x, y, reach, stroke=stroke, fill=filled))

    def band(self, x: float, y: float, width: float, height: float, fill: str | None, line: Line | None) -> None:
        """A rectangle."""
        self._take(fill, line)
        box = (x * mm, (self._height - y - height) * mm, width * mm, height * mm)
        stroke, filled = int(line is not None), int(fill is not None)
        self.calls.append(lambda canvas: canvas.rect(*box, stroke=stroke, fill=filled))

    def line(self, x: float, y: float, runs: tuple[Run, ...], size: float, ink: str) -> None:
        """A line of text, drawn run by run."""
        colour = rgb(ink)
        self.calls.append(lambda canvas: canvas.setFillColorRGB(*colour))
        for run in runs:
            self._text(x * mm, (self._height - y) * mm, run.font_key, size, run.text)
            x += run.em * size / 1000 / mm

    def _text(self, x: float, y: float, face: str, size: float, text: str) -> None:
        self.calls.append(lambda canvas: (canvas.setFont(face, size), canvas.drawString(x, y, text)))

    def _take(self, fill: str | None, line: Line | None) -> None:
        if fill is not None:
            colour = rgb(fill)
            self.calls.append(lambda canvas: canvas.setFillColorRGB(*colour))
        if line is not None:
            self._line(line)

    def _line(self, line: Line) -> None:
        colour, width, dash = rgb(line[0]), line[1] * mm, [length * mm for length in line[2]]
        self.calls.append(
            lambda canvas: (canvas.setStrokeColorRGB(*colour), canvas.setLineWidth(width), canvas.setDash(dash))
        )

    def _path(self, points: tuple[Point, ...], *, is_closed: bool, stroke: int, fill: int) -> None:
        placed = [(x * mm, (self._height - y) * mm) for x, y in points]

        def draw(canvas: Any) -> None:
            path = canvas.beginPath()
            path.moveTo(*placed[0])
            for point in placed[1:]:
                path.lineTo(*point)
            if is_closed:
                path.close()
            canvas.drawPath(path, stroke=stroke, fill=fill)

        self.calls.append(draw)


def on_paper(figure: Figure, typeset: Typeset) -> list[Callable[[Any], object]]:
    """A figure as bare calls of a reportlab canvas."""
    surface = PreparedPaper(figure.height)
    Pen(surface, typeset).figure(figure)
    return surface.calls


def write_paper(pages: list[tuple[Figure, list[Callable[[Any], object]]]], path: Path) -> None:
    """A PDF of nothing but these calls."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1, initialFontName=SANS_REGULAR)
    for figure, calls in pages:
        canvas.setPageSize((figure.width * mm, figure.height * mm))
        for call in calls:
            call(canvas)
        canvas.showPage()
    canvas.save()
    path.write_bytes(buffer.getvalue())
