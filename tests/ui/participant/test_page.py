"""The participant's page: what is shown of a person, and that each change is one edit of the session."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.hot_spot import Certainty, Direction, Polarity
from ojm_desktop.domain.participant import Status
from ojm_desktop.domain.rating import Missing, Rating, RatingKey
from ojm_desktop.domain.scale import PRESETS
from ojm_desktop.domain.template import bristol
from ojm_desktop.service.edits import SetRating
from ojm_desktop.service.queries.journeys import trajectory
from ojm_desktop.service.session import Session
from ojm_desktop.ui import messages
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant.pathway_list import ALL, spark_of
from ojm_desktop.ui.widgets import sparkline
from tests.ui import made_up, people
from tests.ui.windows import window_of

TODAY = date(2026, 5, 14)
Opener = Callable[[str], ParticipantPage]


@pytest.fixture
def session() -> Session:
    return people.empty_session()


@pytest.fixture
def person(session: Session) -> str:
    return people.example(session)


@pytest.fixture
def window(session: Session, qtbot: QtBot, qapp: QApplication) -> MainWindow:
    return window_of(session, qtbot, qapp)


@pytest.fixture
def frame(window: MainWindow) -> Frame:
    assert window.frame is not None
    return window.frame


@pytest.fixture
def open_at(frame: Frame) -> Opener:
    def opened(target: str) -> ParticipantPage:
        frame.navigate("participant", target)
        assert isinstance(frame.page, ParticipantPage)
        return frame.page

    return opened


@pytest.fixture
def page(open_at: Opener, person: str) -> ParticipantPage:
    found = open_at(person)
    found.journey.choose_pathway("housing")
    return found


def kept(session: Session, person: str, wave: str, pathway: str = "housing") -> Rating | None:
    return session.study.store.ratings.get(RatingKey(person, pathway, wave))


def value(session: Session, person: str, wave: str) -> int | None:
    found = kept(session, person, wave)
    return found.value if found else None


# --- rating


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
    page.journey.figure.point_moved.emit(RatingKey(new, "drugs", "4"), 2)
    found = kept(session, new, "4", "drugs")
    assert found is not None
    assert found.held_on == TODAY
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


# --- missing


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


# --- hot spots


def test_that_h_adds_a_strike_at_the_chosen_week(
    page: ParticipantPage, frame: Frame, session: Session, person: str
) -> None:
    page.journey.figure.choose("housing", "value:12")
    frame.act("add_hot_spot")
    QTest.keyClicks(page.journey.desk.moment, "-")
    newest = next(s for s in session.study.store.hot_spots.of(person) if s.first_day == date(2026, 4, 29))
    assert newest.polarity is Polarity.NEGATIVE
    assert newest.is_confirmed
    assert page.journey.desk.editor.isVisible()
    assert page.journey.figure.chosen_name == f"hot_spot:{newest.id}"


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


# --- looking back


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


def test_that_beginning_and_end_are_rated(open_at: Opener, session: Session) -> None:
    page = open_at(people.recalled_example(session))
    page.journey.choose_pathway("work")
    figure = page.journey.figure
    figure.setFocus()
    figure.choose("work", "wave:begin")
    QTest.keyClick(figure, Qt.Key.Key_2)
    assert "beginning: +2" in figure.accessibleName()


# --- before the agreement


def test_that_nothing_can_be_rated_before_the_agreement(open_at: Opener, session: Session) -> None:
    new = people.added(session)
    page = open_at(new)
    assert page.sign_first.isVisible()
    assert not page.journey.isVisible()
    assert page.first_focus() is page.sign_first.first
    enabled = {bound.name for bound in page.bound_actions() if bound.enabled}
    assert not enabled & {"add_hot_spot", "no_answer", "hand_over"}
    assert "agreement" in enabled
    before = session.sequence
    page.journey.figure.point_moved.emit(RatingKey(new, "drugs", "4"), 2)
    assert session.sequence == before
    assert "agreement" in page.strip.sentence.casefold()


def test_that_signing_brings_the_journey(open_at: Opener, session: Session) -> None:
    new = people.added(session)
    page = open_at(new)
    made_up.sign(session, new)
    assert page.journey.isVisible()
    assert page.head.hand_over.isEnabled()


# --- the other parts


def test_that_the_table_twin_says_what_the_graph_shows(page: ParticipantPage, frame: Frame) -> None:
    frame.act("table")
    twin = page.journey.twin
    assert twin.isVisible()
    assert twin.accessibleName() == page.journey.figure.accessibleName()
    rows = twin.model()
    assert [rows.index(row, 3).data() for row in range(rows.rowCount())] == ["\u22122", "+1", "+4"]
    frame.act("table")
    assert page.journey.figure.isVisible()


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


def test_that_the_log_tells_newest_first_what_was_changed(open_at: Opener, session: Session, person: str) -> None:
    page = open_at(f"{person}/log")
    cells = [row.cells[3].words for row in page.log.table.rows.rows]
    assert cells[-1] == "C1-01 was added."
    assert cells[-2] == "C1-01, Drugs, alcohol, week 4 is now \u22123."
    session.undo()
    page.refresh(None)
    assert page.log.table.rows.rows[0].cells[3].words.startswith("Undone: ")


def test_that_details_are_edits_and_wrong_ones_say_so(page: ParticipantPage, session: Session, person: str) -> None:
    page.to_details.click()
    form = page.details
    form.age.setText("41")
    form.age.editingFinished.emit()
    form.status.setCurrentIndex(1)
    form.status.activated.emit(1)
    found = session.study.participant(person)
    assert (found.age, found.status) == (41, Status.COMPLETED)
    form.age.setText("seven")
    form.age.editingFinished.emit()
    assert form.fields["age"].message.words == "An age is a whole number of years."
    form.age.setText("7")
    form.age.editingFinished.emit()
    assert "between 10 and 110" in page.strip.sentence
    assert form.age.text() == "41"


def test_that_the_signed_agreement_is_saved_as_the_same_bytes(
    open_at: Opener, session: Session, person: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    page = open_at(f"{person}/documents")
    page.documents.save.click()
    page.documents.line.go.click()
    assert (tmp_path / "C1-01-agreement.pdf").read_bytes() == b"%PDF-made-up"
    page.documents.line.given.emit("", "a4")
    assert "already" in page.strip.sentence


def test_that_a_map_is_printed_and_recorded(
    page: ParticipantPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    before = session.sequence
    page.head.print.click()
    page.line.go.click()
    qtbot.waitUntil(lambda: "C1-01.pdf" in page.strip.sentence, timeout=20_000)
    assert (tmp_path / "C1-01.pdf").read_bytes().startswith(b"%PDF")
    assert session.sequence == before + 1


def test_that_a_real_study_prints_only_with_a_reason(page: ParticipantPage, session: Session) -> None:
    page.line.ask("The map", is_practice=False)
    assert not page.line.go.isEnabled()
    page.line.reason.setText("for the participant")
    assert page.line.go.isEnabled()


def test_that_no_name_and_no_second_person_is_on_the_page(page: ParticipantPage, frame: Frame) -> None:
    assert frame.window().windowTitle() == "OJM Desktop"


def given_day(page: ParticipantPage, words: str) -> None:
    day = page.journey.visit.day
    day.setFocus()
    day.setText(words)
    day.editingFinished.emit()


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


def test_that_the_list_draws_and_tells_a_scale_without_minus_as_it_is(qapp: QApplication) -> None:
    ten = next(scale for scale in PRESETS if scale.maximum == 10)
    session = people.empty_session(dataclasses.replace(bristol("North bridge", is_practice=True), scale=ten))
    new = people.added(session)
    made_up.sign(session, new)
    for wave, value in (("4", 2), ("8", 7)):
        session.do(SetRating(key=RatingKey(new, "housing", wave), value=value, held_on=TODAY))
    spark = spark_of(trajectory(session, new, "housing"))
    assert spark.sentence() == "2, 7, none"
    picture, box = QImage(80, 200, QImage.Format.Format_RGB32), QRectF(10, 80, 60, 32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    sparkline.draw(painter, box, spark, QColor("black"), QColor("black"))
    painter.end()
    drawn = {y for y in range(200) for x in range(80) if picture.pixelColor(x, y).lightness() < 200}
    assert box.top() <= min(drawn)
    assert max(drawn) <= box.bottom()
