"""Real disks for tests: a tiny one in memory, and a folder seen read-only; needs root, to mount them.

A disk goes with its block whatever happened in it: a test that failed may still have a study open there, so it is
detached at once, and its memory is freed when the last file on it is closed.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CannotMount(Exception):
    """Nobody may mount a disk here; the message is what `mount` said."""


@contextmanager
def tiny(folder: Path, octets: int = 8 << 20) -> Iterator[Path]:
    """A disk in memory of so many bytes, at a folder that is made here. Raises CannotMount."""
    with _mounted(folder, "-t", "tmpfs", "-o", f"size={octets},mode=700", "tmpfs"):
        yield folder


@contextmanager
def read_only(shown: Path, folder: Path) -> Iterator[Path]:
    """What lies in `shown`, as a medium that nobody can write, at a folder that is made here. Raises CannotMount."""
    with _mounted(folder, "--bind", str(shown)):
        protect(folder, "bind")
        yield folder


def protect(folder: Path, *options: str) -> None:
    """Let nobody write on a mounted disk any more; a bind mount is named as one."""
    subprocess.run(["mount", "-o", ",".join(("remount", "ro", *options)), str(folder)], check=True)


@contextmanager
def _mounted(folder: Path, *how: str) -> Iterator[None]:
    folder.mkdir()
    done = subprocess.run(["mount", *how, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotMount(done.stderr)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
