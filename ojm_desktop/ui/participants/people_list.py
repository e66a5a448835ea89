"""The list: search, cohorts, filters and the table. Rows carry codes and states, never a name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHeaderView, QVBoxLayout, QWidget

from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.service.queries.people import AgreementState, PersonRow
from ojm_desktop.ui import theme
from ojm_desktop.ui.participants.filter_button import FilterButton
from ojm_desktop.ui.participants.filters import AGREEMENTS, VISITS, Filters, answered, held, matching, plain
from ojm_desktop.ui.visit_words import agreement_cell, next_visit_cell
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.card import Card, Scroll, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.diary_strip import DiaryKey, summary
from ojm_desktop.ui.widgets.field import SearchField
from ojm_desktop.ui.widgets.key_hints import KeyHints
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label

COLUMNS = (
    Column("Code", 108),
    Column("Cohort", 88, centred=True),
    Column("Order week", 124, centred=True),
    Column("Agreement", 216),
    Column("Next visit", 232),
    Column("Held", 176),
    Column("Recorded", 144),
    Column("Weekly diary"),
)
HELD, RECORDED, DIARY = 5, 6, 7
STRIP, HALF_STRIP = 284, 164
"""What a strip of twelve weeks takes, in one row and in two of six, in pixels at 100 %."""
AGREEMENT, NEXT_VISIT, UNLIMITED = 136, 180, 16_777_215
"""Widths of two columns where there is little room, in pixels at 100 %; Qt's own largest width."""
HEAD_AND_FIVE_ROWS = 40 + 5 * 44
PAUSE_IN_TYPING = 1500
"""Milliseconds after which the next letter begins another code."""


