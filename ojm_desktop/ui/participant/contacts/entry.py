"""A few fields that record one thing at once: a day, words to choose from, lines to type in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.entries import choice, chosen, line, put, side_by_side, typed
from ojm_desktop.ui.widgets.field import ChoiceBox, Field

MOST_WORDS = 2000
TALL = 80
"""Height of a field for some lines, in pixels at 100 %."""


def day_field(name: str) -> Field:
    """A day, as people write it."""
    return Field(name, line(30), "Day, month, year")


def words_field(name: str, hint: str = "", letters: int = MOST_WORDS) -> Field:
    """A line of words."""
    return Field(name, line(letters), hint)


def many_words_field(name: str, hint: str = "") -> Field:
    """Some lines of words."""
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme.current().px(TALL))
    return Field(name, box, hint)


def choice_field(name: str, words: Sequence[str]) -> Field:
    """One of some words; the first before anybody chose."""
    box = choice(is_free=False)
    box.addItems(list(words))
    return Field(name, box)


class Entry(QWidget):
    """Fields, two or three in a row, and a button. ``asked`` by it or by Ctrl+Enter; nothing is recorded before."""

    asked = Signal()

    def __init__(self, rows: Sequence[Mapping[str, Field]], button: str) -> None:
        super().__init__()
        self.fields = {key: field for fields in rows for key, field in fields.items()}
        self.record = quiet(button, icon="plus", key="Ctrl+Enter")
        self.record.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        for fields in rows:
            column.addLayout(side_by_side(*((field, 1) for field in fields.values())))
        column.addLayout(row(self.record, 1))
        self._fresh: dict[str, str] = {}

    def begin(self, today: date | None = None) -> None:
        """Anew: the day is today, the first of the words is chosen, no line has anything in it."""
        for key, field in self.fields.items():
            field.clear_wrong()
            box = field.editor
            if isinstance(box, ChoiceBox):
                box.setCurrentIndex(0)
            else:
                self._type(key, long_date(today) if key == "day" and today else "")
        self.start_from_here()

    def start_from_here(self) -> None:
        """What stands there now is nothing that anybody began."""
        self._fresh = self.words()

    def words(self) -> dict[str, str]:
        """What stands in each field."""
        return {
            key: chosen(field) if isinstance(field.editor, ChoiceBox) else _typed(field)
            for key, field in self.fields.items()
        }

    def begun(self) -> dict[str, str]:
        """The same, or nothing where nobody touched them."""
        now = self.words()
        return now if now != self._fresh else {}

    def take_up(self, words: Mapping[str, str]) -> None:
        """Go on with what `begun` gave."""
        for key, text in words.items():
            field = self.fields.get(key)
            if field is not None and isinstance(field.editor, ChoiceBox):
                put(field, text)
            elif field is not None:
                self._type(key, text)

    def chosen(self, key: str) -> int:
        """The number of the words that are chosen, from 0."""
        box = self.fields[key].editor
        assert isinstance(box, ChoiceBox)
        return max(0, box.currentIndex())

    def day(self, key: str = "day") -> date | None:
        """The day that stands there; None where it is none, which is said below it."""
        field = self.fields[key]
        field.clear_wrong()
        try:
            return dates.parse_day(typed(field))
        except OjmError as error:
            field.set_wrong(str(error))
            field.setFocus()
            return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def _type(self, key: str, text: str) -> None:
        edit = self.fields[key].editor
        edit.setProperty("plainText" if isinstance(edit, QPlainTextEdit) else "text", text)


def _typed(field: Field) -> str:
    edit = field.editor
    return edit.toPlainText().strip() if isinstance(edit, QPlainTextEdit) else typed(field)
