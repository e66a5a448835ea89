"""One program at a time on a study (R11): a lock on the empty file `lock`, held by descriptor.

The operating system drops it when the process ends, however it ends, so there is nothing to clean up after a crash.
A clean close takes the file away; whoever was waiting with the old file in hand notices and takes the new one.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from ojm_desktop.store.errors import AlreadyOpen
from ojm_desktop.store.folder import CLOSE_ON_EXEC, refusal_of

__all__ = ["AlreadyOpen", "StudyLock"]

NO_LINK = getattr(os, "O_NOFOLLOW", 0)
TAKEN = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK, errno.EWOULDBLOCK})


class StudyLock:
    """The lock of one study; window and command line alike take it before they write."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    def acquire(self) -> bool:
        """Take the lock; False on a read-only medium, where nobody can write and none is needed.

        Raises AlreadyOpen when another program holds it, PlaceFailed when the file cannot be made.
        """
        if self._descriptor is not None:
            return True
        while True:
            try:
                descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | CLOSE_ON_EXEC | NO_LINK, 0o600)
            except OSError as error:
                if error.errno == errno.EROFS:
                    return False
                raise refusal_of(error, self._path) from error
            self._take(descriptor)
            if _is_still_there(descriptor, self._path):
                self._descriptor = descriptor
                return True
            os.close(descriptor)

    def _take(self, descriptor: int) -> None:
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno not in TAKEN:
                raise refusal_of(error, self._path) from error
            raise AlreadyOpen(
                "This study is already open in another window or program on this laptop. Nothing was changed. "
                "Go on there, or close it there first."
            ) from None

    def release(self) -> None:
        """Give the lock back; does nothing when it is not held."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            # Taken away while it is still held, so that nobody holds a file that has no name. Windows keeps an open
            # file's name; there the file stays, empty.
            if sys.platform != "win32":
                with suppress(OSError):
                    self._path.unlink()
            os.close(descriptor)

    def __enter__(self) -> StudyLock:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _is_still_there(descriptor: int, path: Path) -> bool:
    """Whether the file that was locked is the one that has the name: its last holder may just have removed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> None:
    """Lock without waiting; raises OSError with an errno of `TAKEN` when another holds it."""
    if sys.platform == "win32":
        import msvcrt

        locking: Any = vars(msvcrt)
        locking["locking"](descriptor, locking["LK_NBLCK"], 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
