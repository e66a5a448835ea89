"""A study's folder: which file is what, and writing a small file so that it is wholly old or wholly new."""

from __future__ import annotations

import errno
import math
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ojm_desktop.store.errors import (
    AlreadyThere,
    DiskFull,
    NetworkFolder,
    PlaceFailed,
    ReadOnlyPlace,
    SynchronisedFolder,
)
from ojm_desktop.store.places import refuse_unfit

__all__ = [
    "DiskFull",
    "NetworkFolder",
    "PlaceFailed",
    "ReadOnlyPlace",
    "StudyFolder",
    "SynchronisedFolder",
    "disk_full",
    "folder_name",
    "make_own",
    "megabytes_needed",
    "refusal_of",
    "sync_file",
    "sync_folder",
    "write_file",
    "writing",
]

MEGABYTE: Final = 1_000_000
SPARE: Final = 8 * MEGABYTE
"""Room asked for beyond what is known to be needed: two write-ahead logs at their usual size."""

FULL_ERRORS: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
READ_ONLY_ERRORS: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

_UNFIT: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


BINARY: Final = getattr(os, "O_BINARY", 0)
CLOSE_ON_EXEC: Final = getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True)
class StudyFolder:
    """`<name>.ojm/` and the files in it (security, a study on disk)."""

    path: Path

    @property
    def db(self) -> Path:
        """The database. Never to be opened as a file by this process: that would drop the engine's locks."""
        return self.path / "study.db"

    @property
    def keys(self) -> Path:
        """The key slots."""
        return self.path / "keys.json"

    @property
    def keys_previous(self) -> Path:
        """The key slots before the last change."""
        return self.path / "keys.prev.json"

    @property
    def head(self) -> Path:
        """The signed head of the log."""
        return self.path / "head"

    @property
    def erased(self) -> Path:
        """The signed ledger of erasures."""
        return self.path / "erased.json"

    @property
    def backups(self) -> Path:
        """The verified sets."""
        return self.path / "backups"

    @property
    def lock(self) -> Path:
        """The empty file that is locked while the study is open."""
        return self.path / "lock"

    def is_study(self) -> bool:
        """Whether this looks like a study: its key file or its database is there."""
        return self.keys.is_file() or self.db.is_file()

    def check_place(self) -> None:
        """Raise SynchronisedFolder or NetworkFolder where a study would come to harm."""
        refuse_unfit(self.path)

    def create(self) -> None:
        """Make the folder, readable by its owner only. Raises AlreadyThere, PlaceRefused, PlaceFailed."""
        self.check_place()
        if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise AlreadyThere(
                f"There is already something at {self.path.name}. It was left as it is. Choose another name."
            )
        with writing(self.path):
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if sys.platform != "win32":
                self.path.chmod(0o700)  # an empty folder that was there already had rights of its own
            self.backups.mkdir(mode=0o700)
            sync_folder(self.path)
            sync_folder(self.path.parent)


def write_file(path: Path, content: bytes) -> None:
    """Replace a file so that a crash leaves the old or the new one whole: write new, fsync, replace, fsync the folder.

    Raises DiskFull, ReadOnlyPlace, PlaceFailed; the old file then stands and no half-written one is left.
    """
    fresh = path.with_name(path.name + ".new")
    with writing(path, len(content)):
        try:
            fresh.unlink(missing_ok=True)
            with os.fdopen(make_own(fresh), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def make_own(path: Path) -> int:
    """Make an empty file that only its owner may open; its descriptor. Raises OSError where anything has the name.

    A link that somebody put there counts as well, so that nothing is ever written to where it leads.
    """
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY | CLOSE_ON_EXEC, 0o600)


def sync_file(path: Path) -> None:
    """Bring a finished file to the disk. Never for the live database."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Bring a folder's names to the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def writing(path: Path, size: int = 0) -> Iterator[None]:
    """Turn the operating system's refusals inside into sentences; `size` is how many bytes were to be written."""
    try:
        yield
    except OSError as error:
        raise refusal_of(error, path, size) from error


def refusal_of(error: OSError, path: Path, size: int = 0) -> PlaceFailed:
    """The sentence for an OSError: DiskFull with the megabytes needed, ReadOnlyPlace, or PlaceFailed."""
    if error.errno in FULL_ERRORS:
        return disk_full(path.name, size)
    if error.errno in READ_ONLY_ERRORS:
        return ReadOnlyPlace(
            f"{path.name} cannot be written here: the medium or folder is read-only. What was saved before is safe. "
            "Copy the study's folder to a disk of this laptop and open it there."
        )
    return PlaceFailed(
        f"{path.name} could not be written: {error.strerror or 'the system gave no reason'}. "
        "What was saved before is safe. Check the disk and try again."
    )


def disk_full(name: str, size: int) -> DiskFull:
    """The sentence for a full disk; `size` in bytes is what is known to be needed."""
    return DiskFull(
        f"The disk is full, so the last change to {name} was not saved. Everything saved before it is safe. "
        f"Make at least {megabytes_needed(size)} MB free on this disk, then try again."
    )


def megabytes_needed(size: int) -> int:
    """Megabytes to ask for where `size` bytes are known to be needed."""
    return math.ceil((size + SPARE) / MEGABYTE)


def folder_name(name: str) -> str:
    """A folder's name made of a study's: fit for every system, at most 60 characters; empty when nothing is left."""
    plain = re.sub(r"\s+", "-", _UNFIT.sub(" ", name).strip()).strip(".-")[:60].strip(".-")
    if not plain or plain.casefold().split(".")[0] in _RESERVED:
        return ""
    return f"{plain}.ojm"
