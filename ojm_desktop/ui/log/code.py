"""A QR code on the screen: dark on white in every look, since a camera reads it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ojm_desktop.report.squares import QUIET, squares
from ojm_desktop.ui import theme

SIDE = 148
"""Pixels at 100 %."""


class Code(QWidget):
    """The code of a text; nothing while there is none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.squares: tuple[tuple[bool, ...], ...] = ()
        self._text = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Draw the code of this text."""
        if text != self._text:
            self._text = text
            self.squares = squares(text) if text else ()
            self.setAccessibleDescription(text)
            self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(SIDE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.squares:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        step = self.width() // (len(self.squares) + 2 * QUIET)  # whole pixels: a blurred edge is read badly
        start = (self.width() - step * len(self.squares)) / 2
        dark = [
            (down, across) for down, row in enumerate(self.squares) for across, is_dark in enumerate(row) if is_dark
        ]
        for down, across in dark:
            painter.fillRect(QRectF(start + across * step, start + down * step, step, step), Qt.GlobalColor.black)
        painter.end()
