"""Instants and days. The clock itself is passed in; only `app/` reads the machine's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


@dataclass(frozen=True)
class Instant:
    """One reading of the clock.

    `utc` is RFC 3339 with milliseconds and Z, `offset` the local offset in minutes, `monotonic` milliseconds since
    the session began (order and durations never depend on the wall clock).
    """

    utc: str
    offset: int
    monotonic: int


class Clock(Protocol):
    """Where instants come from."""

    @property
    def earliest(self) -> date | None:
        """The first day it can show and be right (T2); None where it tells a story, which nobody holds against it."""
        ...

    def now(self) -> Instant:
        """Read wall clock, offset and monotonic time together."""
        ...


def rfc3339(moment: datetime) -> str:
    """Format an aware datetime as UTC with milliseconds and Z."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def parse_utc(text: str) -> datetime:
    """Read what `rfc3339` wrote; raises ValueError on anything else."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or rfc3339(moment) != text:
        raise ValueError("This is no moment as the program writes them.")
    return moment


def day_in(instant_utc: str, zone: str) -> date:
    """The calendar day of an instant in the study's zone."""
    from zoneinfo import ZoneInfo  # not needed before a study is open

    return parse_utc(instant_utc).astimezone(ZoneInfo(zone)).date()


def local_time(instant_utc: str, offset: int) -> str:
    """HH:MM:SS as the laptop's clock showed it."""
    return (parse_utc(instant_utc) + timedelta(minutes=offset)).strftime("%H:%M:%S")


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: date) -> str:
    """A day as people read it on paper: 3 March 2026. Never the system's locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """A day where the year is plain: 3 Mar."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
