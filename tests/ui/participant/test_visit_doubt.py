"""A first value that is likely meant for another visit: the window asks, by mouse and by keys, and never refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.service.edits import SetRating
from ojm_desktop.service.session import Session
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.participant import ParticipantPage
from tests.ui import made_up, people
from tests.ui.participant.opened import TODAY, Opener, kept


@pytest.fixture
def early(session: Session) -> str:
    """Five weeks into the order: week 4 is open, week 8 and 12 are not."""
    person = people.added(session, start=TODAY - timedelta(days=35))
    made_up.sign(session, person)
    return person


@pytest.fixture
def page(open_at: Opener, early: str) -> ParticipantPage:
    found = open_at(early)
    found.journey.choose_pathway("housing")
    return found


def asked(page: ParticipantPage) -> str:
    """The question on the desk, or nothing."""
    visit = page.journey.desk.visit
    return visit.accessibleName() if visit.isVisible() else ""


def test_that_a_value_before_its_window_is_asked_about_by_keys(
    page: ParticipantPage, session: Session, early: str
) -> None:
    figure = page.journey.figure
    figure.setFocus()
    figure.choose("housing", "wave:8")
    before = session.sequence
    QTest.keyClick(figure, Qt.Key.Key_3)
    QTest.keyClick(figure, Qt.Key.Key_Return)
    assert asked(page) == "Week 8 opens on 28 May. Is this the week 8 visit?"
    assert session.sequence == before
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Y)
    found = kept(session, early, "8")
    assert found is not None
    assert (found.value, found.held_on) == (3, TODAY)
    assert asked(page) == ""


def test_that_it_can_be_put_at_the_wave_that_is_open(page: ParticipantPage, session: Session, early: str) -> None:
    page.journey.figure.point_moved.emit(RatingKey(early, "housing", "12"), -2)
    assert asked(page) == "Week 12 opens on 25 June. Is this the week 12 visit?"
    QTest.keyClick(page.journey.desk.visit, Qt.Key.Key_N)
    assert kept(session, early, "12") is None
    found = kept(session, early, "4")
    assert found is not None
    assert (found.value, found.held_on) == (-2, TODAY)
    assert page.journey.wave == "4"


def test_that_escape_stores_nothing(page: ParticipantPage, session: Session, early: str) -> None:
    before = session.sequence
    page.journey.figure.point_moved.emit(RatingKey(early, "housing", "8"), 1)
    QTest.keyClick(page.journey.desk.visit, Qt.Key.Key_Escape)
    assert session.sequence == before
    assert asked(page) == ""


def test_that_a_second_visit_on_one_day_is_asked_about_once(
    page: ParticipantPage, session: Session, early: str
) -> None:
    page.journey.figure.point_moved.emit(RatingKey(early, "housing", "4"), 2)
    assert asked(page) == ""
    page.journey.figure.point_moved.emit(RatingKey(early, "housing", "8"), 2)
    assert asked(page) == "Week 4 was held on 14 May too. Is this the week 8 visit?"
    QTest.keyClick(page.journey.desk.visit, Qt.Key.Key_Y)
    page.journey.figure.point_moved.emit(RatingKey(early, "family", "8"), 1)
    assert asked(page) == ""
    assert kept(session, early, "8", "family") is not None


def test_that_before_every_window_there_is_no_other_visit_to_put_it_at(
    session: Session, open_at: Opener, early: str
) -> None:
    person = people.added(session, start=TODAY - timedelta(days=3))
    made_up.sign(session, person)
    page = open_at(person)
    page.journey.figure.point_moved.emit(RatingKey(person, "housing", "4"), 2)
    assert asked(page).startswith("Week 4 opens on")
    QTest.keyClick(page.journey.desk.visit, Qt.Key.Key_N)
    assert asked(page)
    QTest.keyClick(page.journey.desk.visit, Qt.Key.Key_Y)
    assert kept(session, person, "4") is not None


def test_that_a_visit_in_its_window_or_after_it_or_looking_back_is_not_doubted(
    page: ParticipantPage, session: Session, early: str, open_at: Opener
) -> None:
    page.journey.figure.point_moved.emit(RatingKey(early, "housing", "4"), 2)
    assert kept(session, early, "4") is not None
    late = people.added(session, start=date(2026, 1, 5))
    made_up.sign(session, late)
    other = open_at(late)
    other.journey.figure.point_moved.emit(RatingKey(late, "housing", "12"), 1)
    assert kept(session, late, "12") is not None
    recalled = people.added(session, "2", start=TODAY - timedelta(days=120))
    made_up.sign(session, recalled)
    again = open_at(recalled)
    first, last = (wave.key for wave in session.plan.cohort("2").waves)
    for wave in (first, last):
        again.journey.figure.point_moved.emit(RatingKey(recalled, "housing", wave), 1)
        assert kept(session, recalled, wave) is not None


def test_that_a_value_typed_before_the_next_wave_is_walked_to_still_waits_for_its_answer(
    page: ParticipantPage, session: Session, early: str
) -> None:
    figure = page.journey.figure
    figure.setFocus()
    figure.choose("housing", "wave:8")
    QTest.keyClick(figure, Qt.Key.Key_3)
    QTest.keyClick(figure, Qt.Key.Key_Right)
    assert asked(page) == "Week 8 opens on 28 May. Is this the week 8 visit?"
    QTest.keyClick(page.journey.desk.visit, Qt.Key.Key_Y)
    found = kept(session, early, "8")
    assert found is not None
    assert found.value == 3


def test_that_the_way_to_the_next_pathway_waits_for_the_answer(
    page: ParticipantPage, session: Session, early: str
) -> None:
    figure = page.journey.figure
    figure.setFocus()
    figure.choose("housing", "wave:8")
    QTest.keyClick(figure, Qt.Key.Key_3)
    QTest.keyClick(figure, Qt.Key.Key_PageDown)
    assert asked(page) == "Week 8 opens on 28 May. Is this the week 8 visit?"
    assert page.journey.pathway == "housing"
    page.journey.list.setCurrentRow(3)
    assert asked(page)
    assert page.journey.list.currentRow() == 1
    QTest.keyClick(page.journey.desk.visit, Qt.Key.Key_Y)
    figure.setFocus()
    QTest.keyClick(figure, Qt.Key.Key_PageDown)
    assert page.journey.pathway == "family"
    assert kept(session, early, "8") is not None


def test_that_l2_a_value_that_waits_for_its_answer_waits_again_after_a_lock(
    page: ParticipantPage, frame: Frame, session: Session, early: str
) -> None:
    page.journey.figure.point_moved.emit(RatingKey(early, "housing", "8"), 3)
    frame.keep_half_done()
    again = ParticipantPage(session, lambda _page, _target="": None)
    again.show_target(early)
    again.refresh(None)
    assert again.journey.desk.is_asking_visit
    again.journey.desk.visit.given.emit(True)
    found = kept(session, early, "8")
    assert found is not None
    assert found.value == 3
    again.deleteLater()


def test_that_a_question_is_left_with_its_view_and_never_answered_unseen(
    page: ParticipantPage, frame: Frame, session: Session, early: str
) -> None:
    other = people.added(session, start=TODAY - timedelta(days=35))
    before = session.sequence
    ways: dict[str, Callable[[], object]] = {
        "tab": lambda: page.tabs.setCurrentIndex(6),
        "details": page._show_details,
        "page": lambda: frame.navigate("today"),
        "person": lambda: frame.navigate("participant", other),
        "hand over": lambda: frame.act("hand_over"),
        "undo": lambda: frame.act("undo"),
        "redo": lambda: frame.act("redo"),
    }
    for way, leave in ways.items():
        frame.navigate("participant", f"{early}/journey")
        page.journey.choose_pathway("housing")
        page.journey.figure.point_moved.emit(RatingKey(early, "housing", "8"), 1)
        assert asked(page), way
        if way == "redo":
            session.undo()  # so that there is one
            before = session.sequence
        leave()
        assert not page.journey.desk.is_open, way
        if way != "redo":
            assert session.sequence == before, way
        assert kept(session, early, "8") is None, way
        assert not any(draft.place.startswith("visit/") for draft in session.drafts()), way
        if way != "person":
            assert page.strip.sentence.startswith("+1 was not stored for Housing, week 8:"), way
        if frame.page is not None and frame.page.holds_keys:
            frame.page.holds_keys = False


def test_that_f11_on_another_tab_hands_over_and_asks_nothing(page: ParticipantPage, frame: Frame, early: str) -> None:
    page.journey.figure.point_moved.emit(RatingKey(early, "housing", "8"), 1)
    page.tabs.setCurrentIndex(6)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    frame.act("hand_over")
    assert frame.name == "participant_view"


def test_that_a_value_given_by_the_command_line_or_an_edit_is_never_asked_about(session: Session, early: str) -> None:
    session.do(SetRating(key=RatingKey(early, "housing", "12"), value=1, held_on=TODAY))
    assert kept(session, early, "12") is not None
