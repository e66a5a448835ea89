"""The weeks of one person's diary: the strip, a row a week, and what can be done with the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import short_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.diary import DiaryEntry, DiaryState
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.service.queries.diary import Slot
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.widgets.buttons import link, primary, quiet
from ojm_desktop.ui.widgets.card import Card, Scroll, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.diary_strip import DiaryKey, DiaryStrip, summary
from ojm_desktop.ui.widgets.lines import apart
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import ElidedLabel

COLUMNS = (
    Column("Week", 88),
    Column("Its days", 152, gives_way=1),
    Column("State", 208),
    Column("Written on", 144, gives_way=3),
    Column("How", 196, gives_way=2),
    Column("What was told"),
)
HEAD_AND_FOUR_ROWS = 40 + 4 * 44
SIGNS = ((Polarity.POSITIVE, "good"), (Polarity.NEGATIVE, "bad"), (Polarity.MIXED, "both"))


class WeeksList(QWidget):
    """``opened(week)`` to write it or look at it, ``missed_asked(week)`` for why there is none, ``booklet_asked``."""

    opened = Signal(int)
    missed_asked = Signal(int)
    booklet_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._slots: tuple[Slot, ...] = ()
        self._told = ElidedLabel("", tone="muted")
        self.strip = DiaryStrip()
        self.table = Table("Weeks of the diary", COLUMNS)
        self.write = primary("Write", icon="plus", key="Enter")
        self.missed = quiet("Record as missed…", key="F6")
        self.booklet = link("Booklet to print…", icon="print")
        card = Card(margin=16, spacing=8)
        card.add(self.strip)
        self._told.setAlignment(Qt.AlignmentFlag.AlignRight if look.scale == 1 else Qt.AlignmentFlag.AlignLeft)
        card.column.addLayout(row(DiaryKey(), self._told) if look.scale == 1 else row(self._told))
        rows = Card(margin=0, spacing=0)
        rows.add(self.table)
        buttons = apart((self.booklet,), (self.missed, self.write))
        column = QVBoxLayout(self._inside())
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(card)
        if look.scale > 1:
            column.addLayout(buttons)  # what is done next comes before a list that is longer than the window
        column.addWidget(rows, 1)
        if look.scale == 1:
            column.addLayout(buttons)
        self._connect()

    def _inside(self) -> QWidget:
        """What everything lies in: at large text a page that scrolls."""
        look = theme.current()
        if look.scale == 1:
            return self
        inside = QWidget()
        self.table.setMinimumHeight(look.px(HEAD_AND_FOUR_ROWS))
        scroll = Scroll(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        return inside

    @property
    def week(self) -> int:
        """The chosen week."""
        return self.strip.week

    @property
    def slot(self) -> Slot | None:
        """What is known of it."""
        return next((slot for slot in self._slots if slot.week == self.week), None)

    def show_weeks(self, slots: Sequence[Slot], plan: StudyPlan, today: date, week: int = 0) -> None:
        """Show other weeks; without a `week` the chosen one stays chosen."""
        self._slots = tuple(slots)
        self.strip.show_states([slot.state for slot in slots], week or self.week)
        self._told.set_words(summary([slot.state for slot in slots]))
        blocked = self.table.blockSignals(True)
        self.table.show_rows([_row(slot, plan, today) for slot in slots])
        self.table.choose(str(self.week))
        self.table.blockSignals(blocked)
        self._offer()

    def choose(self, week: int) -> None:
        """Go to a week."""
        self.strip.show_states([slot.state for slot in self._slots], week)
        self._went()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.missed.isEnabled():
            self.missed.click()
        else:
            super().keyPressEvent(event)

    def _went(self) -> None:
        blocked = self.table.blockSignals(True)
        self.table.choose(str(self.week))
        self.table.blockSignals(blocked)
        self._offer()

    def _offer(self) -> None:
        """The buttons say what they would do with the chosen week."""
        slot = self.slot
        is_written = slot is not None and slot.entry is not None and slot.entry.missing is None
        self.write.set_words(f"{'Open' if is_written else 'Write'} week {self.week}")
        self.write.set_icon_name("open-list" if is_written else "plus")
        self.missed.setEnabled(slot is not None and not is_written)

    def _connect(self) -> None:
        self.strip.went_to.connect(lambda _week: self._went())
        self.strip.opened.connect(self.opened)
        self.table.went_to.connect(lambda key: self.choose(int(key)))
        self.table.opened.connect(lambda key: self.opened.emit(int(key)))
        self.write.clicked.connect(lambda: self.opened.emit(self.week))
        self.missed.clicked.connect(lambda: self.missed_asked.emit(self.week))
        self.booklet.clicked.connect(self.booklet_asked)


def _row(slot: Slot, plan: StudyPlan, today: date) -> Row:
    entry = slot.entry
    days = dates.short_span(slot.first_day, slot.due_day - date.resolution)
    written = f"{short_date(entry.written_on)} {entry.written_on.year}" if entry and entry.written_on else ""
    how = entry.mode.words if entry and entry.written_on else ""
    told = _told(entry, plan)
    tip = ". ".join(part for part in (f"Week {slot.week}, {days}", written, how, told) if part)
    cells = (
        Cell(str(slot.week), bold=True, tip=tip),
        Cell(days, tone="muted"),
        Cell(_state(slot, today), weeks=(slot.state,), tip=tip),
        Cell(written),
        Cell(how, tone="muted"),
        Cell(told, tip=told),
    )
    return Row(str(slot.week), cells)


def _state(slot: Slot, today: date) -> str:
    if slot.state is DiaryState.AWAITED and today >= slot.late_from:
        return f"Not in yet, {counted((today - slot.due_day).days, 'day')}"
    if slot.state is DiaryState.MISSED and slot.entry and slot.entry.missing:
        return slot.entry.missing.words.capitalize()
    if slot.state is DiaryState.NOT_DUE and slot.is_before:
        return "Before signing"
    if slot.state is DiaryState.NOT_DUE:
        return f"Due {dates.day_month(slot.due_day)}" if today < slot.due_day else "Not asked"
    return slot.state.words.capitalize()


def _told(entry: DiaryEntry | None, plan: StudyPlan) -> str:
    """What an entry holds, without its words: 2 good, 1 bad: Housing, Work. Of a missed week the reason."""
    if entry is None:
        return ""
    if entry.missing is not None:
        return entry.reason
    counts = [(sum(one.polarity is sign for one in entry.occurrences), word) for sign, word in SIGNS]
    parts = ", ".join(f"{count} {word}" for count, word in counts if count)
    used = {one.pathway for one in entry.occurrences}
    names = ", ".join(pathway.short_name for pathway in plan.pathways if pathway.key in used)
    if not parts:
        return "A wish, nothing else" if entry.hoped else "Nothing was told"
    return f"{parts}: {names}" if names else parts
