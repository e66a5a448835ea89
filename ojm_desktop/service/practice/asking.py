"""An interview of a made-up person, held over the questionnaire that comes along, as the window would hold it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.hot_spot import Certainty, Direction, Note, Polarity
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import Mode
from ojm_desktop.service import forms
from ojm_desktop.service.edits import StartVisit
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session

WEEKS_OF_A_MONTH: Final = 4
THIRDS: Final = ((9, "early"), (19, "middle"), (28, "late"))
"""How far into a month of 28 days each third goes."""


@dataclass(frozen=True)
class Moment:
    """A hot spot as it is told in an interview."""

    first_day: date
    last_day: date
    polarity: Polarity
    note: Note


@dataclass(frozen=True)
class Turn:
    """A turning point as it is told looking back: `day` counts from the order's start, `when` is how it was put."""

    day: int
    certainty: Certainty
    direction: Direction
    when: str
    note: Note


class Asking:
    """One visit that was begun today, and what is said in it."""

    def __init__(
        self, session: Session, participant: str, wave: str, mode: Mode = Mode.IN_PERSON, language: str = ""
    ) -> None:
        cohort = session.study.participant(participant).cohort
        before = {visit.id for visit in session.study.store.visits.of(participant)}
        digest = forms.form_for(session, cohort, wave).digest
        begun = StartVisit(
            participant=participant, wave=wave, form=digest, held_on=session.today(), mode=mode, language=language
        )
        session.do(begun)
        (new,) = {visit.id for visit in session.study.store.visits.of(participant)} - before
        self.talk = Interview(session, new)

    def put(self, path: str, value: str, giver: Giver = Giver.PARTICIPANT) -> None:
        """Answer, where there is something to say and the question is asked."""
        if value and self.talk.state(path).relevant:
            self.talk.answer(path, value, giver)

    def choose(self, path: str, words: str) -> None:
        """Answer with the choice that has these words; not at all where none has."""
        found = [choice.name for choice in self.talk.state(path).choices if choice.label == words]
        self.put(path, found[0] if found else "", Giver.RESEARCHER)

    def rate(self, path: str, value: int | None, reason: NonAnswer = NonAnswer.REFUSED) -> None:
        """Stand at a rating and give it, or say why there is none."""
        self.talk.goto(path)
        if value is None:
            self.talk.decline(path, reason)
        else:
            self.talk.answer(path, str(value))

    def tell(self, pathway: str, moments: list[Moment]) -> None:
        """What happened on a pathway since the visit before, one row each."""
        group = f"/data/{pathway}/{pathway}"
        self.put(f"{group}_happened", "yes")
        for number, moment in enumerate(moments):
            row = self.talk.add_repeat(f"{group}_moment") if number else f"{group}_moment[1]"
            told = {
                "title": moment.note.title,
                "polarity": moment.polarity.value,
                "first_day": moment.first_day.isoformat(),
                "last_day": moment.last_day.isoformat() if moment.last_day > moment.first_day else "",
                "could_have_helped": moment.note.could_have_helped,
                "observation": moment.note.observation,
            }
            for name, value in told.items():
                self.put(f"{row}/{pathway}_{name}", value)

    def look_back(self, pathway: str, turns: list[Turn]) -> None:
        """What turned a pathway in the first three months, one row each."""
        group = f"/data/{pathway}/{pathway}"
        self.put(f"{group}_turned", "yes")
        for number, turn in enumerate(turns):
            row = self.talk.add_repeat(f"{group}_turn") if number else f"{group}_turn[1]"
            told = {
                "title": turn.note.title,
                "direction": turn.direction.value,
                "when": turn.when,
                **when(turn),
                "could_have_helped": turn.note.could_have_helped,
                "observation": turn.note.observation,
            }
            for name, value in told.items():
                self.put(f"{row}/{pathway}_{name}", value)


def when(turn: Turn) -> dict[str, str]:
    """How surely, and the week, or the month and its third, as the questionnaire asks for them."""
    month, day = divmod(turn.day, 7 * WEEKS_OF_A_MONTH)
    return {
        "certainty": turn.certainty.value,
        "in_week": str(turn.day // 7 + 1),
        "month": str(month + 1),
        "third": next(third for end, third in THIRDS if day < end),
    }
