"""What is told of a laptop's clock that cannot be believed (T1-T3): it jumped, or shows a day that cannot be.

Order and durations never follow from it; what does is every date that is written down, and what is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from ojm_desktop.domain.clock import Instant, parse_utc
from ojm_desktop.domain.counting import counted

JUMP: Final = timedelta(seconds=60)
"""By which the wall clock may leave the time that passed: it is set right a little by the network."""
FAR: Final = timedelta(days=3 * 365)
"""So long after the newest entry a clock is asked about: a study is seldom left alone for longer."""


class Told(Enum):
    """What was found, or said, of a clock."""

    BACK = "back"
    """It was set back."""
    AHEAD = "ahead"
    """It went ahead of the time that passed: it was set, or the laptop slept."""
    EARLY = "early"
    """It shows a day before there was such a program."""
    RIGHT = "right"
    """Somebody looked at the date and said that it is right."""


@dataclass(frozen=True)
class ClockNote:
    """One finding: at which event, what the clock should have said and what it said (RFC 3339, UTC).

    `before` is the reading that went on as time did, or of the newest entry; empty where there was none.
    """

    event: int
    told: Told
    before: str
    after: str

    @property
    def by(self) -> timedelta:
        """How far apart the two are; nothing where there was nothing before."""
        return parse_utc(self.after) - parse_utc(self.before) if self.before else timedelta()


def jump(before: Instant, after: Instant) -> timedelta:
    """By how much the wall clock left the time that passed between two readings of one run; nothing up to a minute."""
    passed = timedelta(milliseconds=after.monotonic - before.monotonic)
    left = parse_utc(after.utc) - parse_utc(before.utc) - passed
    return left if abs(left) > JUMP else timedelta()


def fell_behind(newest: str, now: str) -> bool:
    """Whether a clock stands before what was written down with it earlier, by more than a minute."""
    return parse_utc(newest) - parse_utc(now) > JUMP


def is_early(now: str, earliest: date | None) -> bool:
    """Whether it shows a day that nobody can have had this program on; told in UTC, a day's grace for the zones."""
    return earliest is not None and parse_utc(now).date() < earliest - timedelta(days=1)


def is_far(newest: str, now: str) -> bool:
    """Whether a clock stands further ahead of the newest entry than anybody leaves a study alone for."""
    return parse_utc(now) - parse_utc(newest) > FAR


def still_doubted(note: ClockNote | None, now: str) -> bool:
    """Whether what was found last is still doubted: until the clock is set right, or somebody says that it is."""
    if note is None or note.told is Told.RIGHT:
        return False
    moment = parse_utc(now)
    if note.told is Told.AHEAD:
        return note.by > FAR and moment >= parse_utc(note.before) + FAR
    return bool(note.before) and moment < parse_utc(note.before)


def in_words(by: timedelta) -> str:
    """A span as people say it: minutes, from two hours on hours, from two days on days."""
    minutes = round(abs(by).total_seconds() / 60)
    if minutes < 120:
        return counted(minutes, "minute")
    return counted(round(minutes / 60), "hour") if minutes < 2880 else counted(round(minutes / 1440), "day")
