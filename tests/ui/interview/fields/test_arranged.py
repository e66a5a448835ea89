"""Choices side by side, in order, dropped down; a line to slide along: nothing is chosen by passing it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.ui.interview.fields.dropped import Drop
from ojm_desktop.ui.interview.fields.picked import Pick
from ojm_desktop.ui.interview.fields.plainly import AcknowledgeField
from ojm_desktop.ui.interview.fields.ranking import RankField
from ojm_desktop.ui.interview.fields.sliding import SlidingField
from tests.ui.interview.carded import Shown

ALT = Qt.KeyboardModifier.AltModifier


def test_that_side_by_side_arrows_walk_and_space_or_a_number_gives(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "likert")
    assert shown.window.focusWidget() is shown.card.field
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(shown.window.focusWidget(), key)
    assert shown.given == []
    QTest.keyClick(shown.window.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClicks(shown.window.focusWidget(), "4")
    assert shown.given == ["a2", "a4"]
    tops = {pick.y() for pick in shown.card.findChildren(Pick)}
    assert len(tops) == 1


def test_that_columns_are_as_many_as_asked_where_there_is_room(qtbot: QtBot, qapp: QApplication) -> None:
    for wide, columns in ((670, 3), (330, 2)):
        shown = Shown(qtbot, qapp, "columns", wide=wide)
        assert len({pick.x() for pick in shown.card.findChildren(Pick)}) == columns


def test_that_heads_take_no_answer(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "heads")
    shown.card.findChildren(Pick)[0].click()
    QTest.keyClicks(shown.card.field, "1")
    assert shown.given == []


def test_that_an_order_is_one_only_when_moved_or_confirmed(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "ranked")
    field = shown.card.field
    assert isinstance(field, RankField)
    field.list.setCurrentRow(0)
    QTest.keyClick(field.list, Qt.Key.Key_Down)
    assert (shown.given, field.list.is_ordered) == ([], False)
    QTest.keyClick(field.list, Qt.Key.Key_Up, ALT)
    assert (shown.given, field.list.is_ordered) == (["family worker friend nobody"], True)
    assert not field.right.isVisible()
    other = Shown(qtbot, qapp, "ranked")
    assert isinstance(other.card.field, RankField)
    other.card.field.right.click()
    assert other.given == ["worker family friend nobody"]


def test_that_a_dropped_list_opens_by_arrows_and_chooses_nothing(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Shown(qtbot, qapp, "minimal")
    box = shown.card.first_focus()
    assert isinstance(box, Drop)
    assert box.currentIndex() == -1
    opened: list[bool] = []
    monkeypatch.setattr(box, "showPopup", lambda: opened.append(True))
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert (opened, shown.given, box.currentIndex()) == ([True], [], -1)
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert shown.given == ["m3"]


def test_that_sliding_gives_on_letting_go_and_typing_on_leaving(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "hundred")
    field = shown.card.field
    assert isinstance(field, SlidingField)
    assert (shown.given, field.track.place) == ([], None)
    QTest.mousePress(field.track, Qt.MouseButton.LeftButton, pos=QPoint(field.track.width() - 14, 20))
    assert shown.given == []
    QTest.mouseRelease(field.track, Qt.MouseButton.LeftButton, pos=QPoint(field.track.width() - 14, 20))
    assert shown.given == ["100"]
    QTest.keyClick(field.track, Qt.Key.Key_Left)
    assert (shown.given, shown.card.half_done()) == (["100"], "99")
    field.line.setText("40")
    shown.card.commit()
    assert (shown.given, field.track.place) == (["100", "40"], 40)


def test_that_a_tick_acknowledges_and_can_be_taken_back(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "ready")
    assert isinstance(shown.card.field, AcknowledgeField)
    QTest.keyClick(shown.card.first_focus(), Qt.Key.Key_Space)
    QTest.keyClick(shown.card.first_focus(), Qt.Key.Key_Space)
    assert shown.given == ["OK", ""]
