"""Why an interview ends before its end: tired, distress, called away, or in other words. It can go on later."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.pick import Choice, PickList
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import row

OTHER: Final = "other"
REASONS: Final = (
    Choice("tired", "Tired"),
    Choice("distress", "A difficult moment"),
    Choice("called away", "Called away"),
    Choice(OTHER, "Something else"),
)
"""In the order of their digits, 1 to 4. Their words may be seen by the person; what is recorded is the value."""
QUESTION: Final = "Why does it end here?"


class StopReasons(QWidget):
    """``given(reason)``: one of three, or the few words typed for another one. Writes nothing itself.

    Digits pick where they are the list's (``is_numbered``).
    """

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, is_numbered: bool = True) -> None:
        super().__init__(parent)
        look = theme.current()
        self.list = PickList(QUESTION, REASONS, is_numbered=is_numbered)
        self.words = QLineEdit()
        self.words.setProperty("tall", "true")
        self.words.setAccessibleName("The reason in a few words")
        self.words.setPlaceholderText("In a few words")
        self.record = quiet("Stop here", key="Enter", large=True)
        self._other = QWidget()
        inside = QVBoxLayout(self._other)
        inside.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        inside.addLayout(row(self.words, self.record))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self._other)
        self.list.picked.connect(self._picked)
        self.words.textChanged.connect(lambda text: self.record.setEnabled(bool(text.strip())))
        self.words.returnPressed.connect(self._tell)
        self.record.clicked.connect(self._tell)
        self.begin()

    def begin(self) -> None:
        """Nothing is picked."""
        self.list.mark(None)
        self.words.clear()
        self.record.setEnabled(False)
        self._other.hide()

    def take_key(self, event: QKeyEvent) -> bool:
        """Digits and arrows; whether the key meant something here."""
        return not self.words.hasFocus() and self.list.take_key(event)

    def _picked(self, reason: object) -> None:
        self._other.setVisible(reason == OTHER)
        if reason == OTHER:
            self.words.setFocus()
        else:
            self.given.emit(str(reason))

    def _tell(self) -> None:
        words = self.words.text().strip()
        if words:
            self.given.emit(words)
