"""Lines that are read: given on leaving and on Enter, never half; a day from the calendar; a day with its time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.ui.interview.fields.lines import DayField, LineField, MomentField
from ojm_desktop.ui.widgets.strip import Strip
from tests.ui.interview.carded import Shown

ALT = Qt.KeyboardModifier.AltModifier


def test_that_a_number_is_given_on_enter_once_and_what_is_none_stays_to_be_seen(
    qtbot: QtBot, qapp: QApplication
) -> None:
    shown = Shown(qtbot, qapp, "age")
    line = shown.card.first_focus()
    QTest.keyClicks(line, "thirty")
    assert (shown.given, shown.card.half_done()) == ([], "thirty")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Return)
    shown.card.commit()
    assert (shown.given, shown.card.half_done()) == (["thirty"], "")
    assert any(strip.isVisible() and "whole number" in strip.sentence for strip in shown.card.findChildren(Strip))
    field = shown.card.field
    assert isinstance(field, LineField)
    assert (field.line.text(), field.line.property("wrong")) == ("thirty", "true")
    shown.card.take_up("34")
    shown.card.commit()
    assert shown.given == ["thirty", "34"]


def test_that_a_day_is_shown_as_it_was_read_and_chosen_from_the_calendar_by_keys(
    qtbot: QtBot, qapp: QApplication
) -> None:
    shown = Shown(qtbot, qapp, "day")
    field = shown.card.field
    assert isinstance(field, DayField)
    QTest.keyClicks(field.line, "3/2/2026")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert (shown.given, field.line.text(), field.hint.text()) == (["2026-02-03"], "3 February 2026", "Tuesday")
    QTest.keyClick(field.line, Qt.Key.Key_Down, ALT)
    assert shown.window.focusWidget().accessibleName() == "Tuesday 3 February 2026"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageUp):
        QTest.keyClick(shown.window.focusWidget(), key)
    assert shown.window.focusWidget().accessibleName() == "Thursday 1 January 2026"
    QTest.keyClick(shown.window.focusWidget(), Qt.Key.Key_Return)
    assert shown.given == ["2026-02-03", "2026-01-01"]
    assert not field.calendar.isVisible()
    assert field.line.hasFocus()


def test_that_a_day_and_its_time_are_one_answer(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "moment")
    field = shown.card.field
    assert isinstance(field, MomentField)
    QTest.keyClicks(field.day, "3/2/2026")
    field.time.setFocus()
    assert shown.given == []
    assert shown.card.half_done() == "3/2/2026T"
    QTest.keyClicks(field.time, "2.30 pm")
    shown.card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    shown.card.setFocus()
    assert (shown.given, shown.card.half_done()) == (["2026-02-03T14:30"], "")
    assert (field.day.text(), field.time.text()) == ("3 February 2026", "14:30")
