"""A chip: a short word in a pill ("Practice"), or a chosen filter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets import paint


class Chip(QWidget):
    """A pill of 28 px with a word; ``chosen`` gives it the soft ground."""

    def __init__(self, words: str, *, icon: str = "", chosen: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._icon, self._chosen = words, icon, chosen
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = paint.row_width(self._words, look.font(), icon=bool(self._icon), key="")
        return QSize(round(width) + look.px(26), look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        fill = look.colour("accent_soft" if self._chosen else "card")
        paint.ground(painter, QRectF(self.rect()), fill, look.colour("control"), look.px(14), look.border)
        paint.row(
            painter, QRectF(self.rect()), self._words, look.font(), look.colour("text"), icon=self._icon, centred=True
        )  # fmt: skip
        painter.end()
