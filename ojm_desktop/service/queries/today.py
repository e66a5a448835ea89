"""What the start page shows: interviews left open, visits by urgency, agreements to sign.

Of everybody only ids, days and numbers are read; a visit is built where it is shown (performance: unlock).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nsmallest
from typing import Final

from ojm_desktop.domain import visit as kept
from ojm_desktop.domain.clock import Instant
from ojm_desktop.domain.participant import Status
from ojm_desktop.domain.plan import Cohort
from ojm_desktop.domain.visit import Appointment
from ojm_desktop.service import drafts
from ojm_desktop.service.agreement_texts import asked_version
from ojm_desktop.service.edits.visits import INTAKE
from ojm_desktop.service.queries.occasions import visit_name
from ojm_desktop.service.queries.people import AGREEMENTS, AgreementState, needs_new_signature
from ojm_desktop.service.queries.visits import (
    UNTOLD,
    Answered,
    Begun,
    Course,
    Term,
    Visit,
    VisitState,
    asked_at,
    begun,
    has_intake,
    state_of,
    terms,
)
from ojm_desktop.service.session import Session

URGENCY = {VisitState.OVERDUE: 0, VisitState.DUE_TODAY: 1, VisitState.STOPPED: 1, VisitState.DUE_THIS_WEEK: 2}
SAID_NO = (AgreementState.REFUSED, AgreementState.WITHDRAWN)
LATER = 3
"""So many of what comes later are shown, where nothing is due."""


@dataclass(frozen=True)
class ToSign:
    """Somebody who has still to sign, or to sign again."""

    participant: str
    code: str
    agreement: AgreementState
    text_version: int | None
    asked_version: int


@dataclass(frozen=True)
class OpenVisit:
    """An interview that was begun and not ended, and when the last of it was saved (UTC).

    `rested` is when it was paused; None for one that was left in the middle: by a lock, a crash, a flat battery. `name`
    is that of its wave. `answered` of `asked` questions have a reply, None until somebody has counted (`questions_of`).
    One that `is_refused` can only be stopped: the person said no since. One that `was_cut_off` was being held when the
    program stopped.
    """

    id: str
    participant: str
    code: str
    wave: str
    name: str
    reason: str
    saved: Instant
    rested: Instant | None
    answered: int | None = None
    asked: int | None = None
    is_refused: bool = False
    was_cut_off: bool = False

    @property
    def as_saved(self) -> tuple[str, str]:
        """The interview as it was saved last: with the next answer it is counted anew."""
        return self.id, self.saved.utc


@dataclass(frozen=True)
class Today:
    """The day's work."""

    visits: tuple[Visit, ...]
    later: tuple[Visit, ...]
    to_sign: tuple[ToSign, ...]
    held: int
    planned: int


def today(session: Session) -> Today:
    """Gather it. One row a person for a recalled journey: both ends are asked in the one interview.

    Nobody is called to a visit after a no (MB12): whoever refused or withdrew is on no list here.
    """
    store, plan, day = session.study.store, session.plan, session.today()
    asked, answered = store.consents.newest_states(), store.ratings.answered()
    standing = begun(store.visits.standing())
    gathering = _Gathering(day, len(plan.pathways), standing, store.visits.all_appointments())
    is_asked_first, newest = has_intake(session), asked_version(session.study)
    courses = {cohort.key: (cohort, terms(cohort)) for cohort in plan.cohorts}
    for participant, code, cohort_key, start in store.people.with_status(Status.TAKING_PART):
        consent, version = asked.get(participant, (None, None))
        found = ToSign(participant, code, AGREEMENTS[consent], version, newest)
        if found.agreement in SAID_NO:
            continue
        if needs_new_signature(found):
            gathering.to_sign.append(found)
        cohort, course = courses[cohort_key]
        person = Course(participant, code, start, len(plan.pathways), (day - start).days)
        stands = gathering.add(person, cohort, course, answered.get(participant, {}))
        if (is_asked_first or (participant, INTAKE) in standing) and found.agreement is AgreementState.SIGNED:
            gathering.add_intake(person, stands)
    return gathering.finished()


def open_visits(session: Session) -> tuple[OpenVisit, ...]:
    """Interviews that were begun and not ended, the one touched last first; after a no, to be stopped."""
    store = session.study.store
    rows = store.visits.all_in((kept.VisitState.IN_PROGRESS, kept.VisitState.PAUSED))
    asked = store.consents.newest_states() if rows else {}
    states = {visit.participant: AGREEMENTS[asked.get(visit.participant, (None, None))[0]] for visit in rows}
    found = [_open(session, visit, is_refused=states[visit.participant] in SAID_NO) for visit in rows]
    return tuple(sorted(found, key=lambda visit: visit.saved.utc, reverse=True))


