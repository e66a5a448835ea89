"""The interviews that wait for a person's answers now, and hide what would lead them (interview: ratings)."""

from __future__ import annotations

from ojm_desktop.domain.agreement import ConsentState
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.session import Session


def open_visits(session: Session, participant: str) -> tuple[Visit, ...]:
    """Visits in progress; none of somebody whose newest agreement says no, for whom the store takes no answer."""
    consent = session.study.store.consents.newest(participant)
    if consent is None or consent.state is not ConsentState.IN_FORCE or not consent.uses.interview:
        return ()
    return tuple(visit for visit in session.study.store.visits.of(participant) if visit.is_open)
