"""Days as people read and type them: "Fri 15 to Thu 21 May", "2 March 2026"; never the system's locale."""

from __future__ import annotations

import re
from datetime import date

from ojm_desktop.domain.clock import MONTHS, long_date, short_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BY_NUMBER = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
_BY_NAME = re.compile(r"(\d{1,2})\.? +([A-Za-z]{3,})\.? +(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_HOUR = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?")


class NotADay(OjmError):
    """What was typed is no day; the sentence says why."""


class NotAnHour(OjmError):
    """What was typed is no hour of a day."""


def weekday_date(day: date) -> str:
    """A day with its name: Thursday 14 May 2026."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def day_month(day: date, *, weekday: bool = False) -> str:
    """A day of this year: 15 May, or with its name: Fri 15 May."""
    name = f"{WEEKDAYS[day.weekday()][:3]} " if weekday else ""
    return f"{name}{day.day} {MONTHS[day.month - 1]}"


def span(first: date, last: date, *, weekday: bool = False) -> str:
    """Two days: 6 to 12 May, 28 Apr to 4 May; with ``weekday`` Fri 15 to Thu 21 May."""
    if (first.year, first.month) == (last.year, last.month):
        name = f"{WEEKDAYS[first.weekday()][:3]} " if weekday else ""
        end = f"{WEEKDAYS[last.weekday()][:3]} {short_date(last)}" if weekday else day_month(last)
        return f"{name}{first.day} to {end}"
    names = [f"{WEEKDAYS[day.weekday()][:3]} " if weekday else "" for day in (first, last)]
    return f"{names[0]}{short_date(first)} to {names[1]}{short_date(last)}"


def short_span(first: date, last: date) -> str:
    """Two days where there is little room: 6 to 12 Sep, 28 Aug to 3 Sep."""
    is_one_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day if is_one_month else short_date(first)} to {short_date(last)}"


def days_ago(then: date, today: date) -> str:
    """How long ago a day was: today, yesterday, 3 days ago."""
    days = (today - then).days
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{counted(days, 'day')} ago"


def backed_up(day: date, clock: str, today: date) -> str:
    """Of the newest backup, as what was done and not as what is to do: Backed up 14:02, Backed up 3 days ago."""
    return f"Backed up {clock if day >= today else days_ago(day, today)}"


def when(day: date, clock: str, today: date) -> str:
    """A time that was, `clock` as it was shown: at 13:52; yesterday at 13:52; on 12 May at 13:52."""
    if day == today:
        return f"at {clock}"
    return f"yesterday at {clock}" if (today - day).days == 1 else f"on {day_month(day)} at {clock}"


def with_hour(day: str, hour: str) -> str:
    """The words of a day with the hour agreed for it, if there is one: Mon 18 May, 14:30."""
    return f"{day}, {hour}" if hour else day


def agreed(day: date, hour: str, today: date) -> str:
    """A day that was agreed, for a table; with an hour its month is short: Agreed: Wed 18 Nov, 14:30."""
    words = "today" if day == today else day_month(day, weekday=True)
    if hour and day != today:
        words = f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return f"Agreed: {with_hour(words, hour)}"


def parse_hour(text: str) -> str:
    """The hour that was typed, as HH:MM: 14:30, 14.30, 1430, 14, 2:30 pm; empty for nothing. Raises NotAnHour."""
    said = "".join(text.split()).casefold()
    if not said:
        return ""
    found = _HOUR.fullmatch(said)
    if found is None:
        raise NotAnHour("Write the hour as 14:30, or leave it empty.")
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if half and not 1 <= hour <= 12:
        raise NotAnHour("With am or pm the hour is 1 to 12.")
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    if hour > 23 or minute > 59:
        raise NotAnHour("A day has 24 hours, from 00:00 to 23:59.")
    return f"{hour:02}:{minute:02}"


def parse_day(text: str) -> date:
    """The day that was typed: 2 March 2026, 2/3/2026 (day first) or 2026-03-02. Raises NotADay with what is wrong."""
    day, month, year = _numbers(" ".join(text.split()))
    if not 1 <= month <= 12:
        raise NotADay("A year has 12 months.")
    try:
        return date(year, month, day)
    except ValueError as error:
        if year < 1:
            raise NotADay("Write the year with four digits.") from error
        raise NotADay(f"{MONTHS[month - 1]} has {_length(year, month)} days.") from error


def _numbers(text: str) -> tuple[int, int, int]:
    found = _ISO.fullmatch(text)
    if found:
        return int(found[3]), int(found[2]), int(found[1])
    found = _BY_NUMBER.fullmatch(text)
    if found:
        return int(found[1]), int(found[2]), int(found[3])
    found = _BY_NAME.fullmatch(text)
    if found:
        names = [name for name in MONTHS if name.casefold().startswith(found[2].casefold())]
        if len(names) == 1:
            return int(found[1]), MONTHS.index(names[0]) + 1, int(found[3])
        raise NotADay(f"“{found[2]}” is not a month.")
    raise NotADay("Write day, month and year, such as 2 March 2026.")


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days
