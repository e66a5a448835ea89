"""The Journey tab: every value is one edit, of the day of its visit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.service.edits import SetRating
from ojm_desktop.service.session import Session
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant.pathway_list import ALL
from tests.ui import made_up, people
from tests.ui.participant.opened import TODAY, Opener, given_day, kept, value


def test_that_a_dragged_value_is_one_event_and_redrawn_everywhere(
    page: ParticipantPage, session: Session, person: str
) -> None:
    before = session.sequence
    page.journey.figure.point_moved.emit(RatingKey(person, "housing", "8"), -3)
    assert session.sequence == before + 1
    assert value(session, person, "8") == -3
    assert "week 8: \u22123" in page.journey.figure.accessibleName()
    assert page.journey.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "H, Housing: \u22122, \u22123, +4"


def test_that_undo_and_redo_reach_the_figure(
    page: ParticipantPage, frame: Frame, session: Session, person: str
) -> None:
    page.journey.figure.point_moved.emit(RatingKey(person, "housing", "8"), -3)
    frame.act("undo")
    assert "week 8: +1" in page.journey.figure.accessibleName()
    frame.act("redo")
    assert "week 8: \u22123" in page.journey.figure.accessibleName()


def test_that_keys_in_the_figure_write_one_edit_each(page: ParticipantPage, session: Session, person: str) -> None:
    figure = page.journey.figure
    figure.setFocus()
    figure.choose("housing", "value:4")
    QTest.keyClick(figure, Qt.Key.Key_Up)
    QTest.keyClick(figure, Qt.Key.Key_Up)
    assert value(session, person, "4") == 0
    QTest.keyClick(figure, Qt.Key.Key_Minus)
    QTest.keyClick(figure, Qt.Key.Key_5)
    assert value(session, person, "4") == -5
    assert figure.chosen_name == "value:4"


def test_that_a_new_rating_counts_for_the_day_of_the_interview(open_at: Opener, session: Session) -> None:
    new = people.added(session, start=TODAY - timedelta(days=30))
    made_up.sign(session, new)
    page = open_at(new)
    page.journey.choose_pathway("drugs")
    figure, before = page.journey.figure, session.sequence
    figure.setFocus()
    figure.choose("drugs", "wave:4")
    for _ in range(3):
        QTest.keyClick(figure, Qt.Key.Key_Up)
    assert session.sequence == before, "what arrows point at is no rating"
    QTest.keyClick(figure, Qt.Key.Key_Return)
    found = kept(session, new, "4", "drugs")
    assert found is not None
    assert (found.value, found.held_on, session.sequence) == (2, TODAY, before + 1)
    day = page.journey.visit.day
    day.setFocus()
    day.setText("12 May 2026")
    day.editingFinished.emit()
    page.journey.figure.point_moved.emit(RatingKey(new, "housing", "4"), 1)
    days = {each.held_on for each in session.study.store.ratings.of(new)}
    assert days == {date(2026, 5, 12)}


def test_that_a_day_nobody_can_read_is_refused_in_words(page: ParticipantPage, session: Session) -> None:
    before = session.sequence
    day = page.journey.visit.day
    day.setText("31 April 2026")
    day.editingFinished.emit()
    assert page.strip.sentence == "April has 30 days."
    assert session.sequence == before


def test_that_where_somebody_lived_is_kept_for_the_visit(page: ParticipantPage, session: Session, person: str) -> None:
    page.journey.figure.choose("housing", "value:8")
    home = page.journey.visit.home
    home.setCurrentIndex(2)
    home.activated.emit(2)
    (found,) = session.study.store.people.accommodations(person)
    assert (found.wave, found.type) == ("8", session.plan.accommodation_types[1])


def test_that_beginning_and_end_are_rated(open_at: Opener, session: Session) -> None:
    page = open_at(people.recalled_example(session))
    page.journey.choose_pathway("work")
    figure = page.journey.figure
    figure.setFocus()
    figure.choose("work", "wave:begin")
    QTest.keyClick(figure, Qt.Key.Key_2)
    assert "beginning: +2" in figure.accessibleName()


def test_that_a_day_of_the_visit_that_was_undone_is_not_given_to_the_next_value(
    page: ParticipantPage, frame: Frame, session: Session, person: str
) -> None:
    page.journey.figure.choose("housing", "value:8")
    before, sequence = kept(session, person, "8"), session.sequence
    given_day(page, "30 March 2026")
    assert session.sequence > sequence
    frame.act("undo")
    assert kept(session, person, "8") == before
    assert before is not None
    assert page.journey.held_on("8") == before.held_on


@pytest.mark.parametrize("words", ["30 June 2026", "1 January 2020"])
def test_that_a_visit_is_not_held_on_a_day_to_come_nor_before_the_order(
    page: ParticipantPage, session: Session, words: str
) -> None:
    page.journey.figure.choose("housing", "value:8")
    before, sequence, shown = page.journey.held_on("8"), session.sequence, page.journey.visit.day.text()
    given_day(page, words)
    assert session.sequence == sequence
    assert page.journey.held_on("8") == before
    assert page.journey.visit.day.text() == shown
    assert "Nothing was changed" in page.strip.sentence


def test_that_the_table_twin_says_what_the_graph_shows(page: ParticipantPage, frame: Frame) -> None:
    frame.act("table")
    twin = page.journey.twin
    assert twin.isVisible()
    assert twin.accessibleName() == page.journey.figure.accessibleName()
    rows = twin.model()
    assert [rows.index(row, 3).data() for row in range(rows.rowCount())] == ["\u22122", "+1", "+4"]
    frame.act("table")
    assert page.journey.figure.isVisible()


def test_that_the_table_twin_shows_what_was_rated_while_the_graph_was_seen(
    page: ParticipantPage, frame: Frame, session: Session, person: str
) -> None:
    frame.act("table")
    frame.act("graph")
    session.do(SetRating(key=RatingKey(person, "housing", "8"), value=3, held_on=TODAY))
    frame.act("table")
    rows = page.journey.twin.model()
    assert [rows.index(row, 3).data() for row in range(rows.rowCount())] == ["\u22122", "+3", "+4"]
    assert page.journey.twin.accessibleName() == page.journey.figure.accessibleName()


def test_that_all_pathways_stand_on_the_same_axes(page: ParticipantPage) -> None:
    page.journey.list.setCurrentRow(8)
    assert page.journey.pathway == ALL
    assert len(page.journey.figure.item.panels) == 8
    assert not page.journey.add.isVisible()


def test_that_up_and_down_walk_the_pathways_and_keep_the_wave(page: ParticipantPage) -> None:
    page.journey.figure.choose("housing", "value:8")
    page.journey.list.setFocus()
    QTest.keyClick(page.journey.list, Qt.Key.Key_Down)
    assert page.journey.pathway == "family"
    assert page.journey.figure.chosen_name == "value:8"
