"""A calendar as other programs read it: iCalendar (RFC 5545), days or hours of local time, nothing of who or why.

None of the packages that come along writes it, and this is a small part of it: no zones, no repeats. An hour is local
time without a zone (3.3.5, form 1), which every program shows as it was said.
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
LASTS: Final = "PT1H"
"""How long an interview is given in a calendar: the longest takes 45 to 60 minutes (MB28)."""
END: Final = b"\r\n"


@dataclass(frozen=True)
class Entry:
    """A day in a calendar, or an hour of it (HH:MM). `uid` is the same whenever the same thing is written, and says
    nothing.
    """

    uid: str
    day: date
    title: str
    hour: str = ""


def calendar(entries: Sequence[Entry], stamp_utc: str) -> bytes:
    """The file, of an entry at least; `stamp_utc` is when it is written, as the clock says it."""
    stamp = parse_utc(stamp_utc).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(part + END for line in lines for part in _folded(line.encode()))


def _event(entry: Entry, stamp: str) -> Iterator[str]:
    """A day keeps nobody from being free on it, an hour does; others see it as busy or not at all."""
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{stamp}"
    if entry.hour:
        yield f"DTSTART:{entry.day:%Y%m%d}T{entry.hour.replace(':', '')}00"
        yield f"DURATION:{LASTS}"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(entry.title)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:OPAQUE" if entry.hour else "TRANSP:TRANSPARENT"
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
