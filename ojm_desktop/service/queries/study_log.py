"""The whole log for a reader: newest first, by person, by day and by kind of change; codes only.

What lies on the sealed side is told to whoever holds it, and of it no more than that somebody did something to whom.
Others see that something was sealed. Nothing is said of a pathway whose rating an interview waits for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ojm_desktop.domain.clock import day_in, local_time, rfc3339
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.log import Event
from ojm_desktop.service.edits import Edit
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.queries.events import CHANGED, ERASED, UNREADABLE
from ojm_desktop.service.queries.sayable import sayable
from ojm_desktop.service.session import Session
from ojm_desktop.service.telling import revealed, told

MOST = 500
"""Rows read at most: whoever looks for older ones chooses a person, a day or a kind."""
SEALED = "Something was recorded on the sealed side."


class Kind(StrEnum):
    """What a change is about."""

    RATINGS = "ratings"
    MOMENTS = "moments"
    INTERVIEWS = "interviews"
    DIARY = "diary"
    PEOPLE = "people"
    SEALED = "sealed"
    CLOCK = "clock"
    STUDY = "study"


_KINDS = {
    "ratings": Kind.RATINGS,
    "back_entry": Kind.RATINGS,
    "moments": Kind.MOMENTS,
    "turning_points": Kind.MOMENTS,
    "interview": Kind.INTERVIEWS,
    "visits": Kind.INTERVIEWS,
    "visit_states": Kind.INTERVIEWS,
    "handing": Kind.INTERVIEWS,
    "diary": Kind.DIARY,
    "people": Kind.PEOPLE,
    "clock": Kind.CLOCK,
    "erasure": Kind.PEOPLE,
}
"""By the module an edit stands in; what is not named here is about the study itself."""


@dataclass(frozen=True)
class Chosen:
    """What is looked for: nothing chosen means everything. `participant` is an id, `day` one of the study's zone."""

    participant: str = ""
    day: date | None = None
    kind: Kind | None = None


@dataclass(frozen=True)
class LogRow:
    """One event: number, day in the study's zone, time as the laptop showed it, whose code (empty: nobody's), what."""

    sequence: int
    day: date
    time: str
    code: str
    kind: Kind | None
    sentence: str


def rows(session: Session, chosen: Chosen, most: int = MOST) -> list[LogRow]:
    """The newest events that fit, newest first."""
    found: list[LogRow] = []
    since, until = _bounds(session, chosen.day)
    for sequence in session.study.store.log.sequences(chosen.participant or None, since, until):
        event = session.study.store.log.event(sequence)
        assert event is not None
        one, subject = _row(session, event)
        if chosen.participant and subject != chosen.participant:
            continue
        if chosen.kind is not None and one.kind is not chosen.kind:
            continue
        found.append(one)
        if len(found) == most:
            break
    return found


def days(session: Session) -> tuple[date, ...]:
    """The days on which something happened, newest first."""
    zone = session.plan.zone
    found = {day_in(f"{minute}:00.000Z", zone) for minute in session.study.store.log.minutes()}
    return tuple(sorted(found, reverse=True))


def kind_of(edit: Edit) -> Kind:
    """What an edit is about."""
    if edit.is_sealed:
        return Kind.SEALED
    return _KINDS.get(type(edit).__module__.rsplit(".", 1)[-1], Kind.STUDY)


def _row(session: Session, event: Event) -> tuple[LogRow, str | None]:
    """The row, and whose it is: an id, or None."""
    kind, subject, sentence = _read(session, event)
    code = next(_code(session, subject), "")
    day = day_in(event.utc, session.plan.zone)
    return LogRow(event.sequence, day, local_time(event.utc, event.offset), code, kind, sentence), subject


def _read(session: Session, event: Event) -> tuple[Kind | None, str | None, str]:
    payload = session.study.store.log.payload(event.sequence)
    is_sealed = payload is not None and payload.sealed is not None
    named = payload.participant if payload is not None else None
    if is_sealed and not session.study.has_sealed_side:
        return Kind.SEALED, None, SEALED
    try:
        opened = read(session.study, event)
    except OjmError:
        return None, named, UNREADABLE
    if opened is None:
        return None, named, ERASED
    if not opened.fits:
        return None, named, CHANGED
    entry = opened.entry
    sentence = sayable(session, told((entry,), session.study), revealed((entry,)))
    return kind_of(entry.edit), entry.edit.subject(), sentence


def _code(session: Session, participant: str | None) -> Iterator[str]:
    if participant is not None:
        try:
            yield session.study.participant(participant).code
        except OjmError:
            return


def _bounds(session: Session, day: date | None) -> tuple[str, str]:
    """First instant of a day in the study's zone, and of the next one."""
    if day is None:
        return "", "~"
    zone = ZoneInfo(session.plan.zone)
    ends = (datetime.combine(one, time(), zone).astimezone(UTC) for one in (day, day + timedelta(days=1)))
    since, until = (rfc3339(end) for end in ends)
    return since, until
