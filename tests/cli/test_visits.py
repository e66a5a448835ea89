"""`ojm visits`: what is listed of each visit, and the calendar of those that lie ahead."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ojm_desktop.domain.kept_form import FormUse
from ojm_desktop.domain.rating import Missing
from ojm_desktop.service import visits
from ojm_desktop.service.backups import close
from ojm_desktop.service.edits import AssignForm, RescheduleVisit
from tests import studies
from tests.cli.ojm import Ojm
from tests.report.test_calendar_file import read as read_calendar
from tests.visiting import keep_form


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    """A closed study with one person whose order began a week ago by the machine's clock: week 4 missed, 8 moved."""
    session = studies.on_disk(tmp_path / "north.ojm", clock=studies.SetClock(datetime.now(UTC)))
    person = studies.signed_person(session, order_start=session.today() - timedelta(days=7))
    keep_form(session)
    session.do(AssignForm(use=FormUse("intake", "week")))
    session.do(*visits.missed(session, person, "4", Missing.DECLINED, "works nights"))
    day = session.today() + timedelta(days=50)
    session.do(RescheduleVisit(participant=person, wave="8", day=day, reason="at work", hour="14:30"))
    close(session)
    return tmp_path / "north.ojm"


def test_that_each_visit_is_listed_with_its_days_and_its_state(ojm: Ojm, planned: Path) -> None:
    told = ojm.json("visits", planned)
    assert [(one["wave"], one["state"]) for one in told["visits"]] == [
        ("intake", "due_today"),
        ("4", "missed"),
        ("8", "due_later"),
        ("12", "due_later"),
    ]
    intake, _, moved, last = told["visits"]
    assert (intake["code"], intake["first_day"], intake["held_on"]) == ("C1-01", None, None)
    begun = date.fromisoformat(last["first_day"]) - timedelta(days=77)
    assert date.fromisoformat(moved["agreed"]) - begun == timedelta(days=57)
    assert [one["hour"] for one in told["visits"]] == [None, None, "14:30", None]
    lines = ojm("visits", planned, "--participant", "C1-01").stdout.splitlines()
    assert lines[1].startswith(f"C1-01  Week 4        missed         {told['visits'][1]['first_day']} to ")
    assert lines[1].endswith("; declined: works nights")
    assert (told["visits"][1]["missing"], told["visits"][1]["reason"]) == (Missing.DECLINED.value, "works nights")
    assert lines[2].endswith(f"{moved['agreed']} 14:30")
    assert told["diaries"] == [{"code": "C1-01", "weeks": [1], "since": (begun + timedelta(days=7)).isoformat()}]
    assert lines[-1] == "C1-01  diary         not in yet     week 1"
    assert "Nobody has the code" in ojm.json("visits", planned, "--participant", "C9-99", code=1)["error"]


def test_that_the_calendar_of_visits_ahead_needs_a_reason_and_overwrites_nothing(
    ojm: Ojm, planned: Path, tmp_path: Path
) -> None:
    file = tmp_path / "out.ics"
    assert "needs a reason" in ojm.json("visits", planned, "--ics", file, code=1)["error"]
    assert ojm.json("visits", planned, "--ics", file, "--reason", "my diary")["visits"] == 2
    events = read_calendar(file.read_bytes())
    assert [event["SUMMARY"] for event in events] == ["Appointment"] * 2
    assert "is there already" in ojm.json("visits", planned, "--ics", file, "--reason", "again", code=1)["error"]
