"""What is wrong with an answer, under its field: what stops it, what warns of it, what is only said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.domain.form import Level
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.forms.state import Warned

RIGHT: Final = "It is right…"


class Doubts(QWidget):
    """`passed(check, reason)`: an answer stands although it is warned of; `reason_asked`: there is none, and why."""

    passed = Signal(int, str)
    reason_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stops = Strip()
        self._stops.acted.connect(self.reason_asked)
        self._warned: dict[int, WarnedOf] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(8))
        self._column.addWidget(self._stops)
        self._is_reading = False
        self.hide()

    def show_stop(self, sentence: str, *, offers_reasons: bool) -> None:
        """What stops the answer, or asks for one; empty for nothing."""
        if sentence:
            action = "No answer…" if offers_reasons and not self._is_reading else ""
            self._stops.say(sentence, Tone.ERROR, action=action, key="F6" if action else "")
        else:
            self._stops.clear()

    def show_warnings(self, warnings: tuple[Warned, ...], passed: dict[str, str]) -> None:
        """Every check that does not hold and stops nobody; `passed`: sentence -> the reason it was passed with."""
        for number in [held for held in self._warned if held not in {one.number for one in warnings}]:
            self._warned.pop(number).deleteLater()
        for one in warnings:
            shown = self._warned.get(one.number)
            if shown is None:
                shown = self._warned[one.number] = WarnedOf(one.number)
                shown.passed.connect(self.passed)
                self._column.addWidget(shown)
            shown.show_warning(one, passed.get(one.message, ""), can_pass=not self._is_reading and one.number >= 0)
        self.setVisible(bool(self._stops.sentence or self._warned))

    def set_reading(self) -> None:
        """Show only."""
        self._is_reading = True


class ReasonLine(QLineEdit):
    """Enter keeps the answer and goes no further: the page would take it for Next."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class WarnedOf(QWidget):
    """One warning with the line its reason is written in."""

    passed = Signal(int, str)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._strip = Strip()
        self._strip.acted.connect(self._ask)
        self._reason = ReasonLine()
        self._reason.setProperty("tall", True)
        self._reason.setAccessibleName("Why the answer is right")
        self._reason.returnPressed.connect(self._pass)
        self._label = Label("Why is it right?", "label")
        self._keep = quiet("Keep the answer", key="Enter", large=True)
        self._keep.clicked.connect(self._pass)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(self._strip)
        column.addWidget(self._label)
        column.addLayout(row(self._reason, self._keep))
        self._show_asking(False)

    def show_warning(self, told: Warned, reason: str, *, can_pass: bool) -> None:
        """The sentence, and the way past it, or why it was passed."""
        if reason:
            self._show_asking(False)
            self._strip.say(f"{told.message} Kept, because: {reason}", Tone.NEUTRAL)
        elif told.level is Level.INFORM:
            self._strip.say(told.message, Tone.NEUTRAL, icon="help")
        else:
            self._strip.say(told.message, Tone.WARNING, action=RIGHT if can_pass else "")

    def _ask(self) -> None:
        self._show_asking(True)
        self._reason.setFocus()

    def _pass(self) -> None:
        if self._reason.text().strip():
            self.passed.emit(self._number, self._reason.text().strip())

    def _show_asking(self, asking: bool) -> None:
        for part in (self._label, self._reason, self._keep):
            part.setVisible(asking)
