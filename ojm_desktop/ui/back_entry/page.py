"""The page of the second entry: every rating of a visit from paper typed again, blind; then what differs, settled.

Nothing of the first entry, and no graph, is on this page before the two are compared (interview: paper parity).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.paper_check import CheckState, Reading
from ojm_desktop.service.back_entry import BackEntry
from ojm_desktop.service.edits.back_entry import PaperEdit
from ojm_desktop.service.queries.occasions import visit_name
from ojm_desktop.ui import theme
from ojm_desktop.ui.actions import Bound, bind
from ojm_desktop.ui.back_entry.difference_row import DifferenceRow
from ojm_desktop.ui.back_entry.reading_row import WIDEST, ReadingRow
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.widgets.buttons import primary, quiet
from ojm_desktop.ui.widgets.card import Scroll, row
from ojm_desktop.ui.widgets.head import PageHead
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.history import Step
    from ojm_desktop.service.session import Session

HOW = (
    "Take the paper and type each rating as it stands there: digits, with minus first for below zero, or the paper’s "
    "own letter where there is none. The first entry is shown once all are typed."
)
KEY = (
    "K doesn’t know  ·  R refused  ·  A not applicable  ·  Not asked: T time, S distress, P third party present  ·  "
    "E nothing stands there  ·  Enter goes on"
)
RING = 8
"""Room for the ring of the focus at the page's edge, in pixels."""


