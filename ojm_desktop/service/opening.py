"""What is checked before the first page of a study is drawn: constant time, whatever its size (security.

Opening, 12).
"""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.edits import MendHead
from ojm_desktop.service.session import Session
from ojm_desktop.store import checks
from ojm_desktop.store.head import HeadFile
from ojm_desktop.store.study_store import Store

NEWEST_LINKS = 200


class StudyAlarm(OjmError):
    """The study's files do not belong to one moment: something was lost or put back from outside."""


@dataclass(frozen=True)
class HeadFinding:
    """How the head stands to the log when a study is opened."""

    head_sequence: int
    last_sequence: int

    @property
    def lags(self) -> bool:
        """The log is ahead: a crash between the commit and the head."""
        return self.head_sequence < self.last_sequence


def check_head(store: Store, head: HeadFile) -> HeadFinding:
    """Compare head and log.

    A lag is mended later; raises StudyAlarm when the study is older than its head, or another.
    """
    last, digest = store.log.last()
    state = head.compare(last, digest, store.log.hash_at)
    if state.is_alarm:
        advice = "Nothing was changed. Keep this folder as it is and restore the newest backup into a new folder."
        raise StudyAlarm(f"{state.sentence} {advice}")
    return HeadFinding(last - state.by, last)


def check_gates(store: Store, study_id: str) -> None:
    """What refuses rows without an agreement, and changes of the log, lies in the database itself as triggers.

    Raises StudyAlarm where they, the tables or the ids are not as this program left them.
    """
    problems = checks.quick(store.connection, study_id)
    if problems:
        raise StudyAlarm(
            f"The database of this study was changed from outside the program: {problems[0].what}. Nothing was "
            "written. Keep this folder as it is and restore the newest backup into a new folder."
        )


def check_newest_links(store: Store) -> None:
    """Re-hash the newest links; raises StudyAlarm at the first that does not fit."""
    last, _ = store.log.last()
    first = max(1, last - NEWEST_LINKS + 1)
    previous = store.log.hash_at(first - 1)
    for event in store.log.events(first):
        if event.previous != previous or event.hash != event.expected_hash():
            raise StudyAlarm(
                f"The log of this study was changed at event {event.sequence}. Nothing was written. Keep this "
                f"folder as it"
                " is and restore the newest backup into a new folder."
            )
        previous = event.hash


def mend_head(session: Session, finding: HeadFinding) -> None:
    """Bring a lagging head up to the log and say so in the log (A5)."""
    if finding.lags:
        session.do(MendHead(from_sequence=finding.head_sequence, to_sequence=finding.last_sequence))
