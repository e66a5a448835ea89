"""People as the lists show them: codes and states, never names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ojm_desktop.domain.agreement import Consent, ConsentState
from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.domain.participant import Participant
from ojm_desktop.domain.plan import Cohort, Wave, due_day, week_of, window
from ojm_desktop.domain.rating import Rating
from ojm_desktop.service.session import Session


class AgreementState(Enum):
    """What stands between a person and their first rating."""

    NOT_SIGNED = "not signed yet"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class VisitState(Enum):
    """Where a visit stands today (decisions: weeks)."""

    HELD = "held"
    DUE_LATER = "due later"
    DUE_THIS_WEEK = "due this week"
    DUE_TODAY = "due today"
    OVERDUE = "overdue"
    MISSING = "missing"


@dataclass(frozen=True)
class Visit:
    """A wave of a person: its window, and what came of it. `answered` of `pathways` were rated or have a reason."""

    participant: str
    code: str
    wave: Wave
    first_day: date
    last_day: date
    state: VisitState
    days_late: int
    answered: int
    pathways: int


@dataclass(frozen=True)
class PersonRow:
    """A line of the participants' list."""

    person: Participant
    cohort: Cohort
    order_week: int
    agreement: AgreementState
    signed_at: str | None
    text_version: int | None
    visits: tuple[Visit, ...]

    @property
    def next_visit(self) -> Visit | None:
        """The first visit that is not behind us."""
        for visit in self.visits:
            if visit.state not in (VisitState.HELD, VisitState.MISSING):
                return visit
        return None


def rows(session: Session) -> list[PersonRow]:
    """Everybody, by code."""
    store, plan, today = session.study.store, session.plan, session.today()
    consents, answered = store.consents.newest_of_all(), store.ratings.answered()
    return [
        _row(
            person,
            plan.cohort(person.cohort),
            consents.get(person.id),
            answered.get(person.id, {}),
            len(plan.pathways),
            today,
        )
        for person in store.people.all()
    ]


def row(session: Session, participant: str) -> PersonRow:
    """One person; raises Refused for an unknown one."""
    person = session.study.participant(participant)
    store, plan = session.study.store, session.plan
    waves: dict[str, list[Rating]] = {}
    for rating in store.ratings.of(participant):
        waves.setdefault(rating.key.wave, []).append(rating)
    return _row(
        person,
        plan.cohort(person.cohort),
        store.consents.newest(participant),
        {wave: (len(told), sum(one.missing is None for one in told)) for wave, told in waves.items()},
        len(plan.pathways),
        session.today(),
    )


def who_said(session: Session, words: str) -> set[str]:
    """Ids of the people in whose notes these words occur."""
    return session.study.store.notes.participants_who_said(words)


def agreement_state(consent: Consent | None) -> AgreementState:
    """What the newest consent row says."""
    if consent is None:
        return AgreementState.NOT_SIGNED
    return {
        ConsentState.IN_FORCE: AgreementState.SIGNED,
        ConsentState.REFUSED: AgreementState.REFUSED,
        ConsentState.WITHDRAWN: AgreementState.WITHDRAWN,
    }[consent.state]


def needs_new_signature(found: PersonRow) -> bool:
    """Never asked, or asked about older words."""
    if found.agreement is AgreementState.NOT_SIGNED:
        return True
    return found.agreement is AgreementState.SIGNED and (found.text_version or 0) < CURRENT.version


Answered = Mapping[str, tuple[int, int]]
"""Wave -> pathways with a value or a reason, and those with a value."""


def _row(
    person: Participant, cohort: Cohort, consent: Consent | None, answered: Answered, pathways: int, today: date
) -> PersonRow:
    visits = tuple(
        _visit(person, cohort, wave, answered.get(wave.key, (0, 0)), pathways, today) for wave in cohort.waves
    )
    return PersonRow(
        person=person,
        cohort=cohort,
        order_week=max(0, week_of(today, person.order_start)),
        agreement=agreement_state(consent),
        signed_at=consent.signed_at if consent else None,
        text_version=consent.text_version if consent else None,
        visits=visits,
    )


def _visit(person: Participant, cohort: Cohort, wave: Wave, told: tuple[int, int], pathways: int, today: date) -> Visit:
    first, last = window(wave, person.order_start)
    if cohort.is_recalled:
        # Looked back on whenever the one interview takes place, once the three months are over.
        first = due_day(cohort.waves[-1], person.order_start)
        last = first + timedelta(days=365)
    return Visit(
        participant=person.id,
        code=person.code,
        wave=wave,
        first_day=first,
        last_day=last,
        state=_state(told, pathways, first, last, today),
        days_late=max(0, (today - last).days),
        answered=told[0],
        pathways=pathways,
    )


def _state(told: tuple[int, int], pathways: int, first: date, last: date, today: date) -> VisitState:
    answered, valued = told
    if answered and answered >= pathways:
        return VisitState.HELD if valued else VisitState.MISSING
    if today > last:
        return VisitState.OVERDUE
    if today >= first:
        return VisitState.DUE_TODAY
    if today + timedelta(days=7) >= first:
        return VisitState.DUE_THIS_WEEK
    return VisitState.DUE_LATER
