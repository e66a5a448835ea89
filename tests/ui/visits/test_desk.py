"""Visits begun, moved and missed where they are asked about, by keyboard; and what stands against each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.agreement import Severity
from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.domain.kept_form import FormState, FormUse
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.visit import Appointment, Mode, Visit, VisitState
from ojm_desktop.service import agreement_texts, forms
from ojm_desktop.service.edits import (
    AssignForm,
    CompleteVisit,
    DraftText,
    PublishText,
    RefuseAgreement,
    SetFormState,
    StopVisit,
)
from ojm_desktop.service.session import Session
from ojm_desktop.ui.today import TodayPage
from ojm_desktop.ui.visits.another_day import AnotherDayPanel
from ojm_desktop.ui.visits.ask import VisitAsk
from ojm_desktop.ui.visits.missed import MissedPanel
from ojm_desktop.ui.visits.start import SIGN_AGAIN, StartPanel
from tests.ui import made_up
from tests.ui.showing import Went, shown
from tests.ui.windows import focused

Panel = TypeVar("Panel", bound=VisitAsk)
RETURN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@dataclass
class Asked:
    """Today with somebody whose week 4 is due, and where the page asked to go."""

    page: TodayPage
    session: Session
    person: str
    went: Went

    def panel(self, kind: type[Panel]) -> Panel:
        """The question that is asked."""
        found = self.page.desk.asked
        assert isinstance(found, kind)
        return found

    @property
    def visits(self) -> list[Visit]:
        """The person's visits."""
        return self.session.study.store.visits.of(self.person)

    def press(self, key: Qt.Key, words: str = "") -> None:
        """Type, then a key, into whatever has the focus."""
        QTest.keyClicks(focused(), words)
        QTest.keyClick(focused(), key)


@pytest.fixture
def asked(qtbot: QtBot) -> Iterator[Asked]:
    """Somebody of cohort 1 who has signed, four weeks into the order, and the questionnaires that come along.

    None of them is asked at an intake, which would come before week 4.
    """
    session = made_up.session()
    forms.take_in_shipped(session)
    session.do(AssignForm(use=FormUse("intake", "")))
    person = made_up.add(session, weeks_ago=4)
    made_up.sign(session, person)
    page, went = shown(qtbot, TodayPage, session)
    yield Asked(page, session, person, went)
    session.close()


def test_that_a_visit_is_begun_with_two_keys(asked: Asked) -> None:
    QTest.keyClick(asked.page.visits.table, RETURN)
    panel = asked.panel(StartPanel)
    assert panel.heading == "Start week 4 with C1-01"
    assert panel.facts == (
        "With the questionnaire “Cohort 1, weeks 4, 8 and 12”, version 1. The window is 7 to 20 May."
    )
    assert panel.begin.hasFocus()
    asked.press(RETURN)

    (visit,) = asked.visits
    assert (visit.wave, visit.mode, visit.held_on) == ("4", Mode.IN_PERSON, made_up.TODAY)
    assert visit.form == forms.form_for(asked.session, "1", "4").digest
    assert visit.language == "English (en)"
    assert asked.went.to == [("interview", visit.id)]
    assert asked.page.desk.asked is None


def test_that_paper_is_begun_with_the_date_that_stands_on_it(asked: Asked) -> None:
    asked.page.desk.start(asked.person, "4")
    panel = asked.panel(StartPanel)
    panel.mode.first().setFocus()
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Right)
    asked.press(Qt.Key.Key_Space)
    assert panel.mode.value == "paper"
    assert panel.day.text() == ""  # today is on no paper
    panel.go()
    assert panel.day.hasFocus()
    assert asked.visits == []
    asked.press(RETURN, "12 May 2026")
    (visit,) = asked.visits
    assert (visit.mode, visit.held_on) == (Mode.PAPER, date(2026, 5, 12))


def test_that_s6_after_a_major_change_the_agreement_is_signed_again_before_a_visit_begins(asked: Asked) -> None:
    text = replace(agreement_texts.current(asked.session), version=4)
    key: dict[str, Any] = {"version": 4, "language": text.language, "style": text.style}
    asked.session.do(DraftText(**key, text=text))
    asked.session.do(PublishText(**key, severity=Severity.MAJOR))
    asked.page.desk.start(asked.person, "4")
    panel = asked.panel(StartPanel)
    assert panel.message.words == SIGN_AGAIN
    assert panel.begin.isHidden()
    panel.go()
    assert asked.went.to == [("agreement", asked.person)]
    asked.page.desk.start(asked.person, "4")
    asked.panel(StartPanel).take_up(("paper", "12 May 2026", ""))
    assert not asked.panel(StartPanel).begin.isHidden(), "what was given on paper before is taken in"


def test_that_a_paper_from_before_the_signature_is_refused_where_its_day_is_typed(asked: Asked) -> None:
    asked.page.desk.start(asked.person, "4")
    panel = asked.panel(StartPanel)
    panel.take_up(("paper", "", ""))
    panel.day.setFocus()
    asked.press(RETURN, "20 January 2026")
    assert panel.message.words.startswith("This person signed on 2 February 2026 only.")
    panel.go()
    assert asked.visits == []


