"""People as the lists show them: codes and states, never names."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from ojm_desktop.domain.agreement import Consent, ConsentState
from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.domain.participant import Participant
from ojm_desktop.domain.plan import Cohort, current_week
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service.agreement_texts import asked_version
from ojm_desktop.service.edits.visits import INTAKE
from ojm_desktop.service.queries import diary
from ojm_desktop.service.queries.visits import (
    BEHIND,
    Begun,
    Course,
    Visit,
    agreed_days,
    begun,
    has_intake,
    standing,
    visits_of,
)
from ojm_desktop.service.session import Session


class AgreementState(Enum):
    """What stands between a person and their first rating."""

    NOT_SIGNED = "not signed yet"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


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

    @property
    def asked_version(self) -> int:
        """The text from which on nobody signs again."""
        ...


@dataclass(frozen=True)
class PersonRow:
    """A line of the participants' list. `diary` is read for everybody at once (`rows`), empty for a single person."""

    person: Participant
    cohort: Cohort
    order_week: int
    order_day: int
    agreement: AgreementState
    signed_at: str | None
    text_version: int | None
    asked_version: int
    level: int
    visits: tuple[Visit, ...]
    diary: tuple[DiaryState, ...] = ()
    intake: Visit | None = None
    """The first interview, once they signed and while it is what comes next."""

    @property
    def may_be_written(self) -> bool:
        """Whether ratings are taken in: under an agreement, and from paper after "no more contact" (W1)."""
        return self.agreement is AgreementState.SIGNED or self.level == Level.NO_CONTACT.value

    @property
    def next_visit(self) -> Visit | None:
        """The first visit that is not behind us."""
        if self.intake is not None:
            return self.intake
        for visit in self.visits:
            if visit.waits or visit.state not in BEHIND:
                return visit
        return None


def rows(session: Session) -> list[PersonRow]:
    """Everybody, by code."""
    store, plan, today = session.study.store, session.plan, session.today()
    consents, answered = store.consents.newest_of_all(), store.ratings.answered()
    was, agreed = begun(store.visits.standing()), store.visits.all_appointments()
    everybody = store.people.all()
    strips, is_asked_first = diary.strips(session, everybody), has_intake(session)
    found, asked = [], asked_version(session.study)
    for person in everybody:
        cohort = plan.cohort(person.cohort)
        told = answered.get(person.id, {})
        visits = visits_of(person, cohort, told, len(plan.pathways), today, was, agreed)
        first = was.get((person.id, INTAKE))
        has_first, newest = is_asked_first or bool(first), consents.get(person.id)
        told_of = _row(person, cohort, newest, today, visits, first, has_first, asked)
        found.append(dataclasses.replace(told_of, diary=strips.get(person.id, ())))
    return found


def row(session: Session, participant: str) -> PersonRow:
    """One person; raises Refused for an unknown one."""
    person = session.study.participant(participant)
    store, plan, today = session.study.store, session.plan, session.today()
    cohort = plan.cohort(person.cohort)
    was = standing(session, participant)
    visits = visits_of(
        person,
        cohort,
        store.ratings.answered_by(participant),
        len(plan.pathways),
        today,
        was,
        agreed_days(session, participant),
    )
    first, newest = was.get((participant, INTAKE)), store.consents.newest(participant)
    asked = asked_version(session.study)
    return _row(person, cohort, newest, today, visits, first, has_intake(session) or bool(first), asked)


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
    return found.agreement is AgreementState.SIGNED and 0 < (found.text_version or 0) < found.asked_version


def _row(
    person: Participant,
    cohort: Cohort,
    consent: Consent | None,
    today: date,
    visits: tuple[Visit, ...],
    first: Begun | None,
    has_first: bool,
    asked: int,
) -> PersonRow:
    course = Course(person.id, person.code, person.order_start, 0, (today - person.order_start).days)
    later = [(visit.state, visit.answered, bool(visit.id)) for visit in visits]
    is_signed = agreement_state(consent) is AgreementState.SIGNED
    return PersonRow(
        person=person,
        cohort=cohort,
        order_week=max(0, current_week(today, person.order_start)),
        order_day=(today - person.order_start).days,
        agreement=agreement_state(consent),
        signed_at=consent.signed_at if consent else None,
        text_version=consent.text_version if consent else None,
        asked_version=asked,
        level=consent.level if consent else 0,
        visits=visits,
        intake=course.intake(first, later) if has_first and is_signed else None,
    )
