"""A rating, or a range of a few steps: the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.form import Question
from ojm_desktop.ui.interview.fields.cells import Cells
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.interview.fields.steps import Steps

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState


class ScaleField(Field):
    """One press gives the value; a digit that another may follow is given on leaving.

    When the study locks meanwhile it is no answer, for nobody knows whether another one was to follow: it is kept as
    typed, and the keys stand at it afterwards.
    """

    def __init__(self, question: Question, steps: Steps, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.cells = Cells(steps, upright="vertical" in question.appearance)
        self.cells.given.connect(self.given)
        self.column.addWidget(self.cells)

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        self.cells.show_words(self.cells.steps.worded(state.tick_words))
        self.cells.show_value(state.value)

    def show_last(self, words: str, value: str) -> None:
        """Mark the last wave's value; the mark is taken away with empty texts."""
        self.cells.show_last(words, value)

    def set_name(self, name: str) -> None:
        pairs = list(zip(self.cells.steps.shown, self.cells.words, strict=True))
        told = [pair for pair in pairs if pair[1] or pair in (pairs[0], pairs[-1])]
        self.cells.whole.setAccessibleName(f"{name} {', '.join(f'{shown} {words}'.strip() for shown, words in told)}")
        self.cells.whole.setAccessibleDescription(
            "A digit gives a value; arrows move, Enter gives the value they stand at"
        )

    def take_key(self, event: QKeyEvent) -> bool:
        return self.cells.take_key(event)

    def commit(self) -> None:
        if not self.is_reading:
            self.cells.settle()

    def typed(self) -> str:
        return self.cells.typed

    def take_up(self, text: str) -> None:
        self.cells.stand_at(text)

    def first_focus(self) -> QWidget:
        return self.cells.whole
