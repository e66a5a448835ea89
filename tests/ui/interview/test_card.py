"""The card of a question: three layers told apart, what stands there, what is doubted, what was noted."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import Comment, CommentKind, Comparison, NonAnswer
from ojm_desktop.ui.interview.card import QuestionCard
from ojm_desktop.ui.widgets.segments import Segments
from ojm_desktop.ui.widgets.strip import Strip
from tests.forms import all_kinds
from tests.ui.interview.carded import Shown

NAMES = tuple(path.rpartition("/")[2] for path in all_kinds.running().questions())


@pytest.mark.parametrize("name", NAMES)
def test_that_every_kind_of_question_begins_unanswered_with_a_name_and_a_place_for_the_keys(
    qtbot: QtBot, qapp: QApplication, name: str
) -> None:
    shown = Shown(qtbot, qapp, name)
    label = shown.asked.state(shown.path).label
    assert label in shown.heard()
    assert label in shown.card.first_focus().accessibleName()
    assert (shown.given, shown.value) == ([], "")
    shown.card.commit()
    assert shown.given == []
    assert shown.card.minimumSizeHint().width() <= 670


def test_that_what_stops_is_said_in_red_and_gone_when_it_is_right(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "age")
    shown.asked.answer(shown.path, "12")
    shown.card.refresh()
    said = [strip.sentence for strip in shown.card.findChildren(Strip) if strip.isVisible()]
    assert said == ["Only adults take part."]
    shown.asked.answer(shown.path, "34")
    shown.card.refresh()
    assert not any(strip.isVisible() for strip in shown.card.findChildren(Strip))


def test_that_a_missing_answer_is_said_when_asked_and_leads_to_the_reasons(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "rating")
    assert not any(strip.isVisible() for strip in shown.card.findChildren(Strip))
    shown.card.show_missing()
    (strip,) = [strip for strip in shown.card.findChildren(Strip) if strip.isVisible()]
    with qtbot.waitSignal(shown.card.reason_asked):
        strip.acted.emit()
    shown.asked.decline(shown.path, NonAnswer.REFUSED)
    shown.card.refresh()
    assert not strip.isVisible()
    assert "Refused" in shown.heard()


def test_that_a_warning_is_passed_with_a_reason_only(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "rating")
    QTest.keyClicks(shown.card.first_focus(), "5")
    (strip,) = [strip for strip in shown.card.findChildren(Strip) if strip.isVisible()]
    assert strip.sentence == "This is as good as it can be. Is it?"
    told: list[tuple[str, int, str]] = []
    shown.card.passed.connect(lambda *all_of_it: told.append(all_of_it))
    strip.acted.emit()
    line = next(line for line in shown.card.findChildren(QLineEdit) if line.isVisible())
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert told == []
    QTest.keyClicks(line, "They are sure.")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert told == [(shown.path, 0, "They are sure.")]


def test_that_the_replies_to_last_time_fit_the_kind_of_answer(qtbot: QtBot, qapp: QApplication) -> None:
    rating = Shown(qtbot, qapp, "rating", last="-2")
    segments = rating.card.findChildren(Segments)[0]
    assert not segments.isVisible()
    QTest.keyClicks(rating.card.first_focus(), "1")
    assert (segments.isVisible(), segments.value) == (True, "")
    with qtbot.waitSignal(rating.card.compared) as told:
        segments.chosen.emit(Comparison.WAS_WRONG.value)
    assert told.args == [rating.path, Comparison.WAS_WRONG]
    words = Shown(qtbot, qapp, "comment", last="Cold.")
    words.asked.answer(words.path, "Warm.")
    words.card.refresh()
    assert "Last time, week 4: “Cold.”" in words.heard()


def test_that_a_comparison_and_a_note_are_shown(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "rating", last="-2")
    shown.asked.answer(shown.path, "1")
    answer = shown.asked.answers[shown.path]
    shown.card.set_head("Health, question 1 of 4")
    QApplication.processEvents()
    before = shown.card.field.geometry()
    shown.asked.answers[shown.path] = dataclasses.replace(answer, comparison=Comparison.CHANGED)
    shown.asked.comments = (Comment("1", "", "", shown.path, "", "8", CommentKind.QUOTE, "I’ve got my own key now."),)
    shown.card.refresh()
    assert shown.card.findChildren(Segments)[0].value == "changed"
    assert "“I’ve got my own key now.”" in shown.heard()
    QApplication.processEvents()
    assert shown.card.noted.isVisible()
    assert shown.card.rect().contains(shown.card.noted.geometry())
    assert shown.card.field.geometry() == before, "a note moves nothing"


def test_that_delete_asks_to_take_an_answer_away_and_nothing_is_given_while_reading(
    qtbot: QtBot, qapp: QApplication
) -> None:
    shown = Shown(qtbot, qapp, "rating")
    QTest.keyClicks(shown.card.first_focus(), "3")
    asked: list[str] = []
    shown.card.unanswered_asked.connect(asked.append)
    assert press(shown.card, Qt.Key.Key_Delete)
    assert asked == [shown.path]
    shown.card.set_enabled_for_reading()
    assert not press(shown.card, Qt.Key.Key_4)
    assert shown.given == ["3"]


def press(card: QuestionCard, key: Qt.Key) -> bool:
    """Whether the card took a key that the page gave it."""
    text = chr(key.value) if key.value < 128 else ""
    return card.take_key(QKeyEvent(QEvent.Type.KeyPress, key.value, Qt.KeyboardModifier.NoModifier, text))


def test_that_the_pointer_can_take_an_answer_away_as_well(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_where: None)
    shown = Shown(qtbot, qapp, "home")
    asked: list[str] = []
    shown.card.unanswered_asked.connect(asked.append)
    for is_there in (False, True):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(20, 20), QPoint(20, 20))
        shown.card.contextMenuEvent(event)
        taking = shown.card.findChildren(QMenu)[-1].actions()[1]
        assert taking.isEnabled() is is_there
        taking.trigger()
        QTest.keyClicks(shown.card.first_focus(), "1")
    assert asked == [shown.path]