class BackEntryPage(Page):
    """Target: the id of a visit from paper."""

    title = "Second entry from paper"
    help = (
        "Digits, minus first for below zero, type a rating; Delete takes it away.\n"
        "Where there is none: K doesn’t know, R refused, A not applicable; T, S and P not asked: time, distress, third "
        "party.\n"
        "E says that nothing stands there.\n"
        "Enter or Down goes to the next rating, Up to the one before.\n"
        "Ctrl+Enter compares. Where the entries differ, 1 says that the first is on the paper, 2 the second, 3 "
        "that something else is."
    )

    unreached = (
        "Undo and redo reach only what was done on this page: the first entry is not changed by somebody who does not "
        "see it. Nothing was changed; from the person’s page they go on."
    )

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self._entry: BackEntry | None = None
        self.rows: list[ReadingRow] = []
        self.differences: list[DifferenceRow] = []
        is_roomy = theme.current().scale == 1
        self.back = quiet("Back to the person" if is_roomy else "Back", icon="back")
        self.compare = primary("Compare with the first entry" if is_roomy else "Compare", key="Ctrl+Enter")
        self.count = State("in-progress", "", "muted")
        self.result = State("check", "")
        self._head = PageHead(self.title if is_roomy else "Second entry")
        self._stack = QStackedWidget()
        self._scroll: Scroll | None = None
        self._bringing = QTimer(self)
        self._bringing.setSingleShot(True)
        self._bringing.timeout.connect(self._bring)
        self.back.clicked.connect(self._leave)
        self.compare.clicked.connect(self._compare)
        edge = theme.current().space(5) - RING
        self.column.setContentsMargins(edge, theme.current().space(4), edge, theme.current().space(4))
        self.column.setSpacing(theme.current().space(3))
        self.column.addLayout(row(self._head, margins=(RING, 0, RING, 0)))
        self.column.addLayout(row(self.strip, margins=(RING, 0, RING, 0)))
        self.column.addWidget(self._stack, 1)
        self.column.addLayout(row(self.back, self.count, 1, self.compare, margins=(RING, 0, RING, 0)))

    # --- what the frame asks

    def show_target(self, target: str) -> None:
        if not target:
            return
        self.strip.clear()
        self._entry = None
        try:
            self._entry = BackEntry(self.session, target)
        except OjmError as error:
            self.say_refused(str(error))
            return
        visit = self._entry.visit
        code = self.session.study.participant(visit.participant).code
        name = visit_name(self.session, visit.participant, visit.wave)
        day = f", paper of {long_date(visit.held_on)}" if visit.held_on else ""
        self._head.set_fact(f"{code}, {name}{day}")
        self._show()

    def refresh(self, changes: Changes | None) -> None:
        if self._entry is None or not (changes is None or self._entry.visit.id in changes.visits):
            return
        if changes is not None:
            self.strip.clear()
        if self._entry.is_compared == bool(self.rows):  # rows are there to type into, until both are compared
            self._show()
        elif self.rows:
            self._show_entered()
        else:
            self._show_differences()

    def bound_actions(self) -> tuple[Bound, ...]:
        return (
            bind("compare_entries", self._compare, enabled=self.compare.isVisibleTo(self) and self.compare.isEnabled()),
        )

    def reaches(self, step: Step) -> bool:
        """What was done on this page of this visit: the first entry, which nobody sees here, is not taken back blind.

        A step that nothing takes back stays in reach, so that undo says why it stops.
        """
        visit = self._entry.visit.id if self._entry is not None else ""
        own = any(isinstance(part.inverse, PaperEdit) and part.inverse.visit == visit for part in step.parts)
        return own or not step.can_be_taken_back

    def first_focus(self) -> QWidget | None:
        if self.rows:
            return next((line for line in self.rows if line.reading is None), self.compare)
        return next((line.first for line in self.differences if not (line.is_settled or line.is_withheld)), self.back)

    # --- typing

    def _show(self) -> None:
        entry = self._entry
        if entry is None:
            return
        if entry.is_compared:
            self.rows = []
            self._show_differences()
        else:
            self.differences = []
            self.rows = [ReadingRow(asked) for asked in entry.asked]
            for line in self.rows:
                line.given.connect(self._given)
                line.onward.connect(self._go_on)
                line.focused.connect(self._bringing.start)
            told = (Label(HOW, wrap=True), Label(KEY, tone="muted", wrap=True))
            for label in told:  # as high as they are at this width, not at their narrowest
                label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            stays = told[1:] if theme.current().scale < 2 else ()  # at the largest text the rows need the room
            self._put(*(one for one in told if one not in stays), *self.rows, above=stays)
            self._show_entered()
        self.rebound.emit()

    def _show_entered(self) -> None:
        entered = self._entry.entered() if self._entry is not None else {}
        for line in self.rows:
            if line.reading != entered.get(line.asked.path):
                line.show_reading(entered.get(line.asked.path))
        done, whole = sum(line.asked.path in entered for line in self.rows), len(self.rows)
        is_whole = done == whole and whole > 0
        icon = "check" if is_whole else "in-progress"
        self.count.show_state(icon, f"{done} of {whole} typed", "muted")
        self.count.show()
        self.compare.show()
        self.compare.setEnabled(is_whole)
        self.rebound.emit()

    def _given(self, path: str, reading: Reading | None) -> None:
        if self._entry is None:
            return
        self.strip.clear()
        try:
            self._entry.enter(path, reading)
        except OjmError as error:
            self.say_refused(str(error))

    def _go_on(self, step: int) -> None:
        here = next((place for place, line in enumerate(self.rows) if line.hasFocus()), 0)
        there = here + step
        reason = Qt.FocusReason.TabFocusReason
        if 0 <= there < len(self.rows):
            self.rows[there].setFocus(reason)
        elif there >= len(self.rows) and self.compare.isEnabled():
            self.compare.setFocus(reason)

    def _bring(self) -> None:
        """The rating being typed is in sight from its number on, also where it is taller than the page (200 %)."""
        line, scroll = next((line for line in self.rows if line.hasFocus()), None), self._scroll
        if line is not None and scroll is not None:
            scroll.ensureWidgetVisible(line, 0, RING)
            if line.height() > scroll.viewport().height():
                scroll.verticalScrollBar().setValue(line.y())

    # --- comparing and settling

    def _compare(self) -> None:
        if self._entry is None or not self.rows:
            return
        try:
            self._entry.compare()
        except OjmError as error:
            self.say_refused(str(error))
            return
        (self.first_focus() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_differences(self) -> None:
        entry = self._entry
        if entry is None:
            return
        found = entry.differences()
        self.compare.hide()
        self.count.hide()
        self.differences = [DifferenceRow(one) for one in found]
        for line in self.differences:
            line.settled.connect(lambda path, is_second: self._settle(path, is_second=is_second))
            line.neither.connect(lambda path, reading: self._settle(path, neither=reading))
        check = entry.check
        self.result = State("check", "", bold=True)
        whole = counted(len(entry.asked), "rating")
        if check.state is CheckState.CHECKED:
            how = f"{len(found)} settled by a look at the paper" if found else "all equal"
            self.result.show_state("check", f"This visit is checked: {whole} typed twice, {how}")
        else:
            self.result.show_state("warn", f"{check.different} of {whole} to settle: look at the paper", "warn")
        self._put(self.result, *self.differences)

    def _settle(self, path: str, *, is_second: bool = False, neither: Reading | None = None) -> None:
        if self._entry is None:
            return
        self.strip.clear()
        try:
            self._entry.settle(path, is_second=is_second, neither=neither)
        except OjmError as error:
            self.say_refused(str(error))
            return
        (self.first_focus() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- inside

    def _put(self, *widgets: QWidget, above: tuple[QWidget, ...] = ()) -> None:
        """One column that scrolls, in place of the one before; what stands `above` it stays in sight."""
        look = theme.current()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(RING, 0, RING, RING)
        column.setSpacing(look.px(4 if self.rows else 12))
        for widget in widgets:
            widget.setMaximumWidth(look.px(WIDEST))
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll = Scroll(inside)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        for widget in above:
            widget.setMaximumWidth(look.px(WIDEST))
            column.addLayout(row(widget, margins=(RING, 0, RING, 0)))
        column.addWidget(self._scroll, 1)
        old = self._stack.currentWidget()
        self._stack.addWidget(whole)
        self._stack.setCurrentWidget(whole)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()

    def _leave(self) -> None:
        if self._entry is not None:
            self.navigate("participant", f"{self._entry.visit.participant}/documents")
