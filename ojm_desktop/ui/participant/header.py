"""The head of a participant's page: code, cohort, agreement, order week, next visit; hand over and print."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import day_in, short_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.participant import Status
from ojm_desktop.domain.withdrawal import WORDS, Level
from ojm_desktop.service.agreement_texts import Reason
from ojm_desktop.service.queries.occasions import Occasion
from ojm_desktop.service.queries.people import AgreementState, PersonRow, needs_new_signature
from ojm_desktop.service.queries.visits import A_WEEK, Visit, VisitState
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.reading_only import reads
from ojm_desktop.ui.visit_words import STATES, agreement_cell, in_sentence, nothing_left
from ojm_desktop.ui.widgets.buttons import link, primary, quiet
from ojm_desktop.ui.widgets.field import ChoiceBox
from ojm_desktop.ui.widgets.lines import belongs_unseen
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.text import ElidedLabel, Label

_STATUS = {Status.COMPLETED: "Completed", Status.LEFT: "Left the study", Status.WITHDRAWN: "Withdrawn"}


class PersonHead(QWidget):
    """Never a name: codes and states only."""

    start_asked = Signal()
    hand_over_asked = Signal()
    print_asked = Signal()
    sign_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._code = Label("", "title")
        self.facts = PersonFacts()
        self.again = Strip(is_tight=True)
        self.again.acted.connect(self.sign_asked)
        self.parts = ChoiceBox(self)
        reads(self.parts)
        self.parts.setAccessibleName("Part of this person’s record")
        self.parts.hide()
        if look.scale < 2:
            self.hand_over = quiet("Hand over", icon="participant-view", key="F11")
            self.print = quiet("Map as PDF", icon="print", key="Ctrl+P")
        else:
            self.hand_over, self.print = quiet("Hand over"), quiet("Map as PDF")
        self.start = primary("", icon="interview" if look.scale < 2 else "")
        self.start.hide()
        self.start.clicked.connect(self.start_asked)
        self.hand_over.clicked.connect(self.hand_over_asked)
        self.print.clicked.connect(self.print_asked)
        first = QHBoxLayout()
        first.setSpacing(look.px(20 if look.scale < 2 else 8))
        first.addWidget(self._code)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addLayout(first)
        if look.scale == 1:
            first.addWidget(self.facts, 1)
            self.setMinimumHeight(look.px(40))
        else:
            first.addWidget(self.parts, 1)
            first.addStretch(0 if look.scale >= 2 else 1)
            column.addWidget(self.facts)
        for button in (self.start, self.hand_over, self.print):
            first.addWidget(button)
        column.addWidget(self.again)

    def offer_parts(self, names: Sequence[str], chosen: Callable[[int], object]) -> None:
        """At twice the size seven tabs find no room: a choice box beside the code has them."""
        self.parts.addItems(list(names))
        self.parts.show()
        self.parts.activated.connect(chosen)

    def offer_start(self, words: str) -> None:
        """What can be begun or gone on with now; nothing hides the button."""
        has_room = theme.current().scale < 2 and not words
        for button, key in ((self.hand_over, "F11"), (self.print, "Ctrl+P")):
            button.set_key(key if has_room else "")
        self.start.set_words(words)
        self.start.setVisible(bool(words))
        if theme.current().scale >= 2:  # no room for three: the menus and the keys have the other two
            self.hand_over.setVisible(not words)
            self.print.setVisible(not words)
        self.facts.set_short(bool(words))

    def show_person(self, found: PersonRow, zone: str, again: Reason | None = None) -> None:
        """Show where somebody stands today, and why they sign ``again`` before a visit, where one is to come."""
        self._code.setText(found.person.code)
        self.facts.show_person(found, zone)
        if again is not None and found.next_visit is not None:
            asked = f"Have version {again.asked} or newer signed before the next visit."
            said = f"What the agreement says was changed since version {again.signed} was signed. {asked}"
            self.again.say(said, Tone.WARNING, action="Sign again…")
        else:
            self.again.clear()


class PersonFacts(QWidget):
    """Cohort, agreement, order week, next visit; at large text with the way to the person's ``details``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._cohort = Label()
        self._agreement = State("", "")
        self._week = Label()
        self._next = ElidedLabel("", "body", "muted")
        self._told = self._told_short = ("", ""), ""
        self._is_short = False
        self._first = first = QHBoxLayout()
        second = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for row in (first, second):
            row.setSpacing(look.px(20 if look.scale < 2 else 12))
            column.addLayout(row)
        last = second if look.scale >= 2 else first
        for part in (self._cohort, self._agreement, self._week):
            part.setSizePolicy(QSizePolicy.Policy.Fixed, part.sizePolicy().verticalPolicy())  # the next visit gives way
            (last if part is self._week else first).addWidget(part)
        if last is second:
            first.addStretch(1)
        last.addWidget(self._next, 1)
        self.details = link("Details")
        if look.scale > 1:
            last.addWidget(self.details)
        else:
            belongs_unseen(self.details, self)

    def set_short(self, is_short: bool) -> None:
        """Say less beside the button that starts a visit: its name stands on the button."""
        self._is_short = is_short
        self._next.set_words((self._told_short if is_short else self._told)[1])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The agreement says less before the day of the next visit is cut; a screen reader hears all of it."""
        (icon, words), (_icon, short) = self._told[0], self._told_short[0]
        self._agreement.show_state(icon, words)
        look = theme.current()
        beside = (self.details,) if look.scale > 1 else ()
        parts = (self._cohort, self._agreement, self._week, self._next, *beside)
        needed = sum(part.sizeHint().width() for part in parts) + self._first.spacing() * (len(parts) - 1)
        if self._is_short or (look.scale < 2 and needed > self.width()):
            self._agreement.show_state(icon, short)
            self._agreement.setAccessibleName(words)

    def show_person(self, found: PersonRow, zone: str) -> None:
        """Show where somebody stands today."""
        self._cohort.setText(found.cohort.name)
        icon, words = agreement_words(found, zone)
        self._told = (icon, words), next_words(found)
        short = words.replace("Agreement signed", "Signed").replace("Agreement not", "Not")
        self._told_short = (icon, short), when_due(found)
        status = _STATUS.get(found.person.status)
        self._week.setText(status or week_words(found))
        self._week.setToolTip(f"Day {found.order_day} of the order, which began on day 0" if status is None else "")
        self.set_short(self._is_short)


def week_words(found: PersonRow) -> str:
    """The week of the order. On the day its visit is due it is over and the diary's next one has begun: both say so."""
    is_turn = found.order_day > 0 and found.order_day % A_WEEK == 0
    return f"{counted(found.order_week, 'order week')} over" if is_turn else f"Order week {found.order_week}"


