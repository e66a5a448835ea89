"""An interview that is complete: what was held, the map for the person, the next visit with its days, back to Today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ojm_desktop.domain.paper_check import CheckState
from ojm_desktop.domain.plan import due_day
from ojm_desktop.service.back_entry import check_of
from ojm_desktop.service.interview_overview import minutes_so_far
from ojm_desktop.service.queries.people import PersonRow, row
from ojm_desktop.service.queries.visits import BEHIND, Visit
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.interview.finish.lines import summary
from ojm_desktop.ui.visit_words import nothing_left, wave_name, window_words
from ojm_desktop.ui.widgets.buttons import link, primary, quiet
from ojm_desktop.ui.widgets.card import Card, lay_alone
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Hairline, Label

if TYPE_CHECKING:
    from ojm_desktop.service.interview import Interview

WIDEST: Final = 640


class Finished(QWidget):
    """``print_asked``, ``today_asked``; ``again_asked``: go on with this visit after all; ``document_asked``: the
    interview on paper, as asked; ``check_asked``: what came in on paper typed a second time.
    """

    print_asked = Signal()
    today_asked = Signal()
    again_asked = Signal()
    document_asked = Signal()
    check_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._head = Label("", "title", wrap=True)
        self._held = Label("", "body", wrap=True)
        self._next = Label("", "body", wrap=True)
        self._window = Label("", "body", "muted", wrap=True)
        self.print = quiet("Print for the participant", icon="print", key="P", large=True)
        self.today = primary("Back to Today", icon="today", key="Enter", large=True)
        self.again = link("Go on with this interview")
        self.again.setFixedHeight(look.height("row"))
        self._check = State("not-started", "", "muted")
        self.check = link("Type the ratings a second time")
        self.document = link("The interview as it was asked")
        for way, told in ((self.check, self.check_asked), (self.document, self.document_asked)):
            way.setFixedHeight(look.height("row"))
            way.clicked.connect(told)
        self.print.clicked.connect(self.print_asked)
        self.today.clicked.connect(self.today_asked)
        self.again.clicked.connect(self.again_asked)
        card = Card(margin=32, spacing=12)
        card.setMaximumWidth(look.px(WIDEST))
        card.add(
            self._head, self._held, self._check, Hairline(), Label("Next visit", "label"), self._next, self._window
        )
        card.column.addSpacing(look.px(8))
        pressed = QHBoxLayout()
        pressed.addWidget(self.print)
        pressed.addStretch(1)
        pressed.addWidget(self.today)
        card.column.addLayout(pressed)
        for ways in ((self.check,), (self.document, self.again)):
            line = QHBoxLayout()
            line.setSpacing(look.px(24))
            for way in ways:
                line.addWidget(way)
            line.addStretch(1)
            card.column.addLayout(line)
        self._scroll = lay_alone(card, self)

    def show_interview(self, interview: Interview, name: str) -> None:
        """Show a complete visit; `name` is what it is called: C1-03, week 8 interview."""
        person = row(interview.session, interview.visit.participant)
        self._head.setText(f"{name} is complete")
        self.setAccessibleName(f"{name} is complete")
        self._held.setText(summary(interview, minutes_so_far(interview)))
        check = check_of(interview.session, interview.visit)
        self._check.show_state("check" if check.state is CheckState.CHECKED else "not-started", check.words, "muted")
        self._check.setVisible(bool(check.words))
        self.check.setVisible(bool(check.words) and check.state is not CheckState.CHECKED)
        visit = _after(person, interview.visit.wave)
        if visit is None:
            self._next.setText(nothing_left(person))
            self._window.setText("")
            return
        is_recalled = person.cohort.is_recalled
        name = wave_name(visit, is_recalled=is_recalled)
        planned = (
            "" if is_recalled else f", planned for {dates.day_month(due_day(visit.wave, person.person.order_start))}"
        )
        self._next.setText(name if visit.agreed else f"{name}{planned}")
        window = window_words(visit, interview.session.today(), is_recalled=is_recalled)
        self._window.setText(window if visit.agreed else f"Counts as held in time: {window}")

    def first_focus(self) -> QWidget:
        """Back to Today."""
        return self.today

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self._scroll.verticalScrollBar().setValue(0))  # what is complete comes first

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.today.click()
        elif event.key() == Qt.Key.Key_P:
            self.print.click()
        else:
            super().keyPressEvent(event)


def _after(person: PersonRow, wave: str) -> Visit | None:
    """The first visit ahead behind this one's wave: one that was left out before it is no next one."""
    waves = [each.wave.key for each in person.visits]
    later = person.visits[waves.index(wave) + 1 :] if wave in waves else person.visits
    return next((each for each in later if each.state not in BEHIND), None)
