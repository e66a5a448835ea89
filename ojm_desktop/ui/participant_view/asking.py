"""What the participant sees: one question with its scale, or the graph alone; and how to say no."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ojm_desktop.domain.handed_words import IN_ENGLISH, HandedWords, Word
from ojm_desktop.domain.scale import Scale
from ojm_desktop.journey.layout import HANDED
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.ui import theme
from ojm_desktop.ui.journey.view import JourneyView
from ojm_desktop.ui.participant_view.cells import ScaleCells
from ojm_desktop.ui.widgets.card import Scroll
from ojm_desktop.ui.widgets.tall import Tall
from ojm_desktop.ui.widgets.text import Label

EDGE = 64
"""White round the page, in pixels at every size: larger text takes room from it, not from the answer."""
WIDEST = 1240
"""Of the question, in pixels at 100 %: all of a small laptop, as the scale; on a larger screen lines stay readable."""


class LargeButton(QPushButton):
    """A button of 64 px with words of 24 px, for a hand that has not held this laptop before."""

    def __init__(self, words: str, *, is_filled: bool) -> None:
        super().__init__(words)
        look = theme.current()
        self._is_filled = is_filled
        self.setAutoDefault(False)
        self.setFixedHeight(look.px(64 if look.scale < 2 else 52))
        self.dress()
        self.say(words)

    def say(self, words: str) -> None:
        """Other words, in the language that is spoken; they are never cut."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setMinimumWidth(max(theme.current().px(150), self.sizeHint().width()))

    def dress(self) -> None:
        """Take the colours of the look in force, which may be another one since the button was made."""
        look = theme.current()
        ground, ink, edge = ("accent", "on_accent", "accent") if self._is_filled else ("card", "text", "control")
        words, beside = (22, 12) if look.scale >= 2 else (24, 28)  # both ways out stand side by side, in Welsh too
        colour = {name: look.colour(name).name() for name in (ground, ink, edge, "sunken", "muted", "line")}
        border = "dashed" if look.look is theme.Look.CONTRAST else "solid"  # there no grey says "out of use"
        self.setStyleSheet(
            f"QPushButton {{ background: {colour[ground]}; color: {colour[ink]}; border: {look.border}px solid "
            f"{colour[edge]}; border-radius: {look.px(6)}px; font-size: {look.px(words)}px; "
            f"font-weight: {700 if self._is_filled else 400}; padding: 0 {look.px(beside)}px; }}"
            f"QPushButton:disabled {{ background: {colour['sunken']}; color: {colour['muted']}; "
            f"border: {look.border}px {border} {colour['line']}; }}"
        )


