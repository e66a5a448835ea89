"""Every change of a folder's files that a program makes, in order, with its bytes, read from a trace of strace.

A call that changes the folder in a way nobody here knows is an error: a disk made of the rest would be another one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.torture.disk import Disk
from tests.torture.strace import LONGEST, TraceFailed

KNOWN: Final = (
    *("openat", "pwrite64", "write", "lseek", "ftruncate", "rename", "unlink", "unlinkat", "fsync", "fdatasync"),
)
UNKNOWN: Final = (
    *("open", "creat", "pwritev", "pwritev2", "writev", "truncate", "fallocate", "copy_file_range", "sendfile"),
    *("splice", "link", "linkat", "symlink", "symlinkat", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir"),
)
HOW: Final = (
    *("-y", "-xx", "-s", str(LONGEST), "-e", "signal=none"),
    *("-e", "trace=" + ",".join(f"?{name}" for name in (*KNOWN, *UNKNOWN))),
)
"""What strace is told."""

_LINE: Final = re.compile(rb"(\w+)\((.*)\) += (\d+)")
_FILE: Final = re.compile(rb"(\d+)<((?:\\x[0-9a-f]{2})*)>")
_STRING: Final = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


@dataclass(frozen=True)
class Step:
    """One call: on which name of the folder (empty: the folder itself), where in the file, with what.

    `call` is make, write, cut, sync, move, remove; or told, where the program said something, which changes no disk.
    """

    call: str
    name: str
    at: int = 0
    octets: bytes = b""
    onto: str = ""

    def take_place(self, disk: Disk) -> None:
        """On a disk."""
        if self.call == "make":
            disk.make(self.name)
        elif self.call == "write":
            disk.write(self.name, self.at, self.octets)
        elif self.call == "cut":
            disk.cut(self.name, self.at)
        elif self.call == "sync" and self.name:
            disk.sync(self.name)
        elif self.call == "sync":
            disk.sync_names()
        elif self.call == "move":
            disk.move(self.name, self.onto)
        elif self.call == "remove":
            disk.remove(self.name)


def steps(log: Path, folder: Path, told: Path, names: Iterable[str]) -> Iterator[Step]:
    """What a trace by `HOW` says of a folder with files of these names, and of the file `told`. Raises TraceFailed."""
    reader = _Reader(str(folder), str(told), set(names))
    with log.open("rb") as lines:
        for line in lines:
            if (found := _LINE.match(line)) is not None:
                call, said, answer = found.groups()
                if (step := reader.step(call.decode(), said, int(answer))) is not None:
                    yield step


class _Reader:
    """Keeps which names there are, and where in a file a write without a place goes."""

    def __init__(self, folder: str, told: str, names: set[str]) -> None:
        self._folder, self._told, self._names = folder, told, names
        self._at: dict[int, int] = {}

    def step(self, call: str, said: bytes, answer: int) -> Step | None:
        """What a call did to the folder; None for what did nothing to it."""
        strings = [(_octets(text), bool(more)) for text, more in _STRING.findall(said)]
        if any(more for _, more in strings):
            raise TraceFailed(f"{call}: a buffer was longer than the watcher shows")
        if call == "openat":
            return self._opened(strings[0][0].decode(), said, answer)
        if call in ("rename", "unlink", "unlinkat"):
            return self._named(call, [self._inside(path.decode("utf-8", "replace")) for path, _ in strings])
        if (file := _FILE.match(said)) is None:
            if call in UNKNOWN and os.fsencode(self._folder) in b" ".join(octets for octets, _ in strings):
                raise TraceFailed(f"{call} changes the folder, and nobody here knows how")
            return None
        descriptor, path = int(file[1]), _octets(file[2]).decode("utf-8", "replace")
        name = "told" if path == self._told else self._inside(path)
        if call == "lseek":
            self._at[descriptor] = answer
        elif name is not None:
            return self._written(call, name, descriptor, [octets for octets, _ in strings], said)
        return None

    def _opened(self, path: str, said: bytes, descriptor: int) -> Step | None:
        self._at[descriptor] = 0
        name = self._inside(path)
        if not name:
            return None
        if b"O_TRUNC" in said or b"O_APPEND" in said:
            raise TraceFailed(f"{name} was opened in a way that nobody here knows")
        if b"O_CREAT" not in said or name in self._names:
            return None
        self._names.add(name)
        return Step("make", name)

    def _named(self, call: str, names: list[str | None]) -> Step | None:
        if names[0] is None:
            return None
        self._names.discard(names[0])
        if call != "rename":
            return Step("remove", names[0])
        if names[1] is None:
            raise TraceFailed(f"{names[0]} was moved out of the folder")
        self._names.add(names[1])
        return Step("move", names[0], onto=names[1])

    def _written(self, call: str, name: str, descriptor: int, octets: list[bytes], said: bytes) -> Step | None:
        if name and name not in self._names and name != "told":
            return None  # it has lost its name and goes when it is closed
        last = int(said.rpartition(b", ")[2]) if b", " in said else 0
        if call in ("fsync", "fdatasync"):
            return Step("sync", name)
        if call == "ftruncate":
            return Step("cut", name, last)
        if call == "pwrite64":
            return Step("write", name, last, octets[0])
        if call == "write":
            at = self._at.get(descriptor, 0)
            self._at[descriptor] = at + len(octets[0])
            return Step("told" if name == "told" else "write", name, at, octets[0])
        raise TraceFailed(f"{call} changes {name}, and nobody here knows how")

    def _inside(self, path: str) -> str | None:
        """The name a path has in the folder; empty for the folder itself, None for what is elsewhere or deeper."""
        if path == self._folder:
            return ""
        inside = path.startswith(f"{self._folder}/")
        return path[len(self._folder) + 1 :] if inside and "/" not in path[len(self._folder) + 1 :] else None


def _octets(text: bytes) -> bytes:
    return bytes.fromhex(text.replace(b"\\x", b"").decode())
