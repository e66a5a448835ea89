"""The interview over the whole window: what the frame asks of it, and the keys that work anywhere in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.visit import Mode
from ojm_desktop.service import drafts
from ojm_desktop.service.queries.sayable import sayable
from ojm_desktop.ui import over
from ojm_desktop.ui.actions import Bound, bind
from ojm_desktop.ui.half_done import HalfDone
from ojm_desktop.ui.interview.at_end import AtEnd
from ojm_desktop.ui.interview.faces import Faces
from ojm_desktop.ui.interview.hiding import Hiding
from ojm_desktop.ui.interview.sitting import Sitting
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.widgets.strip import Tone

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.session import Session

HANDED: Final = "participant_view"


class InterviewPage(Page):
    """Target: a visit's id, or ``id path`` to open it at a question.

    While it rests or is hidden it holds all keys, until the PIN or the passphrase (security: quick-hide).
    """

    title = "Interview"
    help = (
        "Enter or Alt+Right goes on, Alt+Left back; in a text of several lines Enter begins a new one and Ctrl+Enter "
        "goes on.\n"
        "Digits pick a choice, + and - or the arrows rate, minus and then a digit rates below zero. Where there is "
        "no rating yet the arrows only point at one: Enter gives it.\n"
        "A question always has a way on: an answer, or one of the six reasons why there is none (F6).\n"
        "Every answer is durable when “Saved” shows its time. Stopped at any moment, the interview opens again at the "
        "same question.\n"
        "F9 pauses, F12 hides everything at once, also over an open box; F10 shows the menus."
    )
    whole_window = True

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self._faces = Faces(session, self.strip)
        self.talk, self.choose_pin = self._faces.talk, self._faces.choose_pin
        self.resting, self.ending = self._faces.resting, self._faces.ending
        self.hiding = Hiding(self._faces, session, self)
        self._at_end = AtEnd(self._faces, session, navigate, self)
        self._over = over.KeysOver(over.OF_INTERVIEW, self._act_over, self)
        self._goes_without_pin = False
        self.column.addWidget(self._faces)
        self.setMinimumSize(320, 320)
        self._wire()

    # --- what the frame asks

    def show_target(self, target: str) -> None:
        visit, _, path = target.partition(" ")
        self.strip.clear()
        held = self.talk.sitting
        if held is not None and held.visit_id == visit and held.is_there:
            self.talk.scribe.read_again()
            self.talk.leave_question()
            held.reopen()
            held.take_up()
        else:
            taken_up = Sitting(self.session, visit)
            self.turned("")
            begun = self.session.draft(drafts.stopping_place(visit))
            self.resting.why.take_up(begun.text if begun is not None else "")
            self.talk.begin(taken_up)
        sitting = self.talk.sitting
        assert sitting is not None
        if path:
            sitting.go(sitting.way.nearest(path))
        asks_pin = not (self.session.pin.is_chosen or self._goes_without_pin or sitting.visit.mode is Mode.PAPER)
        if asks_pin and sitting.can_answer:
            self.choose_pin.begin()
            self._faces.setCurrentWidget(self.choose_pin)
        else:
            self._faces.setCurrentWidget(self.talk)

    def refresh(self, changes: Changes | None) -> None:
        """Something was changed from elsewhere, or taken back: read it again, and go to the answer that it was."""
        held = self.talk.sitting
        if held is None or self.talk.scribe.is_writing:
            return
        if not held.is_there:
            self.talk.scribe.sitting = None
            self.navigate("today")
            return
        came = self.talk.scribe.read_again()
        if changes is not None:
            touched = [key.path for key in changes.answers if key.visit == held.visit_id]
            asked = [path for path in touched if path in held.interview.running.questions()]
            if came:
                held.go_into(came)
            elif asked and held.here not in asked:
                held.go(asked[0])
            if touched or held.visit_id in changes.visits:
                said = sayable(self.session, self.session.last_sentence, self.session.last_reveals)
                self.strip.say(said, Tone.NEUTRAL, icon="undo")
        self.talk.scribe.show_all()
        self._faces.draw_end()

    def first_focus(self) -> QWidget | None:
        return self._faces.shown.first_focus()

    def standing(self, target: str) -> str:
        """The visit: at which question it stands is kept in the study, not in the way one came."""
        return target.partition(" ")[0]

    def half_done(self) -> tuple[HalfDone, ...]:
        self.talk.scribe.take_typed()
        visits = self.session.study.store.visits
        there = (half for half in self.talk.scribe.halves.values() if visits.get(half.visit) is not None)
        return (*(each for half in there for each in half.stated()), *self._reason_begun())

    def _reason_begun(self) -> Iterator[HalfDone]:
        """Why it ends before its end, while that is typed: on the page of a pause, or before the finish."""
        held = self.talk.sitting
        if held is not None and held.is_there and held.can_answer and self._faces.reason_begun:
            place = drafts.stopping_place(held.visit_id)
            yield HalfDone(place, self._faces.reason_begun, participant=held.visit.participant)

    def bound_actions(self) -> tuple[Bound, ...]:
        held, talk = self.talk.sitting, self.talk
        if held is None or not held.is_there:
            return ()
        if self._faces.is_at_end:
            return self._bound_at_end(held)
        is_open = held.can_answer and bool(held.here)
        can_note = bool(held.here) and held.is_agreed and not held.visit.is_locked
        is_paper = held.visit.mode is Mode.PAPER
        can_seal = bool(held.here) and self.session.study.has_sealed_side
        return (
            bind("next_question", talk.next),
            bind("last_question", talk.back),
            bind("finish", self._at_end.finish_first, enabled=held.visit.is_open),
            bind("no_answer", talk.ask_reason, enabled=is_open),
            bind("note", talk.asides.write_note, enabled=can_note),
            bind("disclosure", talk.asides.write_disclosure, enabled=can_seal),
            bind("graph", talk.turn_graph, enabled=talk.room.is_folded and talk.room.has_journey),
            bind("other_layout", talk.other_layout, enabled=is_open),
            bind("add_hot_spot", talk.tell_moment, enabled=is_open and bool(held.pathway)),
            bind("hand_over", self._hand_over, enabled=is_open and bool(held.pathway) and not is_paper),
            bind("pause", self.hiding.pause, enabled=held.visit.is_open and bool(held.here)),
            bind("hide", self.hiding.hide_now),
        )

    def _bound_at_end(self, held: Sitting) -> tuple[Bound, ...]:
        ending = self.ending
        return (
            bind("last_question", self._at_end.look_back, enabled=not ending.is_over),
            bind("pause", self.hiding.pause, enabled=held.visit.is_open),
            bind("hide", self.hiding.hide_now),
        )

    def turned(self, page: str) -> None:
        """Left in order; with the participant, who has one question of it, it goes on being held. Its trail is kept.

        Where even that cannot be kept one leaves all the same, and a sentence too many is said next time.
        """
        held = self.talk.sitting
        if held is not None:
            with suppress(OjmError):
                held.hand_on() if page == HANDED else held.set_aside()

    def stop(self) -> None:
        """A lock or a close cuts nothing off."""
        self.resting.stop()
        self.turned("")

    # --- keys

    def _hold(self, is_holding: bool) -> None:
        self.holds_keys = is_holding
        self.rebound.emit()

    def _act_over(self, name: str) -> bool:
        """F9 and F12 while a box has the keys."""
        bound = next((one for one in self.bound_actions() if one.name == name and one.enabled), None)
        if bound is None or self.holds_keys:
            return False
        bound.act()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._over.listen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._over.listen(False)

    # --- beginning, and handing over

    def _hand_over(self) -> None:
        """F11: the rating of this pathway, for the participant alone; the PIN comes back to this question."""
        sitting = self.talk.sitting
        if sitting is not None and sitting.pathway and self.talk.leave_question():
            self.navigate(HANDED, f"visit {sitting.visit_id} {sitting.here}")

    def _begin(self, pin: str) -> None:
        """Ask the first question; without a PIN only the passphrase returns from a hidden page."""
        self._goes_without_pin = not pin
        if pin:
            self.session.pin.choose(pin)
        self._faces.setCurrentWidget(self.talk)
        self.talk.scribe.take_focus()

    def _wire(self) -> None:
        talk, hiding, at_end = self.talk, self.hiding, self._at_end
        talk.left.connect(at_end.leave)
        talk.ended.connect(at_end.show_end)
        talk.stop_asked.connect(at_end.stop_here)
        talk.asides.recorded.connect(self.began)
        talk.room.side.hand_over_asked.connect(self._hand_over)
        talk.room.folded.connect(self.rebound)
        talk.room.top.hide_now.clicked.connect(lambda _checked: hiding.hide_now())
        talk.room.foot.pause.clicked.connect(lambda _checked: hiding.pause())
        self.ending.hide_asked.connect(hiding.hide_now)
        self.choose_pin.chosen.connect(self._begin)
        self.choose_pin.passed_over.connect(lambda: self._begin(""))
        at_end.rebound.connect(self.rebound)
        at_end.asked.connect(self.asked)
        hiding.held.connect(self._hold)
        hiding.covered.connect(self.began)
        hiding.given_back.connect(self.given_back)
        hiding.left.connect(lambda: self.navigate("today"))
        hiding.lost.connect(lambda: self.asked.emit("lock"))
