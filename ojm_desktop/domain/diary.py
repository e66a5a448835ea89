"""The weekly diary (MB19): one entry a week, or why there is none, with what happened in it by pathway.

Week k of the diary is week k of the order: days 7k - 7 to 7k - 1. Its entry is due on day 7k and late from day 7k + 7
(decisions: weeks).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.rating import Missing


class DiaryMode(Enum):
    """How a week was written down."""

    SELF = "self"
    READ_OUT = "read_out"
    BY_PHONE = "phone"
    PAPER = "paper"

    @property
    def words(self) -> str:
        """The way in a sentence."""
        return {
            "self": "written by themselves",
            "read_out": "told in person",
            "phone": "told by phone",
            "paper": "copied from paper",
        }[self.value]


class DiaryState(Enum):
    """A weekly slot as its strip shows it; `AWAITED` is due, or overdue, and nothing is known of it yet."""

    DONE = "done"
    LATE = "late"
    MISSED = "missed"
    AWAITED = "awaited"
    NOT_DUE = "not_due"

    @property
    def words(self) -> str:
        """The state in a key or a sentence."""
        return {"awaited": "not in yet", "not_due": "not due"}.get(self.value, self.value)


def first_day(week: int, start: date) -> date:
    """The first day of a week of the order."""
    return start + timedelta(days=7 * (week - 1))


def due_day(week: int, start: date) -> date:
    """When the entry about a week is due: the day after it."""
    return start + timedelta(days=7 * week)


def late_from(week: int, start: date) -> date:
    """From this day on an entry about the week is late."""
    return start + timedelta(days=7 * week + 7)


def is_asked(week: int, since: int | None) -> bool:
    """Whether an entry about a week can be waited for: nobody is asked about a week that was over before they agreed.

    `since` is the day of the order, counted from 0, on which the person said yes to a diary; None without a yes.
    """
    return since is not None and since < 7 * week


def state_of(week: int, written: int | None, *, is_missed: bool, since: int | None, age: int) -> DiaryState:
    """Where a slot stands on day `age` of the order, counted from 0; `written` is the day of its entry.

    `since` as in `is_asked`. An entry about a week before the agreement is done or late as any other.
    """
    if is_missed:
        return DiaryState.MISSED
    if written is not None:
        return DiaryState.LATE if written >= 7 * week + 7 else DiaryState.DONE
    return DiaryState.AWAITED if is_asked(week, since) and age >= 7 * week else DiaryState.NOT_DUE


@dataclass(frozen=True)
class Occurrence:
    """Something good or bad for the person in a week.

    `pathway` is empty where it was about none of them; `value` is an optional rating on the scale of `scale_version`,
    which is the diary's own and never one of the interview's.
    """

    pathway: str
    polarity: Polarity
    words: str
    value: int | None = None
    scale_version: int | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != (self.scale_version is None):
            raise Refused("A value in a diary needs the scale it was given on. Nothing was changed.")
        if not self.words.strip() and not self.pathway:
            raise Refused("Say what happened, or which part of life it was about. Nothing was changed.")


@dataclass(frozen=True)
class DiaryEntry:
    """The entry about one week, counted from 1, written on `written_on`; or `missing` with words for it.

    `hoped` is what would have made the week better: what the person suggests (MB38).
    """

    id: str
    participant: str
    week: int
    written_on: date | None
    mode: DiaryMode
    missing: Missing | None = None
    reason: str = ""
    occurrences: tuple[Occurrence, ...] = ()
    hoped: str = ""

    def __post_init__(self) -> None:
        if (self.written_on is None) == (self.missing is None):
            raise Refused("A week of the diary was written on a day or has a reason why not. Nothing was changed.")
        if self.missing is not None and (self.occurrences or self.hoped):
            raise Refused("Nothing is told of a week that was missed. Nothing was changed.")
