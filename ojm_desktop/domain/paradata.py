"""The trail of an interview: what happened at which question, when, by both clocks (interview: paradata)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from ojm_desktop.domain.clock import Instant


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


def set_back(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps before which the wall clock was set back: its time is earlier than that of the step before."""
    return tuple(after for before, after in pairwise(steps) if after.instant.utc < before.instant.utc)
