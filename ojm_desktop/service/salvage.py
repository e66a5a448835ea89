"""Salvage: a new study from what can still be read of a damaged one; the broken folder stays byte for byte (R9).

The log is read event by event, what the file does not give comes from the newest whole backup, and every edit that is
still known is done again in a new folder. An event of which nothing is left keeps its number and says nothing, so that
all others keep theirs, and as far as the chain holds the words on paper stay true. The last event says what happened.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ojm_desktop.domain.clock import Clock, Instant
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.log import GENESIS, Event, link_hash
from ojm_desktop.service import backups, erasure, ledger
from ojm_desktop.service.edits import Erase, Salvaged
from ojm_desktop.service.log_writer import Entry
from ojm_desktop.service.progress import Progress, silent
from ojm_desktop.service.session import Place, Session
from ojm_desktop.service.signer import SIGNING_SEED, signer_of
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.service.study import Study
from ojm_desktop.service.wreckage import UNREADABLE, Affected, Work, codes_of, content_of, files_of
from ojm_desktop.store import backup
from ojm_desktop.store import connection as connections
from ojm_desktop.store.backup import BackupSet
from ojm_desktop.store.consents import Consents
from ojm_desktop.store.folder import StudyFolder, write_file
from ojm_desktop.store.head import HeadFile
from ojm_desktop.store.lock import StudyLock
from ojm_desktop.store.log import Log, Payload
from ojm_desktop.store.migrate import sidecar
from ojm_desktop.store.people import People
from ojm_desktop.store.salvage import SET, Wreck
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.study_store import DATA_TABLES, Store
from ojm_desktop.vault import signing, words

BEFORE_ALL: Final = "1970-01-01T00:00:00.000Z"


class NothingToSalvage(OjmError):
    """How the study was set up cannot be read any more, so nothing can be done again."""


NOTHING: Final = (
    "How this study was set up cannot be read any more, neither in it nor in a whole backup, so nothing was made. Keep "
    "the folder as it is, and restore an older backup into a new folder."
)


@dataclass(frozen=True)
class Outcome:
    """The salvaged study, open, and what it lacks.

    `affected` are events that say nothing any more, `records` rows that the broken file still shows and the log cannot
    tell of, as "ratings, C1-02, work, 4"; `from_backup` events came from the set `newest`.
    """

    session: Session
    affected: tuple[Affected, ...]
    records: tuple[str, ...]
    from_backup: int
    newest: BackupSet | None


@dataclass(frozen=True)
class Salvage:
    """The same once the salvaged study is closed again: its keys, how many events there were, and what it lacks."""

    unlocked: Unlocked
    events: int
    affected: tuple[Affected, ...]
    records: tuple[str, ...]
    from_backup: int
    newest: BackupSet | None

    @property
    def is_complete(self) -> bool:
        """Nothing is lost."""
        return not self.affected and not self.records

    def in_words(self) -> list[str]:
        """What is lost, a line each, and what the backup gave."""
        lines = [one.in_words() for one in self.affected]
        lines += [f"Not in the new study: {record}" for record in self.records]
        if self.newest is not None:
            lines.append(
                f"The newest whole backup is {self.newest.path.name}; {self.from_backup} of its events were used."
            )
        return lines


def salvage_closed(unlocked: Unlocked, target: Path, clock: Clock, progress: Progress = silent) -> Salvage:
    """Salvage, back up and close: for a worker, whose connections nobody else may use. Raises as `salvage`."""
    out = salvage(unlocked, target, clock, progress)
    place = out.session.place
    assert place is not None
    backups.close(out.session)
    made = Unlocked(place.folder, place.opened)
    return Salvage(made, out.session.sequence - 1, out.affected, out.records, out.from_backup, out.newest)


def salvage(unlocked: Unlocked, target: Path, clock: Clock, progress: Progress = silent) -> Outcome:
    """Make the new study in the new folder `target`. Raises NothingToSalvage, AlreadyThere, AlreadyOpen and their like.

    Nothing is written to the damaged folder; what is read is a copy of its database as it lies there.
    """
    if unlocked.opened.sealer() is None:
        raise Refused("This key opens the research data only. Nothing was changed; ask a researcher to do this.")
    broken, key = unlocked.folder, unlocked.opened.current.study
    newest = newest_whole(unlocked)
    StudyFolder(target).check_place()
    target.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as open_things:
        open_things.enter_context(StudyLock(broken.lock))
        copies = Path(open_things.enter_context(tempfile.TemporaryDirectory(prefix="salvage-", dir=target.parent)))
        for path in (broken.db, sidecar(broken.db, "-wal")):
            if path.is_file():
                shutil.copyfile(path, copies / path.name)
        wrecks = [Wreck(copies / broken.db.name, key)]
        if newest is not None:
            wrecks.append(Wreck(newest.path / broken.db.name, key, SET))
        sources = tuple(open_things.enter_context(closing(wreck)) for wreck in wrecks)
        return _salvage(unlocked, sources, StudyFolder(target), clock, newest, progress)


def newest_whole(unlocked: Unlocked) -> BackupSet | None:
    """The newest set of the study that passes every check under today's keys."""
    key, study_id = unlocked.opened.current.study, unlocked.opened.study_id
    found = backup.sets(unlocked.folder.backups)
    return next((one for one in found if not backup.verify_set(one.path, key, study_id)), None)


