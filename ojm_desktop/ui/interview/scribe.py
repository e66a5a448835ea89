"""Writes an interview down: through the interview alone, each answer durable before it says so, and shows it again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.interview_overview import recovered
from ojm_desktop.ui.interview import showing
from ojm_desktop.ui.interview.half_typed import Begun, HalfTyped
from ojm_desktop.ui.interview.room import Room
from ojm_desktop.ui.interview.sitting import Sitting
from ojm_desktop.ui.widgets.strip import Strip, Tone


class Scribe:
    """The visit that is held, and what of it is typed and not given yet.

    ``is_writing`` while an edit of its own is under way: what the session tells then is shown at its end.
    ``was_refused`` says it of the last one.

    ``halves``: what is half typed in every visit that was held here, by visit: another one being opened forgets none.
    """

    def __init__(self, room: Room, strip: Strip) -> None:
        self.room = room
        self.strip = strip
        self.sitting: Sitting | None = None
        self.half = HalfTyped("", "")
        self.halves: dict[str, HalfTyped] = {}
        self.is_writing = self.was_refused = self._shows_later = False
        self._seen = ""
        """The question that was brought into sight last."""

    @property
    def held(self) -> Sitting:
        """The visit; ValueError before one is held."""
        if self.sitting is None:
            raise ValueError("an interview's page is shown for a visit")
        return self.sitting

    def begin(self, sitting: Sitting) -> None:
        """Hold this visit: what was typed in it and kept is taken up, and what was recovered is told."""
        self.take_typed()
        self._seen = ""
        self.sitting = sitting
        self.room.close_aside()
        self.room.cards.forget()
        self.room.recovered.clear()
        is_first = sitting.visit_id not in self.halves
        if is_first:
            rows = sitting.interview.row_steps
            found = HalfTyped.found(sitting.session, sitting.visit_id, sitting.visit.participant, rows)
            self.halves[sitting.visit_id] = found
        self.half = self.halves[sitting.visit_id]
        typed = len({path for what, path in self.half.words if what is not Begun.DISCLOSURE}) if is_first else 0
        if sitting.is_recovered:
            told = recovered(sitting.interview)
            self.room.recovered.show_found(told, sitting.session.clock.now(), typed, sitting.where)
        elif typed:
            self.room.recovered.show_typed(typed)

    # --- showing

    def show_all(self) -> None:
        """Everything as it stands; what is typed stays."""
        if self.sitting is not None:
            self.take_typed()
            showing.show(self.sitting, self.room, self.half)
            if self._seen != self.sitting.here:  # however one came: by a link, a resumed visit, the other layout
                self._bring_into_sight(self.sitting.here)

    def take_typed(self) -> None:
        """What stands typed in the cards is half done."""
        for path, text in self.room.cards.typed().items():
            self.half.put(Begun.ANSWER, path, text)

    def first_focus(self) -> QWidget:
        """The field of the question one is at."""
        sitting = self.sitting
        card = self.room.cards.cards.get(sitting.here) if sitting is not None and sitting.can_answer else None
        return card.first_focus() if card is not None else self.room.foot.next

    def take_focus(self) -> None:
        """Give the question the keys, and bring it into sight."""
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        if self.sitting is not None:
            self._bring_into_sight(self.sitting.here)

    def stay_at(self, path: str) -> None:
        """A question that is in sight as it is: whoever put the focus into its card sees it, and nothing moves."""
        self._seen = path

    def _bring_into_sight(self, path: str) -> None:
        self._seen = path
        self.room.bring_into_sight(path)

    def read_again(self) -> str:
        """What the study holds, after something was taken back or put back elsewhere: what is typed follows its row.

        The row of a repeat that is back by it; empty for none.
        """
        self.take_typed()
        came = self.held.reopen()
        self.follow_rows()
        return came

    def follow_rows(self) -> None:
        """Where rows came or went, cards and what is written beside them would speak of other rows than they did."""
        if self.half.follow(self.held.interview.row_steps):
            self.room.close_aside()
            self.room.cards.forget()

    # --- writing

    def write(self, act: Callable[[], object]) -> bool:
        """Do it, then show how everything stands; a refusal is said and changes nothing.

        The first act done ends what is told of a recovery: it would speak of other answers than there are.
        """
        self.strip.clear()
        self.is_writing, self.was_refused = True, False
        try:
            act()
        except OjmError as error:
            self.was_refused = True
            self.strip.say(str(error), Tone.ERROR)
        else:
            self.room.recovered.clear()
        finally:
            self.is_writing = False
        if not self._shows_later:
            self.show_all()
        return not self.was_refused

    def give(self, path: str, value: str) -> None:
        """An answer, as its card has it."""
        self.write(partial(self.held.give, path, value))

    def give_typed(self, *, goes_on: bool) -> bool:
        """Give what stands typed in the cards; False where that was refused.

        Where it ``goes_on`` to another question at once, only that is shown.
        """
        self.was_refused = False
        if self.held.can_answer:
            self._shows_later = goes_on
            for card in tuple(self.room.cards.cards.values()):
                card.commit()
            self._shows_later = False
            if goes_on and self.was_refused:
                self.show_all()
        return not self.was_refused

    def go(self, path: str) -> None:
        """To a question, with the focus in its field."""
        if path and self.write(partial(self.held.go, path)):
            self.take_focus()
