"""Times of the program and of its floor, taken in turn so that a busy machine slows both, and the table they make."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
Work = Callable[[], object]


@dataclass(frozen=True)
class Times:
    """What was measured, in milliseconds."""

    taken: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half of them took longer."""
        return statistics.median(self.taken)

    def part(self, share: float) -> float:
        """The time that this share of them did not exceed."""
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(frozen=True)
class Row:
    """A line of the table. `floor` is None where the target is no ratio; `met` None where nothing is demanded."""

    what: str
    program: Times
    floor: Times | None
    target: str
    met: bool | None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Program by floor, at the medians."""
        return self.program.median / self.floor.median if self.floor is not None else None


def timed(work: Work) -> float:
    """Milliseconds that the work takes, with no collection of garbage in it."""
    gc.collect(0)
    gc.disable()
    begun = time.perf_counter_ns()
    work()
    taken = time.perf_counter_ns() - begun
    gc.enable()
    return taken / 1e6


def in_turn(program: Work, floor: Work, rounds: int, warm: int = 2) -> tuple[Times, Times]:
    """Both, one after the other, `rounds` times; the first `warm` rounds do not count."""
    pairs = [(timed(program), timed(floor)) for _ in range(rounds + warm)][warm:]
    return Times(tuple(first for first, _ in pairs)), Times(tuple(second for _, second in pairs))


def alone(work: Work, rounds: int, warm: int = 2) -> Times:
    """The same where there is no floor."""
    return Times(tuple([timed(work) for _ in range(rounds + warm)][warm:]))


def as_installed(home: str) -> dict[str, str]:
    """The environment of a program that a person starts for the second time: a home of its own, modules compiled."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), home)
    compiled = str(Path(home) / "compiled")
    return {**kept, **homes, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": compiled, "QT_QPA_PLATFORM": "offscreen"}


HEAD = ("what", "program", "p95", "floor", "ratio", "target", "")


def table(rows: Sequence[Row]) -> str:
    """The rows as text, with the notes below."""
    cells = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    notes = [f"{row.what}: {row.note}" for row in rows if row.note]
    return "\n".join([*lines, "", *notes])


def _cells(row: Row) -> tuple[str, ...]:
    ratio = row.ratio
    verdict = {None: "", True: "met", False: "MISSED"}[row.met]
    return (
        row.what,
        milliseconds(row.program.median),
        milliseconds(row.program.part(0.95)),
        milliseconds(row.floor.median) if row.floor is not None else "",
        f"{ratio:.2f} x" if ratio is not None else "",
        row.target,
        verdict,
    )


def milliseconds(value: float) -> str:
    """With as many digits as mean something."""
    return f"{value:.0f} ms" if value >= 100 else f"{value:.1f} ms" if value >= 10 else f"{value:.2f} ms"