def _salvage(
    unlocked: Unlocked,
    sources: tuple[Wreck, ...],
    folder: StudyFolder,
    clock: Clock,
    newest: BackupSet | None,
    progress: Progress,
) -> Outcome:
    opened = unlocked.opened
    last = max(source.highest(table, "sequence") for source in sources for table in ("events", "payloads"))
    with _new_study(unlocked, sources, folder) as store:
        first = Event(0, BEFORE_ALL, 0, 0, opened.slot_id, GENESIS, GENESIS, GENESIS)
        work = Work(sources, Study(store, opened.sealer()), codes_of(sources), first)
        work.study.is_done_again = True
        for source in reversed(sources):
            work.study.incoming.update(files_of(source))
        with store.transaction():
            for sequence in range(1, last + 1):
                progress(sequence / last, "doing the log again")
                _again(work, sequence)
        if not last or (work.affected[:1] and work.affected[0].event == 1):
            raise NothingToSalvage(NOTHING)
        session = Session(store, opened.slot_id, opened.sealer(), clock)
        session.place = Place(folder, opened)
        emptied, codes = tuple(one.event for one in work.affected), People(sources[0]).last_numbers()
        lost = tuple(dict.fromkeys([*work.relinked, *_head_words(unlocked.folder, store)]))
        session.do(Salvaged(events=last, emptied=emptied, lost=lost, codes=codes))
        erasure.catch_up(session)
        if store.erasures.all():
            erasure.wipe(session)  # what came from a backup from before an erasure was in these pages
        session.settle()
    records = tuple(_records(work))
    return Outcome(session, tuple(work.affected), records, len(work.from_backup), newest)


@contextmanager
def _new_study(unlocked: Unlocked, sources: tuple[Wreck, ...], folder: StudyFolder) -> Iterator[Store]:
    """An empty study under the same keys; taken away again where anything fails."""
    opened = unlocked.opened
    asked = "SELECT value FROM meta WHERE key = ?"
    kept = next((row for row in (source.execute(asked, (SIGNING_SEED,)).fetchone() for source in sources) if row), None)
    seed = bytes.fromhex(str(kept[0])) if kept else signing.new_seed()
    signer = signing.HeadSigner(seed)
    folder.create()
    with ExitStack() as made:
        made.callback(shutil.rmtree, folder.path, ignore_errors=True)
        lock = StudyLock(folder.lock)
        has_lock = lock.acquire()
        made.callback(lock.release)
        database = connections.create(folder.db, opened.current.study, opened.study_id, MIGRATIONS)
        made.callback(database.close)
        with database.transaction():
            database.execute("INSERT INTO meta(key, value) VALUES(?, ?)", (SIGNING_SEED, seed.hex()))
        write_file(folder.erased, _ledger(unlocked, signer))
        head = HeadFile(folder.head, signer, opened.study_id)
        head.create(0, GENESIS)
        yield Store(database, head, lock if has_lock else None)
        write_file(folder.keys, unlocked.folder.keys.read_bytes())
        made.pop_all()


