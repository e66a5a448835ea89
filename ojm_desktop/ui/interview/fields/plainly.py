"""What takes no answer, and what takes one press: a note, and an acknowledgement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.form import Question
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.widgets.buttons import CheckBox

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState

OK: Final = "OK"
"""What an acknowledgement is stored as (ODK XForms: trigger)."""


class NoteField(Field):
    """Nothing to answer: the words say it all; the keys rest on it so that Enter goes on."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", False)
        self.setFixedHeight(0)

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        self.setAccessibleDescription("Nothing to answer here; Enter goes on")


class AcknowledgeField(Field):
    """A box to tick: Space, a press, or the digit 1."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.box = CheckBox("Yes")
        self.box.setFixedSize(theme.current().px(120), theme.current().height("control_interview"))
        self.box.clicked.connect(lambda on: self.given.emit(OK if on else ""))
        self.column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        self.box.setChecked(state.value == OK)

    def set_name(self, name: str) -> None:
        self.box.setAccessibleName(f"{name} {self.box.property('words')}")

    def take_key(self, event: QKeyEvent) -> bool:
        if event.text() in ("1", " "):
            self.box.click()
            return True
        return False

    def first_focus(self) -> QWidget:
        return self.box
