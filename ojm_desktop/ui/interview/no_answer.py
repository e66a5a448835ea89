"""Why a question has no answer: six reasons, out of sight until F6, never the easy default (interview: non-answers)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.ui.interview.aside import Aside, is_letter
from ojm_desktop.ui.interview.pick import Choice, PickList

REASONS: Final = (
    Choice(NonAnswer.DONT_KNOW, "Don’t know", "help"),
    Choice(NonAnswer.REFUSED, "Refused", "refused"),
    Choice(NonAnswer.NOT_APPLICABLE, "Not applicable", "minus"),
    Choice(NonAnswer.NOT_ASKED_TIME, "Not asked: time", "not-asked"),
    Choice(NonAnswer.NOT_ASKED_DISTRESS, "Not asked: distress", "not-asked"),
    Choice(NonAnswer.NOT_ASKED_THIRD_PARTY, "Not asked: someone else was there", "not-asked"),
)
"""In the order of their digits, 1 to 6."""
QUESTION: Final = "Why is there no answer?"


class NoAnswer(Aside):
    """``chosen(NonAnswer)`` by a digit, a press, or arrows and Enter; ``closed`` by Esc with nothing changed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QUESTION, parent)
        self.list = PickList(QUESTION, REASONS, columns=2)  # low: the scale above it and its words stay in sight
        self.list.picked.connect(self.chosen)
        self.hold_rows()
        self.column.addWidget(self.list)

    def show_kept(self, reason: NonAnswer | None) -> None:
        """Begin anew for a question; what was chosen for it before is marked."""
        self.list.mark(reason)

    def first_focus(self) -> QWidget:
        return next((row for row in self.list.rows if row.isChecked()), self.list)

    def holds(self, event: QKeyEvent) -> bool:
        return is_letter(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.list.take_key(event):
            super().keyPressEvent(event)
