"""A study on a disk that fills up, and on one that cannot be written (R7, R8); needs root, to mount such a disk."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import open_session
from ojm_desktop.store import connection as connections
from ojm_desktop.store.errors import DiskFull, ReadOnlyPlace
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.study_store import Store
from tests import disks, studies
from tests.torture import ground as grounds
from tests.torture.ground import HELD_ON, PATHWAYS, WAVES, Ground

DISK = 8 << 20
"""Bytes of the small disk."""
ROOM = 1_500_000
"""Bytes left for answers once the disk is nearly full."""


@dataclass(frozen=True)
class Held:
    """What a place did: how many answers were acknowledged on it, and everything that must not be."""

    acknowledged: int
    violations: tuple[str, ...]


def fill_up(folder: Path) -> Held:
    """Answer until the disk is full; then read, make room, go on, close, and compare (R7)."""
    violations: list[str] = []
    with disks.tiny(folder, DISK) as disk:
        ground = grounds.make(disk / "full.ojm")
        ballast = disk / "ballast"
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        ballast.write_bytes(bytes(max(0, free - ROOM)))
        session = open_session(ground.unlocked, grounds.clock())
        acknowledged, refusal = _answer_until_refused(session, ground)
        if not isinstance(refusal, DiskFull):
            violations.append(f"a full disk was called {type(refusal).__name__}: {refusal}")
        violations += _differs(session, ground, "on the full disk")
        ballast.unlink()
        acknowledged += _answer(session, ground, acknowledged)
        violations += _differs(session, ground, "after room was made")
        last = session.sequence
        session.close()
        if last != ground.ledger.sequence + acknowledged:
            violations.append(f"{acknowledged} answers were acknowledged, the log ends at {last}")
        violations += grounds.whole(ground)
    return Held(acknowledged, tuple(violations))


def write_protect(folder: Path) -> Held:
    """A study on a disk that cannot be written is refused for writing, can be read, and stays byte for byte (R8)."""
    violations: list[str] = []
    with disks.tiny(folder, DISK) as disk:
        ground = grounds.make(disk / "protected.ojm")
        before = _content(ground.unlocked.folder.path)
        disks.protect(disk)
        try:
            open_session(ground.unlocked, grounds.clock()).close()
            violations.append("it was opened for writing")
        except ReadOnlyPlace:
            pass
        except OjmError as refusal:
            violations.append(f"it was called {type(refusal).__name__}: {refusal}")
        opened = ground.unlocked.opened
        reader = connections.open_reader(ground.unlocked.folder.db, opened.current.study, opened.study_id, MIGRATIONS)
        if Store(reader).ratings.count() != len(ground.ledger.ratings):
            violations.append("it cannot be read")
        reader.close()
        if _content(ground.unlocked.folder.path) != before:
            violations.append("something in its folder changed")
    return Held(0, tuple(violations))


def _answer_until_refused(session: Session, ground: Ground) -> tuple[int, OjmError]:
    number = 0
    while True:
        try:
            _answer(session, ground, number)
        except OjmError as refusal:
            return number, refusal
        number += 1


def _answer(session: Session, ground: Ground, number: int) -> int:
    """One answer, entered in the ledger once it is acknowledged."""
    place, value = (PATHWAYS[number % 8], WAVES[number // 8 % 3]), number % 11 - 5
    studies.rate(session, ground.participant, *place, value, HELD_ON)
    ground.ledger.ratings[place] = value
    return 1


def _differs(session: Session, ground: Ground, when: str) -> list[str]:
    found = {(rating.key.pathway, rating.key.wave): rating.value for rating in session.study.store.ratings.all()}
    return [] if found == ground.ledger.ratings else [f"{when} the answers are not those that were acknowledged"]


def _content(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
