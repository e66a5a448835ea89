"""Calendar files as RFC 5545 asks for them, read back by a reader of the tests' own."""

from __future__ import annotations

from datetime import date

import pytest

from ojm_desktop.report.calendar_file import Entry, calendar

STAMP = "2026-05-14T13:02:11.000Z"


def unfolded(octets: bytes) -> list[str]:
    """The lines of a file: CRLF at every end, what is folded put together again (3.1)."""
    assert octets.endswith(b"\r\n")
    assert b"\n" not in octets.replace(b"\r\n", b"")
    return octets.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]


def read(octets: bytes) -> list[dict[str, str]]:
    """The events of a file: property with its parameters -> value with escapes undone (3.3.11)."""
    lines = unfolded(octets)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and line != "END:VEVENT":
            assert name not in events[-1]
            events[-1][name] = undone(value)
    return events


def undone(value: str) -> str:
    """A text without its escapes."""
    out, letters = "", iter(value)
    for letter in letters:
        after = next(letters) if letter == "\\" else ""
        out += {"n": "\n", "N": "\n"}.get(after, after) if letter == "\\" else letter
    return out


def test_that_a_file_has_what_every_calendar_must_have() -> None:
    lines = unfolded(calendar([Entry("1@x", date(2026, 5, 31), "Appointment")], STAMP))
    assert lines[1:4] == ["VERSION:2.0", "PRODID:-//Appointments//EN", "CALSCALE:GREGORIAN"]
    (event,) = read(calendar([Entry("1@x", date(2026, 5, 31), "Appointment")], STAMP))
    assert event == {
        "UID": "1@x",
        "DTSTAMP": "20260514T130211Z",
        "DTSTART;VALUE=DATE": "20260531",
        "DTEND;VALUE=DATE": "20260601",
        "SUMMARY": "Appointment",
        "CLASS": "PRIVATE",
        "TRANSP": "TRANSPARENT",
    }


@pytest.mark.parametrize(
    "words",
    [
        "one, two; three\\four",
        "a first line\nand a second",
        "Cyfarfod â’r ymchwilydd " * 12,
        "漢字" * 60,
        "🙂" * 40,
        "x" * 75,
        "x" * 67,
    ],
)
def test_that_words_come_back_whatever_they_are_and_no_line_is_too_long(words: str) -> None:
    octets = calendar([Entry("1@x", date(2026, 5, 31), words)], STAMP)
    lines = octets.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode("utf-8")  # raises where a character was cut in two
    assert read(octets)[0]["SUMMARY"] == words


def test_that_every_entry_is_an_event_in_its_order() -> None:
    entries = [Entry(f"{number}@x", date(2026, 5, number), "Appointment") for number in (1, 2, 3)]
    assert [event["UID"] for event in read(calendar(entries, STAMP))] == ["1@x", "2@x", "3@x"]


def test_that_an_hour_is_local_time_without_a_zone_and_keeps_its_hour_free_of_others() -> None:
    (event,) = read(calendar([Entry("1@x", date(2026, 5, 31), "Appointment", "09:05")], STAMP))
    assert (event["DTSTART"], event["DURATION"], event["TRANSP"]) == ("20260531T090500", "PT1H", "OPAQUE")
    assert not {"DTEND", "DTEND;VALUE=DATE", "DTSTART;VALUE=DATE"} & set(event)
