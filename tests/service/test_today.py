"""The start page's gathering says what the list of people says, though it reads and builds less."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ojm_desktop.domain.participant import Status
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.service.edits import RefuseAgreement, RescheduleVisit, SetMissing
from ojm_desktop.service.queries import people
from ojm_desktop.service.queries.people import AgreementState, PersonRow
from ojm_desktop.service.queries.today import today
from ojm_desktop.service.queries.visits import Visit, VisitState
from ojm_desktop.service.session import Session
from tests import studies

URGENCY = (VisitState.OVERDUE, VisitState.DUE_TODAY, VisitState.DUE_THIS_WEEK)
FIRST = date(2026, 1, 5)


def varied(clock: studies.SetClock) -> Session:
    """People of both cohorts, begun at different days, signed or not, held wholly, partly, missed or refused."""
    session = studies.in_memory(clock=clock)
    waves = {cohort.key: cohort.waves[0].key for cohort in session.plan.cohorts}
    for number in range(12):
        cohort = "1" if number % 3 else "2"
        start = FIRST + timedelta(days=6 * number)
        person = studies.add_person(session, cohort, start)
        if number % 4 == 3:
            continue
        studies.sign(session, person)
        for pathway in session.plan.pathways[: 8 if number % 2 else 3]:
            key = RatingKey(person, pathway.key, waves[cohort])
            if number % 5 == 1:
                session.do(SetMissing(key=key, missing=Missing.MISSED))
            else:
                studies.rate(session, person, pathway.key, waves[cohort], 1, start + timedelta(days=28))
        if number % 6 == 5:
            session.do(RefuseAgreement(participant=person, text_version=1, words=""))
    return session


def asked(found: PersonRow) -> tuple[Visit, ...]:
    """What a person is called to: one visit for a journey told looking back."""
    if not found.cohort.is_recalled:
        return found.visits
    return tuple([visit for visit in found.visits if visit.state is not VisitState.HELD] or found.visits)[:1]


@pytest.mark.parametrize("days", [0, 20, 33, 60, 90, 400])
def test_that_today_says_of_every_visit_what_the_list_of_people_says(days: int) -> None:
    clock = studies.SetClock()
    session = varied(clock)
    clock.move(days=days - (clock.moment.date() - FIRST).days)
    no = (AgreementState.REFUSED, AgreementState.WITHDRAWN)
    everybody = [found for found in people.rows(session) if found.agreement not in no]
    assert all(found.person.status is Status.TAKING_PART for found in everybody)
    visits = [visit for found in everybody for visit in asked(found)]

    found = today(session)

    due = [visit for visit in visits if visit.state in URGENCY]
    assert list(found.visits) == sorted(due, key=lambda one: (URGENCY.index(one.state), one.last_day, one.code))
    later = [visit for visit in visits if visit.state is VisitState.DUE_LATER]
    assert list(found.later) == sorted(later, key=lambda one: (one.first_day, one.code))[:3]
    assert (found.held, found.planned) == (sum(one.state is VisitState.HELD for one in visits), len(visits))
    unsigned = [one for one in everybody if people.needs_new_signature(one)]
    assert [(one.participant, one.code, one.agreement, one.text_version) for one in found.to_sign] == [
        (one.person.id, one.person.code, one.agreement, one.text_version) for one in unsigned
    ]
    session.close()


def test_that_visits_of_one_day_stand_by_the_hour_agreed_and_those_without_one_behind_them() -> None:
    clock = studies.SetClock()
    session = studies.in_memory(clock=clock)
    day = session.today()
    people_ = [studies.signed_person(session, order_start=day - timedelta(days=28)) for _ in range(3)]
    for person, hour in zip(people_, ("", "14:30", "09:05"), strict=True):
        session.do(RescheduleVisit(participant=person, wave="4", day=day, reason="at work", hour=hour))
    assert [visit.hour for visit in today(session).visits] == ["09:05", "14:30", ""]