class AskScale(QWidget):
    """``answered(value)`` by Done or Enter, ``declined`` by the button that says no."""

    answered = Signal(int)
    declined = Signal()

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        is_huge = look.scale >= 2  # words a step smaller: who answers sees the whole scale, no end of it below the edge
        self._pathway = Label("", "heading" if is_huge else "title", wrap=True)
        self._question = Label("", "ask" if is_huge else "display", wrap=True)
        self._question.setMaximumWidth(look.px(WIDEST))
        self.cells = ScaleCells(scale)
        self.decline = LargeButton(IN_ENGLISH[Word.DECLINE], is_filled=False)
        self.done = LargeButton(IN_ENGLISH[Word.DONE], is_filled=True)
        is_roomy = look.scale == 1  # larger text takes the white round it, so that the scale is in sight
        self._hint = Label("", tone="muted", wrap=not is_roomy)
        self._hint.setStyleSheet(f"font-size: {look.px(20)}px")
        self._then = ""
        self.cells.given.connect(lambda _value: self._chosen())
        self.done.clicked.connect(self._tell)
        self.decline.clicked.connect(self.declined)
        inside = Tall()
        column = QVBoxLayout(inside)
        column.setContentsMargins(EDGE, EDGE - 8 if is_roomy else 8 if is_huge else 16, EDGE, EDGE // 4)
        column.addWidget(self._pathway)
        column.addSpacing(0 if is_huge else look.px(12))
        column.addWidget(self._question)
        column.addSpacing(look.px(48 if is_roomy else 4 if is_huge else 8))
        column.addWidget(self.cells)
        if not is_roomy:
            column.addSpacing(look.px(12))
            column.addWidget(self._hint)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroll(inside), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(EDGE, 8, EDGE, EDGE - 16 if is_roomy else 8 if is_huge else 16)
        foot.setSpacing(look.px(24))
        foot.addWidget(self.decline)
        foot.addStretch(1)
        if is_roomy:
            foot.addWidget(self._hint)
        foot.addWidget(self.done)
        whole.addLayout(foot)

    def ask(
        self, pathway: str, question: str, ends: tuple[str, ...], words: HandedWords = IN_ENGLISH, *, is_last: bool
    ) -> None:
        """Put a question; nothing is chosen. `ends`: the words under the scale, a text for each value.

        `words`: what the page itself says, in the language of the question.
        """
        for button, word in ((self.decline, Word.DECLINE), (self.done, Word.DONE)):
            button.dress()
            button.say(words[word])
        self._pathway.setText(pathway)
        self._question.setText(question)
        self.setAccessibleName(f"{pathway}. {question}")
        self._hint.setText(words[Word.CHOOSE])
        self._then = words[Word.LAST if is_last else Word.NEXT]
        self.cells.show_words(ends, words[Word.NOT_CHOSEN])
        self.cells.clear()
        self.done.setEnabled(False)

    def _chosen(self) -> None:
        """What comes next is said once it can be done."""
        self._hint.setText(self._then)
        self.done.setEnabled(True)

    def take_key(self, event: QKeyEvent) -> bool:
        """Keys as in the interview; everything else means nothing here.

        Enter fills the cell the ring is at before it gives anything: nothing is given that was not seen chosen.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.isAutoRepeat():  # the one that filled the cell is still held down
                return True
            if self.decline.hasFocus():
                self.declined.emit()
            elif not self.cells.choose_ringed():
                self._tell()
            return True
        return self.cells.take_key(event)

    def _tell(self) -> None:
        value = self.cells.value
        if value is not None:
            self.answered.emit(value)


class AskGraph(QWidget):
    """The graph alone, to look at together; in an interview the rating that is awaited is given on it.

    ``tried(value)`` while it is being chosen, ``done`` by Done or Enter, ``declined`` as on the scale.
    """

    tried = Signal(int)
    done = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._wave = ""
        self._pathway = Label("", "title", wrap=True)
        self.figure = JourneyView(lambda _wave: self._today)
        self.figure.suggestions_shown = False
        self.figure.code_said = False
        self.figure.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.figure.point_moved.connect(lambda _key, value: self.tried.emit(value))
        self.decline = LargeButton(IN_ENGLISH[Word.DECLINE], is_filled=False)
        self.go = LargeButton(IN_ENGLISH[Word.DONE], is_filled=True)
        self.decline.clicked.connect(self.declined)
        self.go.clicked.connect(self.done)
        is_roomy = look.scale == 1  # larger text takes the white round it, so that the graph is whole
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 40 if is_roomy else 8, EDGE, 48 if is_roomy else 16)
        column.setSpacing(16 if is_roomy else 8)
        column.addWidget(self._pathway)
        column.addWidget(self.figure, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.decline)
        foot.addStretch(1)
        foot.addWidget(self.go)
        column.addLayout(foot)

    def show_journey(
        self, name: str, journey: Trajectory, rated_now: frozenset[str] | None, words: HandedWords = IN_ENGLISH
    ) -> None:
        """Show one pathway, large, without notes, suggestions or code; `rated_now` are the waves it can be rated at.

        `name`: what the pathway is called in the language of `words`.
        """
        for button, word in ((self.decline, Word.DECLINE), (self.go, Word.DONE)):
            button.dress()
            button.say(words[word])
        self._today = journey.order_start
        self._wave = next((wave.key for wave in journey.cohort.waves if wave.key in (rated_now or ())), "")
        self._pathway.setText(name)
        self.figure.set_locked(rated_now is None)
        self.figure.item.rated_now = rated_now
        self.figure.not_given = words[Word.NOT_CHOSEN]
        self.decline.setVisible(rated_now is not None)
        self.go.setEnabled(rated_now is None or not journey.is_hidden)
        self.figure.show_journeys("", (journey,), HANDED)

    def take_key(self, event: QKeyEvent) -> bool:
        """Enter leaves; where a rating is awaited, keys rate as they do on the scale.

        While there is none arrows only show where it would stand, and Enter puts it there before it gives anything.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.isAutoRepeat():  # the one that put it there is still held down
                return True
            if self.decline.hasFocus():
                self.declined.emit()
            elif not self.figure.begun.give_pointed() and self.go.isEnabled():
                self.done.emit()
            return True
        if self._wave:
            self.figure.take_key(event, self._wave)
        return False
