"""Draws on a widget with real mouse events, as a hand does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

SCRAWL = ((0.1, 0.7), (0.2, 0.2), (0.3, 0.8), (0.4, 0.3), (0.6, 0.6))


def draw(widget: QWidget, points: Sequence[tuple[float, float]] = SCRAWL) -> None:
    """One stroke through points given as shares of width and height; each event 10 ms after the one before."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    stamp = 1000
    last = len(points) - 1
    for number, (across, down) in enumerate((*points, points[-1])):
        kind = QEvent.Type.MouseMove
        if number == 0:
            kind = QEvent.Type.MouseButtonPress
        elif number > last:
            kind = QEvent.Type.MouseButtonRelease
        at = QPointF(across * widget.width(), down * widget.height())
        button = none if kind is QEvent.Type.MouseMove else left
        held = none if kind is QEvent.Type.MouseButtonRelease else left
        event = QMouseEvent(kind, at, widget.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(stamp + 10 * number)
        QApplication.sendEvent(widget, event)
