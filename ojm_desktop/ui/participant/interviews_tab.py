"""The interviews of one person: each with its window and what came of it; begun, gone on with, looked at from here.

Below them the receipts of vouchers, as many as were handed out, each with its day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain import visit as kept
from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.paper_check import Check, CheckState
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service import visits
from ojm_desktop.service.back_entry import check_of
from ojm_desktop.service.edits import LockVisit
from ojm_desktop.service.edits.visits import INTAKE, VOUCHER
from ojm_desktop.service.queries.occasions import Occasion, next_of, occasions, receipts
from ojm_desktop.service.queries.visits import OPEN, VisitState
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.page import Do, Navigate
from ojm_desktop.ui.visit_words import FIRST_MEETING, GOES_ON, MODES, STATES, miss_words
from ojm_desktop.ui.visits import CalendarLine, VisitDesk
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.card import Card, Scroll
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.table import Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from ojm_desktop.service.session import Session

COLUMNS = (
    Column("Interview", 152),
    Column("When", 226, gives_way=3),
    Column("State"),
    Column("How", 132, gives_way=2),
    Column("Pathways", 116, gives_way=1),
    Column("", 120),
)
AHEAD = frozenset({VisitState.OVERDUE, VisitState.DUE_TODAY, VisitState.DUE_THIS_WEEK, VisitState.DUE_LATER})
NOT_ASKED = Cell("Not asked any more", "refused")
"""Where somebody withdrew: no visit is due (W1)."""
LEAST_HEIGHT = 44 + 7 * 44
"""A list of seven waves is seen whole, also in the lowest window; a longer one scrolls. In pixels at 100 %."""


class InterviewsTab(QWidget):
    """A line for the intake, for each wave, or for the one interview that looks back; a question takes their place.

    Lines are kept by wave, those of receipts by their visit: there may be several.
    """

    wrong = Signal(str)
    done = Signal(str, object)
    to_journey = Signal(str)

    def __init__(self, session: Session, do: Do, navigate: Navigate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._session = session
        self._do = do
        self._navigate = navigate
        self._shown: dict[str, Occasion] = {}
        self.participant = ""
        self._is_agreed = True
        """Whether they may be asked: after a no an interview that is open is stopped, and goes on no more."""
        self._level = 0
        """How far they withdrew (W1); 0 for not at all."""
        self.table = Table("Interviews", COLUMNS)
        self.table.ends_card = True
        self.desk = VisitDesk(session, do, navigate, "participant")
        self.desk.wrong.connect(self.wrong)
        self.table.opening_writes = True
        self.table.opened.connect(self._press)
        self.table.pressed.connect(self._press)
        self.table.menu_asked.connect(lambda key, place: self.menu_of(key).popup(place))
        self.calendar = CalendarLine(session)
        self.calendar.wrong.connect(self.wrong)
        self.calendar.written.connect(self.done)
        self.save = link("Save visits as calendar…")
        self.save.clicked.connect(self.save_calendar)
        self.voucher = link("Sign for a voucher…")
        self.voucher.clicked.connect(lambda: self.start(VOUCHER))
        self._card = Card(margin=0, spacing=0)
        self.desk.opened.connect(self._card.hide)
        self.desk.closed.connect(self._show_list)
        self._card.add(self.table)
        self._card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        inside = QWidget() if look.scale > 1 else self
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(look.px(8) if look.scale > 1 else 0,) * 4)
        column.addWidget(self.desk)
        column.addWidget(self._card)
        column.addSpacing(look.px(12))
        column.addWidget(self.calendar)
        column.addLayout(lines((self.voucher, self.save)))
        column.addStretch(1)
        if inside is not self:
            scroll = Scroll(inside)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            whole = QVBoxLayout(self)
            whole.setContentsMargins(0, 0, 0, 0)
            whole.addWidget(scroll)

    def show_person(self, participant: str) -> None:
        """Show where somebody's interviews stand; a question about somebody else is asked no more."""
        is_other = participant != self.participant
        if is_other:
            self.participant = participant
            self.calendar.hide()
            self.desk.set_aside()
        found = {occasion.wave: occasion for occasion in occasions(self._session, participant)}
        found |= {one.was.id: one for one in receipts(self._session, participant) if one.was is not None}
        self._shown = found
        today = self._session.today()
        self._is_agreed = visits.not_agreed(self._session, participant) is None
        consent = self._session.study.store.consents.newest(participant)
        self._level = consent.level if consent is not None else 0
        self.table.show_rows([self._row(key, one, today) for key, one in found.items()])
        self.table.setMaximumHeight(self.table.full_height())
        look = theme.current()
        whole = self.table.full_height()  # at large text the tab scrolls, and nothing within it
        self.table.setMinimumHeight(whole if look.scale > 1 else min(whole, look.px(LEAST_HEIGHT)))
        coming = next_of(self._session, participant) if is_other else None
        if coming is not None:
            self.table.choose(coming.wave)
        if is_other:
            self.desk.take_up(participant)

    def _check(self, occasion: Occasion) -> Check:
        """How far the second entry is of one that came in on paper."""
        return check_of(self._session, occasion.was) if occasion.was is not None else Check(CheckState.NOT_NEEDED)

    def start(self, wave: str) -> None:
        """Ask how one of them is to begin, or go on with it."""
        self.desk.start(self.participant, wave)

    def save_calendar(self) -> None:
        """Ask before this person's visits leave the study."""
        self.calendar.begin(self.participant)

    def first_focus(self) -> QWidget:
        """The question that is asked, or the list."""
        return self.desk.asked.goes_on() if self.desk.asked is not None else self.table

    def _show_list(self) -> None:
        """The list is where the question was."""
        self._card.show()
        if self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu_of(self, key: str) -> QMenu:
        """What can be done with one of them."""
        occasion, who = self._shown[key], self.participant
        wave = occasion.wave
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offered: list[tuple[str, Callable[[], object]]] = []
        if occasion.can_begin and self._level <= Level.NO_CONTACT.value:
            offered.append(("Start…", lambda: self.start(wave)))
        if occasion.was is None and occasion.first_day is not None and not self._level:
            offered.append(("Another day…", lambda: self.desk.another_day(who, wave)))
        if occasion.was is None and not self._level:
            offered.append((miss_words(wave), lambda: self.desk.miss(who, wave)))
        if not occasion.can_begin:
            words = {"Go on": "Go on with it", "Stop": "Stop it"}.get(self._button(occasion), "Open it")
            offered.append((words, lambda: self._press(key)))
        visit = occasion.was
        if visit is not None and not occasion.can_begin and self._button(occasion) == "Open":
            if self._check(occasion).short and not visit.is_locked:
                offered.append(("Second entry from paper…", lambda: self._navigate("back_entry", visit.id)))
            offered.append(("Save as asked…", lambda: self._navigate("participant", f"{who}/documents")))
            is_settled = self._check(occasion).state is not CheckState.DIFFERENT  # nothing can be settled once locked
            if visit.state is kept.VisitState.COMPLETE and is_settled:
                offered.append(("Lock what was said", lambda: self._do(LockVisit(visit=visit.id, participant=who))))
        if wave not in {INTAKE, VOUCHER}:
            offered.append(("The journey at this visit", lambda: self.to_journey.emit(wave)))
        for words, act in offered:
            menu.addAction(words).triggered.connect(lambda _=False, act=act: act())
        return menu

    def _row(self, key: str, occasion: Occasion, today: date) -> Row:
        state = NOT_ASKED if self._level and occasion.state in AHEAD else state_cell(occasion)
        return _row(key, occasion, today, self._check(occasion), state, self._button(occasion))

    def _button(self, occasion: Occasion) -> str:
        return button_words(occasion, is_agreed=self._is_agreed, level=self._level)

    def _press(self, key: str) -> None:
        """The button of a row: begin, go on, look at; what was rated without a questionnaire is on the journey."""
        occasion = self._shown[key]
        wave = occasion.wave
        if occasion.was is not None and not occasion.can_begin:
            words = self._button(occasion)
            if words == "Go on":
                self.desk.go_on(occasion.was.id)
            elif words == "Stop":
                self.desk.stop(occasion.was.id)
            else:
                self._navigate("interview", occasion.was.id)
        elif occasion.answered and occasion.was is None:
            self.to_journey.emit(wave)
        else:
            self.start(wave)


