"""The interview, over the whole window: the questions, and what stands in their place while it rests."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ojm_desktop.domain.visit import Mode, PauseReason, VisitState
from ojm_desktop.ui import over
from ojm_desktop.ui.actions import Bound, bind
from ojm_desktop.ui.interview.choose_pin import ChoosePin
from ojm_desktop.ui.interview.ending import Ending
from ojm_desktop.ui.interview.resting import Resting
from ojm_desktop.ui.interview.sitting import Sitting
from ojm_desktop.ui.interview.talk import Talk
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.widgets.strip import Tone

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.half_done import HalfDone

ANYWHERE: Final = {Qt.Key.Key_F9: "pause", Qt.Key.Key_F12: "hide"}
"""Keys that work over an open box and an open list as well."""


class InterviewPage(Page):
    """Target: a visit's id, or ``id path`` to open it at a question.

    While it rests or is hidden it holds all keys, until the PIN or the passphrase (security: quick-hide).
    """

    title = "Interview"
    help = (
        "Enter or Alt+Right goes on, Alt+Left back; in a text of several lines Enter begins a new one and Ctrl+Enter "
        "goes on.\n"
        "Digits pick a choice, + and - or the arrows rate, minus and then a digit rates below zero.\n"
        "A question always has a way on: an answer, or one of the six reasons why there is none (F6).\n"
        "Every answer is durable when “Saved” shows its time. Stopped at any moment, the interview opens again at the "
        "same question.\n"
        "F9 pauses, F12 hides everything at once, also over an open box; F10 shows the menus."
    )
    whole_window = True

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self.talk = Talk(self.strip)
        self.choose_pin = ChoosePin()
        self.resting = Resting(session)
        self.ending = Ending()
        self._over = over.KeysOver(ANYWHERE, self._act_over, self)
        self._goes_without_pin = False
        self._covered: QWidget = self.talk
        self._stack = QStackedWidget()
        for part in (self.talk, self.choose_pin, self.resting, self.ending):
            self._stack.addWidget(part)
        self.column.addWidget(self._stack)
        self.setMinimumSize(320, 320)
        self._wire()

    # --- what the frame asks

    def show_target(self, target: str) -> None:
        visit, _, path = target.partition(" ")
        self.strip.clear()
        held = self.talk.sitting
        if held is not None and held.visit_id == visit and held.is_there:
            self.talk.leave_question()
            held.reopen()
        else:
            self.talk.begin(Sitting(self.session, visit))
        sitting = self.talk.sitting
        assert sitting is not None
        if path:
            sitting.go(sitting.way.nearest(path))
        asks_pin = not (self.session.pin.is_chosen or self._goes_without_pin or sitting.visit.mode is Mode.PAPER)
        if asks_pin and sitting.visit.is_open:
            self.choose_pin.begin()
            self._stack.setCurrentWidget(self.choose_pin)
        else:
            self._stack.setCurrentWidget(self.talk)

    def refresh(self, changes: Changes | None) -> None:
        """Something was changed from elsewhere, or taken back: read it again, and go to the answer that it was."""
        held = self.talk.sitting
        if held is None or self.talk.is_writing:
            return
        if not held.is_there:
            self.talk.sitting = None
            self.navigate("today")
            return
        held.reopen()
        if changes is not None:
            touched = [key.path for key in changes.answers if key.visit == held.visit_id]
            asked = [path for path in touched if path in held.interview.running.questions()]
            if asked and held.here not in asked:
                held.go(asked[0])
            if touched or held.visit_id in changes.visits:
                self.strip.say(self.session.last_sentence, Tone.NEUTRAL, icon="undo")
        self.talk.show_all()
        if self._stack.currentWidget() is self.ending:
            self.ending.show_visit(held, self.talk.half)

    def first_focus(self) -> QWidget | None:
        shown = self._stack.currentWidget()
        assert isinstance(shown, Talk | ChoosePin | Resting | Ending)
        return shown.first_focus()

    def standing(self, target: str) -> str:
        """The visit: at which question it stands is kept in the study, not in the way one came."""
        return target.partition(" ")[0]

    def half_done(self) -> tuple[HalfDone, ...]:
        self.talk.take_typed()
        visits = self.session.study.store.visits
        there = (half for half in self.talk.halves.values() if visits.get(half.visit) is not None)
        return tuple(each for half in there for each in half.stated())

    def bound_actions(self) -> tuple[Bound, ...]:
        held, talk = self.talk.sitting, self.talk
        if held is None or not held.is_there:
            return ()
        if self._stack.currentWidget() is self.ending:
            return self._bound_at_end(held)
        is_open = held.visit.is_open and bool(held.here)
        can_note = bool(held.here) and not held.visit.is_locked
        can_seal = bool(held.here) and self.session.study.has_sealed_side
        return (
            bind("next_question", talk.next),
            bind("last_question", talk.back),
            bind("finish", self._finish_first, enabled=held.visit.is_open),
            bind("no_answer", talk.ask_reason, enabled=is_open),
            bind("note", talk.write_note, enabled=can_note),
            bind("disclosure", talk.write_disclosure, enabled=can_seal),
            bind("graph", talk.turn_graph, enabled=talk.room.is_folded and talk.room.has_journey),
            bind("other_layout", talk.other_layout, enabled=is_open),
            bind("add_hot_spot", talk.tell_moment, enabled=is_open and bool(held.pathway)),
            bind("hand_over", self._hand_over, enabled=is_open and bool(held.pathway)),
            bind("pause", self.pause, enabled=is_open),
            bind("hide", self.hide_now),
        )

    def _bound_at_end(self, held: Sitting) -> tuple[Bound, ...]:
        ending = self.ending
        return (
            bind("last_question", self._look_back, enabled=not ending.is_over),
            bind("pause", self.pause, enabled=held.visit.is_open),
            bind("hide", self.hide_now),
        )

    def stop(self) -> None:
        self.resting.stop()

    # --- resting

    def hide_now(self) -> None:
        """F12: a blank page at once, also over an open box."""
        self._rest(self.resting.hide_now)

    def pause(self) -> None:
        """F9: the same, and why is asked on the blank page."""
        self._rest(self.resting.pause)

    def _rest(self, begin: Callable[[], None]) -> None:
        """The blank page first, then everything else: nothing may take longer than it."""
        begin()
        if self._stack.currentWidget() is not self.resting:
            self._covered = self._stack.currentWidget() or self.talk
        self._stack.setCurrentWidget(self.resting)
        self.holds_keys = True
        self.rebound.emit()
        over.close_all()
        self._keep_keys()
        QTimer.singleShot(0, self, self._keep_keys)  # a box that closes gives the focus back to where it was before

    def _keep_keys(self) -> None:
        if self.holds_keys:
            self.resting.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _paused(self, reason: PauseReason) -> None:
        if self.talk.sitting is not None:
            self.talk.write(partial(self.talk.sitting.interview.pause, reason))
        self.session.settle()

    def _stopped(self, reason: str) -> None:
        if self.talk.sitting is not None:
            self.talk.write(partial(self.talk.sitting.interview.stop, reason))
        self.session.settle()

    def _returned(self) -> None:
        """Somebody of the study has the laptop: what rested goes on, what was stopped is left."""
        sitting = self.talk.sitting
        self._release()
        self.given_back.emit()
        if sitting is None or not sitting.is_there:
            return
        if sitting.visit.state is VisitState.STOPPED:
            sitting.interview.leave()
            self.navigate("today")
            return
        if sitting.visit.state is VisitState.PAUSED:
            self.talk.resume()
        self._take_focus()

    def _lost(self) -> None:
        """The study locks; until it is closed the blank page stays, for whoever tried is still before it."""
        self.holds_keys = False
        self.rebound.emit()
        self.asked.emit("lock")

    def _release(self) -> None:
        self.holds_keys = False
        self._stack.setCurrentWidget(self._covered)
        self.rebound.emit()

    def _went_on(self) -> None:
        self._release()
        self._take_focus()

    def _take_focus(self) -> None:
        """What was there before has the keys again."""
        if self._stack.currentWidget() is self.talk:
            self.talk.take_focus()
            return
        if self._stack.currentWidget() is self.ending and self.talk.sitting is not None:
            self.ending.show_visit(self.talk.sitting, self.talk.half)
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

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

    # --- the end, and handing over

    def _end(self) -> None:
        """After the last question: what is still open, or what was held."""
        sitting = self.talk.sitting
        if sitting is None:
            return
        self.talk.is_looking_back = False
        if sitting.visit.state in {VisitState.PAUSED, VisitState.STOPPED}:
            self._leave()
            return
        self._stack.setCurrentWidget(self.ending)
        self._take_focus()
        self.rebound.emit()

    def _finish_first(self) -> None:
        """To the end from any question."""
        if self.talk.leave_question():
            self._end()

    def _look_back(self, path: str = "") -> None:
        """To one question and back to the end; without one to where the questions were left."""
        self._stack.setCurrentWidget(self.talk)
        self.talk.is_looking_back = bool(path)
        if path:
            self.talk.go(path)
            self.talk.go_on_writing()
        else:
            self.talk.take_focus()
        self.rebound.emit()

    def _finish(self) -> None:
        sitting = self.talk.sitting
        if sitting is not None and self.talk.write(sitting.interview.complete):
            sitting.interview.leave()
            self.session.settle()
            self._end()

    def _stop_here(self, reason: str) -> None:
        sitting = self.talk.sitting
        if sitting is not None and self.talk.write(partial(sitting.interview.stop, reason)):
            sitting.interview.leave()
            self.navigate("today")

    def _go_on_again(self) -> None:
        self._look_back()
        self.talk.resume()

    def _print(self) -> None:
        """The person's map, in the way there is: their page asks for the reason and the folder."""
        if self.talk.sitting is not None:
            self.navigate("participant", self.talk.sitting.visit.participant)
            self.asked.emit("print")

    def _hand_over(self) -> None:
        """F11: the rating of this pathway, for the participant alone; the PIN comes back to this question."""
        sitting = self.talk.sitting
        if sitting is not None and sitting.pathway and self.talk.leave_question():
            self.navigate("participant_view", f"visit {sitting.visit_id} {sitting.here}")

    # --- inside

    def _leave(self) -> None:
        if self.talk.sitting is not None:
            self.navigate("participant", self.talk.sitting.visit.participant)

    def _begin(self, pin: str) -> None:
        """Ask the first question; without a PIN only the passphrase returns from a hidden page."""
        self._goes_without_pin = not pin
        if pin:
            self.session.pin.choose(pin)
        self._stack.setCurrentWidget(self.talk)
        self.talk.take_focus()

    def _wire(self) -> None:
        talk, resting = self.talk, self.resting
        talk.left.connect(self._leave)
        talk.ended.connect(self._end)
        talk.room.side.hand_over_asked.connect(self._hand_over)
        self._wire_end()
        talk.room.folded.connect(self.rebound)
        talk.room.top.hide_now.clicked.connect(lambda _checked: self.hide_now())
        talk.room.foot.pause.clicked.connect(lambda _checked: self.pause())
        self.choose_pin.chosen.connect(self._begin)
        self.choose_pin.passed_over.connect(lambda: self._begin(""))
        resting.paused.connect(self._paused)
        resting.stopped.connect(self._stopped)
        resting.went_on.connect(self._went_on)
        resting.returned.connect(self._returned)
        resting.lost.connect(self._lost)

    def _leave_for(self, page: str) -> None:
        """From a complete interview to its second entry from paper, or to the person's documents."""
        if self.talk.sitting is not None:
            visit = self.talk.sitting.visit
            self.navigate(page, visit.id if page == "back_entry" else f"{visit.participant}/documents")

    def _wire_end(self) -> None:
        ending = self.ending
        ending.followed.connect(self._look_back)
        ending.back_asked.connect(self._look_back)
        ending.finished.connect(self._finish)
        ending.stop_asked.connect(self._stop_here)
        ending.print_asked.connect(self._print)
        ending.today_asked.connect(lambda: self.navigate("today"))
        ending.again_asked.connect(self._go_on_again)
        ending.document_asked.connect(lambda: self._leave_for("participant"))
        ending.check_asked.connect(lambda: self._leave_for("back_entry"))
        ending.hide_asked.connect(self.hide_now)
