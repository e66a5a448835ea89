"""The participant view: nothing filled beforehand, nothing of the study to be seen, no way out but the PIN."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.handed_words import IN_ENGLISH, HandedWords, Word
from ojm_desktop.domain.rating import Giver, Missing, RatingKey
from ojm_desktop.domain.scale import Scale
from ojm_desktop.service.pin import TRIES
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant_view import ParticipantViewPage
from ojm_desktop.ui.participant_view.asking import AskScale
from ojm_desktop.ui.participant_view.preparing import GRAPH
from ojm_desktop.ui.widgets.card import Scroll
from tests.ui import made_up, people
from tests.ui.windows import dressed, window_of

PIN = "2468"


@pytest.fixture
def session() -> Session:
    return people.empty_session()


@pytest.fixture
def person(session: Session) -> str:
    return people.example(session)


@pytest.fixture
def window(session: Session, person: str, qtbot: QtBot, qapp: QApplication) -> MainWindow:
    found = window_of(session, qtbot, qapp)
    frame_of(found).navigate("participant_view", f"{person}/8/housing")
    return found


def frame_of(window: MainWindow) -> Frame:
    assert window.frame is not None
    return window.frame


@pytest.fixture
def page(window: MainWindow) -> ParticipantViewPage:
    found = frame_of(window).page
    assert isinstance(found, ParticipantViewPage)
    return found


def hand_over(page: ParticipantViewPage, *pathways: str, what: str = "") -> None:
    for key, box in page.preparing.boxes.items():
        box.setChecked(key in (pathways or ("housing",)))
    if what:
        page.preparing.what.set_value(what)
    QTest.keyClicks(page.preparing.pin, PIN)
    page.preparing.go.click()


def give_back(page: ParticipantViewPage, pin: str = PIN) -> None:
    QTest.keyClicks(page.thanks.pin, pin)
    QTest.keyClick(page.thanks.pin, Qt.Key.Key_Return)


def said(widget: QWidget) -> str:
    """Everything that can be read on a page, by eye or by ear."""
    seen = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return " ".join([*seen, *(each.accessibleName() for each in widget.findChildren(QWidget) if each.isVisible())])


def test_that_a_pin_of_four_digits_is_needed(page: ParticipantViewPage) -> None:
    QTest.keyClicks(page.preparing.pin, "12a3")
    assert page.preparing.pin.text() == "123"
    assert not page.preparing.go.isEnabled()
    QTest.keyClicks(page.preparing.pin, "4567890")
    assert page.preparing.pin.text() == "12345678"
    assert page.preparing.go.isEnabled()


def test_that_nothing_is_filled_and_done_waits(page: ParticipantViewPage) -> None:
    hand_over(page)
    assert page.asking.isVisible()
    assert page.asking.cells.value is None
    assert not any(cell.isChecked() for cell in page.asking.cells.cells.values())
    assert not page.asking.done.isEnabled()


def test_that_neither_code_nor_earlier_value_can_be_seen(page: ParticipantViewPage) -> None:
    hand_over(page)
    assert "C1-01" not in said(page)
    hand = page.asking.cells.cells[1]
    assert not hand.isChecked()
    page.asking.cells.choose(2)
    page.asking.done.click()
    assert "C1-01" not in said(page)


def test_that_the_answer_counts_as_the_participants_own(
    page: ParticipantViewPage, window: MainWindow, session: Session, person: str
) -> None:
    hand_over(page)
    QTest.keyClick(window, Qt.Key.Key_Minus)
    QTest.keyClick(window, Qt.Key.Key_4)
    QTest.keyClick(window, Qt.Key.Key_Return)
    rating = session.study.store.ratings.get(RatingKey(person, "housing", "8"))
    assert rating is not None
    assert (rating.value, rating.given_by) == (-4, Giver.OWN_HAND)
    assert page.thanks.isVisible()


def test_that_an_arrow_moves_the_ring_alone_and_nothing_is_given_that_was_not_seen_chosen(
    page: ParticipantViewPage, window: MainWindow, session: Session, person: str
) -> None:
    hand_over(page)
    cells, before = page.asking.cells, session.sequence
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert (cells.ringed, cells.value) == (0, None)
    assert QApplication.focusWidget() is cells.cells[0]
    assert cells.cells[0].accessibleName() == "0, not chosen yet"
    assert not page.asking.done.isEnabled()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        QTest.keyClick(window, key)
    assert (cells.ringed, cells.value) == (1, None), "walking past a value is no answer"
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert (cells.value, session.sequence) == (1, before), "filled, and not given yet"
    assert cells.cells[1].accessibleName() == "+1"
    QTest.keyClick(window, Qt.Key.Key_End)
    assert (cells.ringed, cells.value) == (5, 1)
    QTest.keyClicks(window, "-2")
    assert (cells.ringed, cells.value, session.sequence) == (-2, -2, before), (
        "a digit chooses, and takes the ring along"
    )
    QTest.keyClick(window, Qt.Key.Key_Return)
    rating = session.study.store.ratings.get(RatingKey(person, "housing", "8"))
    assert rating is not None
    assert rating.value == -2
    give_back(page)


def test_that_one_pathway_follows_the_other_and_each_begins_empty(page: ParticipantViewPage) -> None:
    hand_over(page, "housing", "work")
    page.asking.cells.choose(3)
    page.asking.done.click()
    assert page.asking.isVisible()
    assert page.asking.cells.value is None
    assert "Work, Training and Education" in said(page)


def test_that_one_may_rather_not_say(page: ParticipantViewPage, session: Session, person: str) -> None:
    hand_over(page)
    page.asking.decline.click()
    rating = session.study.store.ratings.get(RatingKey(person, "housing", "8"))
    assert rating is not None
    assert rating.missing is Missing.DECLINED


def test_that_no_key_leads_out_before_the_pin(page: ParticipantViewPage, window: MainWindow, session: Session) -> None:
    hand_over(page)
    frame, before = frame_of(window), session.sequence
    for key, modifier in (
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(window, key, modifier)
    window.close()
    assert window.isVisible()
    assert frame.page is page
    assert page.asking.isVisible()
    assert session.sequence == before
    assert page.asking.cells.value is None
    page._release()


def test_that_the_pin_takes_the_laptop_back_to_the_person(
    page: ParticipantViewPage, window: MainWindow, person: str
) -> None:
    hand_over(page)
    page.asking.decline.click()
    give_back(page)
    frame = frame_of(window)
    assert (frame.name, frame.target) == ("participant", f"{person}/8")
    assert not page.holds_keys


def test_that_five_wrong_pins_lock_the_study(page: ParticipantViewPage, window: MainWindow, qtbot: QtBot) -> None:
    hand_over(page)
    page.asking.decline.click()
    for _ in range(TRIES - 1):
        give_back(page, "1111")
        assert page.holds_keys
    assert "one more try" in page.thanks.field.message.words
    with qtbot.waitSignal(window.locked):
        give_back(page, "1111")


def test_that_the_graph_is_handed_over_alone(page: ParticipantViewPage, window: MainWindow, session: Session) -> None:
    hand_over(page, "drugs", what=GRAPH)
    assert page.graph.isVisible()
    kinds = {hit.kind for panel in page.graph.figure.item.panels for hit in panel.figure.hits}
    assert kinds == {"wave", "value"}
    assert "C1-01" not in said(page)
    before = session.sequence
    QTest.keyClick(window, Qt.Key.Key_3)
    assert session.sequence == before
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert page.thanks.isVisible()
    give_back(page)


def test_that_an_answer_that_cannot_be_kept_is_said_after_the_pin(
    page: ParticipantViewPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_edit: object) -> None:
        raise Refused("C1-01 may not be rated. Nothing was changed.")

    hand_over(page)
    monkeypatch.setattr(session, "do", refuse)
    page.asking.cells.choose(1)
    page.asking.done.click()
    assert "could not be saved" in said(page)
    assert "C1-01" not in said(page)
    give_back(page)
    assert "may not be rated" in page.strip.sentence
    assert page.preparing.isVisible()
    assert not page.holds_keys


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_that_the_whole_scale_is_in_sight_at_every_text_size(scale: float, qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp, scale=scale)
    asked = AskScale(Scale())
    qtbot.addWidget(asked)
    asked.ask("Housing and Accommodation", LONG_QUESTION, Scale().words(), is_last=True)
    asked.resize(1366, 768)
    asked.show()
    qapp.processEvents()
    (whole,) = asked.findChildren(Scroll)
    for cell in asked.cells.cells.values():
        assert cell.mapTo(whole.viewport(), cell.rect().bottomRight()).y() < whole.viewport().height()
    assert scale > 1 or whole.verticalScrollBar().maximum() == 0, "nothing is below the edge"
    dressed(qapp)


LONG_QUESTION = (
    "Thinking about the last four weeks, how has it been for you where you are living? "
    "Where would you put yourself on this line?"
)


def test_that_an_answer_counts_for_the_day_of_the_visit_that_the_researcher_said(
    window: MainWindow, session: Session
) -> None:
    new = people.added(session, start=date(2026, 4, 14))
    made_up.sign(session, new)
    frame = frame_of(window)
    frame.navigate("participant", new)
    person_page = frame.page
    assert isinstance(person_page, ParticipantPage)
    day = person_page.journey.visit.day
    day.setFocus()
    day.setText("12 May 2026")
    day.editingFinished.emit()
    frame.act("hand_over")
    page = frame.page
    assert isinstance(page, ParticipantViewPage)
    hand_over(page, "housing")
    page.asking.answered.emit(3)
    found = session.study.store.ratings.get(RatingKey(new, "housing", "4"))
    assert found is not None
    assert (found.value, found.held_on) == (3, date(2026, 5, 12))


def test_that_another_look_of_the_system_does_not_give_the_laptop_back(
    window: MainWindow, page: ParticipantViewPage
) -> None:
    hand_over(page)
    window.preferences.set("look", "contrast")
    window.rebuild()
    assert frame_of(window).page is page
    assert page.holds_keys
    assert page.asking.isVisible()
    give_back_unanswered(window, page)


def give_back_unanswered(window: MainWindow, page: ParticipantViewPage) -> None:
    page.asking.answered.emit(1)
    give_back(page)
    window.preferences.set("look", "light")
    window.rebuild()


def test_that_the_large_buttons_wear_the_look_in_force(window: MainWindow, page: ParticipantViewPage) -> None:
    window.preferences.set("look", "dark")
    window.rebuild()
    hand_over(page)
    sheet = page.asking.decline.styleSheet()
    assert theme.current().look is theme.Look.DARK
    assert f"background: {theme.current().colour('card').name()}" in sheet
    give_back_unanswered(window, page)


def test_that_a_study_found_damaged_meanwhile_names_nobody_before_the_pin_and_can_be_locked_after_it(
    window: MainWindow, page: ParticipantViewPage, qtbot: QtBot
) -> None:
    frame = frame_of(window)
    hand_over(page, "housing", "family")
    frame._keeper.damaged.emit("study.db: ratings, C1-01, housing, 8: the table has it, the log does not")
    assert frame.page is page
    assert page.holds_keys
    assert page.thanks.isVisible()
    assert IN_ENGLISH[Word.GIVE_BACK] in said(page)
    assert "C1-01" not in said(frame)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.frame is frame
    give_back(page, "9999")
    assert "C1-01" not in said(frame)
    give_back(page)
    assert "C1-01" in said(frame)
    assert not page.isVisible()
    with qtbot.waitSignal(window.locked, timeout=1000):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_that_what_goes_wrong_meanwhile_is_said_after_the_pin(window: MainWindow, page: ParticipantViewPage) -> None:
    frame = frame_of(window)
    hand_over(page)
    frame._keeper.failed.emit("The backup was not made: the disk is full.")
    assert "disk is full" not in said(frame)
    give_back_unanswered(window, page)
    assert frame.notice.sentence == "The backup was not made: the disk is full."


def test_that_both_ways_out_stand_side_by_side_in_welsh_at_twice_the_size(qapp: QApplication, qtbot: QtBot) -> None:
    dressed(qapp, theme.Look.LIGHT, 2.0)
    page = AskScale(Scale())
    qtbot.addWidget(page)
    welsh = {**IN_ENGLISH.texts, Word.DONE: "Wedi gorffen", Word.DECLINE: "Byddai'n well gen i beidio â dweud"}
    page.ask("Tai a Llety", "Ble fyddech chi?", Scale().words(), HandedWords(welsh), is_last=True)
    page.resize(1366, 768)
    page.show()
    QApplication.processEvents()
    assert page.decline.geometry().right() < page.done.geometry().left()
    assert page.done.geometry().right() <= 1366
    page.close()
    dressed(qapp)
