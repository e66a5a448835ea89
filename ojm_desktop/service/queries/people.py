"""People as the lists show them: codes and states, never names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Protocol

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


class Asked(Protocol):
    """Somebody of whom it is known what they signed, and which version of the text."""

    @property
    def agreement(self) -> AgreementState:
        """What stands between them and their first rating."""
        ...

    @property
    def text_version(self) -> int | None:
        """The text they signed or refused; None before that."""
        ...


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


AGREEMENTS = {
    None: AgreementState.NOT_SIGNED,
    ConsentState.IN_FORCE: AgreementState.SIGNED,
    ConsentState.REFUSED: AgreementState.REFUSED,
    ConsentState.WITHDRAWN: AgreementState.WITHDRAWN,
}
"""What the newest consent row says, or that there is none."""


def agreement_state(consent: Consent | None) -> AgreementState:
    """What the newest consent row says."""
    return AGREEMENTS[consent.state if consent else None]


def needs_new_signature(found: Asked) -> bool:
    """Never asked, or asked about older words."""
    if found.agreement is AgreementState.NOT_SIGNED:
        return True
    return found.agreement is AgreementState.SIGNED and (found.text_version or 0) < CURRENT.version


Answered = Mapping[str, tuple[int, int]]
"""Wave -> pathways with a value or a reason, and those with a value."""


def _row(
    person: Participant, cohort: Cohort, consent: Consent | None, answered: Answered, pathways: int, today: date
) -> PersonRow:
    age = (today - person.order_start).days
    visits = tuple(
        visit(
            person.id,
            person.code,
            person.order_start,
            term,
            state_of(term, answered.get(term.wave.key, UNTOLD), pathways, age),
            answered.get(term.wave.key, UNTOLD)[0],
            pathways,
            age,
        )
        for term in terms(cohort)
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


UNTOLD = (0, 0)


@dataclass(frozen=True)
class Term:
    """When a wave is held in time: from the first day of the order to the first and the last of its days."""

    wave: Wave
    first: int
    last: int


def terms(cohort: Cohort) -> tuple[Term, ...]:
    """The term of each wave.

    A recalled journey is looked back on whenever the one interview takes place, once the three months are over.
    """
    start = date(2000, 1, 1)
    if cohort.is_recalled:
        first = (due_day(cohort.waves[-1], start) - start).days
        return tuple(Term(wave, first, first + 365) for wave in cohort.waves)
    windows = ((wave, window(wave, start)) for wave in cohort.waves)
    return tuple(Term(wave, (first - start).days, (last - start).days) for wave, (first, last) in windows)


def state_of(term: Term, told: tuple[int, int], pathways: int, age: int) -> VisitState:
    """Where a visit stands on the day `age` of an order: days since its first; `told` as in `Answered`."""
    answered, valued = told
    if answered and answered >= pathways:
        return VisitState.HELD if valued else VisitState.MISSING
    if age > term.last:
        return VisitState.OVERDUE
    if age >= term.first:
        return VisitState.DUE_TODAY
    return VisitState.DUE_THIS_WEEK if age + 7 >= term.first else VisitState.DUE_LATER


def visit(
    participant: str, code: str, start: date, term: Term, state: VisitState, answered: int, pathways: int, age: int
) -> Visit:
    """A visit of somebody whose order began on `start`."""
    return Visit(
        participant=participant,
        code=code,
        wave=term.wave,
        first_day=start + timedelta(days=term.first),
        last_day=start + timedelta(days=term.last),
        state=state,
        days_late=max(0, age - term.last),
        answered=answered,
        pathways=pathways,
    )
