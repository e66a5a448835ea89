"""Today: what is due and overdue in order of urgency; on the right what is missing. The page a study opens on."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.drafts import VISIT_QUESTION
from ojm_desktop.service.queries import setup
from ojm_desktop.service.queries.diary import awaited
from ojm_desktop.service.queries.today import OpenVisit, open_visits, questions_of, today
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.actions import Bound, bind
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.reading_only import reads
from ojm_desktop.ui.today.backup_card import BackupCard
from ojm_desktop.ui.today.checks import ChecksCard
from ojm_desktop.ui.today.clock_strip import ClockStrip
from ojm_desktop.ui.today.diaries import DiariesCard
from ojm_desktop.ui.today.open_card import OpenCard
from ojm_desktop.ui.today.signatures import SignaturesCard
from ojm_desktop.ui.today.visits import VisitsCard
from ojm_desktop.ui.widgets.buttons import link, quiet
from ojm_desktop.ui.widgets.card import Scroll, bounded, row
from ojm_desktop.ui.widgets.empty import EmptyPage, Step
from ojm_desktop.ui.widgets.head import PageHead
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.strip import Strip, Tone

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.half_done import HalfDone
    from ojm_desktop.ui.visits import CalendarLine, VisitDesk

RING = 8
"""Room inside the scrolled page for the focus ring, in pixels at 100 %."""
MAIN_COLUMN, SIDE_COLUMN = 1120, 368
"""Widest main column and the fixed width of the right one, in pixels at 100 %."""

NONE_CHOSEN: Final = (
    "No visit is chosen. Go to one in the list with Tab and the arrows; F5 begins it, or goes on with it."
)
NONE_TO_BEGIN: Final = "There is no interview to begin: nobody is called to one now or later."
ONLY_STOPPED: Final = (
    "This interview cannot go on: the agreement is no longer in force. Stop it with the button beside it."
)
SHOWN: Final = ("participants", "journeys", "consents", "visits", "appointments", "diary", "forms")
"""Nouns of changes that this page shows something of."""


class TodayPage(Page):
    """The day's work. Enter does what a row's button says; Ctrl+Enter or a double click opens the person."""

    title = "Today"
    help = (
        "An interview that was left open stands first; Enter resumes it. Visits stand in order of urgency: overdue "
        "first, then what is due now, then what is due this week. Arrows walk through a table, Enter does what "
        "the button of the row says, as F5 does; Ctrl+Enter opens the person. The menu key offers another day, or to "
        "record why nobody came. On the right: second entries from paper that were begun, diary "
        "entries that have not come, who has still to sign, and how old the newest backup is."
    )

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        look = theme.current()
        self._questions: dict[tuple[str, str], tuple[int | None, int | None]] = {}
        """Replied and asked, by interview and when the last of it was saved."""
        self._is_stopped = False
        is_narrow = look.scale >= 2
        self.save = quiet("Calendar…" if is_narrow else "Save visits as calendar…", icon="today")
        self.save.setAccessibleName("Save visits as calendar…")
        self.save.clicked.connect(self._save_calendar)
        self._head = PageHead(self.title, "", self.save)
        self.open = OpenCard(session, self._go_on, self._stop_open)
        self.visits = VisitsCard()
        self.checks = ChecksCard(session, lambda visit: navigate("back_entry", visit))
        self.diaries = DiariesCard(lambda participant: navigate("participant", f"{participant}/diary"))
        self.signatures = SignaturesCard(lambda participant: navigate("agreement", participant))
        self.backup = BackupCard(session, lambda: self.asked.emit("backup"))
        self.held = State("check", "", "muted")
        self.clock_strip, self.backup_strip = ClockStrip(session), Strip()
        everybody = link("All participants")
        reads(everybody)
        everybody.clicked.connect(lambda: navigate("participants"))
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.held, 1)
        foot.addWidget(everybody)
        self._body = self._columns(look)
        self.backup_strip.acted.connect(lambda: self.asked.emit("backup"))
        whole = MAIN_COLUMN + SIDE_COLUMN + 24  # on a large screen the head's button ends where the cards do
        for part in (self._head, self.strip, self.clock_strip, self.backup_strip):
            self.column.addLayout(bounded(part, whole, margins=(RING, 0, RING, 0)))
        self.column.addWidget(self._body, 1)
        self.column.setSpacing(look.px(16 - RING))
        edge = look.px(24 - RING)
        self.column.setContentsMargins(edge, look.px(24), edge, edge)
        self._connect()

    @cached_property
    def desk(self) -> VisitDesk:
        """Where a visit is begun, moved or missed, above the table; made when it is first asked for."""
        from ojm_desktop.ui.visits import VisitDesk

        desk = VisitDesk(self.session, self.do, self.navigate, "today")
        desk.wrong.connect(self.say_refused)
        desk.opened.connect(self._desk_opened)
        desk.closed.connect(self._desk_closed)
        desk.began.connect(self.began)
        self._main.insertWidget(self._main.indexOf(self.visits), desk)
        return desk

    @cached_property
    def calendar(self) -> CalendarLine:
        """What is asked before visits leave the study; made when it is first asked for."""
        from ojm_desktop.ui.visits import CalendarLine

        line = CalendarLine(self.session)
        line.wrong.connect(lambda words: self.strip.say(words, Tone.ERROR))
        line.written.connect(self._say_written)
        self.column.insertLayout(1, row(line, margins=(RING, 0, RING, 0)))
        return line

    def _save_calendar(self) -> None:
        self.calendar.begin()

    def _say_written(self, sentence: str, folder: Path) -> None:
        self.strip.say(sentence, Tone.NEUTRAL, icon="today", is_news=True)
        self.strip.tell_more(str(folder))

    def bound_actions(self) -> tuple[Bound, ...]:
        has_people = setup.has_people(self.session)
        return (
            bind("start_visit", self._start_chosen, enabled=has_people),
            bind("calendar", self._save_calendar, enabled=has_people),
        )

    def _start_chosen(self) -> None:
        """F5: the visit that is chosen, else the interview left open; where there is neither, a sentence says so."""
        self.strip.clear()
        if self.visits.table.hasFocus() and self.visits.begin_chosen():
            return
        line = next((line for line in self.open.lines if line.button.hasFocus()), None)
        line = line or next((line for line in self.open.lines if not line.visit.is_refused), None)
        if line is None:
            self.strip.say(NONE_CHOSEN if self.visits.table.rows.rows else NONE_TO_BEGIN, Tone.NEUTRAL)
        elif line.visit.is_refused:
            self.strip.say(ONLY_STOPPED, Tone.NEUTRAL)
        else:
            self._go_on(line.visit.id)

    def _connect(self) -> None:
        """A row opens the person; what its button and its menu ask for is asked on the desk."""
        self.visits.opened.connect(lambda who, wave: self.navigate("participant", f"{who}/{wave}"))
        self.visits.start_asked.connect(self._start)
        self.visits.another_day_asked.connect(self._another_day)
        self.visits.miss_asked.connect(self._miss)

    def _go_on(self, visit: str) -> None:
        self.desk.go_on(visit)

    def _stop_open(self, visit: str) -> None:
        self.desk.stop(visit)

    def _start(self, participant: str, wave: str) -> None:
        self.desk.start(participant, wave)

    def _another_day(self, participant: str, wave: str) -> None:
        self.desk.another_day(participant, wave)

    def _miss(self, participant: str, wave: str) -> None:
        self.desk.miss(participant, wave)

    def _desk_opened(self) -> None:
        """What is asked is brought into sight from its first word on, once it has its place."""
        self.open.set_quiet(True)
        QTimer.singleShot(0, self, self._show_desk)

    def _show_desk(self) -> None:
        bar = self._body.verticalScrollBar()
        top = self.desk.mapTo(self._left, QPoint(0, 0)).y()
        if top + self.desk.height() > bar.value() + self._body.viewport().height():
            bar.setValue(top - theme.current().px(RING))

    def _desk_closed(self) -> None:
        """The focus goes back to where the question was asked."""
        self.open.set_quiet(False)
        asked_at = self.visits.table if self.visits.table.rows.rows else self.first_focus()
        if asked_at is not None and self.isVisible():
            asked_at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self, look: theme.Theme) -> Scroll:
        """The main column and the right one; side by side unless the text is at 200 %."""
        main = self._main = QVBoxLayout()
        main.setSpacing(look.space(5))
        main.addWidget(self.open)
        main.addWidget(self.visits)
        main.addWidget(self._foot)
        main.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(look.space(5))
        side.addWidget(self.checks)
        side.addWidget(self.diaries)
        side.addWidget(self.signatures)
        side.addWidget(self.backup)
        side.addStretch(1)
        inside = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._both.setContentsMargins(*(look.px(RING),) * 4)
        self._both.setSpacing(look.space(5))
        self._left, self._right = QWidget(), QWidget()
        for holder, layout in ((self._left, main), (self._right, side)):
            layout.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(layout)
        self._left.setMaximumWidth(look.px(MAIN_COLUMN))
        self._left.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._both.addWidget(self._left, 1)
        self._both.addWidget(self._right)
        self._both.addStretch(0)
        scroll = Scroll(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    @cached_property
    def _empty(self) -> EmptyPage:
        """What stands here while there is nobody; made when that is so."""
        empty = EmptyPage(
            "Nothing is due, because nobody takes part yet",
            "Visits, agreements to sign and what is missing stand here as soon as there is a participant.",
            (
                Step(
                    "Add the first participant",
                    "A code, a cohort and the day the order began.",
                    "Add participant",
                    lambda: self.navigate("participants", "add"),
                    next=True,
                    icon="plus",
                ),
            ),
        )
        self.column.insertWidget(self.column.indexOf(self._body), empty, 1)
        return empty

    def show_target(self, target: str) -> None:
        """A question asked before the page was left is not asked any more, unless its answer was begun."""
        if "desk" in self.__dict__:
            if self.desk.asked is not None and not self.desk.asked.is_begun:
                self.desk.close_question()
        elif any(draft.place.startswith(f"{VISIT_QUESTION}/today/") for draft in self.session.drafts()):
            self.desk.take_up()

    def half_done(self) -> tuple[HalfDone, ...]:
        return self.desk.half_done() if "desk" in self.__dict__ else ()

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.plan or any(getattr(changes, noun) for noun in SHOWN):
            self._redraw()

    def _redraw(self) -> None:
        session = self.session
        self._head.set_fact(dates.weekday_date(session.today()))
        has_people = setup.has_people(session)
        if not has_people or "_empty" in self.__dict__:
            self._empty.setVisible(not has_people)
        self.save.setVisible(has_people)
        self._body.setVisible(has_people)
        self.clock_strip.look()
        self._say_backup(self.backup.refresh())
        if not has_people:
            return
        found = today(session)
        self.checks.refresh()
        self._show_open()
        self.visits.show_visits(found, session.plan, session.today())
        self.diaries.show_people(awaited(session))
        self.signatures.show_people(found.to_sign)
        self.held.show_state(
            "check",
            f"Of those taking part: {found.held} of {counted(found.planned, 'planned visit')} held so far.",
            "muted",
        )

    def _show_open(self) -> None:
        """Interviews left open. How far each is, is counted once the page is painted: forms are slow."""
        found = open_visits(self.session)
        self.open.show_visits([self._counted(visit) for visit in found])
        if self.checks.is_uncounted or any(visit.as_saved not in self._questions for visit in found):
            QTimer.singleShot(0, self, self._count_questions)

    def _count_questions(self) -> None:
        """Not any more once the page is left or the study is being closed. One that cannot be run has no number."""
        if self._is_stopped or not self.isVisible():
            return
        self.checks.count()
        found = open_visits(self.session)
        for visit in found:
            if visit.as_saved not in self._questions:
                try:
                    self._questions[visit.as_saved] = questions_of(self.session, visit.id)
                except OjmError:
                    self._questions[visit.as_saved] = (None, None)
        self.open.show_visits([self._counted(visit) for visit in found])

    def _counted(self, visit: OpenVisit) -> OpenVisit:
        replied, asked = self._questions.get(visit.as_saved, (None, None))
        return dataclasses.replace(visit, answered=replied, asked=asked)

    def stop(self) -> None:
        self._is_stopped = True

    def _say_backup(self, warning: str) -> None:
        if warning:
            self.backup_strip.say(warning, Tone.WARNING, action="Back up")
        else:
            self.backup_strip.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        stacked = self.width() < look.px(MAIN_COLUMN - 60)
        self._both.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._right.setMinimumWidth(0 if stacked else look.px(SIDE_COLUMN))
        self._right.setMaximumWidth(look.px(MAIN_COLUMN if stacked else SIDE_COLUMN))
        if stacked:
            self._both.setAlignment(self._right, Qt.AlignmentFlag.AlignTop)

    def first_focus(self) -> QWidget | None:
        if not setup.has_people(self.session):
            return self._empty.first
        if "desk" in self.__dict__ and self.desk.asked is not None:
            return self.desk.asked.goes_on()
        if self.open.first is not None:
            return self.open.first
        if self.visits.table.rows.rows:
            return self.visits.table
        return next((table for table in (self.checks.table, self.signatures.table) if table.rows.rows), None)
