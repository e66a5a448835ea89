"""What the log says of one person, in sentences: newest first, codes only.

Nothing of a pathway whose rating an interview waits for now.
"""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.domain.clock import day_in, local_time, long_date
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.log import Event
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.queries.journeys import awaited
from ojm_desktop.service.queries.sayable import Waiting, sayable
from ojm_desktop.service.session import Session
from ojm_desktop.service.telling import revealed, told

MOST = 500


@dataclass(frozen=True)
class Told:
    """One event: its number, day and time by this laptop's clock, and what it did."""

    sequence: int
    day: str
    time: str
    sentence: str


def about(session: Session, participant: str, most: int = MOST) -> list[Told]:
    """The newest events that name a person. What lies on the sealed side (signing, names) names nobody: not here."""
    waiting: Waiting = {participant: awaited(session, participant)}
    return [_told(session, sequence, waiting) for sequence in session.study.store.log.about(participant, most)]


def _told(session: Session, sequence: int, waiting: Waiting) -> Told:
    event = session.study.store.log.event(sequence)
    assert event is not None
    day, time = long_date(day_in(event.utc, session.plan.zone)), local_time(event.utc, event.offset)
    return Told(sequence, day, time, _sentence(session, event, waiting))


CHANGED = "This was changed from outside the program: verify the study."
UNREADABLE = "An earlier change that cannot be read any more; verifying the study says why."
ERASED = "Erased."


def _sentence(session: Session, event: Event, waiting: Waiting) -> str:
    try:
        opened = read(session.study, event)
        if opened is not None and not opened.fits:
            return CHANGED
    except OjmError:
        return UNREADABLE
    if opened is None:
        return ERASED
    return sayable(session, told((opened.entry,), session.study), revealed((opened.entry,)), waiting)
