"""A strip in the page: what happened, what is safe, what to do, with one action; never a box over it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.buttons import Button, IconButton, Kind
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
    """A 4 px bar, an icon, a sentence, at most one action (``acted`` when it is pressed). Hidden while silent.

    News that is over once it was read has a button that closes it, and ends with the next act (``end_news``).
    """

    acted = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_tight: bool = False, edge: int = 8) -> None:
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
        row.setContentsMargins(look.px(56), above, look.px(edge), above)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self.close_it = IconButton("cancel", "Close this message")
        self.close_it.clicked.connect(self.clear)
        self._is_news = False
        row.addWidget(self.close_it)
        self.setMinimumHeight(look.px(36) + 2 * above)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty when it says nothing."""
        return self._label.text()

    def say(
        self,
        sentence: str,
        tone: Tone = Tone.NEUTRAL,
        *,
        action: str = "",
        key: str = "",
        icon: str = "",
        is_news: bool = False,
    ) -> None:
        """Show a sentence, with an action when ``action`` is given; read aloud by a screen reader as an alert."""
        self._tone = tone
        self._icon = icon or _ICON[tone]
        self._label.setText(sentence)
        self._label.setToolTip("")
        self.setAccessibleName(sentence)
        self._button.setVisible(bool(action))
        self._button.set_words(action)
        self._button.set_key(key)
        self._is_news = is_news
        self.close_it.setVisible(is_news)
        self.show()
        self.update()

    def tell_more(self, words: str) -> None:
        """What the sentence leaves out, for whoever rests the pointer on it; gone with the sentence."""
        self._label.setToolTip(words)

    def clear(self) -> None:
        """Say nothing and take no room."""
        self._label.setText("")
        self.hide()

    def end_news(self) -> None:
        """Something else is turned to: what was done before is told no longer; a warning or a refusal stays."""
        if self._is_news:
            self._is_news = False
            self.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        """The page is left, or the strip closed; a window that is only made small keeps it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.end_news()

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
