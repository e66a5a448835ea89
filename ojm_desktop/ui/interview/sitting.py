"""One visit as the page holds it: which question one is at, who gives an answer, what the bars and sections say.

No widget. Everything that writes goes through the interview and raises OjmError with nothing changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.form import Audience, Type
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.rows import BACK, is_within, now_at, turn
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_overview import minutes_left, progress, sections, usual_seconds
from ojm_desktop.service.queries.occasions import LOOKING_BACK, VOUCHER_NAME, visit_name
from ojm_desktop.ui.interview.sections import Line, line_of
from ojm_desktop.ui.interview.way import Way

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


class Sitting:
    """Raises Refused for a visit that was not begun or is gone. ``here`` is the question's path; empty: none is asked.

    ``is_recovered``: the program stopped while the visit was being held, and it has answers; where it was left in order
    (a lock, a pause, another page) nothing was cut off.
    """

    def __init__(self, session: Session, visit: str) -> None:
        self.session = session
        self.interview = Interview(session, visit)
        self.way = Way(self.interview)
        self.visit_id = visit
        self.here = self.interview.position
        was_left = visit in session.opened_visits or self.interview.was_set_aside or self._rested()
        self.is_recovered = not was_left and self.visit.is_open and bool(self.interview.answers)
        session.opened_visits.add(visit)
        self._is_handed_on = False
        self.take_up()
        self._rows_followed = len(self.interview.row_steps)
        self._left: list[tuple[str, str]] = []
        """Each row that was taken away while this is held, and where one stood if it was in there."""
        self._usual = usual_seconds(self.interview)
        self._has_journey = any(node.pathway for node in self.interview.form.nodes())

    # --- what it is

    @property
    def visit(self) -> Visit:
        """The visit as it stands; raises Refused where it is gone."""
        return self.interview.visit

    @property
    def is_agreed(self) -> bool:
        """Whether the person may still be asked: they may say no while the interview is open."""
        return self.interview.is_agreed

    @property
    def can_answer(self) -> bool:
        """Whether answers can be given now."""
        return self.visit.is_open and self.is_agreed

    @property
    def takes_answer(self) -> bool:
        """Whether the question one is at is asked at all, and not only read out."""
        return bool(self.here) and self.interview.question(self.here).type is not Type.NOTE

    @property
    def is_there(self) -> bool:
        """Whether the visit is still in the study: its beginning may be taken back while nothing was said."""
        return self.session.study.store.visits.get(self.visit_id) is not None

    @property
    def code(self) -> str:
        """Whose interview it is."""
        return self.session.study.participant(self.visit.participant).code

    @property
    def fact(self) -> str:
        """Which visit it is, by the name it has everywhere: Week 8 interview, Looking back, Voucher receipt."""
        visit = self.visit
        name = visit_name(self.session, visit.participant, visit.wave)
        return name if name in {LOOKING_BACK, VOUCHER_NAME} else f"{name} interview"

    @property
    def where(self) -> str:
        """Where one is: Finance, question 1 of 4; empty where nothing is asked."""
        if not self.here:
            return ""
        name, place = self.way.short_name_of(self.way.section(self.here)), self.way.place(self.here)
        return f"{name}, question {place}" if place else name

    @property
    def screen(self) -> tuple[str, ...]:
        """The questions that are shown now."""
        return self.way.screen(self.here, self.visit.layout)

    @property
    def pathway(self) -> str:
        """What the question is about; empty for none."""
        return self.way.pathway(self.here) if self.here else ""

    @property
    def has_journey(self) -> bool:
        """The questionnaire asks about a pathway somewhere; intake and receipts do not."""
        return self._has_journey

    def languages(self) -> tuple[str, ...]:
        """In which it may be asked: of drafts only those that somebody who speaks them has checked."""
        return self.interview.languages

    def progress(self) -> tuple[int, int, int | None]:
        """Replied, asked, minutes left where past interviews tell."""
        return (*progress(self.interview), minutes_left(self.interview, self._usual))

    def lines(self) -> list[Line]:
        """The sections as they are shown; a pathway has its short name while the form's own language is spoken."""
        at = self.way.section(self.here) if self.here else ""
        place = self.way.place(self.here) if self.here else ""
        return [
            line_of(each, self.way.short_name_of(each.path), is_here=each.path == at, place=place)
            for each in sections(self.interview)
        ]

    # --- going

    def reopen(self) -> str:
        """Read everything again: something was taken back, or the page is shown again.

        The row of a repeat that is back since; empty for none.
        """
        self.interview.open()
        return self._follow_rows()

    def take_up(self) -> None:
        """It is held from now on: a stop that nobody asked for cuts it off."""
        if self.here and self.can_answer and (self.interview.was_set_aside or self._is_handed_on):
            self.interview.goto(self.here)
        self._is_handed_on = False

    def set_aside(self) -> None:
        """It is left in order, and goes on where one is."""
        if self.here and self.is_there and self.can_answer:
            self.interview.set_aside(self.here)

    def hand_on(self) -> None:
        """The participant is to have it at this question: what happened until here is kept, and it is still held."""
        self.set_aside()
        if self.here and self.is_there and self.can_answer:
            self.interview.stand_at(self.here)
            self._is_handed_on = True

    def go_into(self, instance: str) -> None:
        """Stand in a row that is back: at the question one is at already, else at its first."""
        if not is_within(self.here, instance):
            self.go(self.way.first_inside(instance))

    def go(self, path: str) -> None:
        """Stand at a question; durable."""
        if path and path in self.interview.running.questions():
            self.here = path
            if self.can_answer:
                self.interview.goto(path)

    # --- writing

    def give(self, path: str, value: str) -> None:
        """An answer: of the participant, or of the researcher where only they are asked."""
        self.interview.answer(path, value, self._giver(path))
        self.here = self.way.nearest(self.here)

    def attach(self, path: str, name: str, octets: bytes) -> None:
        """An answer that is a file."""
        self.interview.attach(path, name, octets, self._giver(path))
        self.here = self.way.nearest(self.here)

    def _giver(self, path: str) -> Giver:
        own = self.interview.question(path).audience is Audience.INTERVIEWER
        return Giver.RESEARCHER if own else Giver.PARTICIPANT

    def decline(self, reason: NonAnswer) -> None:
        """Why the question one is at has no answer."""
        self.interview.decline(self.here, reason)
        self.here = self.way.nearest(self.here)

    def remove(self, instance: str) -> None:
        """Take one time of a repeat away, with what was said in it."""
        self.interview.remove_repeat(instance)
        self._follow_rows()

    def resume(self) -> None:
        """A visit that rests, was stopped or is complete goes on."""
        self.interview.resume()
        self.interview.open()
        self._is_handed_on = False
        self.go(self.here)  # the time it takes from here on is known again

    # --- inside

    def _follow_rows(self) -> str:
        """Stand at the same question where rows came or went: in its own row, else in the one that took its place."""
        steps, came = self.interview.row_steps, ""
        for step in steps[self._rows_followed :]:
            came = step.path if turn(step) == BACK else ""
            if came:
                left = self._left.pop()[1] if self._left and self._left[-1][0] == came else ""
                self.here = left or now_at(self.here, (step,))
                continue
            was_inside = is_within(self.here, step.path)
            self._left.append((step.path, self.here if was_inside else ""))
            self.here = self.way.in_place_of(self.here, step.path) if was_inside else now_at(self.here, (step,))
        self._rows_followed = len(steps)
        self.here = self.way.nearest(self.here)
        return came

    def _rested(self) -> bool:
        """Whether the newest thing that happened was that it was resumed: then nothing had been cut off."""
        steps = self.session.study.store.paradata.of(self.visit_id)
        turns = [step.what for step in steps if step.what in {What.STARTED, What.RESUMED, What.ANSWERED, What.CHANGED}]
        return bool(turns) and turns[-1] is What.RESUMED
