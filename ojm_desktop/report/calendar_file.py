"""A calendar as other programs read it: iCalendar (RFC 5545), days without hours, nothing of who or why.

None of the packages that come along writes it, and whole days are a small part of it: no zones, no repeats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ojm_desktop.domain.clock import parse_utc

PRODUCT: Final = "-//Appointments//EN"
"""Who wrote it, as every calendar must say: nothing that tells what the appointments are about."""
LINE: Final = 75
"""Octets of a line at most, without its end (RFC 5545, 3.1)."""
END: Final = b"\r\n"


@dataclass(frozen=True)
class Entry:
    """A day in a calendar. `uid` is the same whenever the same thing is written, and says nothing."""

    uid: str
    day: date
    title: str


def calendar(entries: Sequence[Entry], stamp_utc: str) -> bytes:
    """The file, of an entry at least; `stamp_utc` is when it is written, as the clock says it."""
    stamp = parse_utc(stamp_utc).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(part + END for line in lines for part in _folded(line.encode()))


def _event(entry: Entry, stamp: str) -> Iterator[str]:
    """A day that keeps nobody from being free on it, and that others see as busy or not at all."""
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(entry.title)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """Words as a value (RFC 5545, 3.3.11)."""
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return "\\n".join(words.splitlines())


def _folded(line: bytes) -> Iterator[bytes]:
    """A line in pieces of at most 75 octets, each further one begun with a space; no character is cut in two."""
    lead = b""
    while len(lead) + len(line) > LINE:
        cut = LINE - len(lead)
        while line[cut] & 0xC0 == 0x80:  # within a character of several octets
            cut -= 1
        yield lead + line[:cut]
        line, lead = line[cut:], b" "
    yield lead + line
