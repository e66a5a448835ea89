"""What an expression comes to, and how one kind of value is taken for another (XPath 1.0, 3.4 and 4; XForms: number).

Dates are texts as XForms write them, 2026-11-22 or 2026-11-22T14:00:00.000+00:00; as a number a date is the days since
1 January 1970. An empty text is no number. Irrelevant nodes are read as empty.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Final

from ojm_desktop.forms.instance import Node

NodeSet = tuple[Node, ...]
Value = float | str | bool | NodeSet

NAN: Final = math.nan
EPOCH: Final = date(1970, 1, 1)
SECONDS_A_DAY: Final = 86_400

NUMBER: Final = re.compile(r"\s*-?(\d+(\.\d*)?|\.\d+)\s*", re.ASCII)
DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
TIME: Final = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?", re.ASCII)


def to_number(value: Value) -> float:
    """The number a value stands for, NaN where it stands for none."""
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    text = value if isinstance(value, str) else to_text(value)
    if NUMBER.fullmatch(text):
        return float(text)
    if len(text) < len("2026-11-22"):
        return NAN
    return days_since_epoch(text)


def to_text(value: Value) -> str:
    """The text of a value; of nodes that of the first."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_as_text(value)
    return value[0].value if value else ""


def to_boolean(value: Value) -> bool:
    """Whether a value holds: a number but zero, a text with letters in it, a relevant node."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    if isinstance(value, str):
        return value != ""
    return any(node.is_relevant for node in value)


def number_as_text(number: float) -> str:
    """Whole numbers without a point, others in full without an exponent (XPath 1.0, 4.2)."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    written = repr(number)
    return format(Decimal(written), "f") if "e" in written else written


def relevant(value: NodeSet) -> NodeSet:
    """The nodes that count."""
    return tuple(node for node in value if node.is_relevant)


def read_moment(text: str) -> datetime | date | None:
    """The day, or the day and time with its offset where one is written; None for anything else."""
    found = DATE.match(text)
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    rest = text[found.end() :]
    if not rest:
        return day
    clock = read_clock(rest[1:]) if rest[0] in "T " else None
    return None if clock is None else datetime(day.year, day.month, day.day, tzinfo=clock[1]) + clock[0]


def read_clock(text: str) -> tuple[timedelta, timezone | None] | None:
    """How far into the day a time is, and its offset if one is written; None for anything else."""
    found = TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    microseconds = int((found[4] or "").ljust(6, "0")[:6])
    since = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=microseconds)
    return since, read_offset(found[5])


def read_offset(text: str | None) -> timezone | None:
    """Z, +01, +0100 or +01:00 as an offset."""
    if text is None:
        return None
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[3:].lstrip(":") or 0)
    if minutes >= 24 * 60:
        return None
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes))


def days_since_epoch(text: str) -> float:
    """A date as whole days, a date and time (without offset: UTC) with a fraction; NaN for anything else."""
    moment = read_moment(text)
    if moment is None:
        return NAN
    days = float((date(moment.year, moment.month, moment.day) - EPOCH).days)
    if not isinstance(moment, datetime):
        return days
    offset = moment.utcoffset() or timedelta()
    clock = timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)
    return days + (clock - offset).total_seconds() / SECONDS_A_DAY


Compare = Callable[[float, float], bool]


def equal(left: Value, right: Value) -> bool:
    """The `=` of XPath 1.0, 3.4: some node of a node set has to do."""
    return _equal(left, right, wanted=True)


def unequal(left: Value, right: Value) -> bool:
    """The `!=` of XPath 1.0, 3.4, which is not the contrary of `=` where there are several nodes, or none."""
    return _equal(left, right, wanted=False)


def _equal(left: Value, right: Value, *, wanted: bool) -> bool:
    if isinstance(left, tuple) or isinstance(right, tuple):
        return _equal_nodes(left, right, wanted=wanted)
    if isinstance(left, bool) or isinstance(right, bool):
        return (to_boolean(left) == to_boolean(right)) is wanted
    if isinstance(left, float) or isinstance(right, float):
        return (to_number(left) == to_number(right)) is wanted
    return (left == right) is wanted


def _equal_nodes(left: Value, right: Value, *, wanted: bool) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return (to_boolean(left) == to_boolean(right)) is wanted
    return any(_equal(a, b, wanted=wanted) for a in _each(left) for b in _each(right))


def ordered(compare: Compare, left: Value, right: Value) -> bool:
    """`<`, `<=`, `>`, `>=`: by number, dates being numbers; some node of a node set has to do."""
    if isinstance(left, tuple) or isinstance(right, tuple):
        return any(compare(to_number(a), to_number(b)) for a in _each(left) for b in _each(right))
    return compare(to_number(left), to_number(right))


def _each(value: Value) -> tuple[float | str | bool, ...]:
    return tuple(node.value for node in value) if isinstance(value, tuple) else (value,)
