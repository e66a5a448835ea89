"""A rating that was read in two ways: both readings, and which of them stands on the paper."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.service.back_entry import Difference
from ojm_desktop.ui import theme
from ojm_desktop.ui.back_entry.reading_row import ReadingRow
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Label

WITHHELD: Final = (
    "Two readings. They are shown once the interview that is open with this person has its rating of this pathway."
)


class DifferenceRow(Card):
    """``settled(path, is_second)`` when somebody looked at the paper; keys 1 and 2 while a button has the focus.

    ``neither(path, Reading)`` where a third thing stands there: key 3, and then as it is typed at a rating.
    """

    settled = Signal(str, bool)
    neither = Signal(str, object)

    def __init__(self, difference: Difference, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, spacing=4, parent=parent)
        look = theme.current()
        asked = difference.asked
        self.path = asked.path
        self.is_settled = difference.settled is not None
        self.is_withheld = difference.is_withheld
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(f"{asked.number}  {asked.section}".strip(), "label", wrap=True))
        words.addWidget(Label(asked.label, tone="muted", wrap=True))
        first, second = ("" if self.is_withheld else asked.shown(one) for one in (difference.first, difference.second))
        self.first, self.second = quiet(f"First entry: {first}", key="1"), quiet(f"Second entry: {second}", key="2")
        self.first.clicked.connect(lambda: self.settled.emit(self.path, False))
        self.second.clicked.connect(lambda: self.settled.emit(self.path, True))
        self.third = quiet("Neither…", key="3")
        self.third.clicked.connect(self._type)
        self.typed: ReadingRow | None = None
        self._asked = asked
        across = look.scale == 1
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        line = QBoxLayout(direction)
        line.setSpacing(look.px(12))
        line.addLayout(words, 1)
        for button in () if self.is_withheld else (self.first, self.second, self.third):
            line.addWidget(button)
        self.column.addLayout(line)
        self.state = State("warn", "Look at the paper: which of the two stands there?", "warn")
        if self.is_withheld:
            self.state.show_state("in-progress", WITHHELD, "muted")
        elif difference.settled is not None:
            which = {difference.second: "the second entry", difference.first: "the first entry"}
            whose = which.get(difference.settled, "neither of the two")
            self.state.show_state("check", f"On the paper: {asked.shown(difference.settled)}, {whose}", "muted")
        self.column.addWidget(self.state)
        self.setAccessibleName(f"{asked.number} {asked.label}. {self.state.words}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_withheld:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_1:
            self.settled.emit(self.path, False)
        elif event.key() == Qt.Key.Key_2:
            self.settled.emit(self.path, True)
        elif event.key() == Qt.Key.Key_3:
            self._type()
        else:
            super().keyPressEvent(event)

    def _type(self) -> None:
        """Something else stands on the paper: it is typed, and goes on by Enter, so that two digits are one value."""
        if self.typed is None:
            self.typed = ReadingRow(self._asked)
            self.typed.onward.connect(self._take_typed)
            self.column.addWidget(self.typed)
            self.typed.show()  # it takes the focus at once
            self.state.show_state("warn", "Type what stands on the paper, then Enter", "warn")
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_typed(self, _step: int) -> None:
        if self.typed is not None and self.typed.reading is not None:
            self.neither.emit(self.path, self.typed.reading)
