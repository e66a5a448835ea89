"""When a turning point was, as surely as it is remembered: a week, a part of a month, a month (decisions: weeks)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ojm_desktop.domain.hot_spot import Certainty
from ojm_desktop.journey.wording import days_text

WEEKS, MONTHS = 13, 3
_PARTS = (("early", 0, 9), ("middle", 10, 18), ("late", 19, 27))
_DAYS_A_MONTH = 28


@dataclass(frozen=True)
class When:
    """A time in words with its first and last day."""

    words: str
    certainty: Certainty
    first_day: date
    last_day: date


def times(start: date) -> tuple[When, ...]:
    """What can be said of the three months after `start`: weeks first, then parts of months, then months."""
    weeks = [_when(f"week {week}", Certainty.WEEK, start, 7 * (week - 1), 7 * week - 1) for week in range(1, WEEKS + 1)]
    parts, months = [], []
    for month in range(1, MONTHS + 1):
        begin = _DAYS_A_MONTH * (month - 1)
        for words, first, last in _PARTS:
            text = f"{words} in month {month}" if words != "middle" else f"in the middle of month {month}"
            parts.append(_when(text, Certainty.PART_OF_MONTH, start, begin + first, begin + last))
        words = f"some time in month {month}"
        months.append(_when(words, Certainty.ABOUT, start, begin, begin + _DAYS_A_MONTH - 1))
    return (*weeks, *parts, *months)


def offered(start: date, first_day: date, last_day: date, certainty: Certainty) -> tuple[tuple[When, ...], int]:
    """What can be said, and which of it holds now. Days that were dragged are one more answer: they are never rounded
    to a week because something else of the moment was changed.
    """
    found, place = times(start), nearest(start, first_day, last_day, certainty)
    if (found[place].first_day, found[place].last_day) == (first_day, last_day):
        return found, place
    own = When(f"{days_text(first_day, last_day)}, as placed", certainty, first_day, last_day)
    return (*found, own), len(found)


def nearest(start: date, first_day: date, last_day: date, certainty: Certainty) -> int:
    """Which of :func:`times` stands for these days: the same days, else the nearest middle of the same certainty."""
    middle = first_day + (last_day - first_day) / 2

    def distance(numbered: tuple[int, When]) -> tuple[bool, bool, int]:
        when = numbered[1]
        is_same = (when.first_day, when.last_day) == (first_day, last_day)
        away = abs((when.first_day + (when.last_day - when.first_day) / 2 - middle).days)
        return not is_same, when.certainty is not certainty, away

    return min(enumerate(times(start)), key=distance)[0]


def _when(words: str, certainty: Certainty, start: date, first: int, last: int) -> When:
    return When(words, certainty, start + timedelta(days=first), start + timedelta(days=last))