def test_that_a_day_to_come_or_no_day_begins_nothing(asked: Asked) -> None:
    asked.page.desk.start(asked.person, "4")
    panel = asked.panel(StartPanel)
    for words, sentence in (("15 May 2026", "not come yet"), ("May", "Write day, month and year")):
        panel.day.setFocus()
        panel.day.selectAll()
        asked.press(RETURN, words)
        assert sentence in panel.day.accessibleDescription()
    assert asked.visits == []
    assert asked.went.to == []


def test_that_a_visit_outside_its_window_is_asked_about_and_allowed(asked: Asked) -> None:
    asked.page.desk.start(asked.person, "8")
    panel = asked.panel(StartPanel)
    assert panel.message.words == "Week 8 opens on 4 June. Is this the week 8 visit?"
    assert panel.begin.text() == "Start all the same"
    asked.press(RETURN)
    assert [visit.wave for visit in asked.visits] == ["8"]


def test_that_the_intake_is_asked_for_without_a_window(asked: Asked) -> None:
    asked.session.do(AssignForm(use=FormUse("intake", "ojm_intake")))
    rows = [[cell.words or cell.button for cell in row.cells] for row in asked.page.visits.table.rows.rows]
    assert rows[0] == ["C1-01", "Intake", "At the first meeting", "Due now", "Start"]
    offered = [action.text() for action in asked.page.visits.menu_of(f"{asked.person}/intake").actions()]
    assert offered == ["Start…", "Open C1-01", "Record as not held…"]
    asked.page.visits.table.pressed.emit(f"{asked.person}/intake")
    panel = asked.panel(StartPanel)
    assert (panel.heading, panel.facts) == ("Start intake with C1-01", "With the questionnaire “Intake”, version 1.")
    assert (panel.another_day.isHidden(), panel.miss.isHidden()) == (True, False)
    panel.miss.click()
    assert asked.panel(MissedPanel).heading == "No visit: intake with C1-01"
    asked.press(RETURN)
    (visit,) = asked.visits
    assert (visit.wave, visit.missing) == ("intake", Missing.MISSED)


def test_that_looking_back_is_begun_as_one_interview(asked: Asked) -> None:
    person = made_up.add(asked.session, "2", weeks_ago=15)
    made_up.sign(asked.session, person)
    asked.page.desk.start(person, "begin")
    assert asked.panel(StartPanel).heading == "Start looking back with C2-01"
    asked.press(RETURN)
    assert [visit.wave for visit in asked.session.study.store.visits.of(person)] == ["retrospective"]


def test_that_nobody_is_asked_before_the_agreement_is_signed(asked: Asked) -> None:
    person = made_up.add(asked.session, weeks_ago=4)
    asked.page.desk.start(person, "4")
    panel = asked.panel(StartPanel)
    assert "before the agreement is signed" in panel.message.words
    assert panel.begin.isHidden()
    asked.press(RETURN)
    assert asked.went.to == [("agreement", person)]
    assert asked.session.study.store.visits.of(person) == []


def test_that_a_no_is_said_with_the_way_to_another_answer(asked: Asked) -> None:
    asked.session.do(RefuseAgreement(participant=asked.person, text_version=CURRENT.version, words=""))
    asked.page.desk.start(asked.person, "4")
    assert "did not want to sign" in asked.panel(StartPanel).message.words


def test_that_a_questionnaire_that_is_not_published_leads_to_where_it_can_be(asked: Asked) -> None:
    digest = forms.form_for(asked.session, "1", "4").digest
    asked.session.do(SetFormState(digest=digest, state=FormState.RETIRED))
    asked.page.desk.start(asked.person, "4")
    panel = asked.panel(StartPanel)
    assert "not published" in panel.message.words
    asked.press(Qt.Key.Key_Space)
    assert asked.went.to == [("study", "forms")]


def test_that_escape_leaves_everything_as_it_was_and_the_table_with_the_focus(asked: Asked) -> None:
    asked.page.desk.start(asked.person, "4")
    asked.press(ESCAPE)
    assert asked.page.desk.asked is None
    assert asked.page.visits.table.hasFocus()
    assert asked.visits == []


def test_that_another_day_needs_a_reason_and_can_be_given_up(asked: Asked) -> None:
    asked.page.desk.another_day(asked.person, "4")
    asked.press(RETURN, "18 May 2026")
    panel = asked.panel(AnotherDayPanel)
    assert "Say why" in panel.reason.accessibleDescription()
    assert panel.reason.hasFocus()
    asked.press(RETURN, "at work")
    store = asked.session.study.store.visits
    assert store.appointments(asked.person) == [Appointment(asked.person, "4", date(2026, 5, 18), "at work")]
    row = asked.page.visits.table.rows.rows[0]
    assert [cell.words for cell in row.cells[2:4]] == ["Agreed: Mon 18 May", "Due this week"]

    asked.page.desk.another_day(asked.person, "4")
    panel = asked.panel(AnotherDayPanel)
    assert (panel.day.text(), panel.reason.text()) == ("18 May 2026", "at work")
    panel.own.click()
    assert store.appointments(asked.person) == []
    asked.session.undo()
    assert len(store.appointments(asked.person)) == 1


