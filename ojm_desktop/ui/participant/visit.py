"""The visit that is being rated: which wave, on which day it was held, where the person lived then (MB41)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ojm_desktop.domain.scale import Scale
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.day_field import DayField
from ojm_desktop.ui.widgets.field import ChoiceBox
from ojm_desktop.ui.widgets.text import Label

_UNKNOWN = "Not recorded"


class VisitFields(QWidget):
    """``held_on_given(wave, day)`` and ``accommodation_given(wave, type or None)``."""

    held_on_given = Signal(str, object)
    accommodation_given = Signal(str, object)
    wrong = Signal(str)

    def __init__(self, *, is_wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._wave = ""
        self._held = Label("", "label")
        self.day = DayField("Day of the interview")
        self._lives = Label("Lived in", "label")
        self.home = ChoiceBox()
        self.home.setAccessibleName("Accommodation at this visit")
        self.home.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.home.setMinimumContentsLength(8)
        self._held.setBuddy(self.day)
        self._lives.setBuddy(self.home)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(look.px(4))
        grid.setHorizontalSpacing(look.px(12))
        for number, part in enumerate((self._held, self.day, self._lives, self.home)):
            if is_wide:
                grid.setColumnStretch(number // 2, 1)
                grid.addWidget(part, number % 2, number // 2)
            else:
                grid.addWidget(part, number, 0)
        self.day.given.connect(lambda day: self.held_on_given.emit(self._wave, day))
        self.day.wrong.connect(self.wrong)
        self.home.activated.connect(self._told)
        self.home.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_visit(self, wave: str, words: str, day: date, types: tuple[str, ...], chosen: str | None) -> None:
        """Show one visit: `words` name it, `chosen` is what was recorded of where the person lived."""
        self._wave = wave
        self._held.setText(words)
        self.day.show_day(day)
        offered = [_UNKNOWN, *types, *([chosen] if chosen and chosen not in types else [])]
        if [self.home.itemText(row) for row in range(self.home.count())] != offered:
            self.home.clear()
            self.home.addItems(offered)
        self.home.setCurrentText(chosen or _UNKNOWN)
        self.home.setToolTip(chosen or "")

    def _told(self, row: int) -> None:
        self.accommodation_given.emit(self._wave, None if row == 0 else self.home.itemText(row))


def visit_keys(scale: Scale) -> tuple[tuple[str, str], ...]:
    """The keys of a visit and what they do: the digits of the scale first."""
    digits = f"{max(0, scale.minimum)}–{min(9, scale.maximum)}"
    rates = (f"{digits} −" if scale.minimum < 0 else digits, "rate")
    return (rates, ("← →", "move"), ("PgDn", "next pathway"))
