"""Verified backup sets, made through the engine's backup API and therefore encrypted with the same key (B1, B2, B4).

A set is a folder `backups/<UTC stamp>-<sequence>/` with the database, the key slots it was made with, the head, the
erasure ledger and a manifest written last. It is made under another name, reopened, checked twice, counted against the
study it was taken from, and only then given its name.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ojm_desktop.store import manifest as manifests
from ojm_desktop.store.checks import COPY, Problem, integrity
from ojm_desktop.store.connection import Connection, PagesDone
from ojm_desktop.store.engine import create_file, open_file, single
from ojm_desktop.store.errors import AlreadyThere, BackupDamaged, BackupFailed, DiskFull, PlaceFailed
from ojm_desktop.store.folder import (
    StudyFolder,
    megabytes_needed,
    refusal_of,
    sync_file,
    sync_folder,
    write_file,
    writing,
)
from ojm_desktop.store.log import Log
from ojm_desktop.store.manifest import MANIFEST, Manifest
from ojm_desktop.store.rotation import NEWEST, worth_keeping
from ojm_desktop.store.rows import Rows

UNFINISHED: Final = ".making-"
LEAVING: Final = ".leaving-"
NAME: Final = re.compile(r"\d{8}T\d{9}Z-\d{6,}")


@dataclass(frozen=True)
class BackupSet:
    """One set on the disk: where, when (RFC 3339, UTC), and the newest event in it."""

    path: Path
    made: str
    sequence: int


def make(
    connection: Connection,
    folder: StudyFolder,
    extra_files: Iterable[Path],
    *,
    key: bytes,
    made: str,
    progress: PagesDone | None = None,
    newest: int = NEWEST,
) -> BackupSet:
    """Make, verify and keep one set of the study as it is now; `made` is the instant (RFC 3339, UTC) from the clock.

    `connection` may be the writer's or, in a worker, one of `open_beside`. Of `extra_files` those that exist are
    copied; `progress` is told pages left and pages in all. Raises BackupFailed, DiskFull, ReadOnlyPlace; nothing
    half-made is ever left under a set's name.
    """
    stamp = re.sub(r"[-:.]", "", made)
    working = folder.backups / (UNFINISHED + stamp)
    with writing(folder.backups, connection.size()):
        folder.backups.mkdir(mode=0o700, exist_ok=True)
        _remove_unfinished(folder.backups)
        working.mkdir(mode=0o700)
        try:
            # The head first: it may then lag behind the copy, and never lead it (A5).
            for file in extra_files:
                if file.is_file():
                    write_file(working / file.name, file.read_bytes())
            sequence, schema = _copy(connection, working / folder.db.name, key, progress)
            held = {file.name: manifests.hold(file) for file in sorted(working.iterdir())}
            write_file(working / MANIFEST, Manifest(connection.study_id, made, sequence, schema, held).to_bytes())
            finished = folder.backups / f"{stamp}-{sequence:06d}"
            if finished.exists():
                raise AlreadyThere("There is already a backup of this moment. It was left as it is. Try again.")
            working.rename(finished)
        except (DiskFull, OSError) as error:
            shutil.rmtree(working, ignore_errors=True)
            raise _no_room(error, folder, connection.size()) from error
        except BaseException:
            shutil.rmtree(working, ignore_errors=True)
            raise
        sync_folder(folder.backups)
        rotate(folder.backups, newest, just_made=finished)
    return BackupSet(finished, made, sequence)


def _no_room(error: DiskFull | OSError, folder: StudyFolder, size: int) -> PlaceFailed:
    """The sentence for a backup that found no room, or could not be written for another reason."""
    told = error if isinstance(error, DiskFull) else refusal_of(error, folder.backups, size)
    if not isinstance(told, DiskFull):
        return told
    return DiskFull(
        "The disk is full, so no backup was made. The study and its older backups are safe. "
        f"Make at least {megabytes_needed(size)} MB free on this disk, then try again."
    )


def _copy(connection: Connection, target: Path, key: bytes, progress: PagesDone | None) -> tuple[int, int]:
    """Copy one moment of the study, reopen it, check it twice and count; its last sequence and schema version."""
    with connection.snapshot():
        wanted = counts(connection)
        copy = create_file(target, key)
        try:
            connection.copy_into(copy, progress)
        finally:
            copy.close()
        sequence, _ = Log(connection).last()
    sync_file(target)
    wrong = integrity(target, key)
    reopened = open_file(target, key, parameters=COPY)
    try:
        schema = int(single(reopened, "user_version"))
        if not wrong and counts(reopened) != wanted:
            wrong = ["it does not hold as many rows as the study"]
    finally:
        reopened.close()
    if wrong:
        raise BackupFailed(
            f"The backup was made but did not pass its check ({wrong[0]}), so it was not kept. The study is as it was. "
            "Try again, on another disk if it stays."
        )
    return sequence, schema


def counts(rows: Rows) -> dict[str, int]:
    """Rows of every table."""
    names = rows.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    return {name: int(rows.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in names}


def sets(backups: Path) -> tuple[BackupSet, ...]:
    """The sets of a study, newest first; by name only, nothing is opened.

    What counts is how far the log had come: a clock that was ahead once would make its sets the newest for good, and
    every later one the first to be removed.
    """
    if not backups.is_dir():
        return ()
    names = [file.name for file in backups.iterdir() if NAME.fullmatch(file.name)]
    found = (BackupSet(backups / name, _instant(name), int(name.rpartition("-")[2])) for name in names)
    return tuple(sorted(found, key=lambda one: (one.sequence, one.made), reverse=True))


def study_of(one: BackupSet) -> str:
    """The id of the study a set is of, as its list says; empty where that is damaged."""
    try:
        return manifests.read(one.path).study_id
    except BackupDamaged:
        return ""


def rotate(backups: Path, newest: int = NEWEST, just_made: Path | None = None) -> None:
    """Remove the sets that no day, week or month needs; each is renamed first: half a set never carries a set's name.

    `just_made` stays, whatever the others are called.
    """
    found = sets(backups)
    staying = worth_keeping([one.made for one in found], newest)
    for place, old in enumerate(found):
        if place not in staying and old.path != just_made:
            _remove(old.path)


def supersede(backups: Path, checked: BackupSet) -> None:
    """Remove the other sets of the very same event: a start at which nothing is new adds no set to the shelf.

    `checked` must have passed every check; it is what stays.
    """
    for old in sets(backups):
        if old.sequence == checked.sequence and old.path != checked.path:
            _remove(old.path)


def discard(made: BackupSet) -> None:
    """Take a set away that is no backup: what was copied was damaged, and it would stand as the newest."""
    _remove(made.path)


def _remove(path: Path) -> None:
    leaving = path.with_name(LEAVING + path.name)
    path.rename(leaving)
    shutil.rmtree(leaving)


def verify_set(folder: Path, key: bytes | None, study_id: str | None = None) -> tuple[Problem, ...]:
    """What is wrong with a set; empty when it is whole. Without a key only its hashes are looked at.

    Raises nothing for damage: a damaged manifest is a problem like others.
    """
    place = f"{folder.parent.name}/{folder.name}"
    try:
        manifest = manifests.read(folder)
    except BackupDamaged as damage:
        return (Problem(f"{place}/{MANIFEST}", None, str(damage)),)
    problems = [
        Problem(f"{place}/{name}", None, what) for name, what in manifests.differences(folder, manifest).items()
    ]
    if study_id is not None and manifest.study_id != study_id:
        problems.append(Problem(f"{place}/{MANIFEST}", None, "is a backup of another study"))
    if NAME.fullmatch(folder.name) and folder.name != f"{re.sub(r'[-:.]', '', manifest.made)}-{manifest.sequence:06d}":
        problems.append(Problem(place, None, "was renamed: its list of files names another moment"))
    database = folder / "study.db"
    if key is not None and database.is_file():
        problems += [
            Problem(f"{place}/{database.name}", None, what) for what in integrity(database, key, parameters=COPY)
        ]
    return tuple(problems)


def restore(
    folder: Path, target: StudyFolder, key: bytes | None = None, instead: Mapping[str, bytes] = MappingProxyType({})
) -> Manifest:
    """Put a set into a NEW study folder; the set and any other study stay as they are. The manifest of the set.

    `instead` are files that arrive with other bytes than the set has, by name: what is known by now and was not then.

    Raises BackupDamaged, AlreadyThere, PlaceRefused, DiskFull, ReadOnlyPlace. The caller logs the restore.
    """
    problems = verify_set(folder, key)
    if problems:
        raise BackupDamaged(
            f"This backup is not whole ({problems[0].file}: {problems[0].what}). Nothing was restored. Choose another."
        )
    manifest = manifests.read(folder)
    target.check_place()
    if target.path.exists():
        raise AlreadyThere(
            f"There is already something at {target.path.name}. It was left as it is. Restore into a new folder."
        )
    working = target.path.with_name(UNFINISHED + target.path.name)
    with writing(target.path, sum(held.size for held in manifest.files.values())):
        target.path.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(working, ignore_errors=True)
        working.mkdir(mode=0o700)
        try:
            _fill(working, folder, manifest)
            for name, content in instead.items():
                write_file(working / name, content)
            working.rename(target.path)
        except BaseException:
            shutil.rmtree(working, ignore_errors=True)
            raise
        sync_folder(target.path.parent)
    return manifest


def _fill(working: Path, folder: Path, manifest: Manifest) -> None:
    for name, held in manifest.files.items():
        copied = working / name
        shutil.copyfile(folder / name, copied)
        copied.chmod(0o600)
        sync_file(copied)
        if manifests.hold(copied) != held:
            raise BackupDamaged(f"{name} did not arrive as it was in the backup. Nothing was restored. Try again.")
    (working / "backups").mkdir(mode=0o700)
    sync_folder(working)


def _remove_unfinished(backups: Path) -> None:
    """What a killed run of ours left: never a set, because a set has its own name."""
    for file in backups.iterdir():
        if file.name.startswith((UNFINISHED, LEAVING)):
            shutil.rmtree(file)


def _instant(name: str) -> str:
    day, time = name[:8], name[9:18]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:4]}:{time[4:6]}.{time[6:]}Z"
