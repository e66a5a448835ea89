"""Another day for a visit, its hour if one is agreed, and why."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ojm_desktop.service.queries.occasions import Occasion
from ojm_desktop.ui import theme
from ojm_desktop.ui.dates import NotAnHour, parse_hour
from ojm_desktop.ui.visits.ask import VisitAsk, named, window_words
from ojm_desktop.ui.widgets.buttons import link, primary
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.day_field import DayField
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.lines import lines

HOUR_WIDTH: Final = 170
"""Room for an hour and for what is said under it, in pixels at 100 %."""


class AnotherDayPanel(VisitAsk):
    """``given(day, reason, hour)`` when a day was agreed, with None to go back to the visit's own; HH:MM or empty."""

    kind = "another_day"
    given = Signal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DayField("Another day")
        self._day = Field("Day", self.day)
        self.hour = QLineEdit()
        self.hour.setMaxLength(8)
        self._hour = Field("Hour", self.hour, "May stay empty")
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self._today = date.min
        self._reason = Field("Why", self.reason, "Such as: at work that week")
        self.agree = primary("Agree on this day", icon="today", key="Enter")
        self.own = link("Back to the visit’s own day")
        self.agree.clicked.connect(self.go)
        self.own.clicked.connect(lambda: self.given.emit(None, "", ""))
        self.day.wrong.connect(self._day.set_wrong)
        self.day.given.connect(lambda _day: self._day.clear_wrong())
        if theme.current().scale > 1:
            for field in (self._day, self._hour, self._reason):
                self.column.addWidget(field)
        else:
            self.hour.setMaximumWidth(theme.current().px(HOUR_WIDTH))
            self._hour.setMaximumWidth(theme.current().px(HOUR_WIDTH))
            all_three = row(self._day, self._hour, self._reason, spacing=16)
            all_three.setStretch(2, 1)
            for field in (self._day, self._hour, self._reason):
                all_three.setAlignment(field, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(all_three)
        self.column.addLayout(lines((self.agree,), (self.own,)))

    def show_occasion(self, occasion: Occasion, day: date) -> None:
        """Ask about one visit; `day` is today, and offered."""
        self.occasion = occasion
        self._today = day
        self.say(f"Another day for {named(occasion)}", window_words(occasion))
        self.day.setModified(False)
        self.day.show_day(occasion.agreed.day if occasion.agreed else day)
        self.reason.setText(occasion.agreed.reason if occasion.agreed else "")
        self.hour.setText(occasion.agreed.hour if occasion.agreed else "")
        for field in (self._day, self._hour, self._reason):
            field.clear_wrong()
        self.own.setVisible(occasion.agreed is not None)
        self.offer()

    def fields(self) -> tuple[str, ...]:
        """The day as it is typed, why, and the hour."""
        return self.day.text(), self.reason.text(), self.hour.text()

    def take_up(self, fields: tuple[str, ...]) -> None:
        """Put them back; the typing goes on."""
        day, reason, hour = (*fields, "")[:3]  # one that was kept before there were hours has none
        if day != self.day.text():
            self.day.setText(day)
            self.day.setModified(True)
        self.reason.setText(reason)
        self.hour.setText(hour)

    def first(self) -> QWidget:
        """The day, its words chosen: typing replaces them."""
        self.day.selectAll()
        return self.day

    def goes_on(self) -> QWidget:
        return self.reason if self.reason.text() else self.first()

    def go(self) -> None:
        """Agree, unless day or hour cannot be read or the reason is not there yet."""
        day = self.day.take()
        if day is None:
            self.day.setFocus()
            return
        if day < self._today:
            self._day.set_wrong(
                "This day is over. Agree on one that lies ahead; one that was held is begun, with its day."
            )
            self.day.setFocus()
            self.day.selectAll()
            return
        self._hour.clear_wrong()
        try:
            hour = parse_hour(self.hour.text())
        except NotAnHour as error:
            self._hour.set_wrong(str(error))
            self.hour.setFocus()
            self.hour.selectAll()  # typing replaces it
            return
        reason = self.reason.text().strip()
        if not reason:
            self._reason.set_wrong("Say why in a few words: the study counts why visits move.")
            self.reason.setFocus()
            return
        self.given.emit(day, reason, hour)
