"""What people type for numbers, days and times, and how the questionnaire stores it; no toolkit.

Each pair reads a typed text into a stored value and shows a stored value as it is typed. What cannot be read stays as
it was typed: it is given all the same, so that nothing is lost, and the form says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from ojm_desktop.domain.clock import MONTHS, long_date
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.form import Question
from ojm_desktop.domain.scale import MINUS
from ojm_desktop.forms.validity import NOT_A_DAY, NOT_A_MOMENT
from ojm_desktop.ui import dates

_GROUPED: Final = re.compile(r"[+-]?\d{1,3}([ \u00a0\u202f]\d{3})+(?=\D|$)")
_DECIMAL_COMMA: Final = re.compile(r"([+-]?\d+),(\d{1,2}|\d{4,})")
"""Not with three digits behind: 1,200 is more likely twelve hundred than a little over one, so it is asked about."""
_PLUS: Final = re.compile(r"^\+(?=[\d.])")
_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?(?::\d{2}(?:\.\d+)?)? ?(am|pm)?", re.IGNORECASE)
_MONTH_FIRST: Final = re.compile(r"([A-Za-z]{3,})\.? +(\d{4})")
_MONTH_NUMBER: Final = re.compile(r"(\d{1,2})[./ -](\d{4})")
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Kind:
    """How one kind of line is read and shown, and what to write in it."""

    value_of: Callable[[str], str]
    text_of: Callable[[str], str]
    hint: str
    wide: int
    """Width of the line in pixels at 100 %."""


def whole_value(text: str) -> str:
    """1 234 is 1234; a real minus sign is one, and a plus says nothing that an expression could read."""
    plain = _PLUS.sub("", text.strip().replace(MINUS, "-"))
    return re.sub(r"\s", "", plain) if _GROUPED.match(plain) else plain


def decimal_value(text: str) -> str:
    """2,5 is 2.5."""
    plain = whole_value(text)
    found = _DECIMAL_COMMA.fullmatch(plain)
    return f"{found[1]}.{found[2]}" if found else plain


def number_text(value: str) -> str:
    """A number with a real minus sign."""
    return value.replace("-", MINUS, 1) if value.startswith("-") else value


def day_value(text: str) -> str:
    """2 March 2026 is 2026-03-02."""
    try:
        return dates.parse_day(text).isoformat()
    except OjmError:
        return text.strip()


def day_text(value: str) -> str:
    """2026-03-02 is 2 March 2026."""
    found = day_of(value)
    return long_date(found) if found else value


def month_value(text: str) -> str:
    """March 2026 is the first of March 2026; a whole day is the first of its month."""
    plain = " ".join(text.split())
    if found := _MONTH_FIRST.fullmatch(plain):
        names = [at for at, name in enumerate(MONTHS, 1) if name.casefold().startswith(found[1].casefold())]
        return f"{found[2]}-{names[0]:02}-01" if len(names) == 1 else plain
    if (found := _MONTH_NUMBER.fullmatch(plain)) and 1 <= int(found[1]) <= 12:
        return f"{found[2]}-{int(found[1]):02}-01"
    day = day_of(day_value(plain))
    return day.replace(day=1).isoformat() if day else plain


def month_text(value: str) -> str:
    """2026-03-01 is March 2026."""
    found = day_of(value)
    return f"{MONTHS[found.month - 1]} {found.year}" if found else value


def year_value(text: str) -> str:
    """2026 is the first day of it."""
    plain = text.strip()
    return f"{plain}-01-01" if _YEAR.fullmatch(plain) else plain


def year_text(value: str) -> str:
    """2026-01-01 is 2026."""
    return value[:4] if day_of(value) else value


def time_value(text: str) -> str:
    """2.30 pm, 1430 and 14:30 are 14:30."""
    plain = text.strip()
    found = _CLOCK.fullmatch(plain)
    if found is None:
        return plain
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return plain
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else plain


def time_text(value: str) -> str:
    """14:30:00.000+00:00 is 14:30."""
    try:
        found = time.fromisoformat(value)
    except ValueError:
        return value
    return f"{found:%H:%M}"


def day_of(value: str) -> date | None:
    """The day a stored value is, or begins with."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


WHOLE: Final = Kind(whole_value, number_text, "A whole number", 200)
DECIMAL: Final = Kind(decimal_value, number_text, "A number", 200)
DAY: Final = Kind(day_value, day_text, "Day, month, year", 260)
MONTH: Final = Kind(month_value, month_text, "Month and year", 260)
YEAR: Final = Kind(year_value, year_text, "Year", 140)
TIME: Final = Kind(time_value, time_text, "Hours and minutes, such as 14:30", 140)


def stop_said(question: Question, words: str) -> str:
    """What stops an answer, as it is typed here: the engine speaks of the shape in which a day is stored."""
    if words == NOT_A_MOMENT:
        return "This is not a day with a time. Write day, month and year, then the time: 9 March 2026 and 14:30."
    if words != NOT_A_DAY:
        return words
    if "month-year" in question.appearance:
        return "This is not a month. Write month and year, such as March 2026."
    if "year" in question.appearance:
        return "This is not a year. Write it with four digits, such as 2026."
    return "This is not a day of the calendar. Write day, month and year, such as 9 March 2026 or 9.3.2026."