def _head_words(broken: StudyFolder, store: Store) -> Iterator[str]:
    """The beginning of the hash of the newest event as the old head knows it, where that is another by now."""
    try:
        record = HeadFile(broken.head, signer_of(store.connection), store.connection.study_id).read()
    except OjmError:
        return
    if record is not None and store.log.hash_at(record.sequence) != record.hash:
        yield record.hash[: words.PREFIX_HEX]


def _ledger(unlocked: Unlocked, signer: signing.HeadSigner) -> bytes:
    """Everybody whom a ledger in reach of the damaged study tells of."""
    study_id = unlocked.opened.study_id
    found = ledger.gather(ledger.in_reach(unlocked.folder), study_id, signer)
    return ledger.to_bytes(study_id, signer, found.erased)


def _again(work: Work, sequence: int) -> None:
    """One event: its link, what it did, and that done again; or its number with nothing in it, and told."""
    store = work.study.store
    link = work.first(lambda source: Log(source).event(sequence), sequence)
    payload = work.first(lambda source: Log(source).payload(sequence), sequence)
    content = content_of(work, link, payload)
    event = _linked(work, sequence, link, content.commitment)
    why = _apply(work.study, event, content.entry) if content.entry is not None else content.why
    if why or payload is None:
        code = work.codes.get(payload.participant or "", "") if payload else ""
        work.affected.append(Affected(sequence, link.utc if link else "", code, why))
        if payload is not None and payload.sealed is not None:
            store.sealed.remove(payload.sealed)
        payload = Payload(sequence, None, None, None)
        event = _linked(work, sequence, link, link.commitment if link else GENESIS)
    elif content.entry is not None and isinstance(content.entry.edit, Erase):
        lawful = set(content.entry.edit.emptied)
        work.affected = [one for one in work.affected if one.event not in lawful]
    store.log.append(event, payload)
    if payload.body is None and payload.sealed is None:
        _take_over(work, sequence)
    if link is not None and event.hash != link.hash:
        work.relinked.append(link.hash[: words.PREFIX_HEX])
    work.previous = event


def _linked(work: Work, sequence: int, link: Event | None, commitment: str) -> Event:
    """The link of an event behind the one before it; one whose own is gone takes the times of that."""
    at, previous = link or work.previous, work.previous.hash
    digest = link_hash(sequence, at.utc, at.offset, at.monotonic, at.slot, commitment, previous)
    return Event(sequence, at.utc, at.offset, at.monotonic, at.slot, commitment, previous, digest)


def _apply(study: Study, event: Event, entry: Entry) -> str:
    """Do an edit again; why it cannot be, or nothing."""
    study.sequence, study.instant = event.sequence, Instant(event.utc, event.offset, event.monotonic)
    try:
        with study.store.transaction():
            entry.edit.apply(study)
    except (OjmError, ValueError, KeyError, TypeError, AttributeError) as error:
        study.forget()
        return f"it cannot be done again: {error}" if isinstance(error, OjmError) else UNREADABLE
    return ""


def _take_over(work: Work, sequence: int) -> None:
    """An agreement stands although the event that filed it says nothing any more: its row is there."""
    consent = work.first(lambda source: Consents(source).at(sequence), sequence)
    if consent is not None and work.study.store.people.get(consent.participant) is not None:
        work.study.store.consents.add(consent)


def _records(work: Work) -> Iterator[str]:
    """Rows that the broken file shows and the new study has not."""
    for table, order in DATA_TABLES.items():
        names = order.split(", ")
        columns = work.study.store.columns_of(table)
        places = [columns.index(name) for name in names]
        there = {tuple(row[place] for place in places) for row in work.study.store.rows_of(table)}
        for row in work.sources[0].from_both_ends(table, names, order):
            if tuple(row) not in there:
                yield ", ".join([table, *(work.codes.get(str(part), str(part)) for part in row)])
