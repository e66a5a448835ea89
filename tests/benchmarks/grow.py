"""Studies of any size for measuring: real rows and a real log, written many edits to a transaction to be quick.

They are dated months back, so that the last day's undo history is as empty as on any morning.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import cast

from ojm_desktop.domain import template
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.service import studies
from ojm_desktop.service.edits import AddParticipant, Edit, SetRating
from ojm_desktop.service.log_writer import Entry, LogWriter
from ojm_desktop.service.session import Session, random_id
from ojm_desktop.vault.kdf import Parameters
from tests.studies import PASSPHRASE, SetClock, sign, with_basis

A_TRANSACTION = 2000


def grow(folder: Path, people: int, today: date, parameters: Parameters) -> None:
    """A closed study with so many signed people of cohort 1, each rated at their waves so far."""
    moment = datetime(today.year, today.month, today.day, 10, tzinfo=UTC) - timedelta(days=40)
    clock = SetClock(moment)
    session = studies.create(
        folder, with_basis(template.bristol("grown")), PASSPHRASE, clock, parameters=parameters
    ).session
    growing, chance = Growing(session), Random(people)
    for _ in range(people):
        start = today - timedelta(days=chance.randint(50, 110))
        person = random_id()
        growing.do(AddParticipant(id=person, cohort="1", order_start=start, age=34))
        sign(cast("Session", growing), person)  # it asks for nothing but `do`, study and plan
        for wave in session.plan.cohort("1").waves:
            held = start + timedelta(days=7 * wave.week)
            if held < today - timedelta(days=3):
                for pathway in session.plan.pathways:
                    key = RatingKey(person, pathway.key, wave.key)
                    growing.do(SetRating(key=key, value=chance.randint(-5, 5), held_on=held))
    growing.finish()
    session.close()


class Growing:
    """The session's own way of applying an edit, with one commit for many of them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.study, self.plan = session.study, session.plan
        self._log = LogWriter(session.study, session.slot, random_id)
        self._done = 0

    def do(self, edit: Edit) -> None:
        """One edit and its event."""
        if self._done % A_TRANSACTION == 0:
            self.study.store.connection.execute("BEGIN IMMEDIATE")
        instant = self._session.clock.now()
        stamped = edit.stamped(self.study, random_id(), instant.utc)
        self.study.sequence = self._log.sequence + 1
        inverse, _ = stamped.apply(self.study)
        self._log.committed(self._log.append(Entry(stamped, inverse), instant))
        self._done += 1
        if self._done % A_TRANSACTION == 0:
            self.finish()

    def finish(self) -> None:
        """Commit, fold the write-ahead log in, write the head."""
        connection = self.study.store.connection
        if connection.raw.in_transaction:
            connection.execute("COMMIT")
        connection.checkpoint("TRUNCATE")
        self.study.store.write_head(self._log.sequence, self._log.hash)