def _row(key: str, occasion: Occasion, today: date, check: Check, state: Cell, button: str) -> Row:
    when = when_words(occasion, today)
    is_told = occasion.pathways and occasion.state is not VisitState.MISSING
    rated = f"{occasion.answered} of {occasion.pathways}" if is_told else ""
    was = occasion.was if not occasion.can_begin else None
    how = MODES[was.mode] if was is not None else ""
    if check.short:
        said = f"{state.words}, {check.short}"
        state = Cell(said, "warn" if check.state is CheckState.DIFFERENT else state.icon, state.tone, tip=check.words)
    tip = ". ".join(part for part in (when, state.words, how, f"Pathways: {rated}" if rated else "") if part)
    cells = (
        Cell(occasion.name, bold=True, tip=tip),
        Cell(when),
        state,
        Cell(how),
        Cell(rated, tone="muted"),
        Cell(button=button),
    )
    return Row(key, cells)


def when_words(occasion: Occasion, today: date) -> str:
    """The day it was held, else the day agreed, else its window."""
    if occasion.held_on is not None:
        return long_date(occasion.held_on)
    if occasion.agreed is not None:
        return dates.agreed(occasion.agreed.day, occasion.agreed.hour, today)
    if occasion.first_day is None or occasion.last_day is None:
        return FIRST_MEETING
    if occasion.wave == "retrospective":
        return f"From {dates.day_month(occasion.first_day)}"
    return dates.span(occasion.first_day, occasion.last_day)


