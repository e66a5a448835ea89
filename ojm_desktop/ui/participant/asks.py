"""Short questions that take the place of the notes for a moment: why there is no value, what a moment was, is it so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from ojm_desktop.domain.hot_spot import Direction, Polarity
from ojm_desktop.domain.rating import Missing
from ojm_desktop.ui import theme
from ojm_desktop.ui.participant.when import When
from ojm_desktop.ui.widgets.buttons import Button, link, quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.day_field import DayField
from ojm_desktop.ui.widgets.field import ChoiceBox
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import Label

REASONS = (
    (Missing.MISSED, "Missed"),
    (Missing.DECLINED, "Declined"),
    (Missing.NOT_REACHED, "Not reached"),
    (Missing.WITHDRAWN, "Withdrawn"),
)
SIGNS = (
    (Polarity.POSITIVE, "It helped", "+", "lightning-solid"),
    (Polarity.NEGATIVE, "It hindered", "\u2212", "lightning-outline"),
    (Polarity.MIXED, "Both", "B", "lightning-half"),
)


@dataclass(frozen=True)
class _Choice:
    """A button with the characters that press it."""

    button: Button
    keys: str


class Ask(Card):
    """A question with its answers. ``closed`` when it was left without one; Esc leaves."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=16 if theme.current().scale < 2 else 4, spacing=12, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)  # a question of three lines fits
        self._question = Label("", "label", wrap=True)
        self._choices: list[_Choice] = []
        self._cancel = link("Cancel", key="Esc")
        self._cancel.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self._question, 1)
        top.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(top)

    def ask(self, question: str) -> None:
        """Put the question; read aloud by a screen reader with the answers."""
        self._question.setText(question)
        self.setAccessibleName(question)

    def first(self) -> QWidget:
        """What takes the focus."""
        return self._choices[0].button if self._choices else self._cancel

    def offer(self, words: str, keys: str, icon: str = "") -> Button:
        """A further answer; each of the characters `keys` presses it."""
        button = quiet(words, icon=icon, key=keys[:1])
        self._choices.append(_Choice(button, keys))
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        for choice in self._choices:
            if event.text() and event.text().upper() in choice.keys and choice.button.isVisible():
                choice.button.click()
                return
        super().keyPressEvent(event)


