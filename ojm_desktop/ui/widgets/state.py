"""A state: always an icon and a word, never a colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.text import Tone

DONE = ("check", "Done")
NOW = ("in-progress", "Now")
NOT_STARTED = ("not-started", "Not started")
PAUSED = ("pause", "Paused")
WARNING = ("warn", "Warning")
BLOCKED = ("blocked", "Blocked")
REFUSED = ("refused", "Refused")
NOT_ASKED = ("not-asked", "Not asked")
SEALED = ("lock", "Sealed")


class State(QWidget):
    """Icon and words in one line of 24 px, in a tone; without an icon only the words."""

    def __init__(
        self, icon: str, words: str, tone: Tone = "text", *, bold: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._words, self._tone, self._bold = icon, words, tone, bold
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def show_state(self, icon: str, words: str, tone: Tone = "text") -> None:
        """Say something else."""
        if (icon, words, tone) != (self._icon, self._words, self._tone):
            self._icon, self._words, self._tone = icon, words, tone
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        font = look.font("label" if self._bold else "body")
        return QSize(round(paint.row_width(self._words, font, icon=bool(self._icon), key="")) + 2, look.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.current().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        font = look.font("label" if self._bold else "body")
        paint.row(painter, QRectF(self.rect()), self._words, font, look.colour(self._tone), icon=self._icon)
        painter.end()
        self.setToolTip(self._words if self.sizeHint().width() > self.width() + 2 else "")