def agreement_words(found: PersonRow, zone: str) -> tuple[str, str]:
    """Icon and words for the agreement; one that is to be signed again is told as in the list."""
    if found.agreement is AgreementState.SIGNED and needs_new_signature(found):
        told = agreement_cell(found)
        return told.icon, told.words
    if found.agreement is AgreementState.SIGNED and found.signed_at:
        return "check", f"Agreement signed {short_date(day_in(found.signed_at, zone))}"
    if found.agreement is AgreementState.WITHDRAWN:
        return "refused", f"Withdrew: {WORDS[Level(found.level)].name.lower()}"
    words = {
        AgreementState.SIGNED: ("check", "Agreement signed"),
        AgreementState.NOT_SIGNED: ("not-started", "Agreement not signed yet"),
        AgreementState.REFUSED: ("refused", "Did not want to sign"),
    }
    return words[found.agreement]


def next_words(found: PersonRow) -> str:
    """The next visit in a few words."""
    if found.agreement is AgreementState.WITHDRAWN:
        return "Nobody is asked any more"
    visit = found.next_visit
    if visit is None:
        return nothing_left(found)
    name = "Interview" if found.cohort.is_recalled and not visit.is_intake else visit.wave.name
    return f"{name}{'' if visit.state in STATES else ','} {_when(visit, found.cohort.is_recalled)}"


def start_words(occasion: Occasion) -> str:
    """What the button says that begins or goes on with an interview."""
    does = "Go on with" if occasion.waits else "Start" if occasion.can_begin else "Resume"
    return f"{does} {in_sentence(occasion.name)}"


def why_none(found: PersonRow) -> str:
    """Why no interview can be begun now, where F5 finds none."""
    if found.agreement is not AgreementState.SIGNED:
        return "An interview is begun once the agreement is signed."
    return f"What comes next: {next_words(found)}." if found.next_visit is not None else f"{nothing_left(found)}."


def when_due(found: PersonRow) -> str:
    """When the next visit is due, without its name."""
    if found.agreement is AgreementState.WITHDRAWN:
        return "Nobody is asked any more"
    return _when(found.next_visit, found.cohort.is_recalled) if found.next_visit is not None else nothing_left(found)


def _when(visit: Visit, is_recalled: bool) -> str:
    """The day agreed, else the window, worded as on Today."""
    if visit.state is VisitState.OVERDUE:
        return f"{counted(visit.days_late, 'day')} late"
    if visit.state in STATES:
        return f"is {STATES[visit.state].words.lower()}"
    if visit.is_intake:
        return "due now"
    if visit.agreed:
        return f"agreed for {dates.with_hour(dates.day_month(visit.agreed), visit.hour)}"
    if is_recalled:
        return f"from {dates.day_month(visit.first_day)}"
    return dates.span(visit.first_day, visit.last_day)
