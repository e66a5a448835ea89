"""What stands in the place of the notes: why there is no value, hot spots, turning points."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ojm_desktop.domain.hot_spot import Certainty, Direction, Polarity
from ojm_desktop.domain.rating import Missing
from ojm_desktop.service.session import Session
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.participant import ParticipantPage
from tests.ui import people
from tests.ui.participant.opened import TODAY, Opener, kept


def test_that_delete_asks_why_and_a_letter_with_words_answers(
    page: ParticipantPage, session: Session, person: str
) -> None:
    figure, ask = page.journey.figure, page.journey.desk.missing
    figure.setFocus()
    figure.choose("housing", "value:8")
    QTest.keyClick(figure, Qt.Key.Key_Delete)
    assert ask.isVisible()
    QTest.keyClick(ask, Qt.Key.Key_N)
    QTest.keyClicks(ask._words, "moved away")
    QTest.keyClick(ask._words, Qt.Key.Key_Return)
    found = kept(session, person, "8")
    assert found is not None
    assert (found.missing, found.reason, found.value) == (Missing.NOT_REACHED, "moved away", None)
    assert not ask.isVisible()
    assert "week 8: not reached" in figure.accessibleName()


def test_that_escape_leaves_the_question_with_nothing_changed(page: ParticipantPage, session: Session) -> None:
    before = session.sequence
    page.journey.figure.choose("housing", "value:8")
    page.journey.ask_missing()
    QTest.keyClick(page.journey.desk.missing, Qt.Key.Key_Escape)
    assert not page.journey.desk.is_open
    assert session.sequence == before


def test_that_a_reason_can_be_taken_back(page: ParticipantPage, session: Session, person: str) -> None:
    page.journey.choose_pathway("mental")
    page.journey.figure.choose("mental", "wave:8")
    page.journey.ask_missing()
    page.journey.desk.missing.cleared.emit()
    assert kept(session, person, "8", "mental") is None


def test_that_h_adds_a_strike_at_the_chosen_week(
    page: ParticipantPage, frame: Frame, session: Session, person: str
) -> None:
    page.journey.figure.choose("housing", "value:12")
    frame.act("add_hot_spot")
    QTest.keyClicks(page.journey.desk.moment, "-")
    newest = next(s for s in session.study.store.hot_spots.of(person) if s.first_day == date(2026, 4, 29))
    assert newest.polarity is Polarity.NEGATIVE
    assert page.journey.desk.editor.isVisible()
    assert page.journey.figure.chosen_name == f"hot_spot:{newest.id}"


def test_that_a_strike_marked_by_hand_is_confirmed_only_when_the_participant_said_so(
    page: ParticipantPage, frame: Frame, session: Session, person: str
) -> None:
    page.journey.figure.choose("housing", "value:12")
    frame.act("add_hot_spot")
    QTest.keyClicks(page.journey.desk.moment, "+")
    editor = page.journey.desk.editor
    assert not editor.confirmed.isChecked()
    made = session.study.store.hot_spots.get(editor.id)
    assert made is not None
    assert not made.is_confirmed
    editor.confirmed.click()
    made = session.study.store.hot_spots.get(editor.id)
    assert made is not None
    assert made.is_confirmed


def test_that_a_suggestion_becomes_real_only_by_the_participants_word(
    page: ParticipantPage, session: Session, person: str
) -> None:
    page.journey.choose_pathway("drugs")
    journey = page.journey.journey
    assert journey is not None
    assert [each.wave for each in journey.suggestions] == ["12"]
    page.journey.figure.choose("drugs", "suggestion:12")
    page.journey.figure.opened.emit("suggestion:12")
    QTest.keyClick(page.journey.desk.suggestion, Qt.Key.Key_N)
    assert not [spot for spot in session.study.store.hot_spots.of(person) if spot.pathway == "drugs"]
    journey = page.journey.journey
    assert journey is not None
    assert not journey.suggestions
    session.undo()
    page.journey.figure.opened.emit("suggestion:12")
    QTest.keyClicks(page.journey.desk.suggestion, "+")
    (spot,) = [spot for spot in session.study.store.hot_spots.of(person) if spot.pathway == "drugs"]
    assert spot.polarity is Polarity.POSITIVE
    assert spot.is_confirmed, "the answer was the participant's own"
    assert date(2026, 4, 3) <= spot.first_day <= date(2026, 4, 29)


def test_that_the_editor_changes_what_is_chosen_and_removes_it(
    page: ParticipantPage, session: Session, person: str
) -> None:
    spot = session.study.store.hot_spots.of(person)[1]
    page.journey.figure.choose("housing", f"hot_spot:{spot.id}")
    editor = page.journey.desk.editor
    assert editor.isVisible()
    editor.sign.chosen.emit("mixed")
    editor.confirmed.click()
    editor.last_day.setText("25 March 2026")
    editor.last_day.editingFinished.emit()
    found = session.study.store.hot_spots.get(spot.id)
    assert found is not None
    assert (found.polarity, found.is_confirmed, found.last_day) == (Polarity.MIXED, False, date(2026, 3, 25))
    editor.removed.emit()
    assert session.study.store.hot_spots.get(spot.id) is None
    assert not page.journey.desk.is_open


def test_that_the_words_of_a_hot_spot_are_one_edit_when_the_field_is_left(
    page: ParticipantPage, session: Session, person: str
) -> None:
    spot = session.study.store.hot_spots.of(person)[0]
    page.journey.figure.choose("housing", f"hot_spot:{spot.id}")
    text = page.journey.desk.editor.texts["could_have_helped"]
    text.setFocus()
    before = session.sequence
    QTest.keyClicks(text, "a list")
    assert session.sequence == before
    page.journey.desk.editor.texts["title"].setFocus()
    assert session.sequence == before + 1
    found = session.study.store.hot_spots.get(spot.id)
    assert found is not None
    assert found.note.could_have_helped == "a list"
    assert not session.drafts()


def test_that_a_moved_strike_is_one_edit(page: ParticipantPage, session: Session, person: str) -> None:
    spot = session.study.store.hot_spots.of(person)[0]
    page.journey.figure.hot_spot_moved.emit(spot.id, TODAY, TODAY)
    found = session.study.store.hot_spots.get(spot.id)
    assert found is not None
    assert found.first_day == found.last_day == TODAY


def test_that_a_turning_point_is_placed_described_and_moved(open_at: Opener, session: Session) -> None:
    person = people.recalled_example(session)
    page = open_at(person)
    page.journey.choose_pathway("family")
    page.journey.add_moment()
    turn = page.journey.desk.turn
    words = [turn.when.itemText(row) for row in range(turn.when.count())]
    turn.when.setCurrentIndex(words.index("late in month 2"))
    QTest.keyClicks(turn, "+")
    (point,) = [each for each in session.study.store.turning_points.of(person) if each.pathway == "family"]
    start = session.study.participant(person).order_start
    assert (point.direction, point.certainty) == (Direction.UP, Certainty.PART_OF_MONTH)
    assert [(day - start).days for day in (point.first_day, point.last_day)] == [28 + 19, 28 + 27]
    editor = page.journey.desk.editor
    editor.when.setCurrentIndex(words.index("week 3"))
    editor.when.activated.emit(words.index("week 3"))
    editor.way.set_value("down")
    editor.way.chosen.emit("down")
    found = session.study.store.turning_points.get(point.id)
    assert found is not None
    assert (found.direction, found.certainty) == (Direction.DOWN, Certainty.WEEK)
    assert (found.first_day - start).days == 14
    later = found.first_day + timedelta(days=7), found.last_day + timedelta(days=7)
    page.journey.figure.turning_point_moved.emit(point.id, *later)
    moved = session.study.store.turning_points.get(point.id)
    assert moved is not None
    assert (moved.first_day, moved.last_day) == later


def test_that_a_dragged_turning_point_keeps_its_days_when_its_words_are_given(
    open_at: Opener, session: Session
) -> None:
    person = people.recalled_example(session)
    page = open_at(person)
    page.journey.choose_pathway("housing")
    point = session.study.store.turning_points.of(person)[1]
    first, last = point.first_day + timedelta(days=3), point.last_day + timedelta(days=3)
    page.journey.figure.turning_point_moved.emit(point.id, first, last)
    page.journey.figure.choose("housing", f"turning_point:{point.id}")
    said = page.journey.desk.editor.said
    said.setFocus()
    QTest.keyClicks(said, "after the move")
    QTest.keyClick(said, Qt.Key.Key_Return)
    now = session.study.store.turning_points.get(point.id)
    assert now is not None
    assert (now.first_day, now.last_day, now.words) == (first, last, "after the move")