class AskMissing(Ask):
    """Why there is no value: a letter chooses, Enter records, with words if there are any. ``cleared``: not asked."""

    given = Signal(object, str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        has_room = theme.current().scale < 2
        reasons = [Segment(reason.value, words, key=reason.value if has_room else "") for reason, words in REASONS]
        self._reason = Segments("Reason", reasons, Missing.MISSED.value)
        self._words = QLineEdit()
        self._asked = (Missing.MISSED.value, "")
        self._reason.chosen.connect(lambda _value: self._words.setFocus())
        self._words.setPlaceholderText("In a few words, if it helps")
        self._words.setAccessibleName("The reason in words")
        self._words.returnPressed.connect(self._tell)
        self._record = quiet("Record", key="Enter")
        self._record.clicked.connect(self._tell)
        self._clear = link("Nobody has asked yet")
        self._clear.clicked.connect(self.cleared)
        self.column.addLayout(row(self._reason, 1))
        self.column.addLayout(lines((self._words,), (self._record, self._clear)))

    def show_key(self, where: str, kept: Missing | None, words: str, can_clear: bool) -> None:
        """Ask about one wave of one pathway."""
        self.ask(f"Why is there no value for {where}?")
        self._reason.set_value((kept or Missing.MISSED).value)
        self._words.setText(words)
        self._asked = (self._reason.value, words)
        self._clear.setVisible(can_clear)

    @property
    def is_begun(self) -> bool:
        """Whether the answer is another than the one that is kept."""
        return (self._reason.value, self._words.text()) != self._asked

    def half_typed(self) -> tuple[str, int]:
        """The answer so far: the letter of the reason and its words; and where the cursor stands in them."""
        return self._reason.value + self._words.text(), self._words.cursorPosition()

    def take_up(self, text: str, cursor: int) -> None:
        """Go on with an answer that was half typed."""
        self._reason.set_value(text[:1])
        self._words.setText(text[1:])
        self._words.setCursorPosition(cursor)

    def first(self) -> QWidget:
        if self.is_begun and self._words.text():
            return self._words
        buttons = self._reason.findChildren(QToolButton)
        return next((button for button in buttons if button.isChecked()), self._words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if letter and letter in {reason.value for reason, _words in REASONS}:
            self._reason.set_value(letter)
            self._words.setFocus()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        self.given.emit(Missing(self._reason.value), self._words.text().strip())


class AskMoment(Ask):
    """A new hot spot: its day, then its sign. ``given(day, sign)``."""

    given = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DayField("Day of the hot spot")
        self.day.setSizePolicy(QSizePolicy.Policy.Fixed, self.day.sizePolicy().verticalPolicy())
        answers: list[QWidget] = []
        for polarity, words, key, icon in SIGNS:
            button = self.offer(words, _both_minus(key), icon)
            button.clicked.connect(lambda _=False, sign=polarity: self._tell(sign))
            answers.append(button)
        self.column.addLayout(lines((Label("On"), self.day), answers[:2], answers[2:]))

    def show_day(self, pathway: str, day: date) -> None:
        """Ask about a day on a pathway."""
        self.ask(f"A moment that mattered for {pathway}: what was it?")
        self.day.show_day(day)

    def _tell(self, sign: Polarity) -> None:
        if self.day.day is not None:
            self.given.emit(self.day.day, sign)


class AskTurn(Ask):
    """A new turning point: when it was, as surely as it is remembered, then which way it went."""

    given = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times: tuple[When, ...] = ()
        self.when = ChoiceBox()
        self.when.setAccessibleName("When it turned")
        answers: list[QWidget] = []
        for direction, words, keys in (
            (Direction.UP, "It got better", "+"),
            (Direction.DOWN, "It got worse", "\u2212-"),
        ):
            button = self.offer(words, keys, "plus" if direction is Direction.UP else "minus")
            button.clicked.connect(lambda _=False, way=direction: self._tell(way))
            answers.append(button)
        self.column.addLayout(lines((Label("When"), self.when), answers))

    def show_times(self, pathway: str, times: tuple[When, ...], chosen: int) -> None:
        """Ask about a pathway."""
        self.ask(f"Where {pathway} turned: when, and which way?")
        self._times = times
        self.when.clear()
        self.when.addItems([when.words for when in times])
        self.when.setCurrentIndex(chosen)

    def _tell(self, way: Direction) -> None:
        self.given.emit(self._times[self.when.currentIndex()], way)


class AskVisit(Ask):
    """Whether a value is of the visit it was put at, or of another. ``given(yes)``: this one, or the other."""

    given = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._yes = self.offer("Yes", "Y")
        self._other = self.offer("No", "N")
        self._yes.clicked.connect(lambda: self.given.emit(True))
        self._other.clicked.connect(lambda: self.given.emit(False))
        self.column.addLayout(lines((self._yes, self._other)))

    def show_question(self, question: str, rather: str) -> None:
        """Put it; `rather` names the other visit, or is empty where there is none."""
        self.ask(question)
        self._other.set_words(f"No, put it at {rather}")
        self._other.setVisible(bool(rather))


class AskSuggestion(Ask):
    """A change that might have had a reason: the participant says whether it had. ``given(sign or None)``."""

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        answers: list[QWidget] = []
        for polarity, words, key, icon in SIGNS:
            button = self.offer(f"Yes: {words[0].lower()}{words[1:]}", _both_minus(key), icon)
            button.clicked.connect(lambda _=False, sign=polarity: self.given.emit(sign))
            answers.append(button)
        self._no = self.offer("No, not so", "N")
        self._no.clicked.connect(lambda: self.given.emit(None))
        self.column.addLayout(lines(answers[:2], (*answers[2:], self._no)))


def _both_minus(key: str) -> str:
    return "\u2212-" if key == "\u2212" else key
