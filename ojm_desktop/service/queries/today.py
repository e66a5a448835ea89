"""What the start page shows: visits by urgency, agreements to sign, the age of the last backup."""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.domain.participant import Status
from ojm_desktop.service.queries.people import AgreementState, PersonRow, Visit, VisitState, needs_new_signature, rows
from ojm_desktop.service.session import Session

URGENCY = (VisitState.OVERDUE, VisitState.DUE_TODAY, VisitState.DUE_THIS_WEEK)


@dataclass(frozen=True)
class Today:
    """The day's work."""

    visits: tuple[Visit, ...]
    later: tuple[Visit, ...]
    to_sign: tuple[PersonRow, ...]
    held: int
    planned: int


def today(session: Session) -> Today:
    """Gather it. One row a person for a recalled journey: both ends are asked in the one interview.

    Nobody is called to a visit after a no (MB12): whoever refused or withdrew is on no list here.
    """
    said_no = (AgreementState.REFUSED, AgreementState.WITHDRAWN)
    taking_part = [found for found in rows(session) if found.person.status is Status.TAKING_PART]
    everybody = [found for found in taking_part if found.agreement not in said_no]
    visits = [visit for found in everybody for visit in _asked(found)]
    urgent = sorted(
        (visit for visit in visits if visit.state in URGENCY),
        key=lambda visit: (URGENCY.index(visit.state), visit.last_day, visit.code),
    )
    later = sorted((v for v in visits if v.state is VisitState.DUE_LATER), key=lambda v: (v.first_day, v.code))
    return Today(
        visits=tuple(urgent),
        later=tuple(later[:3]),
        to_sign=tuple(found for found in everybody if needs_new_signature(found)),
        held=sum(visit.state is VisitState.HELD for visit in visits),
        planned=len(visits),
    )


def _asked(found: PersonRow) -> tuple[Visit, ...]:
    if not found.cohort.is_recalled:
        return found.visits
    unfinished = [visit for visit in found.visits if visit.state is not VisitState.HELD]
    return tuple(unfinished or found.visits)[:1]