def state_cell(occasion: Occasion) -> Cell:
    """Where it stands, with the reason where it has one; at the largest text that has no room, and the tip says it."""
    was = occasion.was
    if occasion.state is VisitState.MISSING and was is not None and was.missing is not None:
        words = f"{was.missing.words[:1].upper()}{was.missing.words[1:]}"
        reason = f"{words}: {was.reason}" if was.reason else words
        return Cell(words if theme.current().scale >= 2 else reason, "refused", tip=reason)
    if occasion.state in STATES:
        is_signed = occasion.wave == VOUCHER and occasion.state is VisitState.HELD
        cell = Cell("Signed", "check") if is_signed else STATES[occasion.state]
        if was is not None and was.is_locked:
            cell = Cell(f"{cell.words}, locked", "lock")
        words = f"{cell.words}: {was.reason}" if was is not None and was.reason else cell.words
        return Cell(words, cell.icon, tip=words)
    if occasion.state is VisitState.OVERDUE:
        return Cell(f"Overdue, {counted(occasion.days_late, 'day')}", "warn", "warn")
    if occasion.state is VisitState.DUE_TODAY:
        return GOES_ON if occasion.answered else Cell("Due now", "today")
    return Cell("Due this week" if occasion.state is VisitState.DUE_THIS_WEEK else "Due later", "not-started")


def button_words(occasion: Occasion, *, is_agreed: bool, level: int = 0) -> str:
    """What the button of a row does; after a no nothing goes on, and what is open can only be stopped.

    Paper that was filled in before "no more contact" is still typed in; after a further `level` nothing is.
    """
    if not occasion.can_begin:
        is_open = occasion.state in OPEN
        if not is_agreed:
            return "Stop" if is_open else "Open"
        return "Go on" if is_open or occasion.state is VisitState.STOPPED else "Open"
    if occasion.answered and occasion.was is None:
        return "Journey"
    return "Start" if level <= Level.NO_CONTACT.value else ""
