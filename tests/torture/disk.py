"""A disk as a power cut leaves it: what was synced is there, of the rest any part, in any order, torn (R4).

A file's sectors of 512 bytes come to the disk one by one; a sync brings all of one file, and the sync of a folder its
names. Until then a write may be there in whole, in some of its sectors or not at all, a file may have its old length,
and a new name, another name or a removal may not have taken place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Final

SECTOR: Final = 512
SHARES: Final = (0.1, 0.5, 0.9)
MAPPED: Final = "-shm"
"""The engine's index of its log is written through memory, and whatever the disk has of it is worth nothing."""

Kept = Callable[[int, int], bool]
"""Whether the n-th unsynced change has come to the disk, in the sector that begins at this byte."""


@dataclass(frozen=True)
class Write:
    """Bytes from `at` on; without any the file is `at` bytes long from then on."""

    at: int
    octets: bytes | None


@dataclass
class File:
    """What surely lies on the disk, and what was changed since."""

    sure: bytes = b""
    unsynced: list[Write] = field(default_factory=list)

    def sync(self) -> None:
        """All of it is on the disk."""
        self.sure, self.unsynced = self.after(lambda _number, _sector: True), []

    def after(self, is_kept: Kept) -> bytes:
        """The file where of the unsynced changes only the kept ones came to the disk; gaps are noughts."""
        octets = bytearray(self.sure)
        for number, write in enumerate(self.unsynced):
            if write.octets is None:
                if is_kept(number, 0):
                    octets[write.at :] = bytes(max(0, write.at - len(octets)))
                continue
            end = write.at + len(write.octets)
            for sector in range(write.at // SECTOR * SECTOR, end, SECTOR):
                if is_kept(number, sector):
                    first, last = max(sector, write.at), min(sector + SECTOR, end)
                    octets.extend(bytes(max(0, first - len(octets))))
                    octets[first:last] = write.octets[first - write.at : last - write.at]
        return bytes(octets)


class Disk:
    """The files of one folder by name."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._sure = {name: File(octets) for name, octets in files.items()}
        self._names = dict(self._sure)
        self._renamings: list[dict[str, File | None]] = []

    def make(self, name: str) -> None:
        """A new, empty file."""
        self._rename({name: File()})

    def remove(self, name: str) -> None:
        """The name goes."""
        self._rename({name: None})

    def move(self, name: str, onto: str) -> None:
        """The file takes another name, in one step."""
        self._rename({name: None, onto: self._names[name]})

    def write(self, name: str, at: int, octets: bytes) -> None:
        """Bytes into a file."""
        self._names[name].unsynced.append(Write(at, octets))

    def cut(self, name: str, length: int) -> None:
        """A file gets another length."""
        self._names[name].unsynced.append(Write(length, None))

    def sync(self, name: str) -> None:
        """A file is brought to the disk, without its name."""
        self._names[name].sync()

    def sync_names(self) -> None:
        """The folder is brought to the disk."""
        self._sure, self._renamings = dict(self._names), []

    def files(self) -> dict[str, bytes]:
        """Every file as programs see it, as long as the power stays."""
        return {name: file.after(lambda _number, _sector: True) for name, file in self._names.items()}

    def after_a_cut(self, chance: Random) -> dict[str, bytes]:
        """What one power cut could leave, drawn by chance, for each file in another way."""
        left = {}
        for name, file in self._left(chance).items():
            octets = file.after(_kept(len(file.unsynced), chance))
            left[name] = chance.randbytes(len(octets)) if name.endswith(MAPPED) else octets
        return left

    def _rename(self, change: dict[str, File | None]) -> None:
        self._renamings.append(change)
        _put(change, self._names)

    def _left(self, chance: Random) -> dict[str, File]:
        """The names of the folder: each has come as far as chance wants, those of one move together."""
        names, stopped = dict(self._sure), set[str]()
        share = chance.choice((0.0, *SHARES, 1.0))
        for change in self._renamings:
            if stopped & change.keys() or chance.random() >= share:
                stopped |= change.keys()
            else:
                _put(change, names)
        return names


def _put(change: Mapping[str, File | None], names: dict[str, File]) -> None:
    for name, file in change.items():
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


def _kept(count: int, chance: Random) -> Kept:
    """One of the ways in which unsynced changes of a file come to the disk."""
    share, last, moments = chance.choice(SHARES), chance.randint(0, count), dict[int, int]()
    chosen = [chance.random() < share for _ in range(count)]
    ways: dict[str, Kept] = {
        "none": lambda _number, _sector: False,
        "all": lambda _number, _sector: True,
        "whole writes": lambda number, _sector: chosen[number],
        "sectors": lambda _number, _sector: chance.random() < share,
        "each sector at a moment of its own": lambda number, sector: (
            number < moments.setdefault(sector, chance.randint(0, count))
        ),
        "in order, the last one torn": lambda number, _sector: (
            number < last or (number == last and chance.random() < share)
        ),
    }
    return ways[chance.choice(list(ways))]
