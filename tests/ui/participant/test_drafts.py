"""Half-typed words: kept every two seconds, twenty characters or loss of focus, and back after a lock (L2, R5)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.service.session import Session
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant.drafting import EVERY_MS, DraftText
from tests import studies
from tests.ui import people
from tests.ui.windows import window_of


def opened(session: Session, person: str, qtbot: QtBot, app: QApplication) -> tuple[ParticipantPage, Frame]:
    frame = window_of(session, qtbot, app).frame
    assert isinstance(frame, Frame)
    frame.navigate("participant", person)
    assert isinstance(frame.page, ParticipantPage)
    return frame.page, frame


def test_that_l2_five_hundred_characters_and_the_cursor_are_back_after_a_lock(qtbot: QtBot, qapp: QApplication) -> None:
    session = people.empty_session()
    person = people.example(session)
    spot = session.study.store.hot_spots.of(person)[1]
    page, frame = opened(session, person, qtbot, qapp)
    page.journey.choose_pathway("housing")
    page.journey.figure.choose("housing", f"hot_spot:{spot.id}")
    text = page.journey.desk.editor.texts["observation"]
    text.setFocus()
    words = ("They said that nobody had told them. " * 20)[:500]
    text.setPlainText(words)
    cursor = text.textCursor()
    cursor.setPosition(123, QTextCursor.MoveMode.MoveAnchor)
    text.setTextCursor(cursor)
    before = session.sequence
    frame.keep_half_done()
    frame.stop_pages()
    assert session.sequence == before
    again = ParticipantPage(session, lambda _page, _target="": None)
    qtbot.addWidget(again)
    again.show_target(person)
    again.refresh(None)
    again.show()
    back = again.journey.desk.editor.texts["observation"]
    assert again.journey.pathway == "housing"
    assert again.journey.desk.editor.isVisible()
    assert back.toPlainText() == words
    assert back.textCursor().position() == 123
    assert again.first_focus() is back


def test_that_a_page_put_away_by_a_lock_writes_nothing_more(qtbot: QtBot, qapp: QApplication) -> None:
    session = people.empty_session()
    person = people.example(session)
    spot = session.study.store.hot_spots.of(person)[1]
    page, frame = opened(session, person, qtbot, qapp)
    page.journey.choose_pathway("housing")
    page.journey.figure.choose("housing", f"hot_spot:{spot.id}")
    text = page.journey.desk.editor.texts["title"]
    text.setFocus()
    QTest.keyClicks(text, "half")
    frame.keep_half_done()
    frame.stop_pages()
    before = session.sequence
    page.journey.list.setFocus()
    page.journey.desk.close_all()
    assert session.sequence == before
    (draft,) = session.drafts()
    assert draft.text.endswith("half")


def kept_by(text: DraftText) -> list[tuple[str, int]]:
    kept: list[tuple[str, int]] = []
    text.began.connect(lambda: kept.append((text.toPlainText(), text.textCursor().position())))
    return kept


def test_that_r5_twenty_characters_are_kept_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    text = DraftText("Words")
    qtbot.addWidget(text)
    kept = kept_by(text)
    QTest.keyClicks(text, "x" * 19)
    assert kept == []
    QTest.keyClicks(text, "x")
    assert kept == [("x" * 20, 20)]


def test_that_r5_what_is_typed_is_kept_within_two_seconds(qtbot: QtBot, qapp: QApplication) -> None:
    text = DraftText("Words")
    qtbot.addWidget(text)
    kept = kept_by(text)
    assert EVERY_MS <= 2000
    text._soon.setInterval(30)
    QTest.keyClicks(text, "abc")
    qtbot.waitUntil(lambda: kept == [("abc", 3)], timeout=2000)


def test_that_r5_what_is_typed_is_kept_when_the_window_loses_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    text = DraftText("Words")
    qtbot.addWidget(text)
    kept = kept_by(text)
    QTest.keyClicks(text, "abc")
    QApplication.sendEvent(text, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert kept == [("abc", 3)]


def test_that_r5_what_is_typed_is_given_when_its_field_is_left(qtbot: QtBot, qapp: QApplication) -> None:
    text = DraftText("Words")
    qtbot.addWidget(text)
    given: list[str] = []
    text.given.connect(given.append)
    QTest.keyClicks(text, "abc")
    QApplication.sendEvent(text, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert given == ["abc"]


def test_that_l2_a_lock_in_the_middle_of_a_word_keeps_all_of_it(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    """Fewer characters than are kept by themselves, and no time to wait for."""
    session = studies.on_disk(tmp_path / "a.ojm")
    person = people.example(session)
    spot = session.study.store.hot_spots.of(person)[1]
    window = window_of(session, qtbot, qapp)
    assert isinstance(window.frame, Frame)
    window.frame.navigate("participant", person)
    page = window.frame.page
    assert isinstance(page, ParticipantPage)
    page.journey.choose_pathway("housing")
    page.journey.figure.choose("housing", f"hot_spot:{spot.id}")
    text = page.journey.desk.editor.texts["title"]
    text.setFocus()
    text.clear()
    QTest.keyClicks(text, "half a wo")
    window.lock()
    again = studies.reopened(tmp_path / "a.ojm")
    assert [draft.text for draft in again.drafts()] == ["half a wo"]
    again.close()


def test_that_words_given_back_as_stored_leave_no_draft(qtbot: QtBot, qapp: QApplication) -> None:
    text = DraftText("Words")
    qtbot.addWidget(text)
    text.show_stored("kept")
    kept = kept_by(text)
    given: list[str] = []
    text.given.connect(given.append)
    QTest.keyClicks(text, " more")
    text.keep()
    text.give()
    before = len(kept)
    text.accept_given()
    assert given == ["kept more"]
    assert len(kept) == before + 1
    assert not text.is_dirty


def test_that_a_refresh_leaves_half_typed_words_alone(qtbot: QtBot, qapp: QApplication) -> None:
    text = DraftText("Words")
    qtbot.addWidget(text)
    text.show_stored("kept")
    QTest.keyClicks(text, " and")
    text.show_stored("kept elsewhere")
    assert text.toPlainText() == "kept and"


def test_that_l2_a_field_with_the_cursor_gives_what_it_holds_before_the_study_closes(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "a.ojm"
    session = studies.on_disk(folder)
    person = people.recalled_example(session)
    point = session.study.store.turning_points.of(person)[1]
    window = window_of(session, qtbot, qapp)
    assert window.frame is not None
    window.frame.navigate("participant", person)
    page = window.frame.page
    assert isinstance(page, ParticipantPage)
    page.journey.choose_pathway("housing")
    page.journey.figure.choose("housing", f"turning_point:{point.id}")
    said = page.journey.desk.editor.said
    said.setFocus()
    QTest.keyClicks(said, "after the move")
    window.lock()
    window.hide()  # as the program does before it is replaced: nothing may be written, or asked, any more
    qapp.processEvents()
    again = studies.reopened(folder)
    found = again.study.store.turning_points.get(point.id)
    again.close()
    assert found is not None
    assert found.words == "after the move"


def test_that_a_day_being_typed_does_not_stop_a_lock(qtbot: QtBot, qapp: QApplication) -> None:
    session = people.empty_session()
    person = people.example(session)
    window = window_of(session, qtbot, qapp)
    assert window.frame is not None
    window.frame.navigate("participant", person)
    page = window.frame.page
    assert isinstance(page, ParticipantPage)
    page.journey.choose_pathway("housing")
    page.journey.figure.choose("housing", "value:8")
    day = page.journey.visit.day
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, "30 March 2026")
    with qtbot.waitSignal(window.locked):
        window.lock()
    window.hide()
    qapp.processEvents()
