"""Days, weeks and waves in words, as they stand on every sheet and in every sentence (decisions: weeks; dates)."""

from __future__ import annotations

from datetime import date

from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.plan import Wave

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS_BEFORE_WEEKS = 14


def long_day(day: date) -> str:
    """3 March 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """3 Mar."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def middle_day(day: date) -> str:
    """3 Mar 2026."""
    return f"{short_day(day)} {day.year}"


def days_text(first: date, last: date) -> str:
    """12 Mar, 12–23 Mar, 28 Mar – 3 Apr."""
    if first == last:
        return short_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last)}"
    return f"{short_day(first)} – {short_day(last)}"


def moment_text(first: date, last: date, start: date) -> str:
    """12 Mar, or 12–23 Mar: when a moment was; one wholly before the order began is said to be so.

    Days, never weeks: a number of a week belongs to the axis and to the waves on it. Day 56 is where "week 8" stands,
    and the ninth week begins with it; a moment named by its week would contradict its own place.
    """
    days = days_text(first, last)
    return f"{days} (before the order)" if last < start else days


def gap_text(days: int) -> str:
    """The recall gap of so many days: 6 days, 13 days; from two weeks on about 3 weeks, the nearest week.

    Never whole weeks cut off: that would make a memory fresher than it is.
    """
    if days < _DAYS_BEFORE_WEEKS:
        return counted(days, "day")
    return f"about {counted((days + 3) // 7, 'week')}"


def wave_text(wave: Wave) -> str:
    """A wave within a sentence: week 4, beginning."""
    return wave.name[:1].lower() + wave.name[1:]


def ranges_text(numbers: list[int]) -> str:
    """1, 4–7, 9: ascending numbers with runs of three and more drawn together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [[f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(n) for n in run] for run in runs]
    return ", ".join(text for group in texts for text in group)
