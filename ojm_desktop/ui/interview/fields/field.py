"""What every field of a question has in common, whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.form import Question
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.fields.pictures import Pictures

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState


class Field(QWidget):
    """Takes one answer. `given(value)`: an answer to be made durable, as the questionnaire writes it, empty for none;
    `edited`: something was typed that is not given yet. Nothing is chosen before somebody chose it.
    """

    given = Signal(str)
    edited = Signal()

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.is_reading = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        """Show how the question stands. What is typed and not given stays as it is."""
        raise NotImplementedError

    def show_pictures(self, pictures: Pictures) -> None:
        """The pictures of the choices that are shown next; a field without choices has none."""

    def set_name(self, name: str) -> None:
        """The question as a screen reader says it."""
        self.first_focus().setAccessibleName(name)

    def typed(self) -> str:
        """What was typed and is not given yet; empty for nothing."""
        return ""

    def is_typing(self) -> bool:
        """Something was typed and is not given yet; asked at every key, so that it may not cost what `typed` does."""
        return bool(self.typed())

    def take_up(self, text: str) -> None:
        """Put back what `typed` told, as typed and not given."""

    def commit(self) -> None:
        """Give what was typed, if it differs from what stands there."""

    def take_key(self, event: QKeyEvent) -> bool:
        """A key pressed while no text field has the focus; whether it meant something here."""
        return False

    @property
    def takes_enter(self) -> bool:
        """Whether Enter is a new line in this field now, and Ctrl+Enter goes on."""
        return False

    def first_focus(self) -> QWidget:
        """What has the focus when the question is come to."""
        return self

    def set_reading(self) -> None:
        """Show only: nothing can be given any more."""
        self.is_reading = True
        self.setEnabled(False)
