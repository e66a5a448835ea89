"""What is drawn by hand as an answer: strokes in 1/10,000 of the width, a text while half done, then a picture."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen

UNITS: Final = 10_000
WIDE: Final = 1_200
"""Pixels across of the picture that is kept."""
Stroke = tuple[tuple[int, int], ...]


def as_text(strokes: tuple[Stroke, ...]) -> str:
    """Strokes as a text that can be kept half done."""
    return ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in strokes)


def of_text(text: str) -> tuple[Stroke, ...]:
    """The strokes of such a text; none for any other text."""
    try:
        return tuple(
            tuple((int(x), int(y)) for x, _, y in (point.partition(",") for point in stroke.split()))
            for stroke in text.split(";")
            if stroke
        )
    except ValueError:
        return ()


def paint(painter: QPainter, strokes: tuple[Stroke, ...], width: float, ink: QColor, thick: float) -> None:
    """Draw strokes into a box of this width with its corner at the origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(ink, thick, Qt.PenStyle.SolidLine, round_cap, round_join))
    for stroke in strokes:
        points = [QPointF(x, y) * (width / UNITS) for x, y in stroke]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(points)


def as_png(strokes: tuple[Stroke, ...], shape: float) -> bytes:
    """A picture of the strokes, black on white, `shape` times as wide as high."""
    image = QImage(QSize(WIDE, round(WIDE / shape)), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter, strokes, WIDE, QColor(Qt.GlobalColor.black), WIDE / 250)
    painter.end()
    octets = QByteArray()
    buffer = QBuffer(octets)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(octets.data())
