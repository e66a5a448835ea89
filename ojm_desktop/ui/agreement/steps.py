"""What stands in the middle at each step before signing: how it is read, the parts one by one, the five answers."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.agreement import AgreementPart, AgreementText, Uses
from ojm_desktop.domain.signing import LONGEST_PLACE
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import RadioButton
from ojm_desktop.ui.widgets.card import Card, Scroll
from ojm_desktop.ui.widgets.field import ChoiceBox, Field
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.tall import Tall
from ojm_desktop.ui.widgets.text import Label

FREELY = "Each one can be yes or no. Tell us if you change your mind later."
FROM_PAPER = "As it was ticked or written there. What the paper does not ask is a no."
TEXT_WIDTH = 760
"""Widest column of words to read, in pixels at 100 %."""

ASKED: Final = "Ask each in your own way, and write down what they say, in their words: it is sealed."
LONGEST_ANSWER: Final = 400
"""Letters of an answer to a question whether it was understood."""


class Panel(QWidget):
    """A step: a title, then what it asks for. ``answered`` when anything was said.

    One that does not ``scrolls_itself`` is scrolled as a whole where it does not fit.
    """

    answered = Signal()
    scrolls_itself = False

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setAccessibleName(title)
        self.title = Label(title, "title", wrap=True)
        self.column = QVBoxLayout(self)
        is_tight = look.scale >= 2
        self.column.setContentsMargins(
            look.px(24 if is_tight else 32), look.px(12 if is_tight else 24), look.px(24), look.px(8)
        )
        self.column.setSpacing(look.px(8) if is_tight else look.space(4))
        self.column.addWidget(self.title)

    def first(self) -> QWidget | None:
        """What has the focus when the step is shown; None: the button that goes on."""
        return None


class LanguagePanel(Panel):
    """Which language, and whether it is read, read aloud or was signed in ink before; none is chosen beforehand."""

    text_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("Before you begin")
        self._texts: tuple[AgreementText, ...] = ()
        look = theme.current()
        card = Card(margin=24, spacing=8)
        card.setMaximumWidth(look.px(TEXT_WIDTH))
        self.texts = ChoiceBox()
        self.texts.setProperty("tall", "true")
        self.texts.activated.connect(self._choose)
        label = Label("In which words?", "label")
        label.setBuddy(self.texts)
        self.texts.setAccessibleName(label.text())
        card.add(label)
        card.add(self.texts)
        card.column.addSpacing(look.px(12))
        card.add(Label("How will it be read?", "label"))
        self.aloud = RadioButton("I read it aloud, part by part")
        self.alone = RadioButton("The participant reads it, part by part")
        self.on_paper = RadioButton("It was signed on paper before, and I have the scan")
        group = QButtonGroup(self)
        for button in (self.aloud, self.alone, self.on_paper):
            button.setMinimumHeight(look.height("control_interview"))
            group.addButton(button)
            card.add(button)
        group.buttonClicked.connect(lambda _button: self.answered.emit())
        note = Label("Nobody is asked to sign here before every part was on the screen.", "body", "muted", wrap=True)
        self.place = QLineEdit()
        self.place.setMaxLength(LONGEST_PLACE)
        self.place.setMinimumHeight(look.height("control_interview"))
        self.place.setMaximumWidth(look.px(TEXT_WIDTH))
        self.place_field = Field("Where are you? It stands on the paper; it may be left empty.", self.place)
        self.place_field.message.hide()
        self.column.addWidget(card)
        self.column.addWidget(note)
        self.column.addWidget(self.place_field)
        self.column.addStretch(1)

    def show_texts(self, texts: tuple[AgreementText, ...], chosen: AgreementText) -> None:
        """What can be read, and what is."""
        self._texts = texts
        self.texts.clear()
        self.texts.addItems([text.name for text in texts])
        self.texts.setCurrentIndex(texts.index(chosen) if chosen in texts else -1)

    def _choose(self, number: int) -> None:
        self.text_chosen.emit(self._texts[number])

    @property
    def read_aloud(self) -> bool | None:
        """What was chosen."""
        return True if self.aloud.isChecked() else False if self.alone.isChecked() else None

    def show_answer(self, read_aloud: bool | None, *, on_paper: bool = False, place: str = "") -> None:
        """Show what was chosen before, or nothing chosen."""
        group = self.aloud.group()
        group.setExclusive(False)
        self.aloud.setChecked(read_aloud is True)
        self.alone.setChecked(read_aloud is False)
        self.on_paper.setChecked(on_paper)
        group.setExclusive(True)
        self.place.setText(place)

    def first(self) -> QWidget | None:
        return None if self.aloud.group().checkedButton() is not None else self.aloud


class ReadingPanel(Panel):
    """One part of the text, large; it scrolls when it does not fit."""

    scrolls_itself = True

    def __init__(self) -> None:
        super().__init__("")
        look = theme.current()
        self._how = State("read-aloud", "", "accent", bold=True)
        self._words = QVBoxLayout()
        self._words.setSpacing(look.space(4))
        inside = QWidget()
        line = QHBoxLayout(inside)
        line.setContentsMargins(0, 0, look.px(16), 0)
        line.setSpacing(look.px(20))
        line.addWidget(_Bar())
        column = QVBoxLayout()
        column.setContentsMargins(0, look.px(4), 0, look.px(4))
        column.addWidget(self._how)
        column.addLayout(self._words)
        line.addLayout(column, 1)
        holder = Tall()
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inside)
        whole.addStretch(1)
        holder.setMaximumWidth(look.px(TEXT_WIDTH + 40))
        self._scroll = Scroll(holder)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName("Words to read")
        self.column.addWidget(self._scroll, 1)
        self.place = Label("", "body", "muted")
        self.column.addWidget(self.place)

    def show_part(self, part: AgreementPart, place: str, *, aloud: bool) -> None:
        """Show a part; ``place`` says which of how many it is."""
        self.title.setText(part.heading)
        self.setAccessibleName(part.heading)
        self._how.show_state(
            "read-aloud" if aloud else "person", "Read aloud" if aloud else "For you to read", "accent"
        )
        while (old := self._words.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for paragraph in part.paragraphs:
            self._words.addWidget(Label(paragraph, "ask", wrap=True))
        self.place.setText(place)
        self._scroll.verticalScrollBar().setValue(0)


class UnderstoodPanel(Panel):
    """The questions of the text, each with a line for what the person said. ``told`` with every answer as it stands."""

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__("Was it understood?")
        look = theme.current()
        self.column.addWidget(Label(ASKED, "body", "muted", wrap=True))
        card = Card(margin=24, spacing=12)
        card.setMaximumWidth(look.px(TEXT_WIDTH))
        self._card, self.fields = card, list[Field]()
        self.column.addWidget(card)
        self.column.addStretch(1)

    @property
    def answers(self) -> tuple[str, ...]:
        """What stands there."""
        return tuple(line.text() for line in self.lines)

    @property
    def lines(self) -> tuple[QLineEdit, ...]:
        """A line a question."""
        return tuple(field.editor for field in self.fields if isinstance(field.editor, QLineEdit))

    def show_questions(self, questions: tuple[str, ...], answers: tuple[str, ...]) -> None:
        """Show the questions, with what was answered so far."""
        while len(self.fields) < len(questions):
            edit = QLineEdit()
            edit.setMaxLength(LONGEST_ANSWER)
            edit.setMinimumHeight(theme.current().height("control_interview"))
            edit.textEdited.connect(lambda _words: self.told.emit(self.answers))
            field = Field("", edit)
            field.message.hide()
            self.fields.append(field)
            self._card.add(field)
        for number, field in enumerate(self.fields):
            field.setVisible(number < len(questions))
            field.label.setText(questions[number] if number < len(questions) else "")
            field.editor.setAccessibleName(field.label.text())
            if isinstance(field.editor, QLineEdit):
                field.editor.setText(answers[number] if number < len(answers) else "")

    def first(self) -> QWidget | None:
        return next((line for line in self.lines if not line.text().strip() and not line.isHidden()), None)


class ChoicesPanel(Panel):
    """A row an answer: yes and no of equal weight, neither chosen beforehand."""

    use_answered = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__("What do you say yes to?")
        card = Card(margin=0, spacing=0)
        card.setMaximumWidth(theme.current().px(TEXT_WIDTH))
        self.rows: dict[str, tuple[RadioButton, RadioButton]] = {}
        self._words: dict[str, Label] = {}
        for number, use in enumerate(field.name for field in fields(Uses)):
            if number:
                card.add_rule()
            card.add(self._row(use))
        self._note = Label("", "body", "muted", wrap=True)
        self.column.addWidget(self._note)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def show_text(self, text: AgreementText) -> None:
        """The words of each use."""
        for use, words in text.uses:
            self._words[use].setText(words[0].upper() + words[1:])
            for button, answer in zip(self.rows[use], ("yes", "no"), strict=True):
                button.setAccessibleName(f"{words}: {answer}")

    def show_uses(self, uses: dict[str, bool], *, on_paper: bool = False) -> None:
        """Show what was answered so far, or what is copied from a paper."""
        self.title.setText("What does the paper say yes to?" if on_paper else "What do you say yes to?")
        self._note.setText(FROM_PAPER if on_paper else FREELY)
        for use, (yes, no) in self.rows.items():
            group = yes.group()
            group.setExclusive(False)
            yes.setChecked(uses.get(use) is True)
            no.setChecked(uses.get(use) is False)
            group.setExclusive(True)

    def first(self) -> QWidget | None:
        return next((yes for yes, no in self.rows.values() if not yes.isChecked() and not no.isChecked()), None)

    def _row(self, use: str) -> QWidget:
        look = theme.current()
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(look.px(24), look.px(8), look.px(16), look.px(8))
        layout.setSpacing(look.px(16))  # the ring of one answer stays clear of the other
        self._words[use] = Label("", "body", wrap=True)
        layout.addWidget(self._words[use], 1)
        group = QButtonGroup(line)
        yes, no = RadioButton("Yes"), RadioButton("No")
        for button, answer in ((yes, True), (no, False)):
            button.setFixedSize(look.px(112), look.height("control_interview"))
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            group.addButton(button)
            layout.addWidget(button)
            button.clicked.connect(lambda _checked, use=use, answer=answer: self.use_answered.emit(use, answer))
        self.rows[use] = (yes, no)
        return line


class _Bar(QWidget):
    """The bar beside words that are read: 4 px in the accent."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(theme.current().width("selected_bar"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("accent"))
        painter.end()