def test_that_a_missed_visit_is_recorded_by_a_letter_and_taken_back_in_one_step(asked: Asked) -> None:
    asked.page.desk.miss(asked.person, "4")
    assert asked.panel(MissedPanel).heading == "No visit: week 4 with C1-01"
    asked.press(Qt.Key.Key_N)
    asked.press(RETURN, "phone was off")
    (visit,) = asked.visits
    assert (visit.state, visit.missing, visit.reason) == (VisitState.MISSED, Missing.NOT_REACHED, "phone was off")
    ratings = asked.session.study.store.ratings
    assert {rating.missing for rating in ratings.of(asked.person)} == {Missing.NOT_REACHED}
    assert len(ratings.of(asked.person)) == 8
    asked.session.undo()
    assert (asked.visits, ratings.of(asked.person)) == ([], [])


def test_that_a_row_offers_what_can_be_done_with_its_visit(asked: Asked) -> None:
    menu = asked.page.visits.menu_of(f"{asked.person}/4")
    words = [action.text() for action in menu.actions()]
    assert words == ["Start…", "Open C1-01", "Another day…", "Record as missed…"]
    menu.actions()[3].trigger()
    asked.panel(MissedPanel)
    menu.actions()[2].trigger()
    asked.panel(AnotherDayPanel)
    menu.actions()[1].trigger()
    assert asked.went.to == [("participant", f"{asked.person}/4")]


def test_that_the_menu_of_a_row_is_asked_for_by_key_and_by_the_right_button(asked: Asked, qtbot: QtBot) -> None:
    table = asked.page.visits.table
    table.menu_asked.disconnect()  # without a screen Qt complains of every menu that is shown
    place = table.visualRect(table.model().index(0, 1)).center()
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        with qtbot.waitSignal(table.menu_asked) as told:
            viewport = table.viewport()
            QApplication.sendEvent(viewport, QContextMenuEvent(reason, place, viewport.mapToGlobal(place)))
        assert told.args is not None
        assert told.args[0] == f"{asked.person}/4"


def test_that_a_visit_that_was_begun_is_gone_on_with_unasked(asked: Asked) -> None:
    asked.page.desk.start(asked.person, "4")
    asked.press(RETURN)
    (visit,) = asked.visits
    asked.session.do(StopVisit(visit=visit.id, participant=asked.person, reason="the bus"))
    asked.went.to.clear()
    table = asked.page.visits.table
    assert [cell.words or cell.button for cell in table.rows.rows[0].cells][-2:] == ["Stopped", "Go on"]
    table.pressed.emit(f"{asked.person}/4")
    assert asked.went.to == [("interview", visit.id)]
    assert [one.state for one in asked.visits] == [VisitState.IN_PROGRESS]
    asked.session.do(CompleteVisit(visit=visit.id, participant=asked.person))
    asked.page.desk.go_on(visit.id)
    assert [one.state for one in asked.visits] == [VisitState.COMPLETE]


def test_that_an_hour_may_be_agreed_and_is_shown_with_the_day(asked: Asked) -> None:
    asked.page.desk.another_day(asked.person, "4")
    panel = asked.panel(AnotherDayPanel)
    panel.reason.setText("at work")
    panel.hour.setText("half past")
    asked.press(RETURN, "18 May 2026")
    assert "14:30" in panel.hour.accessibleDescription()
    assert panel.hour.hasFocus()
    asked.press(RETURN, "2.30 pm")
    assert asked.session.study.store.visits.appointments(asked.person)[0].hour == "14:30"
    assert asked.page.visits.table.rows.rows[0].cells[2].words == "Agreed: Mon 18 May, 14:30"
    asked.page.desk.another_day(asked.person, "4")
    assert asked.panel(AnotherDayPanel).hour.text() == "14:30"


def test_that_a_draft_from_before_there_were_hours_is_taken_up(asked: Asked) -> None:
    asked.page.desk.another_day(asked.person, "4")
    panel = asked.panel(AnotherDayPanel)
    panel.take_up(("19 May 2026", "ill"))
    assert panel.fields() == ("19 May 2026", "ill", "")


def test_that_no_day_that_is_over_is_agreed_on(asked: Asked) -> None:
    asked.page.desk.another_day(asked.person, "4")
    panel = asked.panel(AnotherDayPanel)
    panel.day.setText("1 May 2026")
    panel.day.setModified(True)
    panel.reason.setText("ill")
    panel.agree.click()
    assert asked.panel(AnotherDayPanel).day.hasFocus()
    assert asked.session.study.store.visits.appointments(asked.person) == []
