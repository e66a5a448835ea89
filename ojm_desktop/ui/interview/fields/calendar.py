"""A month to choose a day from: seven columns from Monday on, arrows walk, Enter chooses, Page keys turn the months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import MONTHS
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.buttons import IconButton
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.text import Label

SIDE: Final = 44
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)
"""How far it leads: beyond a life, and never to the end of what a date can be. Other days are typed."""
ROWS, COLUMNS = 6, 7
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class Day(QAbstractButton):
    """One day; muted outside the month, framed today, filled when it is the answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.day = date.min
        self._is_outside = self._is_today = False
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        side = theme.current().px(SIDE)
        self.setFixedSize(side, side)

    def show_day(self, day: date, month: int, today: date, chosen: date | None) -> None:
        """Be another day."""
        self.day, self._is_outside, self._is_today = day, day.month != month, day == today
        self.setText(str(day.day))
        self.setAccessibleName(dates.weekday_date(day) + (", today" if self._is_today else ""))
        self.setChecked(day == chosen)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the month knows what keys mean here

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        ink = look.colour("muted" if self._is_outside else "text")
        if self.isChecked():
            paint.ground(painter, box, look.colour("accent"), None, look.px(6))
            ink = look.colour("on_accent")
        elif self._is_today or self.underMouse():
            edge = look.colour("accent" if self.underMouse() else "control")
            paint.ground(painter, box, None, edge, look.px(6), look.border)
        painter.setPen(ink)
        painter.setFont(look.font("label" if self.isChecked() or self._is_today else "body"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Calendar(QWidget):
    """`chosen(date)` and `closed` by Esc."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._today = today
        self._at = today
        self._answer: date | None = None
        self._title = Label("", "label")
        self._back, self._next = IconButton("back", "Month before", "Page Up"), IconButton("next", "Month after")
        self._next.setToolTip("Month after (Page Down)")
        for button, months in ((self._back, -1), (self._next, 1)):
            side = look.px(SIDE)
            button.setFixedSize(side, side)
            button.clicked.connect(lambda _=False, step=months: self._turn(step))
        self._days = [Day(self) for _ in range(ROWS * COLUMNS)]
        grid = QGridLayout()
        grid.setSpacing(0)
        for place, name in enumerate(dates.WEEKDAYS):
            label = Label(name[:2], tone="muted")
            label.setAccessibleName(name)
            grid.addWidget(label, 0, place, Qt.AlignmentFlag.AlignCenter)
        for at, day in enumerate(self._days):
            day.clicked.connect(lambda _=False, button=day: self._choose(button.day))
            grid.addWidget(day, 1 + at // COLUMNS, at % COLUMNS)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(8) for _ in range(4)))
        column.addLayout(row(self._back, self._title, self._next))
        column.addLayout(grid)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_day(self, day: date) -> None:
        """Show the month of a day, and stand at it."""
        self._answer = day
        self._stand_at(day)

    def first_focus(self) -> QWidget:
        """The day the keys stand at."""
        return next(each for each in self._days if each.day == self._at)

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(SIDE * COLUMNS + 16), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _STEPS:
            self._walk(_STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(-1 if key == Qt.Key.Key_PageUp else 1)
            self.first_focus().setFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._at)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        edge = look.colour("control")
        paint.ground(painter, QRectF(self.rect()), look.colour("card"), edge, look.px(6), look.border)
        painter.end()

    def _walk(self, days: int) -> None:
        self._stand_at(self._at + timedelta(days=days))
        self.first_focus().setFocus()

    def _turn(self, months: int) -> None:
        count = self._at.year * 12 + self._at.month - 1 + months
        self._stand_at(date(count // 12, count % 12 + 1, 1))

    def _stand_at(self, day: date) -> None:
        self._at = min(max(day, FIRST), LAST)
        self._fill()

    def _choose(self, day: date) -> None:
        self.chosen.emit(day)

    def _fill(self) -> None:
        """Six weeks around the month that the keys stand in."""
        first = self._at.replace(day=1)
        start = first - timedelta(days=first.weekday())
        self._title.setText(f"{MONTHS[first.month - 1]} {first.year}")
        for at, day in enumerate(self._days):
            day.show_day(start + timedelta(days=at), first.month, self._today, self._answer)
