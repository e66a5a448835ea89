"""Before a backup is restored: what a set holds, what would be lost by it, and which set is the newest good one.

A set is good when its files are what its list says, its database passes every check, and its log holds from the first
link to the last: a copy of a study that was damaged already is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ojm_desktop.domain.agreement import ConsentState
from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import backups
from ojm_desktop.service.progress import Progress, silent
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.service.study import Study
from ojm_desktop.service.verify import check_chain, is_under
from ojm_desktop.store import backup
from ojm_desktop.store import connection as connections
from ojm_desktop.store.backup import BackupSet
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.study_store import Store
from ojm_desktop.vault.keys import Opened

NOUNS: Final = {
    "participants": ("participant", "participants"),
    "consents": ("agreement", "agreements"),
    "visits": ("visit", "visits"),
    "ratings": ("rating", "ratings"),
    "answers": ("answer", "answers"),
    "comments": ("comment", "comments"),
    "hot_spots": ("hot spot", "hot spots"),
    "diary_entries": ("week of a diary", "weeks of diaries"),
}
"""Tables whose rows a researcher counts, in the order in which they are told."""
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Contents:
    """How many rows of each noun a set holds, where any, and when its newest event was (UTC)."""

    events: int
    newest: str
    counts: Counts

    @property
    def words(self) -> str:
        """As people say it: "12 participants, 30 visits"; nothing where there is nothing yet."""
        return _told(self.counts)


@dataclass(frozen=True)
class Loss:
    """What the study has and the set has not: events, since when (UTC of the first), and rows new or changed since.

    `is_other_line` says that the study does not go on from where the set ends: it is of a copy that went another way.
    """

    events: int
    since: str
    counts: Counts
    is_other_line: bool

    @property
    def words(self) -> str:
        """Rows as people say them."""
        return _told(self.counts)


@dataclass(frozen=True)
class Seen:
    """What looking into a set found: what is wrong with it, else what it holds and, beside a study, what would go."""

    problem: str = ""
    contents: Contents | None = None
    loss: Loss | None = None


def look_into(chosen: BackupSet, opened: Opened, beside: StudyFolder | None = None) -> Seen:
    """Read a set with keys that open it, and compare it with the study `beside`, which may be open.

    For a worker. Raises nothing for damage: of a study that cannot be read nobody can say what would be lost.
    """
    problem = what_is_wrong(chosen, opened)
    if problem:
        return Seen(problem)
    with closing(_reader(chosen.path / "study.db", opened)) as database:
        kept = _Read(Store(database))
    try:
        return Seen("", kept.contents, _loss(kept, beside, opened) if beside is not None else None)
    except OjmError:
        return Seen("", kept.contents)


def what_is_wrong(chosen: BackupSet, opened: Opened) -> str:
    """Why a set is not good, or nothing: its files, its database, every link of its log."""
    found = backup.verify_set(chosen.path, opened.current.study, opened.study_id)
    if found:
        return f"{Path(found[0].file).name}: {found[0].what}"
    try:
        with closing(_reader(chosen.path / "study.db", opened)) as database:
            chain, _ = check_chain(Study(Store(database), opened.sealer()))
    except OjmError as error:
        return str(error)
    return f"event {chain[0].event}: {chain[0].what}" if chain else ""


def newest_good(sets: Iterable[BackupSet], opened: Opened) -> BackupSet | None:
    """The newest set that today's keys open and that is good."""
    ours = (one for one in sets if is_under(one.path, opened.current.study))
    return next((one for one in ours if not what_is_wrong(one, opened)), None)


def restore_closed(
    unlocked_set: Unlocked, target: Path, clock: Clock, progress: Progress = silent, beside: Unlocked | None = None
) -> Unlocked:
    """Restore a set into a new folder and close it again: for a worker, whose connections nobody else may use.

    The keys of the restored study; raises as `backups.restore`.
    """
    session = backups.restore(unlocked_set, target, clock, progress, beside)
    place = session.place
    assert place is not None
    progress(0.9, "making its first backup")
    backups.close(session)
    return Unlocked(place.folder, place.opened)


def free_name(study: Path, ending: str) -> Path:
    """A folder beside a study that is not there yet: north-restored.ojm, north-restored-2.ojm and so on."""
    number = 1
    while (path := study.with_name(f"{study.stem}-{ending}{f'-{number}' * (number > 1)}.ojm")).exists():
        number += 1
    return path


class _Read:
    """What a database holds, counted, and its rows for comparing: by column, as an older set has fewer of them."""

    def __init__(self, store: Store) -> None:
        self.columns = {table: store.columns_of(table) for table in NOUNS}
        self.rows = {table: store.rows_of(table) if columns else [] for table, columns in self.columns.items()}
        last, self.hash = store.log.last()
        newest = store.log.event(last)
        numbers = {table: len(rows) for table, rows in self.rows.items()}
        state = self.columns["consents"].index("state")
        numbers["consents"] = sum(row[state] == ConsentState.IN_FORCE.value for row in self.rows["consents"])
        counts = tuple((table, number) for table, number in numbers.items() if number)
        self.contents = Contents(last, newest.utc if newest else "", counts)

    def beyond(self, kept: _Read, table: str) -> int:
        """How many rows are new here, or others than in what was kept."""
        both = [name for name in self.columns[table] if name in kept.columns[table]]
        return len(self._by(both, table) - kept._by(both, table)) if both else len(self.rows[table])

    def _by(self, columns: list[str], table: str) -> set[tuple[object, ...]]:
        places = [self.columns[table].index(name) for name in columns]
        return {tuple(row[place] for place in places) for row in self.rows[table]}


def _loss(kept: _Read, study: StudyFolder, opened: Opened) -> Loss:
    how = (opened.current.study, opened.study_id, MIGRATIONS)
    with closing(connections.open_beside(study.db, *how)) as database, database.snapshot():
        store, ends = Store(database), kept.contents.events
        now, first = _Read(store), store.log.event(ends + 1)
        is_other = store.log.hash_at(ends) != kept.hash
    changed = tuple((table, number) for table in NOUNS if (number := now.beyond(kept, table)))
    return Loss(max(0, now.contents.events - ends), first.utc if first else "", changed, is_other)


def _reader(path: Path, opened: Opened) -> connections.Connection:
    return connections.open_reader(path, opened.current.study, opened.study_id, MIGRATIONS, may_be_older=True)


def _told(counts: Counts) -> str:
    return ", ".join(counted(number, *NOUNS[table]) for table, number in counts)
