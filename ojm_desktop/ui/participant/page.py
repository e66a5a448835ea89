"""The page of one participant: head, tabs, and the journey first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service.agreement_texts import must_sign_again
from ojm_desktop.service.queries import occasions, people
from ojm_desktop.service.queries.people import AgreementState, PersonRow, needs_new_signature
from ojm_desktop.ui import theme
from ojm_desktop.ui.actions import Bound, bind
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.participant import handing_over
from ojm_desktop.ui.participant.altered import AlteredMark
from ojm_desktop.ui.participant.header import PersonHead, start_words, why_none
from ojm_desktop.ui.participant.map_paper import MapPaper
from ojm_desktop.ui.participant.parts import TABS, PersonParts
from ojm_desktop.ui.reading_only import reads
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.leave_line import LeaveLine
from ojm_desktop.ui.widgets.strip import Tone
from ojm_desktop.ui.widgets.text import Hairline

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.half_done import HalfDone


class ParticipantPage(Page):
    """One person, by code. The target is the person's id, with a wave, a tab or ``disclosures`` behind a slash."""

    title = "Participant"
    help = (
        "In the list: Up and Down walk through the pathways; a digit (minus first for below zero), Left and Right go "
        "on in the figure.\n"
        "In the figure: Left and Right walk values and hot spots; Page Up and Page Down go to another pathway.\n"
        "A value: digits set it, Up and Down step it, Delete asks why there is none, Esc puts back what is dragged.\n"
        "A week nobody has rated: Up and Down only point at a value; Enter rates there, Esc or going on does not.\n"
        "A hot spot: H adds one at the chosen week, Enter opens it or asks about a suggested one.\n"
        "In the diary: Left and Right walk through the weeks, Enter writes or opens one, F6 or Delete says why there "
        "is none.\n"
        "While writing one: Ctrl+Enter saves, with Shift it goes on to the next week.\n"
        "From anywhere here: F8 takes down what has to be kept apart and passed on."
    )

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self.participant = ""
        self._next = ""
        self.head = PersonHead()
        self.parts = PersonParts(session, self.do, navigate, lambda: self.tasks)
        self.tabs = self.parts.bar
        self.journey = self.parts.journey
        self.interviews = self.parts.interviews
        self.to_details = link("Details of the person") if theme.current().scale == 1 else self.head.facts.details
        reads(self.to_details)
        self.line = LeaveLine("Choose a folder", has_paper=True)
        self.altered = AlteredMark(session)
        self.paper = MapPaper(self, self.line, lambda: self.participant)
        self._lay_out()
        self._connect()

    # --- what the frame asks

    def show_target(self, target: str) -> None:
        participant, _, rest = target.partition("/")
        if participant:
            rest = self.parts.contacts.tab_of(participant, rest)
            is_other = participant != self.participant
            self.participant = participant
            if is_other:
                self.strip.clear()
                self.line.hide()
            found = self.parts.found = people.row(self.session, participant)
            waves = {wave.key for wave in found.cohort.waves}
            self.journey.show_person(participant, rest if rest in waves else "")
            if is_other or rest:
                self.parts.turn_to(rest.capitalize())
            self._show_tab()

    def refresh(self, changes: Changes | None) -> None:
        if not self.participant or not (changes is None or self._touches(changes)):
            return
        if self.session.study.store.people.get(self.participant) is None:
            self.navigate("participants")
            return
        found = self.parts.found = people.row(self.session, self.participant)
        self.head.show_person(found, self.session.plan.zone, must_sign_again(self.session, self.participant))
        if theme.current().scale > 1:
            self.journey.facts.show_person(found, self.session.plan.zone)
        is_signed = found.agreement is AgreementState.SIGNED
        self.parts.sign_first.show_state(found)
        self._lock_journey(found)
        self.head.hand_over.setEnabled(is_signed)
        self.head.print.setEnabled(self._is_counted(found))
        self._show_mark()
        self.parts.show_now()
        self._offer_start()

    def _lock_journey(self, found: PersonRow) -> None:
        """What can be changed of the journey: anything, what stands while a mistake is put right, or nothing."""
        correcting, has_key = self.parts.correcting, self.session.study.has_sealed_side
        correcting.show_person(found, is_journey_shown=has_key and self.parts.shows(self.journey))
        self.journey.set_locked(not (has_key and (found.may_be_written or correcting.is_on)))
        self.journey.add.setEnabled(has_key and found.may_be_written)

    def _corrected(self) -> None:
        """Corrections begin, or are over: the journey opens or closes."""
        if self._found is not None:
            self._lock_journey(self._found)
            self.rebound.emit()

    def _offer_start(self) -> None:
        """What comes next with this person, unless the tab that is shown says it itself."""
        is_said = self._found is None or self._found.agreement is not AgreementState.SIGNED
        occasion = None if is_said else occasions.next_of(self.session, self.participant)
        self._next = occasion.wave if occasion is not None else ""
        on_journey = self.parts.shows(self.journey)
        self.head.offer_start(start_words(occasion) if occasion is not None and on_journey else "")

    def _start(self) -> None:
        """The interview that comes next: gone on with, or asked about on its tab."""
        if self._next:
            self.parts.turn_to("Interviews")
            self.interviews.start(self._next)
        elif self._found is not None:
            self.strip.say(f"There is no interview to begin now. {why_none(self._found)}", Tone.NEUTRAL)

    def _save_calendar(self) -> None:
        self.parts.turn_to("Interviews")
        self.interviews.save_calendar()

    def bound_actions(self) -> tuple[Bound, ...]:
        is_signed = self._found is not None and self._found.agreement is AgreementState.SIGNED
        can_sign = self._found is not None and (not is_signed or needs_new_signature(self._found))
        on_journey = self.parts.shows(self.journey)
        can_rate = self._found is not None and self._found.may_be_written and on_journey
        return (
            bind("print", self.paper.ask, enabled=self._found is not None and self._is_counted(self._found)),
            bind("hand_over", self._hand_over, enabled=is_signed),
            bind("start_visit", self._start, enabled=self._found is not None),
            bind("calendar", self._save_calendar, enabled=self._found is not None),
            bind("agreement", self._sign, enabled=can_sign),
            bind("withdrawal", self._withdraw, enabled=self._found is not None and self._found.level < len(Level)),
            bind("add_hot_spot", self.journey.add_moment, enabled=can_rate and self.journey.journey is not None),
            self._bound_no_answer((can_rate or self.parts.correcting.is_on) and self.journey.journey is not None),
            bind("graph", lambda: self.journey.show_view("graph"), enabled=on_journey),
            bind("table", self.journey.flip_view, enabled=on_journey),
            bind("disclosure", self._disclose, enabled=self._found is not None and self.session.study.has_sealed_side),
            bind("next_tab", self.parts.turn_on),
        )

    def _bound_no_answer(self, can_ask: bool) -> Bound:
        """Why there is no value, or on the Diary tab no entry."""
        if self.parts.shows(self.parts.diary):
            return bind("no_answer", self.parts.diary.ask_missed, enabled=self.parts.diary.can_ask_missed)
        return bind("no_answer", self.journey.ask_missing, enabled=can_ask)

    def _disclose(self) -> None:
        """From any part of the record; what was recorded before stays out of sight."""
        self.parts.turn_to("Contacts")
        self.parts.contacts.record_disclosure()

    def first_focus(self) -> QWidget | None:
        return self.parts.first_focus() or (self.head.parts if self.tabs.isHidden() else self.tabs)

    def half_done(self) -> tuple[HalfDone, ...]:
        return self.parts.half_done()

    def stop(self) -> None:
        self.journey.desk.stop()

    # --- what it shows

    @staticmethod
    def _is_counted(found: PersonRow) -> bool:
        """Whether maps of them are printed: not of somebody left out of the analysis (W1)."""
        return found.level < Level.EXCLUDED.value

    @property
    def _found(self) -> PersonRow | None:
        return self.parts.found

    def _touches(self, changes: Changes) -> bool:
        visits = changes.visits or changes.forms or changes.agreement_texts or self.participant in changes.appointments
        return (
            bool(visits)
            or self.participant in changes.sealed | changes.disclosures | changes.identities
            or changes.touches_journey_of(self.participant)
            or self.participant in changes.accommodations
        )

    def _show_tab(self) -> None:
        self.head.parts.setCurrentIndex(self.tabs.currentIndex())
        self.parts.show_tab()
        self._show_mark()
        self._corrected()
        self._offer_start()
        self.rebound.emit()

    def _place_facts(self) -> None:
        """At large text the journey has the person's facts under the figure, so that the figure is seen first."""
        if theme.current().scale > 1:
            self.head.facts.setVisible(not self.parts.shows(self.journey))

    def _show_mark(self) -> None:
        if self._found is not None:
            self.altered.show_for(self.participant, is_map_shown=self.parts.shows(self.journey))

    def _show_details(self) -> None:
        if self._found is not None:
            self.parts.show_details(self._found)
            self.rebound.emit()

    # --- going elsewhere

    def _sign(self) -> None:
        self.navigate("agreement", self.participant)

    def _withdraw(self) -> None:
        self.navigate("withdrawal", self.participant)

    def _hand_over(self) -> None:
        self.journey.settle()
        journey, wave = self.journey, self.journey.wave
        try:
            target = handing_over.target(self.session, self.participant, journey.pathway, wave, journey.held_on(wave))
        except OjmError as error:
            self.strip.say(str(error), Tone.ERROR)
            return
        self.navigate("participant_view", target)

    # --- how it is made

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _row: self._show_tab())
        self.head.start_asked.connect(self._start)
        self.interviews.desk.began.connect(self.began)
        self.interviews.to_journey.connect(lambda wave: self.show_target(f"{self.participant}/{wave}"))
        self.head.hand_over_asked.connect(self._hand_over)
        self.head.print_asked.connect(self.paper.ask)
        self.head.sign_asked.connect(self._sign)
        for button in (self.to_details, self.journey.facts.details):
            button.clicked.connect(self._show_details)
        self.parts.currentChanged.connect(lambda _row: self._place_facts())
        self.parts.currentChanged.connect(lambda _row: self._show_mark())
        self.parts.correcting.changed.connect(self._corrected)
        self.parts.details.closed.connect(self._leave_details)
        self.parts.sign_first.asked.connect(self._sign)
        self.parts.documents.sign_asked.connect(self._sign)
        self.parts.details.withdrawal_asked.connect(self._withdraw)
        self.parts.documents.wrong.connect(self.say_refused)
        self.parts.details.access.wrong.connect(self.say_refused)
        self.parts.documents.check_asked.connect(lambda visit: self.navigate("back_entry", visit))
        self.strip.acted.connect(self.paper.open_folder)
        self.parts.diary.sign_asked.connect(self._sign)
        self.parts.diary.began.connect(self.began)
        self.parts.diary.rebound.connect(self.rebound)
        self.journey.chosen_changed.connect(self.rebound)
        self.journey.desk.began.connect(self.began)
        contacts = self.parts.contacts
        for wrong in (self.interviews.wrong, self.parts.diary.wrong, self.journey.wrong, contacts.wrong):
            wrong.connect(lambda words: self.strip.say(words, Tone.ERROR))
        for done in (self.interviews.done, self.parts.diary.done, self.parts.documents.done, contacts.done):
            done.connect(self.paper.say_written)
        self.parts.details.access.done.connect(self.paper.say_written)
        contacts.back_asked.connect(lambda visit: self.navigate("interview", visit))
        self.journey.desk.unstored.connect(lambda words: self.strip.say(words, Tone.WARNING))
        self.line.given.connect(self.paper.print)
        if theme.current().scale > 1:
            for asks in (self.line, self.parts.correcting):
                asks.opened.connect(self.parts.setHidden)  # words and buttons would lie over each other

    def _leave_details(self) -> None:
        self._show_tab()
        (self.first_focus() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        look = theme.current()
        edge = look.px(24 if look.scale < 2 else 16)
        self.column.setContentsMargins(0, look.px(14 if look.scale == 1 else 8), 0, look.px(8))
        self.column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(edge, 0, edge, 0)
        inner.setSpacing(look.px(8))
        inner.addWidget(self.head)
        self.column.addLayout(inner)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(edge - look.px(12), look.px(4), edge, 0)
        tabs.addWidget(self.tabs, 1)
        if look.scale == 1:
            tabs.addWidget(self.to_details)
        self.column.addLayout(tabs)
        if look.scale >= 2:
            self.tabs.hide()
            self.head.offer_parts(TABS, self.tabs.setCurrentIndex)
        self._place_facts()
        self.column.addWidget(Hairline())
        below = QVBoxLayout()
        below.setContentsMargins(edge, look.px(16 if look.scale == 1 else 4), edge, 0)
        below.setSpacing(look.px(8))
        below.addWidget(self.strip)
        below.addWidget(self.line)
        below.addWidget(self.altered)
        below.addWidget(self.parts.correcting)
        below.addWidget(self.parts, 1)
        below.addStretch(0)  # for when they make room
        self.column.addLayout(below, 1)
