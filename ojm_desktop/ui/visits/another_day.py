"""Another day for a visit, and why."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ojm_desktop.service.queries.occasions import Occasion
from ojm_desktop.ui import theme
from ojm_desktop.ui.visits.ask import VisitAsk, named, window_words
from ojm_desktop.ui.widgets.buttons import link, primary
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.day_field import DayField
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.lines import lines


class AnotherDayPanel(VisitAsk):
    """``given(day, reason)`` when a day was agreed, with None to go back to the visit's own."""

    kind = "another_day"
    given = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DayField("Another day")
        self._day = Field("Day", self.day)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self._reason = Field("Why", self.reason, "In a few words, such as: at work that week")
        self.agree = primary("Agree on this day", icon="today", key="Enter")
        self.own = link("Back to the visit’s own day")
        self.agree.clicked.connect(self.go)
        self.own.clicked.connect(lambda: self.given.emit(None, ""))
        self.day.wrong.connect(self._day.set_wrong)
        self.day.given.connect(lambda _day: self._day.clear_wrong())
        if theme.current().scale > 1:
            self.column.addWidget(self._day)
            self.column.addWidget(self._reason)
        else:
            both = row(self._day, self._reason, spacing=16)
            both.setStretch(1, 1)
            self.column.addLayout(both)
        self.column.addLayout(lines((self.agree,), (self.own,)))

    def show_occasion(self, occasion: Occasion, day: date) -> None:
        """Ask about one visit; `day` is offered."""
        self.occasion = occasion
        self.say(f"Another day for {named(occasion)}", window_words(occasion))
        self.day.setModified(False)
        self.day.show_day(occasion.agreed.day if occasion.agreed else day)
        self.reason.setText(occasion.agreed.reason if occasion.agreed else "")
        self._day.clear_wrong()
        self._reason.clear_wrong()
        self.own.setVisible(occasion.agreed is not None)
        self.offer()

    def fields(self) -> tuple[str, ...]:
        """The day as it is typed, and why."""
        return self.day.text(), self.reason.text()

    def take_up(self, fields: tuple[str, ...]) -> None:
        """Put them back; the typing goes on."""
        day, reason = fields
        if day != self.day.text():
            self.day.setText(day)
            self.day.setModified(True)
        self.reason.setText(reason)

    def first(self) -> QWidget:
        """The day, its words chosen: typing replaces them."""
        self.day.selectAll()
        return self.day

    def goes_on(self) -> QWidget:
        return self.reason if self.reason.text() else self.first()

    def go(self) -> None:
        """Agree, unless the day cannot be read or the reason is not there yet."""
        day = self.day.take()
        if day is None:
            self.day.setFocus()
            return
        reason = self.reason.text().strip()
        if not reason:
            self._reason.set_wrong("Say why in a few words: the study counts why visits move.")
            self.reason.setFocus()
            return
        self.given.emit(day, reason)
