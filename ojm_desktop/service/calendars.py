"""Visits as a calendar for another program: a day, its hour if one was agreed, a neutral title; nothing of who or why.

It leaves the study in clear like paper does: with a reason, which the log keeps (C7).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.participant import Status
from ojm_desktop.domain.plan import due_day
from ojm_desktop.report.calendar_file import Entry, calendar
from ojm_desktop.service import leaving
from ojm_desktop.service.queries import people
from ojm_desktop.service.queries.visits import BEHIND, OPEN, Visit, asked_at
from ojm_desktop.service.session import Session

TITLE, PRACTICE_TITLE = "Appointment", "Appointment (practice, nobody real)"
FILE: Final = "appointments.ics"
KIND: Final = "calendar"
SAID_NO: Final = frozenset({people.AgreementState.REFUSED, people.AgreementState.WITHDRAWN})


def ahead(session: Session, participant: str = "") -> tuple[tuple[Visit, date], ...]:
    """Visits that are still to be held, of everybody who takes part or of one person, and the day each is put on.

    That is the day agreed, else the day the wave is due; today where it has passed.
    """
    today = session.today()
    rows = [people.row(session, participant)] if participant else people.rows(session)
    found: dict[str, tuple[Visit, date]] = {}
    for row in rows:
        if row.person.status is not Status.TAKING_PART or row.agreement in SAID_NO:
            continue
        for visit in row.visits:
            if visit.state in BEHIND | OPEN or (visit.answered and visit.answered >= visit.pathways):
                continue
            due = visit.first_day if row.cohort.is_recalled else due_day(visit.wave, row.person.order_start)
            uid = _uid(session, visit.participant, asked_at(row.cohort, visit.wave.key))
            found.setdefault(uid, (visit, max(visit.agreed or due, today)))
    return tuple(sorted(found.values(), key=lambda one: (one[1], one[0].code)))


def entries(session: Session, participant: str = "") -> tuple[Entry, ...]:
    """The same as a calendar shows them: a day, the hour agreed for it, and the title, neither window nor code."""
    title = PRACTICE_TITLE if session.plan.is_practice else TITLE
    found = []
    for visit, day in ahead(session, participant):
        cohort = session.plan.cohort(session.study.participant(visit.participant).cohort)
        uid = _uid(session, visit.participant, asked_at(cohort, visit.wave.key))
        found.append(Entry(uid, day, title, visit.hour if day == visit.agreed else ""))
    return tuple(found)


def save(session: Session, path: Path, reason: str = "", participant: str = "", recipients: Sequence[str] = ()) -> int:
    """Write a new calendar file, and the reason into the log; how many visits are in it.

    Raises NoReason (a practice study needs none), Refused without a visit, FileIsThere, NotWritten.
    """
    with leaving.leaving(session, KIND, reason=reason, recipients=recipients) as outgoing:
        found = entries(session, participant)
        if not found:
            raise Refused("No visit lies ahead, so there is nothing to put into a calendar. Nothing was written.")
        outgoing.put(calendar(found, session.clock.now().utc), path)
    return len(found)


def free_name(folder: Path, *, is_sealed: bool = False) -> Path:
    """A name that is free in a folder: nothing is ever overwritten, and no name says whom it is about."""
    return leaving.free_path(folder, FILE, is_sealed=is_sealed)


def _uid(session: Session, participant: str, wave: str) -> str:
    """The same for the same visit on every day, and nothing to be read from it: ids are 128 random bits."""
    named = f"{session.study.store.connection.study_id} {participant} {wave}"
    return str(UUID(bytes=hashlib.sha256(named.encode()).digest()[:16], version=4))
