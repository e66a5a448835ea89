"""A line for a day, read as people write it and shown as it was understood."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import dates

LONGEST: Final = date(2026, 9, 30)
"""A day whose words are as long as any day's."""
CARET: Final = 6
"""Pixels at every size for the caret and the two that Qt keeps free on either side of the words."""


class DayLine(QLineEdit):
    """A line in which the longest day there is stands whole: narrower, 22 November would look like 2 November."""

    def minimumSizeHint(self) -> QSize:
        return self._around(super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return self._around(super().sizeHint().height())

    def _around(self, height: int) -> QSize:
        self.ensurePolished()
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        words = QSize(self.fontMetrics().horizontalAdvance(long_date(LONGEST)) + CARET, 0)
        whole = self.style().sizeFromContents(QStyle.ContentsType.CT_LineEdit, option, words, self)
        return QSize(whole.width(), height)


class DayField(DayLine):
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

    def clear_day(self) -> None:
        """No day: it is typed, and none is taken for granted."""
        self._day = None
        self.clear()
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
