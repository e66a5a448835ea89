"""Reading the screen: words are drawn with the program's own fonts and looked for in a picture, whatever their colour.

The measure is the normalised correlation of brightness (Lewis, 1995): 1 for the same shapes, 0 for none in common. Its
sign does not count, so that white words on green are the same words as black ones on white.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from ojm_desktop.ui import theme
from tests.stories.screen import Picture, Place

ALIKE: Final = 0.985
"""The same words come to 1.00 and to 0.99 a sixteenth of a pixel away; with another digit in them to 0.92."""
_NEARLY: Final = 0.8
"""What stays below this where it is drawn first is not the same words half a pixel away either."""
_SHIFTS: Final = (0.0, 0.5, 0.25, 0.75, 0.125, 0.375, 0.625, 0.875)
"""Parts of a pixel by which words may be off: text in the middle of a button stands where the middle is."""
_FLAT: Final = 2.0
"""Deviation of brightness below which there is nothing to read."""
Grey = NDArray[numpy.float64]


class Reader:
    """One picture, made ready once for however many words are looked for in it."""

    def __init__(self, picture: Picture) -> None:
        self._grey: Grey = picture @ numpy.array([0.299, 0.587, 0.114])
        self._grey -= self._grey.mean()
        self._spectrum = numpy.fft.rfft2(self._grey.astype(numpy.float32))
        self._sums = _summed(self._grey)
        self._squares = _summed(self._grey * self._grey)

    def find(self, words: str, step: str = "body", alike: float = ALIKE) -> list[Place]:
        """Where these words stand in that step of the type table, the surest place first."""
        best = 0.0
        for shift in _SHIFTS:
            shape = drawn(words, step, shift)
            likeness = self._likeness(shape)
            best = max(best, float(likeness.max()))
            if best >= alike:
                return _places(likeness, shape, alike)
            if best < _NEARLY:
                return []
        return []

    def _likeness(self, shape: Grey) -> Grey:
        """For each place where the shape's top left corner can be, how like the shape the picture is there."""
        height, width = shape.shape
        pattern = shape - shape.mean()
        transformed = numpy.fft.rfft2(pattern.astype(numpy.float32), self._grey.shape)
        together = numpy.fft.irfft2(self._spectrum * numpy.conj(transformed), self._grey.shape)
        sums, squares = _within(self._sums, height, width), _within(self._squares, height, width)
        spread = numpy.maximum(squares - sums**2 / shape.size, 1.0)
        likeness = numpy.abs(together[: spread.shape[0], : spread.shape[1]])
        likeness = likeness / numpy.sqrt(spread * (pattern * pattern).sum())
        return numpy.where(spread > shape.size * _FLAT**2, likeness, 0.0).astype(numpy.float64)


def find(picture: Picture, words: str, step: str = "body", alike: float = ALIKE) -> list[Place]:
    """Where these words stand in a picture, the surest place first."""
    return Reader(picture).find(words, step, alike)


@lru_cache(maxsize=256)
def drawn(words: str, step: str, shift: float) -> Grey:
    """Words as grey values, cut to their ink, `shift` of a pixel to the right. Needs a QGuiApplication."""
    theme.load_fonts()
    font = theme.make(theme.Look.LIGHT).font(step)
    size = QFontMetrics(font).boundingRect(words)
    image = QImage(size.width() + 16, size.height() + 16, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(QPointF(8 - size.left() + shift, 8 - size.top()), words)
    painter.end()
    lines = numpy.frombuffer(image.constBits(), dtype=numpy.uint8).reshape(image.height(), image.bytesPerLine())
    grey: Grey = 255.0 - lines[:, : image.width()].astype(numpy.float64)
    inked = grey > 32
    rows, columns = numpy.flatnonzero(inked.any(axis=1)), numpy.flatnonzero(inked.any(axis=0))
    return grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _places(likeness: Grey, shape: Grey, alike: float) -> list[Place]:
    """The peaks, each once."""
    height, width = shape.shape
    places: list[Place] = []
    while True:
        y, x = divmod(int(numpy.argmax(likeness)), likeness.shape[1])
        if likeness[y, x] < alike:
            return places
        places.append(Place(x, y, width, height))
        likeness[max(0, y - height // 2) : y + height // 2 + 1, max(0, x - width // 2) : x + width // 2 + 1] = 0


def _summed(grey: Grey) -> Grey:
    """Sums from the top left corner, with a row and a column of zeros before them."""
    return numpy.pad(grey.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))


def _within(total: Grey, height: int, width: int) -> Grey:
    """The sum over each rectangle of that size."""
    found: Grey = total[height:, width:] - total[:-height, width:] - total[height:, :-width] + total[:-height, :-width]
    return found
