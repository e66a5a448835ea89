"""The trail of an interview: what happened at which question, when, by both clocks (interview: paradata)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ojm_desktop.domain.clock import Instant, parse_utc

TOLERANCE: Final = 2_000
"""Milliseconds by which the wall clock may fall behind the monotonic one: it is set right a little by the network."""


class What(Enum):
    """What happened."""

    ENTERED = "entered"
    LEFT = "left"
    REOPENED = "reopened"
    """An answered rating was opened again, with the earlier values in sight."""
    ANSWERED = "answered"
    CHANGED = "changed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    ADDED = "added"
    """One more instance of a repeat."""
    REMOVED = "removed"
    """An instance of a repeat, with what was said in it; those behind it moved up."""
    NOTED = "noted"
    COMPARED = "compared"
    WARNED = "warned"
    OVERRIDDEN = "overridden"
    LANGUAGE = "language"
    LAYOUT = "layout"
    HANDED_OVER = "handed_over"
    """The participant has the laptop, with this question alone."""
    GIVEN_BACK = "given_back"
    """The PIN was typed: the researcher has it again."""
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    COMPLETED = "completed"
    LOCKED = "locked"


@dataclass(frozen=True)
class Step:
    """One thing that happened; `path` is empty where it is about the whole visit, `old` and `new` where they apply."""

    path: str
    what: What
    instant: Instant
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class SetBack:
    """The machine's clock was set back within a visit: what it said last, and what it said after that."""

    before: Instant
    after: Instant


class ClockWatch:
    """Notices a wall clock that was set back against the monotonic one, step by step; `found` is the last time.

    Wall clock less monotonic time is the same for all steps of one run of the program. A step that waited for its edit
    may come behind a later one: it has less monotonic time and a difference that this run had before. Less monotonic
    time with another difference is another run, whose first step can only be held against the last one by wall clock.
    """

    def __init__(self) -> None:
        self.found: SetBack | None = None
        self._latest: Instant | None = None
        self._differences: list[int] = []
        """Those of this run, in milliseconds, each further than the tolerance from the others."""

    def after(self, steps: Iterable[Step]) -> ClockWatch:
        """The same with further steps, which this one does not learn of."""
        later = ClockWatch()
        later.found, later._latest, later._differences = self.found, self._latest, list(self._differences)
        for step in steps:
            later.take(step.instant)
        return later

    def take(self, instant: Instant) -> None:
        """One step more."""
        before, difference = self._latest, _wall(instant) - instant.monotonic
        is_known = any(abs(difference - each) <= TOLERANCE for each in self._differences)
        if before is not None and instant.monotonic < before.monotonic:
            if is_known:
                return
            fell = _wall(before) - _wall(instant)
            self._differences = []
        else:
            fell = 0 if before is None else _wall(before) - before.monotonic - difference
        if before is not None and fell > TOLERANCE:
            self.found = SetBack(before, instant)
        if not is_known:
            self._differences.append(difference)
        self._latest = instant


def _wall(instant: Instant) -> int:
    """Milliseconds of the wall clock."""
    return round(parse_utc(instant.utc).timestamp() * 1000)
