"""Two cards: side by side where they fit, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ojm_desktop.ui import theme

LEFT = 460
RIGHT = 400
"""What the left one needs, and the width of the right one, in pixels at 100 %."""


class Beside(QWidget):
    """The left card takes what the right one leaves; ``right_width`` is in pixels at 100 %."""

    def __init__(
        self, left: QWidget, right: QWidget, parent: QWidget | None = None, *, right_width: int = RIGHT
    ) -> None:
        super().__init__(parent)
        self._left, self._right, self._right_width = left, right, right_width
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.current().space(5))
        self._layout.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """That of the wider one: whoever is beside now is below once it is narrower than both."""
        least = super().minimumSizeHint()
        widths = (one.minimumSizeHint().width() for one in (self._left, self._right))
        height = self._layout.totalHeightForWidth(self.width())
        return QSize(min(least.width(), max(widths)), max(least.height(), height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        fits = self.width() >= look.px(LEFT + self._right_width)
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self._right.setMinimumWidth(look.px(self._right_width) if fits else 0)
        self._right.setMaximumWidth(look.px(self._right_width if fits else 2 * self._right_width))
        self.updateGeometry()
