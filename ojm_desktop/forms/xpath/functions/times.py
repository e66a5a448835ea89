"""Days and times (ODK XForms: date and time functions). The clock is the environment's; months and days in English."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, timedelta

from ojm_desktop.forms.xpath.context import Context
from ojm_desktop.forms.xpath.functions.registry import function
from ojm_desktop.forms.xpath.values import (
    EPOCH,
    NAN,
    SECONDS_A_DAY,
    Value,
    days_since_epoch,
    read_clock,
    read_moment,
    to_number,
    to_text,
)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CODE = re.compile(r"%(.)")


@function("today", "text")
def today(context: Context) -> str:
    return _local_now(context).date().isoformat()


@function("now", "text")
def now(context: Context) -> str:
    return written(_local_now(context))


def _local_now(context: Context) -> datetime:
    environment = context.world.environment
    return environment.now().astimezone(environment.zone)


def written(moment: datetime) -> str:
    """A moment as XForms write it: milliseconds, and the offset with a colon."""
    return moment.isoformat(timespec="milliseconds")


@function("date", "text", "any")
def as_date(context: Context, value: Value) -> str:
    """A number is days since 1 January 1970; of a date and time the day it is where the form is filled in."""
    moment = _moment(value)
    if moment is None:
        return ""
    return (_local(context, moment).date() if isinstance(moment, datetime) else moment).isoformat()


@function("date-time", "text", "any")
def as_date_time(context: Context, value: Value) -> str:
    moment = _moment(value)
    if moment is None:
        return ""
    return written(_local(context, moment if isinstance(moment, datetime) else _midnight(moment)))


@function("decimal-date-time", "number", "any")
def decimal_date_time(context: Context, value: Value) -> float:
    if isinstance(value, float):
        return value
    moment = read_moment(to_text(value))
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return days_since_epoch(written(_local(context, moment)))
    return days_since_epoch(to_text(value))


@function("decimal-time", "number", "text")
def decimal_time(context: Context, text: str) -> float:
    """The part of the day that has passed, 0.5 at noon, in the zone of the form; NaN for what is no time."""
    clock = read_clock(text.rpartition("T")[2] if "T" in text else text)
    if clock is None:
        return NAN
    since, offset = clock
    if offset is not None:
        here = _local_now(context).utcoffset() or timedelta()
        since = (since - (offset.utcoffset(None) or timedelta()) + here) % timedelta(days=1)
    return since.total_seconds() / SECONDS_A_DAY


@function("format-date", "text", "any", "text")
@function("format-date-time", "text", "any", "text")
def formatted(context: Context, value: Value, pattern: str) -> str:
    moment = _moment(value)
    if moment is None:
        return ""
    local = _local(context, moment) if isinstance(moment, datetime) else _midnight(moment)
    return CODE.sub(lambda found: _field(found[1], local, found[0]), pattern)


def _field(code: str, moment: datetime, as_is: str) -> str:
    fields = {
        "Y": f"{moment.year:04}",
        "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}",
        "n": str(moment.month),
        "b": MONTHS[moment.month - 1],
        "d": f"{moment.day:02}",
        "e": str(moment.day),
        "a": DAYS[moment.weekday()],
        "H": f"{moment.hour:02}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}",
        "3": f"{moment.microsecond // 1000:03}",
        "%": "%",
    }
    return fields.get(code, as_is)


def _moment(value: Value) -> datetime | date | None:
    """The day or moment a value stands for; None where it is none."""
    if not isinstance(value, float):
        text = to_text(value)
        moment = read_moment(text)
        if moment is not None:
            return moment
        value = to_number(text)
    if not math.isfinite(value):
        return None
    try:
        if value == int(value):
            return EPOCH + timedelta(days=int(value))
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=round(value * SECONDS_A_DAY * 1000))
    except OverflowError:
        return None


def _midnight(day: date) -> datetime:
    """The start of a day, wherever that is."""
    return datetime.combine(day, time.min)


def _local(context: Context, moment: datetime) -> datetime:
    """The moment in the zone of the form; one without an offset is taken to be in it already."""
    zone = context.world.environment.zone
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
