"""What was left: an interview that is open, diary entries that have not come, a clock that went back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.template import bristol
from ojm_desktop.domain.visit import PauseReason, VisitState
from ojm_desktop.service import forms
from ojm_desktop.service.edits import CompleteVisit, MissDiaryWeek, PauseVisit, StartVisit
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_overview import progress
from ojm_desktop.service.session import Session, random_id
from ojm_desktop.ui import messages
from ojm_desktop.ui.today import TodayPage
from ojm_desktop.ui.visit_words import weeks_words
from tests.ui import made_up
from tests.ui.showing import shown


def begun(session: Session) -> StartVisit:
    """Week 4 of somebody, begun, with one question declined."""
    forms.take_in_shipped(session)
    person = made_up.add(session, weeks_ago=4)
    made_up.sign(session, person)
    form = forms.form_for(session, "1", "4").digest
    edit = StartVisit(id=random_id(), participant=person, wave="4", form=form, held_on=session.today())
    session.do(edit)
    interview = Interview(session, edit.id)
    interview.decline(interview.running.questions()[1], NonAnswer.REFUSED)
    return edit


def clock_of(session: Session) -> made_up.StandingClock:
    """The clock of a made-up session."""
    assert isinstance(session.clock, made_up.StandingClock)
    return session.clock


def test_that_an_open_interview_stands_first_and_enter_resumes_it(qtbot: QtBot) -> None:
    session = made_up.session()
    visit = begun(session)
    session.do(PauseVisit(visit=visit.id, participant=visit.participant, reason=PauseReason.COMFORT))
    page, went = shown(qtbot, TodayPage, session)
    (line,) = page.open.lines
    assert line.heading.text() == "C1-01, week 4 is paused"
    answered, _ = progress(Interview(session, visit.id))
    qtbot.waitUntil(lambda: " answered" in line.saved.text())
    assert line.saved.text().startswith(f"Paused at 14:02 for comfort. {answered} of ")
    assert line.saved.text().endswith(" answered, all saved.")
    assert [row.cells[1].words for row in page.visits.table.rows.rows] == ["Week 8", "Week 12"]

    focused = QApplication.focusWidget()
    assert focused is line.button
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert went.to == [("interview", visit.id)]
    assert session.study.store.visits.of(visit.participant)[0].state is VisitState.IN_PROGRESS
    assert line.heading.text() == "C1-01, week 4 is open"

    session.do(CompleteVisit(visit=visit.id, participant=visit.participant))
    assert page.open.isHidden()
    assert page.held.words == "Of those taking part: 1 of 3 planned visits held so far."


def test_that_an_interview_left_by_a_crash_says_what_was_recovered_and_when_it_was_saved(qtbot: QtBot) -> None:
    session = made_up.session()
    visit = begun(session)
    clock_of(session).go_on(hours=20)
    session.opened_at = session.clock.now()  # the study was closed and unlocked in between
    page, _ = shown(qtbot, TodayPage, session)
    (line,) = page.open.lines
    assert line.heading.text() == "C1-01, week 4 was left open"
    qtbot.waitUntil(lambda: " answered" in line.saved.text())
    assert line.saved.text().startswith("Recovered: ")
    assert line.saved.text().endswith(" answered, the last of it saved yesterday at 14:02:11.")
    assert visit.id == line.visit.id
    Interview(session, visit.id).set_aside("/data/before/ready")
    page.refresh(None)
    assert page.open.lines[0].saved.text()[0].isdigit(), "it was locked in order: nothing was recovered"


def test_that_there_is_one_filled_button_at_most(qtbot: QtBot) -> None:
    session = made_up.session()
    begun(session)
    other = made_up.add(session, weeks_ago=4)
    made_up.sign(session, other)
    page, _ = shown(qtbot, TodayPage, session)
    button = page.open.lines[0].button
    assert button.kind == "primary"
    page.desk.start(other, "4")
    assert button.kind == "quiet"
    page.desk.close_question()
    assert button.kind == "primary"


def test_that_a_question_left_open_is_not_asked_when_the_page_is_gone_to_again(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session, weeks_ago=4)
    page, _ = shown(qtbot, TodayPage, session)
    page.desk.miss(person, "4")
    page.show_target("")
    assert page.desk.asked is None


def test_that_diary_weeks_that_have_not_come_are_listed_until_they_have(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session, weeks_ago=3)
    made_up.sign(session, person)
    page, went = shown(qtbot, TodayPage, session)
    (row,) = page.diaries.table.rows.rows
    assert [cell.words for cell in row.cells[:2]] == ["C1-01", "Weeks 1 to 3"]
    session.do(MissDiaryWeek(participant=person, week=2, missing=Missing.MISSED))
    assert page.diaries.table.rows.rows[0].cells[1].words == "Weeks 1 and 3"
    QTest.keyClick(page.diaries.table, Qt.Key.Key_Return)
    assert went.to == [("participant", f"{person}/diary")]
    for week in (1, 3):
        session.do(MissDiaryWeek(participant=person, week=week, missing=Missing.MISSED))
    assert page.diaries.isHidden()


def test_that_weeks_in_a_row_are_said_as_a_span() -> None:
    told = [weeks_words(weeks) for weeks in ((5,), (6, 7), (1, 2, 3), (1, 2, 3, 5, 7, 8))]
    assert told == ["Week 5", "Weeks 6 and 7", "Weeks 1 to 3", "Weeks 1 to 3, 5, 7 and 8"]


def test_that_t2_a_clock_that_went_back_is_said_and_what_is_safe(qtbot: QtBot) -> None:
    session = made_up.session()
    made_up.add(session)
    page, _ = shown(qtbot, TodayPage, session)
    assert page.clock_strip.isHidden()
    clock_of(session).moment -= timedelta(days=2)
    page.refresh(None)
    assert "newest entry was made on 14 May 2026, 14:02" in page.clock_strip.sentence
    assert "Nothing is lost" in page.clock_strip.sentence


def test_that_t3_whoever_looked_at_the_date_says_that_it_is_right(qtbot: QtBot) -> None:
    session = made_up.session()
    made_up.add(session)
    clock_of(session).earliest = date(2020, 1, 1)
    clock_of(session).go_on(days=3653)
    page, _ = shown(qtbot, TodayPage, session)
    assert "shows 14 May 2036" in page.clock_strip.sentence
    page.clock_strip.acted.emit()
    assert page.clock_strip.isHidden()
    assert session.last_sentence == "The date that this laptop shows was said to be right."


def test_that_visits_are_saved_as_a_calendar_with_a_reason(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    session = made_up.session(bristol("North bridge"))
    made_up.add(session, weeks_ago=4)
    page, _ = shown(qtbot, TodayPage, session)
    page.save.click()
    assert page.calendar.reason.hasFocus()
    assert not page.calendar.go.isEnabled()
    QTest.keyClicks(page.calendar.reason, "my own diary")
    QTest.keyClick(page.calendar.reason, Qt.Key.Key_Return)
    assert page.calendar.isHidden()
    assert page.strip.sentence == f"appointments.ics with 3 visits was written to {tmp_path.name}."
    assert (tmp_path / "appointments.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_that_a_calendar_without_a_visit_is_refused_in_a_sentence(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    session = made_up.session()
    person = made_up.add(session, weeks_ago=13)
    made_up.sign(session, person)
    for wave in ("4", "8", "12"):
        made_up.rate(session, person, wave)
    page, _ = shown(qtbot, TodayPage, session)
    page.save.click()
    page.calendar.go.click()
    assert page.strip.sentence.startswith("No visit lies ahead")


def test_that_nothing_is_counted_in_a_study_that_was_closed_meanwhile(qtbot: QtBot) -> None:
    session = made_up.session()
    begun(session)
    page, _ = shown(qtbot, TodayPage, session)
    page._questions.clear()
    page.refresh(None)
    page.stop()
    session.close()
    qtbot.wait(20)  # a count that was still made would fail here
    assert page._questions == {}
