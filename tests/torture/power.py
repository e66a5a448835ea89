"""The power goes while people answer: disks rebuilt from what a session wrote, each opened and examined (R4, A5).

A session is recorded by strace, call by call. At a moment drawn by chance the calls before it have taken place on a
disk (`disk.py`), and what was not synced by then is there in part. On every such disk each acknowledged answer must be
there, log, tables and index must agree, and the head may lag by the events since its own last sync, and never lead.
Needs strace, and root to look into a process of its own.
"""

from __future__ import annotations

import copy
import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Final

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.studies import open_session
from ojm_desktop.store.folder import StudyFolder
from tests.torture import faults, record
from tests.torture import ground as grounds
from tests.torture.disk import Disk
from tests.torture.examine import examine, head_sequence
from tests.torture.ground import Ground
from tests.torture.kill_store import answer
from tests.torture.record import Step
from tests.torture.strace import TraceFailed
from tests.torture.told import Teller, Told

SESSIONS: Final = 3
SETTLED: Final = 0.15
"""How often the program settles, of all answers."""
AT_A_SYNC: Final = 4
"""How much likelier the power goes right before or after a sync or an acknowledgement than at another call."""
PASSES: Final = 40


@dataclass
class Cut:
    """What power cuts came to: different disks, answers acknowledged on them, heads mended, by how many at most."""

    states: int = 0
    acknowledged: int = 0
    mended: int = 0
    furthest: int = 0
    violations: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Recorded:
    """A study before the session, the files it had then, and every step of the session."""

    ground: Ground
    files: dict[str, bytes]
    steps: tuple[Step, ...]


def cut(folder: Path, states: int, *, answers: int, seed: int, whole_every: int) -> Cut:
    """So many different disks of one session of so many answers; every so-manieth is verified as a whole."""
    chance, cuts = Random(seed), Cut()
    recorded = watch(grounds.make(folder / "whole.ojm"), folder, answers, chance.getrandbits(32))
    for files, told in disks(recorded, states, chance):
        cuts.states += 1
        cuts.acknowledged += told.acknowledged
        where = f"disk {cuts.states} of seed {seed}, {told.painted} acknowledged"
        look(recorded.ground, folder / "cut.ojm", files, told, cuts, where, is_whole=cuts.states % whole_every == 0)
    if cuts.states < states:
        cuts.violations.append(f"there were only {cuts.states} different disks")
    return cuts


def watch(ground: Ground, folder: Path, answers: int, seed: int) -> Recorded:
    """Let a program answer on a copy of the study, and write down all it does to the folder."""
    log, said = folder / "steps.log", folder / "told"
    with faults.copied(ground, folder / "watched.ojm") as watched:
        place = watched.unlocked.folder.path
        files = _files(place)
        program = _program(said, answers, seed)
        end = faults.watched(watched, program, *record.HOW, "-o", str(log))
        if end.code:
            raise TraceFailed(f"where the power stays it ended with {end.code}")
        steps = tuple(record.steps(log, place, said, files))
        if _at_the_end(files, steps) != _files(place):
            raise TraceFailed("the files are not those that the recorded steps make")
    return Recorded(ground, files, steps)


def _files(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}


def _at_the_end(files: dict[str, bytes], steps: tuple[Step, ...]) -> dict[str, bytes]:
    """What a disk holds on which every step took place: what says that none was overlooked."""
    disk = Disk(files)
    for step in steps:
        step.take_place(disk)
    return disk.files()


def _program(said: Path, answers: int, seed: int) -> faults.Program:
    """Open, answer, settle now and then, close; some times over. What is acknowledged and settled is told."""

    def program(ground: Ground, _tell: Callable[[int, int], None]) -> None:
        teller, chance = Teller(os.open(said, os.O_WRONLY | os.O_CREAT, 0o600)), Random(seed)
        for _ in range(SESSIONS):
            session = open_session(ground.unlocked, grounds.clock())
            teller.saved(session.sequence)
            for _ in range(answers // SESSIONS):
                answer(session, ground, chance, teller)
                if chance.random() < SETTLED:
                    session.settle()
                    teller.settled(session.sequence)
            session.close()
            teller.settled(session.sequence)

    return program


def disks(recorded: Recorded, states: int, chance: Random) -> Iterator[tuple[dict[str, bytes], Told]]:
    """So many different disks, over all moments of the session, and what was told by then."""
    seen, steps = set[bytes](), recorded.steps
    weights = [_weight(steps, number) for number in range(len(steps) + 1)]
    for _ in range(PASSES):
        moments = Counter(chance.choices(range(len(weights)), weights, k=states - len(seen)))
        disk, told = Disk(recorded.files), Told(settled=recorded.ground.ledger.sequence)
        for number in range(len(weights)):
            for _ in range(moments[number]):
                files = disk.after_a_cut(chance)
                mark = _digest(files, told)
                if mark not in seen:
                    seen.add(mark)
                    yield files, copy.deepcopy(told)
            if number < len(steps):
                told.hear(steps[number].octets if steps[number].call == "told" else b"")
                steps[number].take_place(disk)


def _weight(steps: tuple[Step, ...], number: int) -> int:
    """How likely the power goes before this step."""
    near = steps[max(0, number - 1) : number + 1]
    return AT_A_SYNC if any(step.call in ("sync", "told") for step in near) else 1


def _digest(files: dict[str, bytes], told: Told) -> bytes:
    """Two disks with the same one are the same, but for the engine's index of its log."""
    made = hashlib.sha256(f"{told.painted} {told.settled}".encode())
    for name, octets in sorted(files.items()):
        if not name.endswith("-shm"):
            made.update(name.encode() + hashlib.sha256(octets).digest())
    return made.digest()


def look(
    ground: Ground, path: Path, files: dict[str, bytes], told: Told, cuts: Cut, where: str, *, is_whole: bool
) -> None:
    """Put a disk's files into a folder, open it as the program does, compare; what must not be is counted."""
    (path / "backups").mkdir(parents=True)
    for name, octets in files.items():
        (path / name).write_bytes(octets)
    unlocked = replace(ground.unlocked, folder=StudyFolder(path))
    left = replace(ground, unlocked=unlocked, ledger=copy.deepcopy(ground.ledger))
    try:
        head = head_sequence(unlocked.folder.head)
        found = examine(left, told)
        wrong = [*found.violations, *(grounds.whole(left) if is_whole else ())]
        if found.mended:
            cuts.mended += 1
            cuts.furthest = max(cuts.furthest, left.ledger.sequence - 1 - head)
    except (OjmError, ValueError) as error:
        wrong = [f"it could not be opened any more ({error})"]
    cuts.violations += [f"{where}: {what}" for what in wrong]
    shutil.rmtree(path)
