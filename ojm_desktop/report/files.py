"""Writing a file that was not there before: whole or not at all, and never over another one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from ojm_desktop.domain.errors import OjmError


class FileIsThere(OjmError):
    """The named file exists already; it was left as it is."""


class NotWritten(OjmError):
    """The medium refused the file; nothing was left behind."""


def write_new(path: Path, fill: Callable[[Path], object]) -> None:
    """Let `fill` write a temporary file beside `path`, sync it, and give it its name.

    Raises FileIsThere when `path` exists, NotWritten when the medium refuses. What `fill` raises passes through;
    the temporary file is gone in every case.
    """
    if path.exists():
        raise FileIsThere(_already(path))
    try:
        descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as problem:
        raise NotWritten(_refused(path, problem)) from problem
    os.close(descriptor)
    temporary = Path(name)
    try:
        fill(temporary)
        _sync(temporary)
        _name(temporary, path)
    except OSError as problem:
        raise NotWritten(_refused(path, problem)) from problem
    finally:
        temporary.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _name(temporary: Path, path: Path) -> None:
    """A hard link refuses to replace; a medium without links gets the name reserved first."""
    try:
        os.link(temporary, path)
        return
    except FileExistsError as problem:
        raise FileIsThere(_already(path)) from problem
    except (OSError, NotImplementedError):
        _take_name(path)
    temporary.replace(path)


def _take_name(path: Path) -> None:
    try:
        path.open("xb").close()
    except FileExistsError as problem:
        raise FileIsThere(_already(path)) from problem


def _already(path: Path) -> str:
    return f"“{path.name}” is there already and was left as it is: choose another folder or move the old file away."


def _refused(path: Path, problem: OSError) -> str:
    why = problem.strerror or "the medium refused"
    return (
        f"“{path.name}” could not be written ({why}); nothing was left behind and the study is untouched. "
        "Choose another folder."
    )
