"""The interviews of a person: what is listed of each, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.domain.paper_check import Reading
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.visit import PauseReason
from ojm_desktop.service import forms, visits
from ojm_desktop.service.back_entry import BackEntry
from ojm_desktop.service.edits import CompleteVisit, PauseVisit, RefuseAgreement, ResumeVisit, StopVisit
from ojm_desktop.service.queries import people
from ojm_desktop.service.session import Session
from ojm_desktop.ui import messages
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant.header import when_due
from ojm_desktop.ui.visits.missed import MissedPanel
from ojm_desktop.ui.visits.start import StartPanel
from tests import from_paper
from tests.ui import made_up
from tests.ui.showing import Went, shown
from tests.ui.windows import focused


@dataclass
class Opened:
    """The page of somebody whose week 8 is due."""

    page: ParticipantPage
    session: Session
    person: str
    went: Went

    def rows(self) -> dict[str, list[str]]:
        """What is read of each interview."""
        listed = self.page.interviews.table.rows.rows
        return {row.key: [cell.words or cell.button for cell in row.cells[1:]] for row in listed}

    def begin(self, wave: str) -> str:
        """Begin a visit from the tab; its id."""
        self.page.interviews.start(wave)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        return self.went.to[-1][1]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    """The intake and week 4 were not held; it is the day on which week 8 is due."""
    session = made_up.session()
    forms.take_in_shipped(session)
    person = made_up.add(session, weeks_ago=8)
    made_up.sign(session, person)
    session.do(*visits.missed(session, person, "intake", Missing.DECLINED, "came late"))
    session.do(*visits.missed(session, person, "4", Missing.NOT_REACHED, "phone was off"))
    page, went = shown(qtbot, ParticipantPage, session, f"{person}/interviews")
    yield Opened(page, session, person, went)
    session.close()


def test_that_each_interview_is_listed_with_its_window_and_what_came_of_it(opened: Opened) -> None:
    assert opened.rows() == {
        "intake": ["At the first meeting", "Declined: came late", "", "", "Start"],
        "4": ["9 to 22 April", "Not reached: phone was off", "", "", "Start"],
        "8": ["7 to 20 May", "Due now", "", "0 of 8", "Start"],
        "12": ["4 to 17 June", "Due later", "", "0 of 8", "Start"],
    }
    assert opened.page.interviews.table.key == "8"


def test_that_the_states_of_a_visit_are_said_with_their_reason(opened: Opened) -> None:
    visit = opened.begin("8")
    assert opened.rows()["8"] == ["14 May 2026", "In progress", "In person", "0 of 8", "Go on"]
    named = visit, opened.person
    opened.session.do(PauseVisit(visit=named[0], participant=named[1], reason=PauseReason.COMFORT))
    assert opened.rows()["8"][1] == "Paused: comfort"
    opened.session.do(StopVisit(visit=named[0], participant=named[1], reason="the bus"))
    assert opened.rows()["8"][1:] == ["Stopped: the bus", "In person", "0 of 8", "Go on"]
    opened.page.interviews.table.pressed.emit("8")
    assert opened.went.to[-1] == ("interview", visit)
    opened.session.do(CompleteVisit(visit=named[0], participant=named[1]))
    assert opened.rows()["8"][1:] == ["Held", "In person", "0 of 8", "Open"]
    opened.went.to.clear()
    opened.page.interviews.table.opened.emit("8")
    assert opened.went.to == [("interview", visit)]


def test_that_after_a_no_an_open_interview_is_stopped_and_a_stopped_one_is_only_opened(opened: Opened) -> None:
    visit = opened.begin("8")
    opened.session.do(RefuseAgreement(participant=opened.person, text_version=CURRENT.version, words=""))
    opened.page.refresh(None)
    assert opened.rows()["8"][1:] == ["In progress", "In person", "0 of 8", "Stop"]
    assert "Stop it" in [act.text() for act in opened.page.interviews.menu_of("8").actions()]
    opened.page.interviews.table.pressed.emit("8")
    assert opened.rows()["8"][1:] == ["Stopped: agreement refused", "In person", "0 of 8", "Open"]
    told = opened.session.study.store.paradata.of(visit)[-1]
    assert (told.what, told.new) == (What.STOPPED, "agreement refused"), "that it ended without going on is recorded"
    assert opened.session.last_sentence == "C1-01, week 8, was stopped."
    before = opened.session.sequence
    opened.page.interviews.table.pressed.emit("8")
    assert (opened.went.to[-1], opened.session.sequence) == (("interview", visit), before), "only to be read"


def test_that_what_comes_next_is_begun_from_the_head_and_by_its_key(opened: Opened) -> None:
    opened.page.show_target(f"{opened.person}/journey")
    start = opened.page.head.start
    assert (start.text(), start.isVisible()) == ("Start week 8", True)
    bound = {one.name: one for one in opened.page.bound_actions()}
    bound["start_visit"].act()
    panel = opened.page.interviews.desk.asked
    assert isinstance(panel, StartPanel)
    assert panel.heading == "Start week 8 with C1-01"
    assert start.isHidden()
    QTest.keyClick(panel.begin, Qt.Key.Key_Escape)
    assert opened.page.interviews.table.hasFocus()

    visit = opened.begin("8")
    opened.page.show_target(f"{opened.person}/journey")
    assert start.text() == "Resume week 8"
    opened.went.to.clear()
    start.click()
    assert opened.went.to == [("interview", visit)]

    held = opened.session.study.store.visits.get(visit)
    assert held is not None
    opened.session.do(StopVisit(visit=visit, participant=held.participant, reason="the bus"))
    opened.page.show_target(f"{opened.person}/journey")
    assert start.text() == "Go on with week 8"
    opened.session.do(ResumeVisit(visit=visit, participant=held.participant))
    opened.session.do(CompleteVisit(visit=visit, participant=held.participant))
    next(one for one in opened.page.bound_actions() if one.name == bound["start_visit"].name).act()
    assert opened.page.strip.sentence.startswith("There is no interview to begin now. What comes next: ")


def test_that_as_many_vouchers_are_signed_for_as_were_handed_out_each_with_its_day(opened: Opened) -> None:
    tab, session = opened.page.interviews, opened.session
    tab.voucher.click()
    assert isinstance(tab.desk.asked, StartPanel)
    assert tab.desk.asked.heading == "Start voucher receipt with C1-01"
    assert (tab.desk.asked.another_day.isHidden(), tab.desk.asked.miss.isHidden()) == (True, True)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    first = opened.went.to[-1][1]
    assert opened.went.to[-1] == ("interview", first)
    assert opened.rows()[first] == ["14 May 2026", "In progress", "In person", "", "Go on"]
    opened.went.to.clear()
    tab.voucher.click()  # the one that was begun first
    assert opened.went.to == [("interview", first)]
    session.do(CompleteVisit(visit=first, participant=opened.person))
    second = opened.begin("voucher")
    *waves, _, _ = opened.rows()
    assert waves == ["intake", "4", "8", "12"]
    assert {first, second} < set(opened.rows())
    assert opened.rows()[first][1:] == ["Signed", "In person", "", "Open"]
    tab.table.pressed.emit(second)
    assert opened.went.to[-1] == ("interview", second)
    offered = ["Open it", "Save as asked…", "Lock what was said"]
    assert [action.text() for action in tab.menu_of(first).actions()] == offered
    opened.page.show_target(f"{opened.person}/documents")
    assert set(opened.page.parts.documents.interviews.save) == {first, second}


def test_that_the_intake_comes_first_although_a_wave_is_due(opened: Opened) -> None:
    person = made_up.add(opened.session, weeks_ago=4)
    opened.page.show_target(person)
    assert opened.page.head.start.isHidden()
    made_up.sign(opened.session, person)
    assert opened.page.head.start.text() == "Start intake"
    assert when_due(people.row(opened.session, person)) == "due now"
    opened.page.head.start.click()
    panel = opened.page.interviews.desk.asked
    assert isinstance(panel, StartPanel)
    assert (panel.heading, panel.miss.text()) == ("Start intake with C1-02", "Record as not held…")


def test_that_a_journey_rated_without_a_questionnaire_is_held_and_leads_to_itself(opened: Opened) -> None:
    person = made_up.add(opened.session, weeks_ago=8)
    made_up.sign(opened.session, person)
    made_up.rate(opened.session, person, "8")
    opened.page.show_target(f"{person}/interviews")
    assert opened.rows()["8"] == ["14 May 2026", "Held", "", "8 of 8", "Journey"]
    opened.page.interviews.table.pressed.emit("8")
    assert opened.page.tabs.currentIndex() == 0
    assert opened.page.journey.wave == "8"


def test_that_a_row_offers_what_can_be_done_with_it(opened: Opened) -> None:
    def words(wave: str) -> list[str]:
        return [action.text() for action in opened.page.interviews.menu_of(wave).actions()]

    assert words("intake") == ["Start…"]
    assert words("4") == ["Start…", "The journey at this visit"]
    assert words("8") == ["Start…", "Another day…", "Record as missed…", "The journey at this visit"]
    opened.page.interviews.menu_of("12").actions()[2].trigger()
    assert isinstance(opened.page.interviews.desk.asked, MissedPanel)
    opened.begin("8")
    assert words("8") == ["Go on with it", "The journey at this visit"]


def test_that_a_complete_interview_is_locked_from_its_row_and_says_so(opened: Opened) -> None:
    visit = opened.begin("8")
    opened.session.do(CompleteVisit(visit=visit, participant=opened.person))
    opened.page.refresh(None)
    menu = opened.page.interviews.menu_of("8")
    next(action for action in menu.actions() if action.text() == "Lock what was said").trigger()
    opened.page.refresh(None)
    assert opened.rows()["8"][1] == "Held, locked"
    assert "Lock what was said" not in [action.text() for action in opened.page.interviews.menu_of("8").actions()]
    opened.session.undo()
    opened.page.refresh(None)
    assert opened.rows()["8"][1] == "Held"


def test_that_a_question_about_somebody_is_not_asked_of_another(opened: Opened) -> None:
    opened.page.interviews.start("8")
    other = made_up.add(opened.session, weeks_ago=8)
    opened.page.show_target(f"{other}/interviews")
    assert opened.page.interviews.desk.asked is None


def test_that_one_persons_visits_are_saved_as_a_calendar(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    other = made_up.add(opened.session, weeks_ago=2)
    made_up.sign(opened.session, other)
    opened.page.interviews.save.click()
    opened.page.interviews.calendar.go.click()
    assert opened.page.strip.sentence == f"appointments.ics with 2 visits was written to {tmp_path.name}."


def test_that_a_visit_from_paper_says_how_far_its_second_entry_is_and_leads_there(opened: Opened) -> None:
    visit = from_paper.typed_in(opened.session, participant=opened.person, wave="8")
    assert opened.rows()["8"][1] == "Held, second entry open"
    menu = opened.page.interviews.menu_of("8")
    assert [action.text() for action in menu.actions()] == [
        "Open it",
        "Second entry from paper…",
        "Save as asked…",
        "Lock what was said",
        "The journey at this visit",
    ]
    menu.actions()[1].trigger()
    menu.actions()[2].trigger()
    assert opened.went.to[-2:] == [("back_entry", visit.id), ("participant", f"{opened.person}/documents")]
    entry = BackEntry(opened.session, visit.id)
    for asked, value in zip(entry.asked, ("3", "5", "1"), strict=True):
        entry.enter(asked.path, Reading(value))
    entry.compare()
    opened.page.refresh(None)
    assert opened.rows()["8"][1] == "Held, 2 to settle"
    assert "Lock what was said" not in [action.text() for action in opened.page.interviews.menu_of("8").actions()]
    for difference in entry.differences():
        entry.settle(difference.asked.path, is_second=False)
    opened.page.refresh(None)
    assert opened.rows()["8"][1] == "Held, checked"
