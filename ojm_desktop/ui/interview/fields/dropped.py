"""One choice from a list that drops down (minimal): the least room on the page; nothing chosen beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.form import Question
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.interview.fields.pictures import Pictures
from ojm_desktop.ui.widgets.field import ChoiceBox

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState

CHOOSE: Final = "Choose…"
ICON: Final = (64, 36)
"""A picture in the list that drops down, in pixels at 100 %: it says which row, the words say what."""


class Drop(ChoiceBox):
    """Keys open the list instead of choosing the next one, and the wheel scrolls the page: passing by is no answer."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space):
            self.showPopup()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DroppedField(Field):
    """`given` when a row of the open list is taken."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        look = theme.current()
        self._words: tuple[tuple[str, str], ...] = ()
        self._pictures: Pictures = {}
        self.box = Drop()
        self.box.setMinimumWidth(look.px(320))
        self.box.setFixedHeight(look.height("control_interview"))
        self.box.setPlaceholderText(CHOOSE)
        self.box.setMaxVisibleItems(12)
        self.box.setIconSize(QSize(look.px(ICON[0]), look.px(ICON[1])))
        self.box.activated.connect(self._take)
        self.column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        offered = tuple((one.name, one.label or one.name) for one in state.choices)
        if state.value and state.value not in dict(offered):
            offered = (*offered, (state.value, state.value))
        if offered != self._words:
            self._words = offered
            self.box.clear()
            for name, words in offered:
                self.box.addItem(QIcon(self._pictures[name]) if name in self._pictures else QIcon(), words, name)
        self.box.setCurrentIndex(self.box.findData(state.value) if state.value else -1)

    def show_pictures(self, pictures: Pictures) -> None:
        if pictures != self._pictures:
            self._pictures, self._words = pictures, ()

    def set_name(self, name: str) -> None:
        self.box.setAccessibleName(name)

    def first_focus(self) -> QWidget:
        return self.box

    def _take(self, row: int) -> None:
        self.given.emit(str(self.box.itemData(row)))
