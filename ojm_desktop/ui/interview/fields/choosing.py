"""One choice of a list, or several: rows of 48 px; a search field above long lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.form import Question, Type
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.interview.fields.offered import ChoiceModel
from ojm_desktop.ui.interview.fields.pictures import Pictures
from ojm_desktop.ui.interview.fields.rows import RowList
from ojm_desktop.ui.widgets.field import SearchField
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState

SEARCHED: Final = frozenset({"search", "autocomplete"})
LONG: Final = 20
"""Lists from this length on have a search field of their own accord."""
NO_CHOICES: Final = "No choice applies here now. An earlier answer decides which there are."
NO_MATCH: Final = "No choice has these words."


class ChoosingField(Field):
    """Presses are answers; a number that another digit may follow is given on leaving."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._several = question.type is Type.SELECT_MULTIPLE
        self.model = ChoiceModel()
        self.rows = RowList(self.model, boxes=self._several)
        self.search = SearchField("Search the choices")
        self.search.setProperty("tall", True)
        self.search.textChanged.connect(self._look_for)
        self.search.installEventFilter(self)
        self._none = Label(NO_CHOICES, tone="muted", wrap=True)
        self._wanted = any(word.partition("(")[0] in SEARCHED for word in question.appearance)
        self.rows.pressed_name.connect(self._press)
        for part in (self.search, self.rows, self._none):
            self.column.addWidget(part)

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        names = (state.value,) if state.value and not self._several else tuple(state.value.split())
        offered = {choice.name for choice in state.choices}
        self.model.offer(state.choices, tuple(name for name in names if name not in offered))
        self.model.choose(self.model.ordered(names))
        count = len(state.choices)
        self.search.setVisible(self._wanted or count >= LONG)
        self._show_found()

    def show_pictures(self, pictures: Pictures) -> None:
        self.model.illustrate(pictures)

    def set_name(self, name: str) -> None:
        self.rows.setAccessibleName(name)
        self.search.setAccessibleName(f"{name} Search the choices")

    def take_key(self, event: QKeyEvent) -> bool:
        return self.rows.take_key(event)

    def commit(self) -> None:
        if not self.is_reading:
            self.rows.settle()

    def typed(self) -> str:
        return self.rows.typed

    def take_up(self, text: str) -> None:
        self.rows.stand_at(text)

    def first_focus(self) -> QWidget:
        return self.rows if self.search.isHidden() else self.search

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the search field leaves: down into the list; Enter takes the only one found, or goes to several."""
        is_enter, count = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter), self.model.rowCount()
        is_looking = is_enter and bool(self.search.text()) and count > 0
        if not self.search.hasFocus():
            super().keyPressEvent(event)
        elif is_looking and count == 1 and self.model.name_at(0) not in self.model.chosen:
            self._press(self.model.name_at(0))
        elif (is_looking and count > 1) or event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.rows.walk_in(to_first=is_looking)
        else:
            super().keyPressEvent(event)

    def _look_for(self, words: str) -> None:
        self.model.search(words)
        self._show_found()

    def _show_found(self) -> None:
        found = self.model.rowCount() > 0
        self.rows.setVisible(found)
        self._none.setVisible(not found)
        self._none.setText(NO_MATCH if self.search.text() else NO_CHOICES)

    def _press(self, name: str) -> None:
        if not self._several:
            if (name,) != self.model.chosen:
                self.model.choose((name,))
                self.given.emit(name)
            return
        chosen = set(self.model.chosen)
        names = self.model.ordered(tuple(chosen ^ {name}))
        self.model.choose(names)
        self.given.emit(" ".join(names))
