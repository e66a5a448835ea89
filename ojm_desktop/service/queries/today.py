"""What the start page shows: visits by urgency, agreements to sign, the age of the last backup.

Of everybody only ids, days and numbers are read; a visit is built where it is shown (performance: unlock).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nsmallest

from ojm_desktop.domain.participant import Status
from ojm_desktop.service.queries.people import (
    AGREEMENTS,
    UNTOLD,
    AgreementState,
    Answered,
    Term,
    Visit,
    VisitState,
    needs_new_signature,
    state_of,
    terms,
    visit,
)
from ojm_desktop.service.session import Session

URGENCY = {VisitState.OVERDUE: 0, VisitState.DUE_TODAY: 1, VisitState.DUE_THIS_WEEK: 2}
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
    gathering = _Gathering(day, len(plan.pathways))
    courses = {cohort.key: (terms(cohort), cohort.is_recalled) for cohort in plan.cohorts}
    for participant, code, cohort, start in store.people.with_status(Status.TAKING_PART):
        consent, version = asked.get(participant, (None, None))
        found = ToSign(participant, code, AGREEMENTS[consent], version)
        if found.agreement in SAID_NO:
            continue
        if needs_new_signature(found):
            gathering.to_sign.append(found)
        course, is_recalled = courses[cohort]
        gathering.add(_Order(participant, code, start), course, answered.get(participant, {}), is_recalled)
    return gathering.finished()


@dataclass(frozen=True)
class _Order:
    """Whose, and when it began."""

    participant: str
    code: str
    start: date


_Found = tuple[Term, VisitState, int]
"""A wave, where it stands, and how many pathways were answered."""


class _Gathering:
    """Counts every visit and keeps those that may be shown."""

    def __init__(self, day: date, pathways: int) -> None:
        self._day = day
        self._pathways = pathways
        self._urgent: list[Visit] = []
        self._later: list[tuple[date, _Order, _Found]] = []
        self._held = self._planned = 0
        self.to_sign: list[ToSign] = []

    def add(self, order: _Order, course: tuple[Term, ...], answered: Answered, is_recalled: bool) -> None:
        """The visits of one person."""
        age = (self._day - order.start).days
        found: list[_Found] = []
        for term in course:
            told = answered.get(term.wave.key, UNTOLD)
            found.append((term, state_of(term, told, self._pathways, age), told[0]))
        if is_recalled:
            unfinished = [one for one in found if one[1] is not VisitState.HELD]
            found = (unfinished or found)[:1]
        self._planned += len(found)
        for one in found:
            if one[1] is VisitState.HELD:
                self._held += 1
            elif one[1] in URGENCY:
                self._urgent.append(self._visit(order, one))
            elif one[1] is VisitState.DUE_LATER:
                self._later.append((order.start + timedelta(days=one[0].first), order, one))

    def finished(self) -> Today:
        """All of it, in order."""
        later = nsmallest(LATER, self._later, key=lambda entry: (entry[0], entry[1].code))
        self._urgent.sort(key=lambda shown: (URGENCY[shown.state], shown.last_day, shown.code))
        return Today(
            visits=tuple(self._urgent),
            later=tuple(self._visit(order, one) for _, order, one in later),
            to_sign=tuple(self.to_sign),
            held=self._held,
            planned=self._planned,
        )

    def _visit(self, order: _Order, found: _Found) -> Visit:
        term, state, answered = found
        age = (self._day - order.start).days
        return visit(order.participant, order.code, order.start, term, state, answered, self._pathways, age)
