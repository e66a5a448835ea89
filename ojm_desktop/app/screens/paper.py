"""A study whose interviews came in on paper: what its pictures show."""

from __future__ import annotations

from datetime import timedelta

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.form import Role
from ojm_desktop.domain.paper_check import Reading
from ojm_desktop.domain.plan import due_day
from ojm_desktop.domain.visit import Mode
from ojm_desktop.service import forms
from ojm_desktop.service.back_entry import BackEntry
from ojm_desktop.service.edits import StartVisit
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session

BEGAN = timedelta(days=96)
RATED = ("-3", "-1", "2", "-4", "0", "-1", "3", "-2")
"""What stands on each paper, pathway by pathway."""
TYPED = {"8": 3, "12": len(RATED)}
"""How many ratings of a wave's paper were typed a second time."""
SLIPS = {1: "1", 5: "-4"}
"""Where the second entry of week 12 is another."""


def fill(session: Session, participant: str) -> None:
    """Three visits from paper of one person: not typed again, half typed again, compared and different."""
    person = session.study.participant(participant)
    for wave in session.plan.cohort(person.cohort).waves:
        form = forms.form_for(session, person.cohort, wave.key)
        day = due_day(wave, person.order_start)
        session.do(StartVisit(participant=participant, wave=wave.key, form=form.digest, held_on=day, mode=Mode.PAPER))
        visit = next(one for one in session.study.store.visits.of(participant) if one.wave == wave.key)
        talk = Interview(session, visit.id)
        ratings = [path for path in talk.running.questions() if talk.question(path).role is Role.RATING]
        for path, value in zip(ratings, RATED, strict=True):
            talk.answer(path, value)
        talk.decline(ratings[-1], NonAnswer.REFUSED)
        for path in talk.blocking():
            talk.decline(path, NonAnswer.NOT_ASKED_TIME)
        talk.complete()
        _type_again(BackEntry(session, visit.id), wave.key)


def _type_again(entry: BackEntry, wave: str) -> None:
    for number, asked in enumerate(entry.asked[: TYPED.get(wave, 0)]):
        is_last = number == len(RATED) - 1
        entry.enter(
            asked.path, Reading("", NonAnswer.REFUSED) if is_last else Reading(SLIPS.get(number, RATED[number]))
        )
    if TYPED.get(wave) == len(RATED):
        entry.compare()
