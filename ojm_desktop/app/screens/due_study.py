"""A study on a busy day: an interview left open, visits overdue, due and agreed, diaries missing, one to sign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.domain.visit import PauseReason
from ojm_desktop.service import forms, visits
from ojm_desktop.service.edits import (
    AddParticipant,
    MarkHotSpot,
    PauseVisit,
    ReleaseLanguage,
    RescheduleVisit,
    SetRating,
    StartVisit,
)
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session, random_id

DAYS_AGO: Final = (58, 57, 88, 64, 53, 17, 56)
"""When the orders of cohort 1 began, in days before today."""
REPLIES: Final = 12
"""So many questions of the open interview have a reply."""


def fill(session: Session, sign: Callable[[str], object]) -> None:
    """Play it into an empty study; `sign` files somebody's agreement."""
    today = session.today()
    people = [_add(session, "1", today - timedelta(days=days)) for days in DAYS_AGO]
    back = _add(session, "2", today - timedelta(days=100))
    for person in [*people[:-1], back]:
        sign(person)
    _journey(session, people[0])
    for person in people[1:]:
        for wave in session.plan.cohort("1").waves:
            due = wave.week * 7 + wave.days_after
            age = (today - session.study.participant(person).order_start).days
            if due + 7 < age:
                session.do(*visits.missed(session, person, wave.key, Missing.NOT_REACHED, "phone switched off"))
    session.do(RescheduleVisit(participant=people[1], wave="8", day=today, reason="at work that week", hour="14:30"))
    _interview(session, people[0])
    form = forms.form_for(session, "1", "8")
    for language in form.languages[1:]:
        session.do(ReleaseLanguage(digest=form.digest, language=language))  # the panel asks for one: at its widest


def _journey(session: Session, person: str) -> None:
    """The one whose interview is open: week 4 was held, and two things happened where they live."""
    start = session.study.participant(person).order_start
    for number, pathway in enumerate(session.plan.pathways):
        key = RatingKey(person, pathway.key, "4")
        session.do(SetRating(key=key, value=number % 6 - 3, held_on=start + timedelta(days=29)))
        for days, polarity in ((17, Polarity.NEGATIVE), (46, Polarity.POSITIVE)):
            day = start + timedelta(days=days + number % 3)
            mark = MarkHotSpot(participant=person, pathway=pathway.key, first_day=day, last_day=day, polarity=polarity)
            session.do(mark)


def _add(session: Session, cohort: str, start: date) -> str:
    (person,) = session.do(AddParticipant(cohort=cohort, order_start=start, age=31)).participants
    return person


def _interview(session: Session, person: str) -> None:
    """Week 8, a dozen questions in, paused."""
    visit = random_id()
    form = forms.form_for(session, "1", "8")
    edit = StartVisit(id=visit, participant=person, wave="8", form=form.digest, held_on=session.today())
    session.do(edit)
    interview = Interview(session, visit)
    for path in interview.running.questions()[: REPLIES + 6]:
        is_open = path not in interview.answers and not interview.state(path).read_only
        if is_open and len(interview.answers) < REPLIES:
            interview.goto(path)
            interview.decline(path, NonAnswer.NOT_ASKED_TIME)
    session.do(PauseVisit(visit=visit, participant=person, reason=PauseReason.COMFORT))
