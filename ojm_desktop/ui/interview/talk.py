"""The questions themselves: gone through one by one or a pathway at a time, and never at a dead end.

The parts say what was asked for; here it is decided where one goes, and the scribe writes it.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.visit import Layout
from ojm_desktop.service.held_visit import AGREEMENT_REFUSED
from ojm_desktop.ui.interview import showing
from ojm_desktop.ui.interview.asides import Asides
from ojm_desktop.ui.interview.room import Room
from ojm_desktop.ui.interview.scribe import Scribe
from ojm_desktop.ui.interview.sitting import Sitting
from ojm_desktop.ui.widgets.strip import Strip, Tone

NO_MOMENTS = "This questionnaire asks for no hot spot here. One can be marked on the journey after the interview."
NOT_ASKED = "The questionnaire asks for one more only after another answer. Nothing was added."
APART_FIRST = "What is being written apart is not recorded yet: Ctrl+Enter records it, Esc leaves it for later."
READ_OUT = "This is only read out: there is nothing to answer."
FIXED = "This answer can only be read as the interview stands now, so no reason is asked for."


class Talk(QWidget):
    """One visit, as far as it is asked about. ``ended`` after the last question, ``left`` before the first;
    ``stop_asked(reason)`` after a no.

    ``is_looking_back``: one came from the finish screen to one question, and goes back there from it.
    """

    ended = Signal()
    left = Signal()
    stop_asked = Signal(str)

    def __init__(self, strip: Strip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_looking_back = self._goes_on_after = False
        self.room = Room(strip)
        self.scribe = Scribe(self.room, strip)
        self.asides = Asides(self.scribe, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.room)
        self._wire()

    # --- what the page asks

    @property
    def sitting(self) -> Sitting | None:
        """The visit that is held."""
        return self.scribe.sitting

    def begin(self, sitting: Sitting) -> None:
        """Hold this visit."""
        self._goes_on_after = self.is_looking_back = False
        self.scribe.begin(sitting)

    def first_focus(self) -> QWidget:
        """The field of the question one is at."""
        return self.scribe.first_focus()

    # --- going

    def next(self) -> None:
        """On: what is typed is given first; a question that needs an answer offers the reasons and waits.

        One whose answer cannot be is let go at the second time: it is kept, and the end asks for it again.
        """
        is_let_go = self._goes_on_after and self.room.aside is self.asides.reasons
        if not self.leave_question(goes_on=True):
            return
        if self._needs_reason(is_let_go=is_let_go):
            card = self.room.cards.cards[self._held.here]
            self.scribe.show_all()
            card.show_missing()
            self.asides.ask_reason()
            self._goes_on_after = True
            return
        self._go_on()

    def back(self) -> None:
        """The question before; before the first one the interview is left, as it is."""
        if self.leave_question():
            before = self._held.way.before(self._held.here, self._held.visit.layout)
            if self.is_looking_back:
                self._go_on()
            elif before:
                self.scribe.go(before)
            else:
                self.left.emit()

    def leave_question(self, *, goes_on: bool = False) -> bool:
        """Give what is typed and keep a note that is open; False where that was refused, or words wait to be sealed.

        Where it ``goes_on`` to another question at once, only that is shown.
        """
        if self.asides.is_writing_apart:
            self.scribe.strip.say(APART_FIRST, Tone.WARNING)
            return False
        if not self.asides.keep_note():
            return False
        self.room.close_aside()
        self._goes_on_after = False
        return self.scribe.give_typed(goes_on=goes_on)

    def turn_graph(self) -> None:
        """In a narrow window: the journey, or the question again."""
        self.room.show_graph(not self.room.shows_graph)
        self.room.foot.graph.setFocus()

    def other_layout(self) -> None:
        """From one question to the whole pathway, and back; at the same question."""
        is_one = self._held.visit.layout is Layout.QUESTION
        self._choose_layout(Layout.PATHWAY if is_one else Layout.QUESTION)

    def tell_moment(self) -> None:
        """H: to where the questionnaire asks for a hot spot of this pathway; one more where the last one has a name."""
        sitting = self._held
        place = sitting.way.telling_place(sitting.here)
        if not place:
            self.scribe.strip.say(NO_MOMENTS)
        elif self.leave_question():
            place = sitting.way.telling_place(sitting.here)
            first, repeat = sitting.way.turn_of(place)
            if repeat and first in sitting.interview.answers:
                self._add_turn(repeat)
            else:
                self.scribe.go(first or place)

    def ask_reason(self, path: str = "") -> None:
        """F6: why the question has no answer."""
        if self.leave_question():
            self.scribe.go(path)
            if not self._held.takes_answer:
                self.scribe.strip.say(READ_OUT)
            elif self._held.interview.state(self._held.here).read_only:
                self.scribe.strip.say(FIXED)
            else:
                self.asides.ask_reason()

    def act_told(self) -> None:
        """What the sentence above the questions offers: to go on, or after a no to stop."""
        if self._held.is_agreed:
            self.resume()
        else:
            self.stop_asked.emit(AGREEMENT_REFUSED)

    def resume(self) -> None:
        """It rested, was stopped or is complete, and goes on at the same question."""
        self.scribe.take_typed()
        self.room.cards.forget()
        self.scribe.write(self._held.resume)
        self.scribe.take_focus()

    # --- what was chosen

    def _decline(self, reason: NonAnswer) -> None:
        goes_on = self._goes_on_after
        self._goes_on_after = False
        self.room.close_aside()
        if self.scribe.write(partial(self._held.decline, reason)) and goes_on:
            self._go_on()
        else:
            self.scribe.take_focus()

    def _add_turn(self, repeat: str) -> None:
        if not self.leave_question():
            return
        made: list[str] = []
        if self.scribe.write(lambda: made.append(self._held.interview.add_repeat(repeat))):
            first = self._held.way.first_inside(made[0])
            if first:
                self.scribe.go(first)
            else:
                self.scribe.strip.say(NOT_ASKED, Tone.WARNING)

    def _remove_turn(self, instance: str) -> None:
        self.scribe.take_typed()
        self.room.cards.forget()  # those after it move up: their cards would speak of other answers
        if self.scribe.write(partial(self._remove, instance)):
            self.scribe.go(self._held.here)

    def _remove(self, instance: str) -> None:
        """What is half typed follows its row, before anything is shown again."""
        self._held.remove(instance)
        self.scribe.follow_rows()

    def _choose_layout(self, layout: Layout) -> None:
        if self._held.visit.layout is not layout and self.leave_question():
            self.scribe.write(partial(self._held.interview.set_layout, layout))
            self.scribe.take_focus()

    def _choose_language(self, language: str) -> None:
        if self._held.interview.running.language != language and self.leave_question():
            self.scribe.write(partial(self._held.interview.set_language, language))
            self.scribe.take_focus()

    # --- inside

    @property
    def _held(self) -> Sitting:
        return self.scribe.held

    def _needs_reason(self, *, is_let_go: bool) -> bool:
        """The question needs an answer and has none, or has one that cannot be and was not said yet."""
        sitting = self._held
        if not sitting.can_answer or sitting.here not in self.room.cards.cards:
            return False
        state = sitting.interview.state(sitting.here)
        is_bare = state.missing and sitting.here not in sitting.interview.answers
        return is_bare or (bool(state.value) and not state.valid and not is_let_go)

    def _go_on(self) -> None:
        after = self._held.way.after(self._held.here, self._held.visit.layout)
        if after and not self.is_looking_back:
            self.scribe.go(after)
        else:
            self.scribe.show_all()
            self.ended.emit()

    def _entered(self, path: str) -> None:
        """The focus came to another card of the pathway: one is at that question now."""
        if path != self._held.here and not self.scribe.is_writing:
            if self.room.aside is self.asides.reasons:  # they were asked of the question before
                self._goes_on_after = False
                self.room.close_aside()
            self._held.go(path)
            self.scribe.stay_at(path)
            self.scribe.show_all()

    def _go_to_section(self, section: str) -> None:
        if self.leave_question():
            self.is_looking_back = False
            self.scribe.go(self._held.way.first_open(section))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self.room.cards.cards.get(self._held.here)
        if self.room.aside is not None and event.key() == Qt.Key.Key_Escape:
            self.asides.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next()
        elif card is None or self.room.aside is not None or not card.take_key(event):
            super().keyPressEvent(event)

    def _wire(self) -> None:
        room, foot, asides = self.room, self.room.foot, self.asides
        for button, act in (
            (foot.back, self.back),
            (foot.next, self.next),
            (foot.no_answer, self.ask_reason),
            (foot.note, asides.write_note),
            (foot.disclosure, asides.write_disclosure),
            (foot.graph, self.turn_graph),
            (foot.layouts, self.other_layout),
        ):
            button.clicked.connect(lambda _checked=False, act=act: act())
        room.top.layout_chosen.connect(self._choose_layout)
        room.top.language_chosen.connect(self._choose_language)
        room.sections.chosen.connect(self._go_to_section)
        room.told.acted.connect(self.act_told)
        room.recovered.acted.connect(asides.show_recovered)
        room.recovered.closed.connect(self.scribe.take_focus)
        room.side.rated.connect(lambda path, value: self.scribe.give(path, str(value)))
        room.side.hot_spot_asked.connect(self.tell_moment)
        asides.no_answer.connect(self._decline)
        asides.closed.connect(self.scribe.take_focus)
        self._wire_cards()

    def _wire_cards(self) -> None:
        cards, write = self.room.cards, self.scribe.write
        cards.given.connect(self.scribe.give)
        cards.compared.connect(lambda path, said: write(lambda: self._held.interview.compare(path, said)))
        cards.passed.connect(lambda path, n, why: write(lambda: self._held.interview.override(path, n, why)))
        cards.unanswered_asked.connect(lambda path: self.scribe.give(path, ""))
        cards.attached.connect(lambda path, name, octets: write(partial(self._held.attach, path, name, octets)))
        cards.reason_asked.connect(self.ask_reason)
        cards.edited.connect(lambda _path: showing.show_typing(self._held, self.room))
        cards.entered.connect(self._entered)
        cards.turn_added.connect(self._add_turn)
        cards.turn_removed.connect(self._remove_turn)
