"""Which backup sets stay when a new one is made: the newest, then a day's, a week's and a month's last ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

NEWEST: Final = 12
"""Sets that stay whatever their age: three hours of work, and every set where little is done."""
DAYS, WEEKS, MONTHS = 7, 5, 12


def worth_keeping(made: Sequence[str], newest: int = NEWEST) -> frozenset[int]:
    """The places in `made` (RFC 3339, UTC, the newest set first) of the sets that stay.

    Days, weeks and months are counted where there is a set, not by today's date: a clock that was ahead once, or a
    study that rested for a year, takes none of them away.
    """
    kept = set(range(min(newest, len(made))))
    for period, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        last: dict[str, int] = {}
        for place, instant in enumerate(made):
            last.setdefault(period(instant), place)
        kept.update(list(last.values())[:most])
    return frozenset(kept)


def _day(instant: str) -> str:
    return instant[:10]


def _month(instant: str) -> str:
    return instant[:7]


def _week(instant: str) -> str:
    """The ISO week; a day that does not exist, in a folder named by hand, is a week of its own."""
    try:
        year, week, _ = date.fromisoformat(instant[:10]).isocalendar()
    except ValueError:
        return instant[:10]
    return f"{year}-{week:02d}"
