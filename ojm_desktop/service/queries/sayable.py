"""What may be said of an edit on a screen now: nothing of a pathway whose rating an interview waits for.

The sentence of an edit may hold a value, and would lead the answer from the log, a menu or the foot of the window as an
earlier point of the graph would (interview: ratings). This is the one place that decides it, for all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.queries.journeys import awaited
from ojm_desktop.service.session import Session

Reveals = Collection[tuple[str, str]]
"""Participant id and pathway key of every pathway that a sentence tells something of."""
Waiting = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By participant what an interview with them waits for."""


def waiting_for(session: Session, reveals: Reveals) -> Waiting:
    """What interviews wait for with the people whom sentences tell something of; nobody is looked up otherwise."""
    return {participant: awaited(session, participant) for participant in {who for who, _ in reveals}}


def sayable(session: Session, sentence: str, reveals: Reveals, waiting: Waiting | None = None) -> str:
    """The sentence as it may be said now. `waiting`, where it is known already, saves looking again."""
    known = waiting_for(session, reveals) if waiting is None else waiting
    hidden = [(who, pathway) for who, pathway in sorted(reveals) if pathway in known.get(who, {})]
    return " ".join(_withheld(session, *place) for place in hidden) if hidden else sentence


def _withheld(session: Session, participant: str, pathway: str) -> str:
    """Whose and which pathway, and that it is told later."""
    try:
        code, name = session.study.participant(participant).code, session.plan.pathway(pathway).short_name
    except OjmError:
        return "A change that is told after the answer."
    return f"{code}, {name}: a change, told after the answer that an interview waits for."
