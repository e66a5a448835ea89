"""A strip in the page: what happened, what is safe, what to do, with one action; never a box over it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.buttons import Button, Kind
from ojm_desktop.ui.widgets.text import first_line


class Tone(StrEnum):
    """What a strip is about."""

    NEUTRAL = "neutral"
    WARNING = "warning"
    ERROR = "error"


_INK = {Tone.NEUTRAL: "accent", Tone.WARNING: "warn", Tone.ERROR: "blocked"}
_GROUND = {Tone.NEUTRAL: "card", Tone.WARNING: "warn_soft", Tone.ERROR: "blocked_soft"}
_ICON = {Tone.NEUTRAL: "check", Tone.WARNING: "warn", Tone.ERROR: "blocked"}


class Strip(QWidget):
    """A 4 px bar, an icon, a sentence, at most one action (``acted`` when it is pressed). Hidden while silent."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_tight: bool = False) -> None:
        super().__init__(parent)
        look = theme.current()
        self._tone = Tone.NEUTRAL
        self._icon = ""
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._button = Button("", Kind.LINK)
        self._button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        above = look.px(2 if is_tight else 6)
        row.setContentsMargins(look.px(56), above, look.px(8), above)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self.setMinimumHeight(look.px(36) + 2 * above)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty when it says nothing."""
        return self._label.text()

    def say(self, sentence: str, tone: Tone = Tone.NEUTRAL, *, action: str = "", key: str = "", icon: str = "") -> None:
        """Show a sentence, with an action when ``action`` is given; read aloud by a screen reader as an alert."""
        self._tone = tone
        self._icon = icon or _ICON[tone]
        self._label.setText(sentence)
        self._label.setToolTip("")
        self.setAccessibleName(sentence)
        self._button.setVisible(bool(action))
        self._button.set_words(action)
        self._button.set_key(key)
        self.show()
        self.update()

    def tell_more(self, words: str) -> None:
        """What the sentence leaves out, for whoever rests the pointer on it; gone with the sentence."""
        self._label.setToolTip(words)

    def clear(self) -> None:
        """Say nothing and take no room."""
        self._label.setText("")
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        bordered = self._tone is Tone.NEUTRAL or look.look is theme.Look.CONTRAST
        paint.ground(
            painter,
            rect,
            look.colour(_GROUND[self._tone]),
            look.colour("line") if bordered else None,
            look.px(4),
            look.border,
        )
        ink = look.colour(_INK[self._tone])
        painter.setClipRect(QRectF(0, 0, look.px(4), rect.height()))
        paint.ground(painter, rect, ink, None, look.px(4))
        painter.setClipping(False)
        size = look.px(22)
        icons.paint(painter, self._icon, QRectF(look.px(20), first_line(self._label) - size / 2, size, size), ink)
        painter.end()
