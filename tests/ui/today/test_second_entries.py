"""Second entries from paper that were begun stand on Today until they are settled, and lead to their page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.paper_check import Reading
from ojm_desktop.service.back_entry import BackEntry
from ojm_desktop.service.edits import LockVisit, RefuseAgreement
from ojm_desktop.ui.today import TodayPage
from tests import from_paper
from tests.from_paper import HOUSING, KIN, WORK
from tests.ui import made_up
from tests.ui.showing import shown


def test_that_a_second_entry_that_was_begun_stands_there_until_it_is_settled(qtbot: QtBot) -> None:
    session = made_up.session()
    made_up.sign(session, made_up.add(session))
    visit = from_paper.typed_in(session)
    page, went = shown(qtbot, TodayPage, session)
    assert page.checks.isHidden(), "it was not begun"

    entry = BackEntry(session, visit.id)
    entry.enter(HOUSING, Reading("3"))
    (row,) = page.checks.table.rows.rows
    assert [cell.words for cell in row.cells[:2]] == ["C1-01", "Week 4: 1 typed"], "no questionnaire runs before paint"
    qtbot.waitUntil(lambda: page.checks.table.rows.rows[0].cells[1].words == "Week 4: 1 of 3 typed")
    assert page.checks.table.rows.rows[0].cells[1].tip == "Second entry of C1-01, week 4: 1 of 3 typed"
    QTest.keyClick(page.checks.table, Qt.Key.Key_Return)
    assert went.to == [("back_entry", visit.id)]

    entry.enter(WORK, Reading("5"))
    entry.enter(KIN, Reading(non_answer=NonAnswer.REFUSED))
    entry.compare()
    assert page.checks.table.rows.rows[0].cells[1].words == "Week 4: 1 to settle"
    entry.settle(HOUSING, is_second=True)
    assert page.checks.isHidden()
    session.undo()
    assert page.checks.isVisibleTo(page)
    session.do(LockVisit(visit=visit.id, participant=visit.participant))
    assert page.checks.isHidden(), "nothing can be settled once it is locked"


def test_that_after_a_no_no_second_entry_waits(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session)
    made_up.sign(session, person)
    BackEntry(session, from_paper.typed_in(session).id).enter(HOUSING, Reading("3"))
    page, _ = shown(qtbot, TodayPage, session)
    assert page.checks.isVisibleTo(page)
    session.do(RefuseAgreement(participant=person, text_version=1, words="not any more"))
    assert page.checks.isHidden()
