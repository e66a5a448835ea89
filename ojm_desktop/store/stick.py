"""A backup set on another medium, a stick most often: copied, read again there, and only then given its name (B4).

On the medium stands a shelf, `<study>-<beginning of its id>.backups`, one for each study, and in it sets that look like
those of the study's own folder: whatever was pulled out or cut half-way has no set's name, or not the bytes its
manifest says.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from ojm_desktop.store import backup, manifest
from ojm_desktop.store.backup import UNFINISHED, BackupSet
from ojm_desktop.store.errors import BackupDamaged, CopyFailed, DiskFull, PlaceRefused
from ojm_desktop.store.folder import (
    FULL_ERRORS,
    StudyFolder,
    make_own,
    megabytes_needed,
    sync_file,
    sync_folder,
)
from ojm_desktop.store.places import refuse_unfit

SHELF: Final = ".backups"
ID_SHOWN: Final = 8
"""Hex digits of a study's id in the name of its shelf: two studies of one name have two shelves."""
PIECE: Final = 1 << 20
WITHOUT_SYNC: Final = frozenset({errno.EINVAL, getattr(errno, "ENOTSUP", errno.EINVAL)})
"""What some file systems of sticks answer when the names in a folder are to be brought to the disk."""

BytesDone = Callable[[int, int], None]


def shelf(medium: Path, study: StudyFolder, study_id: str) -> Path:
    """Where this study's sets stand on a medium: the shelf it has there, or the one it would get."""
    ending = f"-{study_id[:ID_SHOWN]}{SHELF}"
    if medium.name.endswith(ending):
        return medium
    found = sorted(medium.glob(f"*{ending}")) if medium.is_dir() else []
    return found[0] if found else medium / f"{study.path.stem}{ending}"


def check_medium(medium: Path) -> None:
    """Raise PlaceRefused where a copy would be none: in a study's own folder, or copied on by another program."""
    refuse_unfit(medium)
    if any(StudyFolder(place).is_study() for place in (medium, *medium.absolute().parents)):
        raise PlaceRefused(
            "This folder lies inside a study. A backup there would be lost together with it, so none was made. "
            "Choose a stick, or a folder on another disk."
        )
    if not medium.is_dir():
        raise PlaceRefused(
            f"{medium.name} is not there any more. No copy was made. Plug the stick in and choose again."
        )


def copy_set(
    source: BackupSet, onto: Path, *, key: bytes | None, study_id: str, progress: BytesDone | None = None
) -> BackupSet:
    """Copy a set onto the shelf `onto`, bring it to the medium, read it again there, and give it its name.

    With the `key` the database is opened and checked there too. `progress` is told bytes done and bytes in all. A set
    that stands there whole already is only checked. Raises BackupDamaged, CopyFailed, DiskFull; what was begun has no
    set's name and goes with the next copy.
    """
    wrong = backup.verify_set(source.path, key, study_id)
    if wrong:
        raise BackupDamaged(
            f"The backup to be copied is not whole ({wrong[0].file}: {wrong[0].what}). No copy was made. "
            "Back up now, then copy again."
        )
    held = manifest.read(source.path)
    size = sum(each.size for each in held.files.values())
    target = onto / source.path.name
    try:
        onto.mkdir(mode=0o700, exist_ok=True)
        _remove_unfinished(onto)
        if target.exists():
            if not backup.verify_set(target, key, study_id):
                return BackupSet(target, source.made, source.sequence)
            shutil.rmtree(target)
        working = onto / (UNFINISHED + source.path.name)
        working.mkdir(mode=0o700)
        _fill(working, source.path, [*held.files, manifest.MANIFEST], size, progress)
        wrong = backup.verify_set(working, key, study_id)
        if wrong:
            raise CopyFailed(_unfinished(onto, f"{wrong[0].file}: {wrong[0].what}"))
        working.rename(target)
        _sync_names(onto)
    except OSError as error:
        if error.errno in FULL_ERRORS:
            raise DiskFull(
                f"There is not enough room on {onto.parent.name}, so the copy was not finished and does not count. "
                f"The study and its backups on this laptop are safe. Make {megabytes_needed(size)} MB free there."
            ) from error
        raise CopyFailed(_unfinished(onto, error.strerror or "the system gave no reason")) from error
    with suppress(OSError):  # the copy is whole; what is too old to be needed goes with a later one
        backup.rotate(onto, just_made=target)
    return BackupSet(target, source.made, source.sequence)


def sets_at(place: Path) -> tuple[BackupSet, ...]:
    """Every set that a folder leads to, newest first: it may be a set, a study, a shelf, or a stick with shelves."""
    if (place / manifest.MANIFEST).is_file() and backup.NAME.fullmatch(place.name):
        return tuple(one for one in backup.sets(place.parent) if one.path == place)
    found = [one for each in _shelves(place) for one in backup.sets(each)]
    return tuple(sorted(found, key=lambda one: (one.made, one.sequence), reverse=True))


def _shelves(place: Path) -> Iterator[Path]:
    yield place
    yield StudyFolder(place).backups
    try:
        inside = sorted(path for path in place.iterdir() if path.is_dir())
    except OSError:
        return
    for path in inside:
        if path.name.endswith(SHELF):
            yield path
        elif StudyFolder(path).is_study():
            yield StudyFolder(path).backups


def _fill(working: Path, source: Path, names: list[str], size: int, progress: BytesDone | None) -> None:
    """Each file to the medium, the list of them last; then out of memory, so that what is read is what lies there."""
    done = 0
    for name in names:
        with (source / name).open("rb") as read, os.fdopen(make_own(working / name), "wb") as written:
            while piece := read.read(PIECE):
                written.write(piece)
                done += len(piece)
                if progress is not None:
                    progress(min(done, size), size)
        sync_file(working / name)
        _forget(working / name)
    _sync_names(working)


def _forget(path: Path) -> None:
    """Ask the system to drop what it remembers of a file; where it cannot be asked, it is read as it is."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is None:
        return
    with path.open("rb") as file:
        advise(file.fileno(), 0, 0, getattr(os, "POSIX_FADV_DONTNEED", 4))


def _sync_names(folder: Path) -> None:
    try:
        sync_folder(folder)
    except OSError as error:
        if error.errno not in WITHOUT_SYNC:
            raise


def _remove_unfinished(onto: Path) -> None:
    for file in onto.iterdir():
        if file.name.startswith((UNFINISHED, backup.LEAVING)):
            shutil.rmtree(file)


def _unfinished(onto: Path, why: str) -> str:
    return (
        f"The copy on {onto.parent.name} was not finished ({why}). It does not count as a backup; the study and its "
        "backups on this laptop are safe. Plug the stick in again, or take another one."
    )
