"""The pin on PySide6: version 6.12 on CPython 3.11 gives away a reference to None at nearly every call that returns
nothing, and the process ends with `none_dealloc` after some hundred repaints.
"""

from __future__ import annotations

import sys

import PySide6
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

REPAINTS = 500
LOST_AT_MOST = 50


class Painted(QWidget):
    """Draws a little, by calls that return nothing."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ten lines and the calls around them."""
        painter = QPainter(self)
        for step in range(10):
            painter.save()
            painter.drawLine(0, step, 50, step)
            painter.restore()
        painter.end()


def test_that_repainting_keeps_the_references_to_none(qtbot: QtBot) -> None:
    if sys.version_info >= (3, 12):  # None is immortal there and its count says nothing, so the version has to
        assert tuple(int(part) for part in PySide6.__version__.split(".")[:2]) < (6, 12)
        return
    widget = Painted()
    qtbot.addWidget(widget)
    widget.resize(60, 20)
    widget.show()
    qtbot.waitExposed(widget)
    before = sys.getrefcount(None)
    for _ in range(REPAINTS):
        widget.repaint()
    assert before - sys.getrefcount(None) < LOST_AT_MOST