class PeopleList(QWidget):
    """Everybody who answers to search and filters. ``opened`` with a participant's id; ``counted`` when it changed."""

    opened = Signal(str)
    counted = Signal(int, int)

    def __init__(self, plan: StudyPlan, who_said: Callable[[str], set[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who_said = who_said
        self._everybody: list[PersonRow] = []
        self._typed = ""
        self._is_narrow = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_IN_TYPING)
        self._pause.timeout.connect(partial(setattr, self, "_typed", ""))
        self.search = SearchField("Code, or a word in a note", "Ctrl+F")
        self.cohorts = Segments("Cohort", [Segment("", "All"), *(Segment(c.key, c.name) for c in plan.cohorts)])
        self._names = {"": "All", **{cohort.key: cohort.name for cohort in plan.cohorts}}
        self.agreement = FilterButton("Agreement", AGREEMENTS)
        self.visit = FilterButton("Visit", VISITS)
        self.table = Table("Participants", COLUMNS)
        self._nobody = Label("", "body", wrap=True)
        self.clear_button = link("Clear the search")
        self._lay_out()
        self._wire()

    def show_people(self, everybody: list[PersonRow]) -> None:
        """Show other people; what is typed, filtered and chosen stays."""
        self._everybody = everybody
        self._narrow()

    def choose(self, participant: str) -> None:
        """Choose a person, clearing whatever hides them."""
        if not self.table.choose(participant):
            self.clear()
            self.table.choose(participant)

    def clear(self) -> None:
        """Ask for nothing: everybody is shown."""
        self.search.clear()
        self.agreement.set_value("")
        self.visit.set_value("")
        self.cohorts.set_value("")
        self._narrow()

    def jump(self, letters: str) -> bool:
        """Go to the first code that begins with what is being typed; whether there is one."""
        self._pause.start()
        self._typed += letters
        wanted = plain(self._typed)
        key = next((found.key for found in self.table.rows.rows if plain(found.cells[0].words).startswith(wanted)), "")
        return bool(wanted and key and self.table.choose(key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Typing on the table jumps to a code; in the search field Down goes to the rows, Enter opens one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held_down = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            if watched is self.table and event.text().isprintable() and event.text().strip() and not held_down:
                self.jump(event.text())
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.table.setFocus()
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.key:
                self.opened.emit(self.table.key)
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What finds no room is in the tooltip of the code; the next visit then takes what is left."""
        super().resizeEvent(event)
        look = theme.current()
        needed = sum(column.width for column in COLUMNS[:HELD])
        is_narrow = self.width() < look.px(needed + STRIP)
        has_all = self.width() >= look.px(sum(column.width for column in COLUMNS) + STRIP)
        beside = QBoxLayout.Direction.LeftToRight
        self._tools.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else beside)
        self._is_narrow = is_narrow
        self._foot.setVisible(not is_narrow and self._none.isHidden())
        is_narrowest = self.width() < look.px(COLUMNS[0].width + AGREEMENT + NEXT_VISIT + HALF_STRIP)
        for number in (1, 2):
            self.table.setColumnHidden(number, is_narrow)
        for number in (HELD, RECORDED):
            self.table.setColumnHidden(number, not has_all)
        self.table.setColumnHidden(DIARY, is_narrowest)
        head = self.table.horizontalHeader()
        grows, keeps = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Fixed
        head.setSectionResizeMode(4, grows if is_narrow else keeps)
        head.setSectionResizeMode(DIARY, keeps if is_narrow else grows)
        self.table.setColumnWidth(3, look.px(AGREEMENT if is_narrow else COLUMNS[3].width))
        if is_narrow:
            self.table.setColumnWidth(DIARY, look.px(HALF_STRIP))
        else:
            self.table.setColumnWidth(4, look.px(COLUMNS[4].width))

    def _lay_out(self) -> None:
        look = theme.current()
        self.search.setMinimumWidth(look.px(140))
        self.search.setMaximumWidth(look.px(360))
        self.search.setMaxLength(100)
        card = Card(margin=0, spacing=0)
        card.add(self.table)
        self._card = card
        self._none = QWidget()
        none = QVBoxLayout(self._none)
        none.setContentsMargins(0, look.space(5), 0, 0)
        none.addLayout(row(self._nobody))
        none.addLayout(row(self.clear_button, 1))
        none.addStretch(1)
        column = QVBoxLayout(self._inside())
        column.setContentsMargins(look.px(8), look.px(8 if look.scale >= 2 else 0), look.px(8), 0)
        column.setSpacing(look.space(4))
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.setSpacing(look.px(16))
        if look.scale >= 2:
            narrowing = row(self.cohorts, 1)
            self.search.setMaximumWidth(UNLIMITED)
        else:
            narrowing = row(self.search, self.cohorts, 1, spacing=16)
            narrowing.setStretchFactor(self.search, 100)
        self._tools.addLayout(narrowing, 1)
        self._tools.addLayout(row(self.agreement, self.visit, 1, spacing=16))
        is_search_alone = look.scale >= 2  # the list comes before what narrows it, or it would lie below the fold
        column.addWidget(self.search) if is_search_alone else column.addLayout(self._tools)
        self.setMinimumSize(320, 320)
        column.addWidget(card, 1)
        column.addWidget(self._none, 1)
        self._foot = QWidget()
        self._foot.setLayout(row(DiaryKey(), KeyHints((("Enter", "opens"), ("↑ ↓", "move")))))
        if is_search_alone:
            column.addLayout(self._tools)
        column.addWidget(self._foot)

    def _inside(self) -> QWidget:
        """What everything lies in: at twice the size a page that scrolls, so that more than a row is seen."""
        look = theme.current()
        if look.scale < 2:
            return self
        inside = QWidget()
        self.table.setMinimumHeight(look.px(HEAD_AND_FIVE_ROWS))
        scroll = Scroll(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        return inside

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.cohorts.chosen.connect(lambda _value: self._narrow())
        self.agreement.changed.connect(self._narrow)
        self.visit.changed.connect(self._narrow)
        self.clear_button.clicked.connect(self.clear)
        self.clear_button.clicked.connect(self.search.setFocus)
        self.table.opened.connect(self.opened)
        self.search.installEventFilter(self)
        self.table.installEventFilter(self)

    def _narrow(self) -> None:
        typed = self.search.text().replace("\0", "")
        wanted = Filters(self.cohorts.value, self.agreement.value, self.visit.value, typed)
        said = self._who_said(typed) if typed.strip() else set()
        for cohort, words in self._names.items():
            count = sum(cohort in ("", found.cohort.key) for found in self._everybody)
            self.cohorts.set_words(cohort, f"{words} {count}" if not cohort else f"{words}: {count}")
        found = matching(self._everybody, wanted, said)
        self.table.show_rows([_row(person) for person in found])
        self._card.setVisible(bool(found))
        self._foot.setVisible(bool(found) and not self._is_narrow)
        self._none.setVisible(not found)
        self._nobody.setText(f"No one matches “{typed.strip()}”." if typed.strip() else "No one matches these filters.")
        self.clear_button.set_words("Clear the search" if typed.strip() else "Show everyone")
        self.counted.emit(len(found), len(self._everybody))


def _tip(found: PersonRow) -> str:
    """What a narrow window has no column for."""
    week = f"{found.cohort.name}, order week {found.order_week}"
    return f"{week}. Held: {held(found)}. Recorded: {answered(found)}. Diary: {_diary_cell(found).words}."


def _diary_cell(found: PersonRow) -> Cell:
    """The weeks of the diary, or why there are none; told apart by form, and in words for a screen reader."""
    if found.diary:
        return Cell(summary(found.diary), weeks=found.diary, tip=summary(found.diary))
    if not found.cohort.diary_weeks:
        return Cell(f"None in {found.cohort.name}", tone="muted")
    if found.agreement is AgreementState.NOT_SIGNED:
        return Cell("After the agreement", tone="muted")
    return Cell("Keeps none", tone="muted")


def _row(found: PersonRow) -> Row:
    cells = (
        Cell(found.person.code, bold=True, tip=_tip(found)),
        Cell(found.cohort.key, centred=True),
        Cell(str(found.order_week), centred=True),
        agreement_cell(found),
        next_visit_cell(found),
        Cell(held(found)),
        Cell(answered(found), tone="muted"),
        _diary_cell(found),
    )
    return Row(found.person.id, cells)
