"""A line for a day, read as people write it and shown as it was understood."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import dates


class DayField(QLineEdit):
    """A day as people write it. ``given`` tells a day that can be read when the field is left or Enter is pressed."""

    given = Signal(object)
    wrong = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._day: date | None = None
        self.editingFinished.connect(self.take)

    @property
    def day(self) -> date | None:
        """The day last shown or given."""
        return self._day

    def show_day(self, day: date) -> None:
        """Show a day without telling."""
        self._day = day
        if not self.hasFocus() or not self.isModified():
            self.setText(long_date(day))
        self._mark(False)

    def take(self) -> date | None:
        """Read what stands there now, as leaving the field does; None where it is no day, which ``wrong`` tells."""
        try:
            day = dates.parse_day(self.text())
        except OjmError as error:
            self._mark(True)
            self.wrong.emit(str(error))
            return None
        self._mark(False)
        self.setModified(False)
        if day != self._day:
            self._day = day
            self.given.emit(day)
        self.setText(long_date(self._day))  # a day that was refused is not shown as if it stood
        return self._day

    def _mark(self, is_wrong: bool) -> None:
        value = "true" if is_wrong else "false"
        if self.property("wrong") != value:
            self.setProperty("wrong", value)
            self.style().unpolish(self)
            self.style().polish(self)
