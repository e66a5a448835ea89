"""The three layers of a question's words, told apart by frame, slope and label as well as by colour.

Read aloud has a bar and is large; interviewer only a dashed frame, an eye and italics; help is small, with a question
mark (interview: three text layers).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.form import Audience
from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.card import Scroll
from ojm_desktop.ui.widgets.text import Label

WORDS_LEFT: Final = 52
"""Where the words of the smaller layers begin, in pixels at 100 %; their icons stand at 16."""
MOST_LINES: Final = 7
"""Lines of a question in sight; a longer one scrolls, so that the field below it stays in sight."""
ON_PAPER: Final = "On the paper"
_LABELS: Final = {
    Audience.ALOUD: ("read-aloud", "Read aloud"),
    Audience.PARTICIPANT: ("participant-view", "For the participant to read"),
}


class Question(QWidget):
    """The words that are read aloud, or given to the participant to read."""

    def __init__(self, audience: Audience, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._is_aloud = audience is Audience.ALOUD
        icon, words = _LABELS[audience]
        tone = "accent" if self._is_aloud else "text"
        self._icon = Icon(icon, tone)
        self._fallback = Label("", tone="muted")
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addWidget(self._icon)
        self._who = Label(words, "label", "accent" if self._is_aloud else "text")
        head.addWidget(self._who)
        head.addWidget(self._fallback)
        head.addStretch(1)
        self.words = _Words()
        self._scroll = _Tight(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addLayout(head)
        column.addWidget(self._scroll)

    def show_from_paper(self) -> None:
        """It was asked on paper: nobody reads it to anybody now."""
        self._who.setText(ON_PAPER)

    def show_words(self, words: str, fell_back: str | None) -> None:
        """Show the words, and the language they are in where it is not the one asked for."""
        if words != self.words.text():
            self.words.setText(words)
            self._scroll.fit()
        self._fallback.setText(_fallback(fell_back))
        self._fallback.setVisible(bool(fell_back))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        bar = QRectF(0, 0, look.px(4), self.height())
        if self._is_aloud:
            painter.fillRect(bar, look.colour("accent"))
        else:
            paint.ground(painter, bar, look.colour("card"), look.colour("control"), 0, look.border)
        painter.end()


class _Words(Label):
    """The large words; as high as they need at the width there is, where a scroll area asks for the least."""

    def __init__(self) -> None:
        super().__init__("", "ask", wrap=True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(max(1, self.width())))


class _Tight(Scroll):
    """As high as the words, up to the most lines; beyond that it scrolls, by keys as well."""

    def __init__(self, words: QLabel) -> None:
        super().__init__(words)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that the words need at this width."""
        line = self._words.fontMetrics().lineSpacing()
        needed = self._words.heightForWidth(max(1, self.viewport().width()))
        most = line * MOST_LINES + line // 2
        is_cut = needed > most
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_cut else Qt.FocusPolicy.NoFocus)
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOn if is_cut else bar.ScrollBarAlwaysOff)
        self.setFixedHeight(max(line, min(needed, most)))


class InterviewerOnly(QWidget):
    """What only the interviewer reads: a dashed frame, an eye, italics. Hidden while it says nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._question = Label("", "heading", wrap=True)
        self._guidance = Label("", "note", wrap=True)
        self._fallback = Label("", tone="muted")
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addWidget(Label("Interviewer only", "label"))
        head.addWidget(self._fallback)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(WORDS_LEFT), look.px(8), look.px(16), look.px(8))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._question)
        column.addWidget(self._guidance)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_words(self, question: str, guidance: str, fell_back: str | None) -> None:
        """Show a question for the interviewer's eyes, and the guidance."""
        for label, words in ((self._question, question), (self._guidance, guidance)):
            label.setText(words)
            label.setVisible(bool(words))
        self._fallback.setText(_fallback(fell_back))
        self._fallback.setVisible(bool(fell_back))
        self.setVisible(bool(question or guidance))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint.ground(painter, rect, None, look.colour("control"), look.px(6), look.border, dashed=True)
        side = look.px(20)
        icons.paint(painter, "interviewer-only", QRectF(look.px(16), look.px(10), side, side), look.colour("muted"))
        painter.end()


class Help(QWidget):
    """Help in one small paragraph. Hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._words = Label("", tone="muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), 0, look.px(16), 0)
        row.setSpacing(look.px(WORDS_LEFT - 16 - 20))
        row.addWidget(Icon("help", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def show_words(self, words: str) -> None:
        """Show help, or none."""
        self._words.setText(words)
        self.setVisible(bool(words))


class Icon(QWidget):
    """An icon of 20 px in a line of 24, in a tone."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone
        look = theme.current()
        self.setFixedSize(look.px(20), look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        side = look.px(20)
        icons.paint(painter, self._name, QRectF(0, look.px(2), side, side), look.colour(self._tone))
        painter.end()


def _fallback(language: str | None) -> str:
    return f"No text in the language chosen; this is {language}" if language else ""
