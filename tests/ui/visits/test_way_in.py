"""From Today into an interview and back, in the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.kept_form import FormUse
from ojm_desktop.domain.visit import PauseReason, VisitState
from ojm_desktop.service import forms
from ojm_desktop.service.edits import AssignForm, PauseVisit
from ojm_desktop.ui.today import TodayPage
from tests.ui import made_up
from tests.ui.windows import focused, window_of


def test_that_a_visit_is_begun_left_and_resumed_through_the_start_page(qtbot: QtBot, qapp: QApplication) -> None:
    session = made_up.session()
    forms.take_in_shipped(session)
    session.do(AssignForm(use=FormUse("intake", "")))
    person = made_up.add(session, weeks_ago=4)
    made_up.sign(session, person)
    window = window_of(session, qtbot, qapp, "today")
    frame = window.frame
    assert frame is not None
    today = frame.page
    assert isinstance(today, TodayPage)
    QTest.keyClick(today.visits.table, Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    (visit,) = session.study.store.visits.of(person)
    assert (frame.name, frame.target) == ("interview", visit.id)

    frame.navigate("today")
    assert [line.heading.text() for line in today.open.lines] == ["C1-01, week 4 is open"]
    assert qapp.focusWidget() is today.open.first
    session.do(PauseVisit(visit=visit.id, participant=person, reason=PauseReason.INTERRUPTION))
    assert today.open.lines[0].heading.text() == "C1-01, week 4 is paused"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert (frame.name, frame.target) == ("interview", visit.id)
    assert [one.state for one in session.study.store.visits.of(person)] == [VisitState.IN_PROGRESS]
    window.leave_open()
    session.close()
