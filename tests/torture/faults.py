"""Each call that writes fails once, fails from then on, or is where the program dies (R2); and again while the next
opening mends what that left (R3). Needs strace, and root to look into a process of its own.

The program is forked from a warm one and waits until strace looks at it. What it has acknowledged lies in memory that
both share, so that telling it is no call that could fail.
"""

from __future__ import annotations

import copy
import mmap
import os
import re
import shutil
import signal
import struct
import subprocess
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.service.edits import SetRating
from ojm_desktop.service.studies import open_session
from ojm_desktop.store.folder import StudyFolder
from tests.torture import ground as grounds
from tests.torture.examine import examine
from tests.torture.ground import HELD_ON, Ground
from tests.torture.strace import TraceFailed, can_trace
from tests.torture.told import Intent, Told

CALLS: Final = (
    *("write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "ftruncate", "rename", "renameat", "renameat2"),
    *("unlink", "unlinkat", "mkdir", "mkdirat"),
)
"""The calls by which a program changes what is on a disk."""
KILLED: Final = "signal=KILL:when={}"
KINDS: Final = (KILLED, "error=ENOSPC:when={}", "error=EIO:when={}", "error=ENOSPC:when={}+", "error=EIO:when={}+")
PLACES: Final = (("housing", "4"), ("work", "12"), ("housing", "4"))
"""What is rated, one after the other; the third changes the first."""
PATIENCE: Final = 60.0
AN_ERROR_OF_OURS: Final = 3

_SHARED: Final = struct.Struct("<QQQ")
"""Whether to begin; the newest event when the study was open; the newest that was acknowledged."""
_CALL: Final = re.compile(rb"^(?:\d+ +)?(\w+)\(", re.MULTILINE)
Point = tuple[str, int]
"""A call by its name, and which of its kind."""
Program = Callable[[Ground, Callable[[int, int], None]], None]
"""What is run: on a study, with a way to tell where it opened it and what it has acknowledged."""


@dataclass
class Cases:
    """How many cases there were, and everything that must not be."""

    tried: int = 0
    violations: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class End:
    """How a run ended: its exit code (below zero: the signal), where it opened, and what it had acknowledged."""

    code: int
    opened_at: int
    saved: int


def every_call(folder: Path, share: float = 1.0, kinds: Sequence[str] = KINDS) -> Cases:
    """R2: open, answer, settle, close, with each kind of fault at each call; of the calls a `share` is tried."""
    cases, ground = Cases(), grounds.make(folder / "whole.ojm")
    for point in _some(_points(ground, work, folder), share):
        for kind in kinds:
            with copied(ground, folder / "tried.ojm") as tried:
                end = run(tried, work, point, kind)
                cases.tried += 1
                cases.violations += [f"{kind.format(point)}: {what}" for what in wrong(tried, end)]
    return cases


def while_mending(folder: Path, share: float = 1.0, share_again: float = 1.0, kill_at: Sequence[str] = CALLS) -> Cases:
    """R3: killed at a `share` of the calls; then a fault, kind after kind, at a share of those of the next opening."""
    cases, ground = Cases(), grounds.make(folder / "whole.ojm")
    for point in _some([one for one in _points(ground, work, folder) if one[0] in kill_at], share):
        with copied(ground, folder / "killed.ojm") as killed:
            first = run(killed, work, point, KILLED)
            for number, again in enumerate(_some(_points(killed, opening, folder), share_again)):
                with copied(killed, folder / "tried.ojm") as tried:
                    kind = KINDS[number % len(KINDS)]
                    second = run(tried, opening, again, kind)
                    cases.tried += 1
                    end = replace(first, code=second.code)
                    told = f"killed at {point}, then {kind.format(again)}"
                    cases.violations += [f"{told}: {what}" for what in wrong(tried, end)]
    return cases


def work(ground: Ground, tell: Callable[[int, int], None]) -> None:
    """Open, rate until something is refused, settle, close; what is refused may be refused again."""
    session = open_session(ground.unlocked, grounds.clock())
    begun = session.sequence
    tell(begun, begun)
    with suppress(OjmError):
        for value, (pathway, wave) in enumerate(PLACES, 1):
            key = RatingKey(ground.participant, pathway, wave)
            session.do(SetRating(key=key, value=value, held_on=HELD_ON))
            tell(begun, session.sequence)
    with suppress(OjmError):
        session.settle()
    session.close()


def opening(ground: Ground, _tell: Callable[[int, int], None]) -> None:
    """Open and close: what mends a study after a crash."""
    open_session(ground.unlocked, grounds.clock()).close()


def wrong(ground: Ground, end: End) -> list[str]:
    """What must not be after a run: an error that is no sentence, a loss, anything that does not agree."""
    found = ["it ended with an error of the program"] if end.code == AN_ERROR_OF_OURS else []
    intents = {end.opened_at + number: Intent("rating", place, number) for number, place in enumerate(PLACES, 1)}
    told = Told(intents if end.opened_at else {}, painted=end.saved)
    try:
        found += examine(ground, told).violations
        found += grounds.whole(ground)
    except (OjmError, ValueError) as error:
        found.append(f"it could not be opened any more ({error})")
    return found


def run(ground: Ground, program: Program, at: Point, kind: str) -> End:
    """Run a program with a fault at one of its calls."""
    name, number = at
    return watched(ground, program, "-e", f"trace={name}", "-e", f"inject={name}:{kind.format(number)}")


def _points(ground: Ground, program: Program, folder: Path) -> list[Point]:
    """Every call that a program makes where nothing fails, by its kind."""
    log = folder / "calls.log"
    with copied(ground, folder / "counted.ojm") as counted:
        end = watched(counted, program, "-e", "trace=" + ",".join(f"?{name}" for name in CALLS), "-o", str(log))
    if end.code:
        raise TraceFailed(f"where nothing fails it ended with {end.code}")
    counts = Counter(found.decode() for found in _CALL.findall(log.read_bytes()))
    return [(name, number) for name in CALLS for number in range(1, counts[name] + 1)]


def watched(ground: Ground, program: Program, *how: str) -> End:
    """Fork a program that waits, let strace look at it as it is told to, let it go on, and wait for its end."""
    if not can_trace():
        raise TraceFailed("A call can be made to fail only as root and with strace. Run this as root.")
    with mmap.mmap(-1, _SHARED.size) as shared:
        child = os.fork()
        if child == 0:
            _be(ground, program, shared)
        line = ["strace", "-q", "-p", str(child), *how]
        watcher = subprocess.Popen(line, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        try:
            _wait_until_watched(child)
            shared[: _SHARED.size] = _SHARED.pack(1, 0, 0)
            _, status = os.waitpid(child, 0)
        finally:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            watcher.communicate(timeout=PATIENCE)
        _, opened_at, saved = _SHARED.unpack(shared[: _SHARED.size])
    return End(os.waitstatus_to_exitcode(status), opened_at, saved)


def _be(ground: Ground, program: Program, shared: mmap.mmap) -> None:
    """In the child: wait, do it, and end; whatever is no sentence of ours is told by the exit code."""

    def tell(opened_at: int, saved: int) -> None:
        shared[: _SHARED.size] = _SHARED.pack(1, opened_at, saved)

    while not shared[0]:
        time.sleep(0.002)
    try:
        program(ground, tell)
    except OjmError:
        os._exit(0)
    except BaseException:  # noqa: BLE001  a child must never go on as its parent
        traceback.print_exc()
        os._exit(AN_ERROR_OF_OURS)
    os._exit(0)


def _wait_until_watched(child: int) -> None:
    deadline, state = time.monotonic() + PATIENCE, Path(f"/proc/{child}/status")
    while "TracerPid:\t0\n" in state.read_text():
        if time.monotonic() > deadline:
            raise TraceFailed("strace did not come to look at the program")
        time.sleep(0.002)


@contextmanager
def copied(ground: Ground, folder: Path) -> Iterator[Ground]:
    """A copy of a closed study, with a ledger of its own; gone afterwards."""
    shutil.copytree(ground.unlocked.folder.path, folder)
    unlocked = replace(ground.unlocked, folder=StudyFolder(folder))
    yield replace(ground, unlocked=unlocked, ledger=copy.deepcopy(ground.ledger))
    shutil.rmtree(folder)


def _some(points: list[Point], share: float) -> Iterator[Point]:
    """A share of the calls, spread over all of them."""
    step = max(1, round(1 / share))
    yield from points[step // 2 :: step]
