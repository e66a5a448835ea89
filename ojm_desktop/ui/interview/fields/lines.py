"""Answers that are typed in one line and read: numbers, days, months, years, times; and a day with its time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.form import Question, Type
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.interview.fields import reading
from ojm_desktop.ui.interview.fields.calendar import Calendar
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState

_KEEPS_FOCUS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Line(QLineEdit):
    """A line of one kind. `left`: the focus went elsewhere in the window, or Enter was pressed."""

    left = Signal()

    def __init__(self, kind: reading.Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._stands = ""
        self.setProperty("tall", True)
        self.setFixedWidth(theme.current().px(kind.wide))
        self.setAccessibleDescription(kind.hint)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _KEEPS_FOCUS:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            event.ignore()  # the page goes on
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Undo is this line's while it has something to take back, and the study's otherwise."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            if is_undo or (event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    @property
    def is_typed(self) -> bool:
        """What stands in it was typed and not given."""
        return self.text() != self.kind.text_of(self._stands)

    @property
    def value(self) -> str:
        """What is typed, as it is stored."""
        return self.kind.value_of(self.text()) if self.text().strip() else ""

    def show_value(self, value: str) -> None:
        """Show a stored value, unless something else is being typed."""
        if not self.is_typed:
            self._stands = value
            self.setText(self.kind.text_of(value))
        self._stands = value

    def settle(self) -> bool:
        """Show what was typed as it was read; whether it differs from what stands there."""
        value = self.value
        is_new = value != self._stands
        self._stands = value
        self.setText(self.kind.text_of(value))
        return is_new


class LineField(Field):
    """One line; given on leaving it, on Enter, and when the page goes on."""

    def __init__(self, question: Question, kind: reading.Kind, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.line = Line(kind)
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.commit)
        is_below = bool(hint) or theme.current().scale > 1
        self.hint = Label(hint or kind.hint, tone="muted", wrap=is_below)
        self.top = row(self.line, 1) if is_below else row(self.line, self.hint, 1)
        self.column.addLayout(self.top)
        if is_below:
            self.column.addWidget(self.hint)

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        self.line.show_value(state.value)
        wrong = "true" if state.value and not state.valid else "false"
        if self.line.property("wrong") != wrong:
            self.line.setProperty("wrong", wrong)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)

    def typed(self) -> str:
        return self.line.text() if self.line.is_typed else ""

    def take_up(self, text: str) -> None:
        if text:
            self.line.setText(text)

    def commit(self) -> None:
        if not self.is_reading and self.line.is_typed and self.line.settle():
            self.given.emit(self.line.value)

    def first_focus(self) -> QWidget:
        return self.line

    def set_reading(self) -> None:
        self.is_reading = True
        self.line.setReadOnly(True)


class DayField(LineField):
    """A day, typed or chosen from a calendar that opens below the line."""

    def __init__(self, question: Question, today: date, parent: QWidget | None = None) -> None:
        super().__init__(question, reading.DAY, parent=parent)
        self._today = today
        self.calendar = Calendar(today)
        self.calendar.chosen.connect(self._choose)
        self.calendar.closed.connect(self._close)
        self.opening = quiet("Calendar", icon="today", key="Alt ↓", large=True)
        self.opening.clicked.connect(self._open)
        self.top.insertWidget(1, self.opening)
        self.column.addWidget(self.calendar)
        self.calendar.hide()
        self.line.installEventFilter(self)

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        super().show_state(state, answer)
        day = reading.day_of(state.value)
        self.hint.setText(dates.WEEKDAYS[day.weekday()] if day else self.line.kind.hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with the down arrow opens the calendar."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _is_alt_down(event):
            self._open()
            return True
        return super().eventFilter(watched, event)

    def set_reading(self) -> None:
        super().set_reading()
        self.opening.setEnabled(False)

    def _open(self) -> None:
        if self.calendar.isVisible():
            self._close()
            return
        self.calendar.show_day(reading.day_of(self.line.value) or self._today)
        self.calendar.show()
        self.calendar.first_focus().setFocus()

    def _choose(self, day: date) -> None:
        self.line.setText(reading.day_text(day.isoformat()))
        self._close()
        self.commit()

    def _close(self) -> None:
        self.calendar.hide()
        self.line.setFocus()


def _is_alt_down(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Down and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


class MomentField(Field):
    """A day with its time: two lines, one answer."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.day, self.time = Line(reading.DAY), Line(reading.TIME)
        self._stands = ""
        for line in (self.day, self.time):
            line.textEdited.connect(self.edited)
            line.left.connect(self._left)
        self.column.addLayout(row(self.day, Label("at"), self.time, Label("Day, then time", tone="muted"), 1))

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        self._stands = state.value
        day, _, hour = state.value.partition("T")
        self.day.show_value(day)
        self.time.show_value(hour)

    def set_name(self, name: str) -> None:
        self.day.setAccessibleName(f"{name} Day")
        self.time.setAccessibleName(f"{name} Time")

    def typed(self) -> str:
        if not (self.day.is_typed or self.time.is_typed):
            return ""
        return f"{self.day.text()}T{self.time.text()}"

    def take_up(self, text: str) -> None:
        day, _, hour = text.partition("T")
        if text:
            self.day.setText(day)
            self.time.setText(hour)

    def commit(self) -> None:
        """A day without a time is given as it is: the form says what it lacks."""
        if self.is_reading:
            return
        both = (self.day.settle(), self.time.settle())
        value = f"{self.day.value}T{self.time.value}".strip("T")
        if any(both) or value != self._stands.strip("T"):
            self._stands = value
            self.given.emit(value)

    def first_focus(self) -> QWidget:
        return self.day

    def set_reading(self) -> None:
        self.is_reading = True
        self.day.setReadOnly(True)
        self.time.setReadOnly(True)

    def _left(self) -> None:
        """Between the two lines nothing is given yet."""
        if not (self.day.hasFocus() or self.time.hasFocus()):
            self.commit()


ELSEWHERE = {
    "geopoint": "Latitude and longitude, such as 51.45 −2.59; typed by hand here",
    "geotrace": "Points with semicolons between them; typed by hand here",
    "geoshape": "Points with semicolons between them; typed by hand here",
    "barcode": "The code as it is printed; typed by hand here",
}
AS_TYPED = reading.Kind(str.strip, str, "Typed by hand here", 360)


def line_for(question: Question, today: date) -> Field | None:
    """The line of a question that takes one; None for another kind."""
    looks = question.appearance
    if question.type is Type.DATE:
        if "month-year" in looks:
            return LineField(question, reading.MONTH)
        return LineField(question, reading.YEAR) if "year" in looks else DayField(question, today)
    if question.type is Type.DATE_TIME:
        return MomentField(question)
    if question.type is Type.TYPED_ELSEWHERE:
        return LineField(question, AS_TYPED, ELSEWHERE.get(question.source_type, ""))
    kinds = {Type.INTEGER: reading.WHOLE, Type.DECIMAL: reading.DECIMAL, Type.TIME: reading.TIME}
    kind = kinds.get(question.type)
    if question.type is Type.RANGE:
        kind = reading.DECIMAL
    if question.type is Type.TEXT and "numbers" in looks:
        kind = reading.Kind(str.strip, str, "Digits", 260)
    return LineField(question, kind) if kind is not None else None
