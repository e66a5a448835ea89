"""The card of visits: overdue first; when nothing is due, the next three."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy

from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.service.queries.today import Today
from ojm_desktop.service.queries.visits import Visit, VisitState
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.today.quiet_table import QuietTable
from ojm_desktop.ui.visit_words import miss_words, state_cell, wave_name, window_words
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row, RowsInSight
from ojm_desktop.ui.widgets.text import Label

COLUMNS = (Column("Person", 88), Column("Wave", 124), Column("Window", 184), Column("State"), Column("", 126))
ROWS_AT_LEAST = 5
"""The table grows to the page's end and then scrolls; in a low window this many rows stay in sight."""
DUE = frozenset({VisitState.OVERDUE, VisitState.DUE_TODAY})
_NARROW = {0: 84, 1: 88, 4: 96}
"""Widths in pixels at 100 % of the columns that can be narrower than they are."""
_STATE = 170
"""Width in pixels at 100 % below which a state would be an icon without its words."""


class VisitsCard(Card):
    """Visits as a table: ``opened``, ``start_asked``, ``another_day_asked`` and ``miss_asked`` with person and wave."""

    opened = Signal(str, str)
    start_asked = Signal(str, str)
    another_day_asked = Signal(str, str)
    miss_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(margin=0, spacing=0)
        look = theme.current()
        self._shown: dict[str, Visit] = {}
        self._heading = Label("Visits", "heading")
        self._counts = Label("", "body", "muted")
        self._sentence = Label("", "body", wrap=True)
        self.column.addLayout(row(self._heading, 1, self._counts, margins=(16, 16, 16, 0)))
        self.column.addLayout(row(self._sentence, margins=(16, 4, 16, 8)))
        self.table = QuietTable("Visits", COLUMNS)
        self.table.ends_card = True
        self.table.enter_presses = True  # what is typed after it is meant for the visit, and not for the journey
        self.table.opened.connect(lambda key: self._tell(self.opened, key))
        self.table.pressed.connect(self._press)
        self.table.menu_asked.connect(lambda key, place: self.menu_of(key).popup(place))
        self.column.addSpacing(look.px(8))
        self.column.addWidget(self.table)
        self.column.addSpacing(look.px(4))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the words of a state find no room, the window is in the tooltip of the wave."""
        super().resizeEvent(event)
        fixed = sum(column.width for column in COLUMNS)
        look = theme.current()
        is_narrow = self.width() < look.px(fixed + _STATE)
        self.table.setColumnHidden(2, is_narrow)
        for number, narrow in _NARROW.items():
            self.table.setColumnWidth(number, look.px(narrow if is_narrow else COLUMNS[number].width))

    @property
    def sentence(self) -> str:
        """What is said above the table when nothing is due; empty otherwise."""
        return self._sentence.text()

    def show_visits(self, found: Today, plan: StudyPlan, day: date) -> None:
        """Show what is due, or what comes next when nothing is."""
        shown = found.visits or found.later
        self._shown = {_key(visit): visit for visit in shown}
        self.table.show_rows(RowsInSight(shown, lambda visit: _row(visit, plan, day)))
        self.table.setVisible(bool(shown))
        whole = self.table.full_height()
        self.table.setMinimumHeight(min(whole, theme.current().px(40 + 44 * ROWS_AT_LEAST)))
        self.table.setMaximumHeight(whole)
        self.table.updateGeometry()
        self._counts.setText(_counts(found.visits))
        self._sentence.setText("" if found.visits else _nothing_due(found))
        self._sentence.setVisible(not found.visits)

    def menu_of(self, key: str) -> QMenu:
        """What can be done with the visit of a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        code = self._shown[key].code
        waits = self._shown[key].waits
        offered = [("Go on" if waits else "Start…", self.start_asked), (f"Open {code}", self.opened)]
        if not waits:  # somebody came: no other day is agreed and nobody was missed
            if not self._shown[key].is_intake:
                offered.append(("Another day…", self.another_day_asked))
            offered.append((miss_words(self._shown[key].wave.key), self.miss_asked))
        for words, signal in offered:
            menu.addAction(words).triggered.connect(lambda _=False, signal=signal: self._tell(signal, key))
        return menu

    def begin_chosen(self) -> bool:
        """Begin the visit of the chosen row, or go on with it; False where no row is chosen."""
        key = self.table.key
        if key not in self._shown:
            return False
        visit = self._shown[key]
        is_rated = visit.state is VisitState.DUE_TODAY and bool(visit.answered) and not visit.waits
        self._tell(self.opened if is_rated else self.start_asked, key)
        return True

    def _press(self, key: str) -> None:
        """The row's button: what is due is started; what was rated without a questionnaire goes on on the journey."""
        visit = self._shown[key]
        is_rated = visit.state is VisitState.DUE_TODAY and bool(visit.answered)
        starts = visit.waits or (visit.state in DUE and not is_rated)
        self._tell(self.start_asked if starts else self.opened, key)

    def _tell(self, signal: SignalInstance, key: str) -> None:
        participant, _, wave = key.partition("/")
        signal.emit(participant, wave)


def _key(visit: Visit) -> str:
    return f"{visit.participant}/{visit.wave.key}"


def _row(visit: Visit, plan: StudyPlan, day: date) -> Row:
    recalled = any(visit.code.startswith(f"{cohort.prefix}-") and cohort.is_recalled for cohort in plan.cohorts)
    window = window_words(visit, day, is_recalled=recalled)
    cells = (
        Cell(visit.code, bold=True),
        Cell(wave_name(visit, is_recalled=recalled), tip=window),
        Cell(window, tip=window),
        state_cell(visit, day),
        Cell(button=_button(visit)),
    )
    return Row(_key(visit), cells)


def _button(visit: Visit) -> str:
    if visit.waits:
        return "Go on"
    return ("Go on" if visit.answered else "Start") if visit.state in DUE else "Open"


def _counts(visits: tuple[Visit, ...]) -> str:
    """How many of each urgency, leaving out what there is none of: 1 overdue, 2 due now."""
    words = (
        (VisitState.OVERDUE, "overdue"),
        (VisitState.DUE_TODAY, "due now"),
        (VisitState.STOPPED, "stopped"),
        (VisitState.DUE_THIS_WEEK, "this week"),
    )
    numbers = [(sum(visit.state is state for visit in visits), word) for state, word in words]
    return ", ".join(f"{number} {word}" for number, word in numbers if number)


def _nothing_due(found: Today) -> str:
    if found.later:
        return f"Nothing is due before {dates.weekday_date(found.later[0].due_on)}."
    if found.planned and found.held == found.planned:
        return "Nothing is due. Every planned visit of those taking part was held."
    return "Nothing is due, and no visit is left." if found.planned else "Nothing is due."
