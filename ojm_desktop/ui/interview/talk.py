"""The questions themselves: gone through one by one or a pathway at a time, each answer durable before it says so.

The parts say what was asked for; here it is written, through the interview alone, and shown again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.answer import CommentKind, NonAnswer
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.visit import Layout
from ojm_desktop.service.interview_overview import recovered
from ojm_desktop.ui.interview import showing
from ojm_desktop.ui.interview.asides import Asides
from ojm_desktop.ui.interview.half_typed import Begun, HalfTyped
from ojm_desktop.ui.interview.room import Room
from ojm_desktop.ui.interview.sitting import Sitting
from ojm_desktop.ui.widgets.strip import Strip, Tone

if TYPE_CHECKING:
    from ojm_desktop.domain.disclosure import Category

NO_MOMENTS = "This questionnaire asks for no hot spot here. One can be marked on the journey after the interview."
NOT_ASKED = "The questionnaire asks for one more only after another answer. Nothing was added."
APART_FIRST = "What is being written apart is not recorded yet: Ctrl+Enter records it, Esc leaves it for later."


class Talk(QWidget):
    """One visit, as far as it is asked about. ``ended`` after the last question, ``left`` before the first.

    ``is_looking_back``: one came from the finish screen to one question, and goes back there from it.

    ``is_writing`` while an edit of its own is under way: what the session tells then is shown at its end.

    ``halves``: what is half typed in every visit that was held here, by visit: another one being opened forgets none.
    """

    ended = Signal()
    left = Signal()

    def __init__(self, strip: Strip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sitting: Sitting | None = None
        self.half = HalfTyped("", "")
        self.halves: dict[str, HalfTyped] = {}
        self.is_writing = self.is_looking_back = False
        self._was_refused = self._goes_on_after = self._shows_later = False
        self.room = Room(strip)
        self.strip = strip
        self.asides = Asides(self.room, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.room)
        self._wire()

    # --- what the page asks

    def begin(self, sitting: Sitting) -> None:
        """Hold this visit: what was typed in it and kept is taken up, and what was recovered is told."""
        self.take_typed()
        self.sitting = sitting
        self._goes_on_after = self.is_looking_back = False
        self.room.close_aside()
        self.room.cards.forget()
        self.room.recovered.clear()
        is_first = sitting.visit_id not in self.halves
        if is_first:
            found = HalfTyped.found(sitting.session, sitting.visit_id, sitting.visit.participant)
            self.halves[sitting.visit_id] = found
        self.half = self.halves[sitting.visit_id]
        typed = len({path for what, path in self.half.words if what is not Begun.DISCLOSURE}) if is_first else 0
        if sitting.is_recovered or typed:
            self.room.recovered.show_found(recovered(sitting.interview), sitting.session.clock.now().offset, typed)

    def show_all(self) -> None:
        """Everything as it stands; what is typed stays."""
        if self.sitting is not None:
            self.take_typed()
            showing.show(self.sitting, self.room, self.half)

    def take_typed(self) -> None:
        """What stands typed in the cards is half done."""
        for path, text in self.room.cards.typed().items():
            self.half.put(Begun.ANSWER, path, text)

    def first_focus(self) -> QWidget:
        """The field of the question one is at."""
        sitting = self.sitting
        card = self.room.cards.cards.get(sitting.here) if sitting is not None and sitting.visit.is_open else None
        return card.first_focus() if card is not None else self.room.foot.next

    def take_focus(self) -> None:
        """Give the question the keys, and bring it into sight."""
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        if self.sitting is not None:
            self.room.bring_into_sight(self.sitting.here)

    # --- going

    def next(self) -> None:
        """On: what is typed is given first; a question that needs an answer offers the reasons, and then lets go."""
        sitting = self._held
        is_let_go = self._goes_on_after and self.room.aside is self.asides.reasons
        if not self.leave_question(goes_on=True):
            return
        if not is_let_go and self._needs_reason():
            card = self.room.cards.cards[sitting.here]
            self.show_all()
            card.show_missing()
            self.asides.ask_reason(None)
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
                self.go(before)
            else:
                self.left.emit()

    def go(self, path: str) -> None:
        """To a question, with the focus in its field."""
        if path and self.write(partial(self._held.go, path)):
            self.take_focus()

    def leave_question(self, *, goes_on: bool = False) -> bool:
        """Give what is typed and keep a note that is open; False where that was refused, or words wait to be sealed.

        Where it ``goes_on`` to another question at once, only that is shown.
        """
        if self.asides.is_writing_apart:
            self.strip.say(APART_FIRST, Tone.WARNING)
            return False
        begun = self.asides.begun_note()
        if begun is not None:
            self._note(*begun)
            if self._was_refused:
                return False
        self.room.close_aside()
        self._was_refused = self._goes_on_after = False
        if self._held.visit.is_open:
            self._shows_later = goes_on
            for card in tuple(self.room.cards.cards.values()):
                card.commit()
            self._shows_later = False
            if goes_on and self._was_refused:
                self.show_all()
        return not self._was_refused

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
            self.strip.say(NO_MOMENTS)
        elif self.leave_question():
            place = sitting.way.telling_place(sitting.here)
            first, repeat = sitting.way.turn_of(place)
            if repeat and first in sitting.interview.answers:
                self._add_turn(repeat)
            else:
                self.go(first or place)

    # --- beside answering

    def ask_reason(self, path: str = "") -> None:
        """F6: why the question has no answer."""
        if not self.leave_question():
            return
        if path:
            self.go(path)
        kept = self._held.interview.answers.get(self._held.here)
        self.asides.ask_reason(kept.non_answer if kept is not None else None)

    def write_note(self) -> None:
        """F7."""
        self.asides.write_note(self.half, self._held.here)

    def write_disclosure(self) -> None:
        """F8."""
        self.asides.write_disclosure(self.half, self._held.here)

    def go_on_writing(self) -> None:
        """Open again what was begun beside the question one is at: it is recorded nowhere yet."""
        here = self._held.here
        if self.half.take(Begun.DISCLOSURE, here):
            self.write_disclosure()
        elif self.half.take(Begun.NOTE, here):
            self.write_note()

    # --- writing

    def write(self, act: Callable[[], object]) -> bool:
        """Do it, then show how everything stands; a refusal is said and changes nothing."""
        self.strip.clear()
        self.is_writing, self._was_refused = True, False
        try:
            act()
        except OjmError as error:
            self._was_refused = True
            self.strip.say(str(error), Tone.ERROR)
        finally:
            self.is_writing = False
        if not self._shows_later:
            self.show_all()
        return not self._was_refused

    def _give(self, path: str, value: str) -> None:
        self.write(partial(self._held.give, path, value))

    def _decline(self, reason: NonAnswer) -> None:
        goes_on = self._goes_on_after
        self._goes_on_after = False
        self.room.close_aside()
        if self.write(partial(self._held.decline, reason)) and goes_on:
            self._go_on()
        else:
            self.take_focus()

    def _note(self, kind: CommentKind, words: str) -> None:
        if self.write(partial(self._held.interview.note, self.asides.path, kind, words)):
            self.asides.done(Begun.NOTE)
            self.take_focus()

    def _disclose(self, category: Category, words: str) -> None:
        if self.write(partial(self._held.interview.disclose, self.asides.path, category, words)):
            self.asides.done(Begun.DISCLOSURE)
            self.take_focus()

    def _add_turn(self, repeat: str) -> None:
        if not self.leave_question():
            return
        made: list[str] = []
        if self.write(lambda: made.append(self._held.interview.add_repeat(repeat))):
            first = self._held.way.first_inside(made[0])
            if first:
                self.go(first)
            else:
                self.strip.say(NOT_ASKED, Tone.WARNING)

    def _remove_turn(self, instance: str) -> None:
        self.room.cards.forget()  # those after it move up: their cards would speak of other answers
        if self.write(partial(self._held.remove, instance)):
            self.go(self._held.here)

    def _choose_layout(self, layout: Layout) -> None:
        if self._held.visit.layout is not layout and self.leave_question():
            self.write(partial(self._held.interview.set_layout, layout))
            self.take_focus()

    def _choose_language(self, language: str) -> None:
        if self._held.interview.running.language != language and self.leave_question():
            self.write(partial(self._held.interview.set_language, language))
            self.take_focus()

    def resume(self) -> None:
        """It rested, was stopped or is complete, and goes on at the same question."""
        self.take_typed()
        self.room.cards.forget()
        self.write(self._held.resume)
        self.take_focus()

    # --- inside

    @property
    def _held(self) -> Sitting:
        if self.sitting is None:
            raise ValueError("an interview's page is shown for a visit")
        return self.sitting

    def _needs_reason(self) -> bool:
        """The question needs an answer and has none, or has one that cannot be."""
        sitting = self._held
        if not sitting.visit.is_open or sitting.here not in self.room.cards.cards:
            return False
        state = sitting.interview.state(sitting.here)
        is_bare = state.missing and sitting.here not in sitting.interview.answers
        return is_bare or (bool(state.value) and not state.valid)

    def _go_on(self) -> None:
        after = self._held.way.after(self._held.here, self._held.visit.layout)
        if after and not self.is_looking_back:
            self.go(after)
        else:
            self.show_all()
            self.ended.emit()

    def _entered(self, path: str) -> None:
        """The focus came to another card of the pathway: one is at that question now."""
        if path != self._held.here and not self.is_writing:
            if self.room.aside is self.asides.reasons:  # they were asked of the question before
                self._goes_on_after = False
                self.room.close_aside()
            self._held.go(path)
            self.show_all()

    def _go_to_section(self, section: str) -> None:
        if self.leave_question():
            self.is_looking_back = False
            self.go(self._held.way.first_open(section))

    def _show_recovered(self) -> None:
        offset = self._held.session.clock.now().offset
        self.asides.recovered.show_found(recovered(self._held.interview), offset)
        self.room.open_aside(self.asides.recovered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self.room.cards.cards.get(self._held.here)
        if self.room.aside is not None and event.key() == Qt.Key.Key_Escape:
            self.asides.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next()
        elif card is None or self.room.aside is not None or not card.take_key(event):
            super().keyPressEvent(event)

    def _wire(self) -> None:
        room, cards, foot, asides = self.room, self.room.cards, self.room.foot, self.asides
        for button, act in (
            (foot.back, self.back),
            (foot.next, self.next),
            (foot.no_answer, self.ask_reason),
            (foot.note, self.write_note),
            (foot.disclosure, self.write_disclosure),
            (foot.graph, self.turn_graph),
            (foot.layouts, self.other_layout),
        ):
            button.clicked.connect(lambda _checked=False, act=act: act())
        room.top.layout_chosen.connect(self._choose_layout)
        room.top.language_chosen.connect(self._choose_language)
        room.sections.chosen.connect(self._go_to_section)
        room.told.acted.connect(self.resume)
        room.recovered.acted.connect(self._show_recovered)
        room.side.rated.connect(lambda path, value: self._give(path, str(value)))
        room.side.hot_spot_asked.connect(self.tell_moment)
        cards.given.connect(self._give)
        cards.compared.connect(lambda path, said: self.write(lambda: self._held.interview.compare(path, said)))
        cards.passed.connect(lambda path, n, why: self.write(lambda: self._held.interview.override(path, n, why)))
        cards.unanswered_asked.connect(lambda path: self._give(path, ""))
        cards.attached.connect(lambda path, name, octets: self.write(partial(self._held.attach, path, name, octets)))
        cards.reason_asked.connect(self.ask_reason)
        cards.edited.connect(lambda _path: showing.show_typing(self._held, room))
        cards.entered.connect(self._entered)
        cards.turn_added.connect(self._add_turn)
        cards.turn_removed.connect(self._remove_turn)
        asides.no_answer.connect(self._decline)
        asides.noted.connect(self._note)
        asides.disclosed.connect(self._disclose)
        asides.closed.connect(self.take_focus)
