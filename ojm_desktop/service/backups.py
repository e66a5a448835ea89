"""Backups of an open study: at the start, as work goes on, on request, and on the way out; each verified (B1)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import erasure, ledger, withdrawn_since
from ojm_desktop.service.edits import Restored
from ojm_desktop.service.progress import Progress, silent
from ojm_desktop.service.rotating import finish_rotation
from ojm_desktop.service.session import Place, Session
from ojm_desktop.service.signer import signer_of
from ojm_desktop.service.studies import Unlocked, open_session
from ojm_desktop.service.study import Study
from ojm_desktop.service.verify import check_chain, check_tables, is_under
from ojm_desktop.store import backup
from ojm_desktop.store import connection as connections
from ojm_desktop.store.backup import BackupSet
from ojm_desktop.store.checks import Problem
from ojm_desktop.store.errors import AlreadyOpen
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.store.lock import StudyLock
from ojm_desktop.store.migrate import sidecar
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.study_store import Store
from ojm_desktop.vault import words
from ojm_desktop.vault.keys import Opened

PagesDone = Callable[[int, int], None]
WHEN: Final = (
    "One is made and checked soon after the study opens. While it is open one follows after each interview and every "
    "15 minutes, and one when it closes, each only if anything changed."
)
"""When a set is made without being asked for, as every page says it."""


@dataclass(frozen=True)
class Checked:
    """A backup that was made and the whole check that ran on it (R13)."""

    made: BackupSet
    problems: tuple[Problem, ...]


def sets(session: Session) -> tuple[BackupSet, ...]:
    """The study's sets, newest first."""
    return backup.sets(_place(session).folder.backups) if session.place else ()


def back_up(place: Place, made: str, progress: Progress = silent) -> BackupSet:
    """Make a set through a connection of its own: for a worker beside the writer."""
    folder, opened = place.folder, place.opened
    database = connections.open_beside(folder.db, opened.current.study, opened.study_id, MIGRATIONS)
    try:
        return _make(database, place, made, progress)
    finally:
        database.close()


def back_up_and_check(place: Place, made: str, progress: Progress = silent) -> Checked:
    """The start backup: integrity, tables and the whole chain are checked on the copy, so that nobody waits (R13)."""
    made_set = back_up(place, made, progress)
    progress(0.9, "reading the whole log")
    opened = place.opened
    copy = connections.open_reader(
        made_set.path / place.folder.db.name, opened.current.study, opened.study_id, MIGRATIONS
    )
    try:
        problems = check_tables(copy)
        problems += check_chain(Study(Store(copy), opened.sealer()))[0]
    finally:
        copy.close()
    if problems:
        backup.discard(made_set)
    else:
        backup.supersede(place.folder.backups, made_set)
    return Checked(made_set, tuple(problems))


def check_set(place: Place, chosen: BackupSet) -> tuple[Problem, ...]:
    """Read every file of one set again: hashes, integrity, that it is of this study. For a worker."""
    key = place.opened.current.study
    return backup.verify_set(chosen.path, key if is_under(chosen.path, key) else None, place.opened.study_id)


def is_due(session: Session) -> bool:
    """Whether the study holds anything that no set holds. A set that is ahead of this study is no set of it."""
    return session.place is not None and all(found.sequence != session.sequence for found in sets(session))


def close(session: Session) -> BackupSet | None:
    """Back up what is new, then close. A backup that fails does not keep the study open: its error comes after."""
    if session.place is None:
        session.close()
        return None
    place = session.place
    if session.begun is not None:
        return _close_with_new_keys(session, place, session.begun)
    try:
        if not is_due(session):
            return None
        session.settle()
        return _make(session.study.store.connection, place, session.clock.now().utc, silent)
    finally:
        session.close()


def _close_with_new_keys(session: Session, place: Place, begun: Opened) -> BackupSet:
    """Close, end the change of keys, and only then back up: a set holds the slots that open it, and no others.

    Stopped before the change is ended, the next opening ends it: the key file holds both generations by now.
    """
    made = session.clock.now().utc
    session.close()
    with StudyLock(place.folder.lock):
        ended = finish_rotation(place.folder, begun)
        session.begun = None
        return back_up(Place(place.folder, ended), made)


