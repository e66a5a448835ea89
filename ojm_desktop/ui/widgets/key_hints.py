"""Which keys do what here, in one line: the keys bold, what they do in the secondary colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets import paint

Hint = tuple[str, str]
"""Keys, and what they do."""


class KeyHints(QWidget):
    """As many hints, from the first, as fit beside each other at the right; none is cut. Takes no room of its own."""

    def __init__(self, hints: Sequence[Hint] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[Hint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.show_hints(hints)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show other hints; the same once more change nothing."""
        if self._hints == tuple(hints):
            return
        self._hints = tuple(hints)
        told = ", ".join(f"{keys}: {words}" for keys, words in self._hints)
        self.setAccessibleName(f"Keys: {told}" if told else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, theme.current().px(24))

    def fitting(self) -> tuple[Hint, ...]:
        """The hints there is room for."""
        look = theme.current()
        room, shown = float(self.width()), 0
        for number, hint in enumerate(self._hints):
            room -= _width(hint) + (look.px(16) if number else 0)
            if room < 0:
                break
            shown += 1
        return self._hints[:shown]

    def paintEvent(self, event: QPaintEvent) -> None:
        look, hints = theme.current(), self.fitting()
        left = self.width() - sum(map(_width, hints)) - look.px(16) * (len(hints) - 1)
        painter = QPainter(self)
        for keys, words in hints:
            wide = paint.row_width(keys, look.font("label"), icon=False, key="")
            at = QRectF(left, 0, wide + 1, self.height())
            paint.row(painter, at, keys, look.font("label"), look.colour("muted"))
            at = QRectF(left + wide + look.px(6), 0, self.width(), self.height())
            paint.row(painter, at, words, look.font("body"), look.colour("muted"))
            left += _width((keys, words)) + look.px(16)
        painter.end()


def _width(hint: Hint) -> float:
    look = theme.current()
    keys = paint.row_width(hint[0], look.font("label"), icon=False, key="")
    return keys + look.px(6) + paint.row_width(hint[1], look.font("body"), icon=False, key="")
