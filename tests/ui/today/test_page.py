"""The start page: what is due first, what is missing, what there is to do when nothing is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.service import backups
from ojm_desktop.service.edits import RefuseAgreement, SetMissing, StopVisit
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.today import TodayPage
from ojm_desktop.ui.today.page import NONE_CHOSEN, NONE_TO_BEGIN, ONLY_STOPPED
from tests import visiting
from tests.ui import made_up
from tests.ui.showing import shown


def words(page: TodayPage) -> list[list[str]]:
    """The visits as they are read."""
    return [[cell.words or cell.button for cell in row.cells] for row in page.visits.table.rows.rows]


def test_that_overdue_visits_stand_before_what_is_due_now(qtbot: QtBot) -> None:
    session = made_up.session()
    due, overdue = made_up.add(session, weeks_ago=8), made_up.add(session, weeks_ago=5.5)
    made_up.sign(session, due)
    made_up.sign(session, overdue)
    made_up.rate(session, due, "4")
    page, _ = shown(qtbot, TodayPage, session)

    assert words(page)[0] == ["C1-02", "Week 4", "27 Apr to 10 May", "Overdue, 4 days", "Start"]
    assert words(page)[1] == ["C1-01", "Week 8", "7 to 20 May", "Due now", "Start"]


def test_that_a_visit_in_progress_is_gone_on_with_and_not_started_again(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session, weeks_ago=4)
    made_up.sign(session, person)
    page, _ = shown(qtbot, TodayPage, session)
    assert words(page)[0][-2:] == ["Due now", "Start"]
    made_up.rate(session, person, "4", pathways=3)
    assert words(page)[0][-2:] == ["In progress", "Go on"]


def test_that_f5_begins_the_visit_that_is_chosen_goes_on_with_what_was_left_or_says_why_there_is_none(
    qtbot: QtBot,
) -> None:
    session = made_up.session()
    person = made_up.add(session, weeks_ago=8)
    page, went = shown(qtbot, TodayPage, session)
    f5 = next(one for one in page.bound_actions() if one.name == "start_visit")
    page.backup.setFocus()
    page.visits.table.clearFocus()
    f5.act()
    assert page.strip.sentence == NONE_CHOSEN
    page.visits.table.setFocus()
    page.visits.table.choose(f"{person}/8")
    f5.act()
    assert page.desk.asked is not None
    assert page.desk.asked.heading == "Start week 8 with C1-01"
    assert page.strip.sentence == ""
    page.desk.close_question()

    made_up.sign(session, person)
    visiting.keep_form(session)
    visit = visiting.start(session, "8", person)
    page.refresh(None)
    page.visits.table.clearFocus()
    f5.act()
    assert went.to == [("interview", visit.id)]
    session.do(RefuseAgreement(participant=person, text_version=CURRENT.version, words=""))
    page.open.lines[0].button.setFocus()
    f5.act()
    assert page.strip.sentence == ONLY_STOPPED
    session.do(StopVisit(visit=visit.id, participant=person, reason="agreement refused"))
    f5.act()
    assert page.strip.sentence == NONE_TO_BEGIN
    assert went.to == [("interview", visit.id)]


def test_that_enter_does_what_the_button_says_and_with_control_it_opens_the_person(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session, weeks_ago=4)
    page, went = shown(qtbot, TodayPage, session)

    QTest.keyClick(page.visits.table, Qt.Key.Key_Return)

    assert went.to == []
    assert page.desk.asked is not None
    assert page.desk.asked.heading == "Start week 4 with C1-01"
    page.desk.close_question()

    QTest.keyClick(page.visits.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert went.to == [("participant", f"{person}/4")]


def test_that_looking_back_is_one_visit_and_not_two(qtbot: QtBot) -> None:
    session = made_up.session()
    made_up.add(session, "2", weeks_ago=15)
    page, _ = shown(qtbot, TodayPage, session)

    assert [row[:2] for row in words(page)] == [["C2-01", "Looking back"]]


def test_that_whoever_has_still_to_sign_is_listed_until_they_have(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session, weeks_ago=1)
    page, went = shown(qtbot, TodayPage, session)
    assert [row.cells[0].words for row in page.signatures.table.rows.rows] == ["C1-01"]

    QTest.keyClick(page.signatures.table, Qt.Key.Key_Return)
    assert went.to == [("agreement", person)]

    made_up.sign(session, person)
    assert page.signatures.table.rows.rows == ()


def test_that_whoever_refused_is_called_to_no_visit(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session, weeks_ago=5.5)
    page, _ = shown(qtbot, TodayPage, session)
    assert [row[0] for row in words(page)] == ["C1-01"]

    session.do(RefuseAgreement(participant=person, text_version=CURRENT.version, words=""))
    assert words(page) == []
    assert page.visits.sentence == "Nothing is due."
    assert page.signatures.table.rows.rows == ()


def test_that_a_day_with_nothing_due_says_when_something_is(qtbot: QtBot) -> None:
    session = made_up.session()
    made_up.sign(session, made_up.add(session, weeks_ago=0))
    page, _ = shown(qtbot, TodayPage, session)

    assert page.visits.sentence == "Nothing is due before Thursday 4 June 2026."
    assert [row[:2] for row in words(page)] == [["C1-01", "Week 4"], ["C1-01", "Week 8"], ["C1-01", "Week 12"]]


def test_that_held_visits_are_counted_for_those_taking_part(qtbot: QtBot) -> None:
    session = made_up.session()
    taking_part, refusing = made_up.add(session, weeks_ago=13), made_up.add(session, weeks_ago=13)
    made_up.sign(session, taking_part)
    for wave in ("4", "8", "12"):
        made_up.rate(session, taking_part, wave)
    session.do(RefuseAgreement(participant=refusing, text_version=CURRENT.version, words=""))
    page, _ = shown(qtbot, TodayPage, session)

    assert page.held.words == "Of those taking part: 3 of 3 planned visits held so far."
    assert page.visits.sentence == "Nothing is due. Every planned visit of those taking part was held."


def test_that_a_missed_visit_is_never_called_held(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session, weeks_ago=13)
    made_up.sign(session, person)
    made_up.rate(session, person, "4")
    for wave in ("8", "12"):
        for pathway in session.plan.pathways:
            session.do(SetMissing(key=RatingKey(person, pathway.key, wave), missing=Missing.NOT_REACHED))
    page, _ = shown(qtbot, TodayPage, session)

    assert page.visits.sentence == "Nothing is due, and no visit is left."


def test_that_a_study_without_a_backup_says_when_one_is_made_as_the_backup_tab_does(
    tmp_path: Path, qtbot: QtBot
) -> None:
    session = made_up.on_disk(tmp_path / "a.ojm")
    made_up.add(session)
    page, _ = shown(qtbot, TodayPage, session)
    assert (page.backup.age.text(), page.backup.state.text()) == ("No backup yet", backups.WHEN)
    study, _ = shown(qtbot, StudyPage, session, "backup")
    assert backups.WHEN in [label.text() for label in study.findChildren(QLabel)]
    session.close()


def test_that_one_change_since_the_backup_is_one_change(tmp_path: Path, qtbot: QtBot) -> None:
    session = made_up.on_disk(tmp_path / "a.ojm")
    made_up.add(session)
    assert session.place is not None
    backups.back_up(session.place, session.clock.now().utc)
    made_up.add(session)
    page, _ = shown(qtbot, TodayPage, session)
    assert page.backup.state.text() == "Checked; 1 change since"
    session.close()


def test_that_a_new_study_offers_to_add_somebody(qtbot: QtBot) -> None:
    page, went = shown(qtbot, TodayPage, made_up.session())

    first = page.first_focus()
    assert first is not None
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)

    assert went.to == [("participants", "add")]


def test_that_only_the_table_with_the_focus_marks_a_row(qtbot: QtBot) -> None:
    session = made_up.session()
    made_up.add(session, weeks_ago=4)
    page, _ = shown(qtbot, TodayPage, session)

    page.visits.table.setFocus()
    qtbot.waitUntil(page.visits.table.hasFocus)
    assert page.visits.table.selectionModel().hasSelection()
    assert not page.signatures.table.selectionModel().hasSelection()

    page.signatures.table.setFocus()
    qtbot.waitUntil(page.signatures.table.hasFocus)
    assert not page.visits.table.selectionModel().hasSelection()
    assert page.signatures.table.selectionModel().hasSelection()
