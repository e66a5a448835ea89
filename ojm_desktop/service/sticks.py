"""A backup outside this laptop: the newest set copied to a stick, and when that was done last (B4, B5)."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ojm_desktop.service import backups, ledger
from ojm_desktop.service.edits import CopiedBackup
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.progress import Progress, silent
from ojm_desktop.service.session import Place, Session
from ojm_desktop.service.signer import signer_of
from ojm_desktop.service.verify import is_under
from ojm_desktop.store import backup, media, stick
from ojm_desktop.store.backup import BackupSet
from ojm_desktop.store.connection import open_beside
from ojm_desktop.store.errors import BackupFailed
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.store.schema import MIGRATIONS


@dataclass(frozen=True)
class Copied:
    """A set on a medium, and the name of the folder that was chosen for it."""

    made: BackupSet
    where: str

    def record(self) -> CopiedBackup:
        """What the log keeps of it."""
        return CopiedBackup(set_name=self.made.path.name, sequence=self.made.sequence, where=self.where)


@dataclass(frozen=True)
class LastCopy:
    """When a set was copied to another medium last (UTC), how far the log had come by then, and where."""

    at: str
    sequence: int
    where: str


def found() -> tuple[Path, ...]:
    """Media that are plugged in, can be taken out and can be written."""
    return media.plugged_in()


def sets_of(study: StudyFolder) -> tuple[BackupSet, ...]:
    """The sets in a study's own folder, newest first."""
    return backup.sets(study.backups)


def sets_at(place: Path, study_id: str = "") -> tuple[BackupSet, ...]:
    """Every set that a folder leads to; of one study alone where its id is given."""
    there = stick.sets_at(place)
    return tuple(one for one in there if not study_id or backup.study_of(one) == study_id)


def place_of(one: BackupSet) -> str:
    """Where a set lies, for people: the folder that holds its shelf, or the study it lies in."""
    return one.path.parent.parent.name or str(one.path.parent.parent)


def study_of(one: BackupSet) -> str:
    """What the study of a set was called, by the folders around it."""
    shelf = one.path.parent
    return (
        shelf.name.removesuffix(stick.SHELF)[: -stick.ID_SHOWN - 1]
        if shelf.suffix == stick.SHELF
        else shelf.parent.stem
    )


def copy_newest(place: Place, medium: Path, made: str, *, is_due: bool, progress: Progress = silent) -> Copied:
    """Back up what is new where `is_due`, then copy the newest set to `medium` and read it there. For a worker.

    Raises PlaceRefused, CopyFailed, DiskFull and their like. Whoever called does `record` in the session.
    """
    stick.check_medium(medium)
    if is_due:
        backups.back_up(place, made, lambda share, words: progress(share / 3, words))
    key, study_id = place.opened.current.study, place.opened.study_id
    ours = (one for one in backup.sets(place.folder.backups) if is_under(one.path, key))
    newest = next(ours, None)
    if newest is None:
        raise BackupFailed("There is no backup of this study yet. No copy was made. Back up now, then copy again.")
    name = medium.name or str(medium)
    copied = stick.copy_set(
        newest,
        stick.shelf(medium, place.folder, study_id),
        key=key,
        study_id=study_id,
        progress=lambda done, size: progress(1 / 3 + 0.5 * done / max(1, size), f"copying to {name}"),
    )
    _tell_erased(place, copied.path.parent)
    return Copied(copied, name)


def _tell_erased(place: Place, shelf: Path) -> None:
    """Who was erased is told to the older sets there too, so that none of them brings anybody back (W5, B3)."""
    folder, opened = place.folder, place.opened
    with closing(open_beside(folder.db, opened.current.study, opened.study_id, MIGRATIONS)) as database:
        signer = signer_of(database)
    found = ledger.gather((*ledger.in_reach(folder), *ledger.on_shelf(shelf)), opened.study_id, signer)
    if found.erased:
        content = ledger.to_bytes(opened.study_id, signer, found.erased)
        ledger.spread_on_shelf(shelf, content, with_root=True)


def last_copy(session: Session) -> LastCopy | None:
    """The newest copy that the log tells of."""
    log = session.study.store.log
    copies = log.named(CopiedBackup.__name__)
    event = log.event(copies[0]) if copies else None
    opened = read(session.study, event) if event is not None else None
    if event is None or opened is None or not isinstance(opened.entry.edit, CopiedBackup):
        return None
    return LastCopy(event.utc, opened.entry.edit.sequence, opened.entry.edit.where)