def questions_of(session: Session, visit: str) -> tuple[int, int]:
    """How many questions of an open interview have a reply, of how many: the count that the interview itself shows.

    Runs its questionnaire: after the page is painted.
    """
    from ojm_desktop.service.interview import Interview
    from ojm_desktop.service.interview_overview import progress

    return progress(Interview(session, visit))


def _open(session: Session, visit: kept.Visit, *, is_refused: bool) -> OpenVisit:
    store = session.study.store
    steps = store.paradata.of(visit.id)
    is_paused = visit.state is kept.VisitState.PAUSED
    place = store.drafts.get(drafts.visit_place(visit.id))
    return OpenVisit(
        id=visit.id,
        participant=visit.participant,
        code=session.study.participant(visit.participant).code,
        wave=visit.wave,
        name=visit_name(session, visit.participant, visit.wave),
        reason=visit.reason if is_paused else "",
        saved=steps[-1].instant,
        rested=steps[-1].instant if is_paused else None,
        is_refused=is_refused,
        was_cut_off=place is None or place.cursor != drafts.SET_ASIDE,
    )


_NO_HOUR: Final = "24:00"
"""Without an hour behind those that have one."""
_Found = tuple[Term, VisitState, tuple[int, int], Begun | None, Appointment | None]
"""A wave, where it stands, what was told, the visit that was begun, what was agreed."""


class _Gathering:
    """Counts every visit and keeps those that may be shown."""

    def __init__(
        self,
        day: date,
        pathways: int,
        begun_: Mapping[tuple[str, str], Begun],
        agreed: Mapping[tuple[str, str], Appointment],
    ) -> None:
        self._day = day
        self._pathways = pathways
        self._begun = begun_
        self._agreed = agreed
        self._urgent: list[Visit] = []
        self._later: list[tuple[date, Course, _Found]] = []
        self._held = self._planned = 0
        self.to_sign: list[ToSign] = []

    def add(self, person: Course, cohort: Cohort, course: tuple[Term, ...], answered: Answered) -> list[_Found]:
        """The visits of one person, and where each stands."""
        all_of_them = found = [self._stands(person, cohort, term, answered) for term in course]
        if cohort.is_recalled:
            unfinished = [one for one in found if one[1] is not VisitState.HELD]
            found = (unfinished or found)[:1]
        self._planned += len(found)
        for one in found:
            if one[1] is VisitState.HELD:
                self._held += 1
            elif one[1] in URGENCY:
                visit = _visit(person, one)
                if visit.waits or one[1] is not VisitState.STOPPED:
                    self._urgent.append(visit)
            elif one[1] is VisitState.DUE_LATER:
                due = one[4].day if one[4] else person.start + timedelta(days=one[0].first)
                self._later.append((due, person, one))
        return all_of_them

    def add_intake(self, person: Course, later: list[_Found]) -> None:
        """The first interview of somebody who signed, until it is begun or said not to be held."""
        was = self._begun.get((person.participant, INTAKE))
        visit = person.intake(was, ((state, told[0], row is not None) for _, state, told, row, _ in later))
        if visit is not None and visit.state in URGENCY:
            self._urgent.append(visit)

    def finished(self) -> Today:
        """All of it, in order."""
        later = nsmallest(LATER, self._later, key=lambda entry: (entry[0], _hour(entry[2][4]), entry[1].code))
        self._urgent.sort(key=_place)
        return Today(
            visits=tuple(self._urgent),
            later=tuple(_visit(person, one) for _, person, one in later),
            to_sign=tuple(self.to_sign),
            held=self._held,
            planned=self._planned,
        )

    def _stands(self, person: Course, cohort: Cohort, term: Term, answered: Answered) -> _Found:
        told = answered.get(term.wave.key, UNTOLD)
        if not (self._begun or self._agreed):
            return term, state_of(term, told, self._pathways, person.age), told, None, None
        key = (person.participant, asked_at(cohort, term.wave.key))
        was, agreed = self._begun.get(key), self._agreed.get(key)
        offset = (agreed.day - person.start).days if agreed else None
        return term, state_of(term, told, self._pathways, person.age, was, offset), told, was, agreed


def _place(visit: Visit) -> tuple[int, date, str, str]:
    """Where a visit stands in the list: what is urgent first, then by day, within a day by the hour that was agreed."""
    return URGENCY[visit.state], visit.agreed or visit.last_day, visit.hour or _NO_HOUR, visit.code


def _hour(agreed: Appointment | None) -> str:
    return (agreed.hour if agreed else "") or _NO_HOUR


def _visit(person: Course, found: _Found) -> Visit:
    term, state, told, was, agreed = found
    return person.visit(term, told, state, was, agreed)
