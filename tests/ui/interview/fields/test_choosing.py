"""Choices: picked by number, pointer and keys; found by their words; a thousand as quick as ten."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.ui.interview.fields.choosing import ChoosingField
from tests.ui.interview.carded import Shown


def field_of(shown: Shown) -> ChoosingField:
    field = shown.card.field
    assert isinstance(field, ChoosingField)
    return field


def test_that_a_number_picks_and_walking_chooses_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "home")
    rows = field_of(shown).rows
    assert shown.window.focusWidget() is rows
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert shown.given == []
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert shown.given == ["no"]
    QTest.keyClicks(rows, "1")
    assert shown.given == ["no", "yes"]
    QTest.keyClicks(rows, "9")
    assert shown.value == "yes"


def test_that_enter_takes_no_row_that_nobody_walked_to(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "home")
    QTest.keyClick(field_of(shown).rows, Qt.Key.Key_Return)
    assert shown.given == [], "Enter goes on"
    other = Shown(qtbot, qapp, "home", said="no")
    rows = field_of(other).rows
    assert rows.currentIndex().row() == 1, "the keys stand at what is chosen"
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert other.given == []


def test_that_ten_and_more_are_picked_by_two_digits(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "month")
    rows = field_of(shown).rows
    QTest.keyClicks(rows, "10")
    assert shown.given == ["m10"]
    QTest.keyClicks(rows, "1")
    assert shown.given == ["m10"]
    qtbot.waitUntil(lambda: shown.given == ["m10", "m1"], timeout=2000)


def test_that_several_are_kept_in_the_order_of_the_list(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "helped")
    QTest.keyClicks(field_of(shown).rows, "31")
    assert shown.given == ["friend", "worker friend"]
    at = field_of(shown).rows.visualRect(field_of(shown).model.index(0)).center()
    QTest.mouseClick(field_of(shown).rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.value == "friend"


def test_that_long_lists_are_searched_and_enter_takes_the_only_one_found(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "town")
    field = field_of(shown)
    assert shown.window.focusWidget() is field.search
    assert field.rows.height() < 500
    QTest.keyClicks(field.search, "number 777")
    assert field.model.rowCount() == 1
    QTest.keyClick(field.search, Qt.Key.Key_Return)
    assert shown.given == ["t777"]
    field.search.setText("nowhere")
    assert not field.rows.isVisible()
    field.search.setText("number 77")
    QTest.keyClick(field.search, Qt.Key.Key_Return)
    assert field.rows.hasFocus()
    QTest.keyClick(field.rows, Qt.Key.Key_Return)
    assert shown.given == ["t777", "t77"]


def test_that_an_answer_no_choice_stands_for_any_more_is_still_shown(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "home")
    shown.asked.answer(shown.path, "gone")
    shown.card.refresh()
    assert field_of(shown).model.chosen == ("gone",)
    assert field_of(shown).model.rowCount() == 3
