"""Today: what is due and overdue in order of urgency; on the right what is missing. The page a study opens on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.counting import counted
from ojm_desktop.service.queries import setup
from ojm_desktop.service.queries.today import today
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.today.backup_card import BackupCard
from ojm_desktop.ui.today.signatures import SignaturesCard
from ojm_desktop.ui.today.visits import VisitsCard
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.card import Scroll, row
from ojm_desktop.ui.widgets.empty import EmptyPage, Step
from ojm_desktop.ui.widgets.head import PageHead
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.strip import Tone

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.session import Session

RING = 8
"""Room inside the scrolled page for the focus ring, in pixels at 100 %."""
MAIN_COLUMN, SIDE_COLUMN = 1120, 368
"""Widest main column and the fixed width of the right one, in pixels at 100 %."""


class TodayPage(Page):
    """The day's work. Enter opens a row, Ctrl+Enter and the row's button start the visit."""

    title = "Today"
    help = (
        "Visits stand in order of urgency: overdue first, then what is due now, then what is due this week. Arrows "
        "walk through a table, Enter or Start opens the person at that visit. On the right: who has still to sign, and "
        "how old the newest backup is."
    )

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        look = theme.current()
        self._head = PageHead(self.title)
        self.visits = VisitsCard(lambda participant, wave: navigate("participant", f"{participant}/{wave}"))
        self.signatures = SignaturesCard(lambda participant: navigate("agreement", participant))
        self.backup = BackupCard(session, lambda: self.asked.emit("backup"))
        self.held = State("check", "", "muted")
        everybody = link("All participants")
        everybody.clicked.connect(lambda: navigate("participants"))
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.held, 1)
        foot.addWidget(everybody)
        self._empty = self._nobody()
        self._body = self._columns(look)
        top = (RING, 0, RING, 0)
        self.column.addLayout(row(self._head, margins=top))
        self.strip.acted.connect(lambda: self.asked.emit("backup"))
        self.column.addLayout(row(self.strip, margins=top))
        self.column.addWidget(self._empty, 1)
        self.column.addWidget(self._body, 1)
        self.column.setSpacing(look.px(16 - RING))
        edge = look.px(24 - RING)
        self.column.setContentsMargins(edge, look.px(24), edge, edge)

    def _columns(self, look: theme.Theme) -> Scroll:
        """The main column and the right one; side by side unless the text is at 200 %."""
        main = QVBoxLayout()
        main.setSpacing(look.space(5))
        main.addWidget(self.visits)
        main.addWidget(self._foot)
        main.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(look.space(5))
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

    def _nobody(self) -> EmptyPage:
        return EmptyPage(
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

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.plan or changes.participants or changes.journeys or changes.consents:
            self._redraw()

    def _redraw(self) -> None:
        day = self.session.today()
        self._head.set_fact(dates.weekday_date(day))
        has_people = setup.has_people(self.session)
        self._empty.setVisible(not has_people)
        self._body.setVisible(has_people)
        self._say_backup(self.backup.refresh())
        if not has_people:
            return
        found = today(self.session)
        self.visits.show_visits(found, self.session.plan)
        self.signatures.show_people(found.to_sign)
        self.held.show_state(
            "check",
            f"Of those taking part: {found.held} of {counted(found.planned, 'planned visit')} held so far.",
            "muted",
        )

    def _say_backup(self, warning: str) -> None:
        if warning:
            self.strip.say(warning, Tone.WARNING, action="Back up")
        else:
            self.strip.clear()

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
        if self.visits.table.rows.rows:
            return self.visits.table
        return self.signatures.table if self.signatures.table.rows.rows else None
