"""Visits as a calendar: neutral, the same ids on every day, with a reason, and nobody who said no."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ojm_desktop.domain import template
from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.rating import Missing
from ojm_desktop.report.files import FileIsThere
from ojm_desktop.service import calendars, visits
from ojm_desktop.service.edits import LetOut, RefuseAgreement, RescheduleVisit
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from tests import studies
from tests.report.test_calendar_file import read as read_calendar

START = date(2026, 4, 16)
"""Four weeks before the clock's day, 14 May 2026: week 4 is due on it."""


@pytest.fixture
def session() -> Iterator[Session]:
    """Somebody of cohort 1 who has signed."""
    found = studies.in_memory()
    studies.signed_person(found, order_start=START)
    yield found
    found.close()


def days(session: Session, participant: str = "") -> list[str]:
    """The days in the calendar."""
    return [entry.day.isoformat() for entry in calendars.entries(session, participant)]


def test_that_each_visit_ahead_is_a_day_with_a_neutral_title(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "appointments.ics"
    assert calendars.save(session, path, "my own diary") == 3
    events = read_calendar(path.read_bytes())
    assert [event["DTSTART;VALUE=DATE"] for event in events] == ["20260514", "20260611", "20260709"]
    assert {event["SUMMARY"] for event in events} == {"Appointment"}
    assert not any("DESCRIPTION" in event for event in events)
    octets = path.read_text(encoding="utf-8").casefold()
    person = session.study.store.people.all()[0]
    for word in (
        person.id,
        person.code,
        "week",
        "probation",
        "north-bridge",
        "journey",
        "interview",
        "offender",
        "ojm",
    ):
        assert word.casefold() not in octets, word


def test_that_a_visit_has_the_same_id_on_every_day_and_another_one_has_another(session: Session) -> None:
    before = [entry.uid for entry in calendars.entries(session)]
    session.do(RescheduleVisit(participant=studies.person_of(session), wave="4", day=date(2026, 5, 18), reason="ill"))
    assert [entry.uid for entry in calendars.entries(session)] == before
    assert len(set(before)) == 3
    assert days(session) == ["2026-05-18", "2026-06-11", "2026-07-09"]


def test_that_an_hour_agreed_is_in_it_until_its_day_has_passed(session: Session) -> None:
    who = studies.person_of(session)
    day = date(2026, 5, 18)
    session.do(RescheduleVisit(participant=who, wave="4", day=day, reason="ill", hour="14:30"))
    assert isinstance(session.clock, studies.SetClock)
    for hour in ("14:30", ""):
        entry = calendars.entries(session)[0]
        assert (entry.day, entry.hour) == (max(day, session.today()), hour)
        assert entry.title == "Appointment"
        session.clock.move(minutes=5 * 24 * 60)


def test_that_nobody_is_in_it_who_is_called_to_nothing(session: Session) -> None:
    who = studies.person_of(session)
    session.do(*visits.missed(session, who, "4", Missing.MISSED))
    assert days(session) == ["2026-06-11", "2026-07-09"]
    other = studies.signed_person(session, "2", date(2025, 12, 1))
    assert days(session, other) == ["2026-05-14"]
    session.do(RefuseAgreement(participant=who, text_version=CURRENT.version, words=""))
    assert days(session) == ["2026-05-14"]


def test_that_c7_a_calendar_leaves_a_real_study_only_with_a_reason_that_is_logged(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "appointments.ics"
    with pytest.raises(Refused, match="needs a reason"):
        calendars.save(session, path, "  ")
    assert not path.exists()
    calendars.save(session, path, "my own diary")
    newest = next(iter(session.study.store.log.newest(1)))
    opened = read(session.study, newest)
    assert opened is not None
    edit = opened.entry.edit
    assert isinstance(edit, LetOut)
    assert (edit.kind, edit.reason, edit.where) == ("calendar", "my own diary", tmp_path.name)
    with pytest.raises(FileIsThere):
        calendars.save(session, path, "again")
    assert calendars.free_name(tmp_path) == tmp_path / "appointments-2.ics"


def test_that_a_study_without_a_visit_ahead_writes_no_file(tmp_path: Path) -> None:
    session = studies.in_memory()
    with pytest.raises(Refused, match="No visit lies ahead"):
        calendars.save(session, tmp_path / "appointments.ics", "why not")
    assert list(tmp_path.iterdir()) == []
    session.close()


def test_that_a_practice_study_says_so_and_needs_no_reason(tmp_path: Path) -> None:
    session = studies.in_memory(template.bristol("practice", is_practice=True))
    studies.signed_person(session, order_start=START)
    calendars.save(session, tmp_path / "appointments.ics")
    assert "practice" in read_calendar((tmp_path / "appointments.ics").read_bytes())[0]["SUMMARY"]
    session.close()