def restore(
    unlocked_set: Unlocked, target: Path, clock: Clock, progress: Progress = silent, beside: Unlocked | None = None
) -> Session:
    """Put a verified set into a new folder and log the fork there. Raises BackupDamaged, AlreadyThere and their like.

    `unlocked_set` was opened with the key file in the set's own folder. `beside` is the study of which it is a set,
    where that is known with its keys; else it is looked for around the set. What it knows beyond the set is kept.
    """
    source, opened = unlocked_set.folder, unlocked_set.opened
    old = beside or Unlocked(StudyFolder(source.path.parent.parent), opened)
    progress(0.1, "checking the backup")
    also = {source.erased.name: _ledger(source, opened)}
    manifest = backup.restore(source.path, StudyFolder(target), opened.current.study, also)
    progress(0.8, "opening the restored study")
    session = open_session(Unlocked(StudyFolder(target), opened), clock)
    try:
        left = _left_behind(old, manifest.sequence, target)
        erasure.catch_up(session, left.erased)
        told = Restored(set_name=source.path.name, sequence=manifest.sequence, lost=left.event_words, codes=left.codes)
        session.do(told, *withdrawn_since.missing(session.study, left.withdrawn))
    except OjmError:
        session.close()
        shutil.rmtree(target)  # made just now: a copy that does not know who left is no study to open
        raise
    return session


def _ledger(source: StudyFolder, opened: Opened) -> bytes:
    """Everybody of whom a ledger tells: the set's, those on the same shelf, and the old folder's (B3)."""
    how = (opened.current.study, opened.study_id, MIGRATIONS)
    with closing(connections.open_reader(source.db, *how, may_be_older=True)) as database:
        signer = signer_of(database)
    old = StudyFolder(source.path.parent.parent)
    found = ledger.gather((*ledger.on_shelf(source.path.parent), *ledger.in_reach(old)), opened.study_id, signer)
    return ledger.to_bytes(opened.study_id, signer, found.erased)


@dataclass(frozen=True)
class _LeftBehind:
    """What the old folder knows beyond the backup: beginnings of the hashes of events that are lost, the code numbers
    it had given, whom it erased, who withdrew.
    """

    event_words: tuple[str, ...] = ()
    codes: tuple[tuple[str, int], ...] = ()
    erased: ledger.Erased = field(default_factory=dict)
    withdrawn: withdrawn_since.Standing = field(default_factory=dict)


def _left_behind(old: Unlocked, sequence: int, scratch: Path) -> _LeftBehind:
    """What the old folder's log held beyond the backup; empty where that folder is gone or cannot be read.

    Raises WithdrewSince.
    """
    if not old.folder.db.is_file():
        return _LeftBehind()
    try:
        with _old_database(old.folder, old.opened, scratch) as database:
            store = Store(database)
            lost = tuple(event.hash[: words.PREFIX_HEX] for event in store.log.events(sequence + 1))
            withdrawn = withdrawn_since.withdrawn(Study(store, old.opened.sealer()), sequence)
            return _LeftBehind(lost, store.people.last_numbers(), _stones(store), withdrawn)
    except withdrawn_since.WithdrewSince:
        raise
    except (OjmError, OSError):
        return _LeftBehind()


def _stones(store: Store) -> dict[str, date]:
    """Whom the old folder erased, its ledger written or not; nobody where it is older than erasing."""
    if not store.erasures.have_a_table():
        return {}
    return {stone.participant: stone.erased_on for stone in store.erasures.all()}


@contextmanager
def _old_database(old: StudyFolder, opened: Opened, scratch: Path) -> Iterator[connections.Connection]:
    """The old folder's database with all that was committed to it; no byte of that folder changes.

    After a crash the newest events lie in the write-ahead log alone. Opening would fold them in, and the folder is to
    stay as it is, so a copy is opened, encrypted as it was.
    """
    how = (opened.current.study, opened.study_id, MIGRATIONS)
    lock = StudyLock(old.lock)
    try:
        lock.acquire()
    except AlreadyOpen:
        with closing(connections.open_beside(old.db, *how)) as database:
            yield database
        return
    with lock, tempfile.TemporaryDirectory(prefix="left-behind-", dir=scratch) as copies:
        newest = sidecar(old.db, "-wal")
        if not newest.is_file() or not newest.stat().st_size:
            with closing(connections.open_reader(old.db, *how, may_be_older=True)) as database:
                yield database
            return
        for path in (old.db, newest):
            shutil.copyfile(path, Path(copies) / path.name)
        with closing(connections.open_writer(Path(copies) / old.db.name, *how)) as database:
            yield database


def _make(database: connections.Connection, place: Place, made: str, progress: Progress) -> BackupSet:
    folder = place.folder

    def pages(left: int, total: int) -> None:
        progress(0.8 * (1 - left / max(1, total)), "copying the study")

    return backup.make(
        database,
        folder,
        (folder.head, folder.keys, folder.erased),
        key=place.opened.current.study,
        made=made,
        progress=pages,
    )


def _place(session: Session) -> Place:
    if session.place is None:
        raise OjmError("This study has no folder, so there is nowhere to keep backups.")
    return session.place
