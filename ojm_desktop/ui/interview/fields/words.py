"""An answer in words: a short text, or as many lines as are told; a text too long to type is attached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.answer import LONGEST_TYPED, SHOWN_OF_ATTACHED, Answer
from ojm_desktop.domain.form import Question
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.interview.fields.writing import Writing
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState

FULL: Final = f"An answer typed here holds {LONGEST_TYPED:,} characters. Paste a longer text whole: it is attached."
SHORT_LINES, LONG_LINES, MOST_LINES = 1, 4, 10


class WordsField(Field):
    """Given when the focus leaves it and when the page goes on; typed words are half done until then.

    White space alone is no answer: it is never given, and takes no reason's place.
    """

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        is_long = "multiline" in question.appearance
        lines = LONG_LINES if is_long else SHORT_LINES
        self._message = Message(keeps_line=False)
        self.writing = Writing(short=not is_long, lines=lines, most=MOST_LINES)
        self.writing.textChanged.connect(self._edited)
        self.writing.left.connect(self.commit)
        self.writing.too_long.connect(self._attach)
        self.writing.is_full.connect(lambda: self._message.show_state("warn", FULL, "warn"))
        self.attached = AttachedText()
        self.attached.removed.clicked.connect(lambda: self.given.emit(""))
        self._stands = ""
        self._is_showing = False
        for part in (self.writing, self.attached, self._message):
            self.column.addWidget(part)
        self.attached.hide()

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        is_typed = self.is_typing() and self.writing.text() != self._stands
        self._stands = state.value
        self.writing.is_settled = answer is not None and answer.non_answer is not None
        is_attached = len(state.value) > LONGEST_TYPED
        self.attached.setVisible(is_attached)
        self.writing.setVisible(not is_attached)
        if is_attached:
            self.attached.show_text(state.value)
        elif not is_typed:
            self._show(state.value)

    def set_name(self, name: str) -> None:
        self.writing.setAccessibleName(name)

    def typed(self) -> str:
        return self.writing.text() if self.is_typing() else ""

    def is_typing(self) -> bool:
        if not self.writing.document().isModified() or self.writing.isHidden():
            return False  # a font that comes with large text modifies a document as well, and types nothing
        if not self._stands:
            return not self.writing.is_blank
        return self.writing.length != len(self._stands) or self.writing.text() != self._stands

    def take_up(self, text: str) -> None:
        if text and not self.writing.isHidden():
            self._show(text)
            self.writing.document().setModified(text != self._stands)

    def commit(self) -> None:
        if self.writing.isHidden() or self.is_reading:
            return
        text = self.writing.text()
        self.writing.document().setModified(False)
        if text == self._stands:
            return
        if self.writing.is_blank:
            self._show("")
            text = ""
        if text != self._stands:
            self._stands = text
            self.given.emit(text)

    @property
    def takes_enter(self) -> bool:
        return self.writing.takes_enter and not self.writing.isHidden()

    def first_focus(self) -> QWidget:
        return self.attached.removed if self.writing.isHidden() else self.writing

    def set_reading(self) -> None:
        """Words can still be read to their end, and copied."""
        self.is_reading = True
        self.writing.setReadOnly(True)
        self.attached.removed.setEnabled(False)

    def _show(self, text: str) -> None:
        if self.writing.text() != text:
            self._is_showing = True
            self.writing.set_text(text)
            self._is_showing = False

    def _edited(self) -> None:
        if self._is_showing:
            return
        if self.writing.length < LONGEST_TYPED:
            self._message.show_state("", "")
        self.edited.emit()

    def _attach(self, text: str) -> None:
        if text.strip():
            self._stands = text
            self.given.emit(text)


class AttachedText(QWidget):
    """What is shown of a text that no editor holds: how long it is, and how it begins."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length = Label("", "label")
        self._beginning = Label("", wrap=True)
        self.removed = quiet("Take this text away", large=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(self._length, 1, self.removed))
        column.addWidget(self._beginning)

    def show_text(self, text: str) -> None:
        """A text that is attached."""
        size = f"{len(text):,}"
        self._length.setText(f"Attached text of {size} characters; it begins:")
        self._beginning.setText(f"{text[:SHOWN_OF_ATTACHED]}…")
