"""The strip of a diary: told apart by form in every look, walked by keys, said in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.ui.theme import Look
from ojm_desktop.ui.widgets import diary_strip
from ojm_desktop.ui.widgets.diary_strip import DiaryKey, DiaryStrip
from tests.ui.windows import dressed

WEEKS = (DiaryState.DONE, DiaryState.LATE, DiaryState.MISSED, DiaryState.AWAITED, DiaryState.NOT_DUE)


def pictured(state: DiaryState) -> bytes:
    picture = QImage(24, 24, QImage.Format.Format_Grayscale8)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    diary_strip.draw_cell(painter, QRectF(3, 3, 18, 18), state, QColor("black"), QColor("black"))
    painter.end()
    return bytes(picture.constBits())


def test_that_states_are_told_apart_without_colour(qapp: QApplication) -> None:
    dressed(qapp)
    assert len({pictured(state) for state in DiaryState}) == len(DiaryState)


@pytest.mark.parametrize(("width", "rows"), [(300, 1), (130, 2)])
def test_that_a_strip_without_room_stands_in_two_rows(qapp: QApplication, width: int, rows: int) -> None:
    dressed(qapp)
    picture = QImage(width, 60, QImage.Format.Format_Grayscale8)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    diary_strip.draw(painter, QRectF(0, 0, width, 60), (DiaryState.DONE,) * 12, QColor("black"), QColor("black"))
    painter.end()
    column = [picture.pixelColor(9, y).value() < 128 for y in range(60)]
    assert sum(now and not before for before, now in zip([False, *column], column, strict=False)) == rows
    line = [picture.pixelColor(x, 20 if rows == 2 else 30).value() < 128 for x in range(width)]
    assert sum(now and not before for before, now in zip([False, *line], line, strict=False)) == 12 / rows


def test_that_keys_and_pointer_walk_the_weeks_and_a_screen_reader_is_told(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp, Look.CONTRAST)
    strip = DiaryStrip()
    qtbot.addWidget(strip)
    went: list[int] = []
    opened: list[int] = []
    strip.went_to.connect(went.append)
    strip.opened.connect(opened.append)
    strip.show_states(WEEKS, 2)
    strip.resize(500, strip.sizeHint().height())
    strip.show()
    assert strip.accessibleName() == "Week 2: late. Weekly diary: 1 done, 1 late, 1 missed, 1 not in yet"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Return):
        QTest.keyClick(strip, key)
    assert (went, opened) == ([3, 5, 1], [1])
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(350, 30))
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(350, 30))
    assert (went[-1], opened) == (4, [1, 4])
    assert strip.accessibleName().startswith("Week 4: not in yet")
    assert strip.grab().toImage().width() > 0
    dressed(qapp)


def test_that_the_key_names_every_form(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    key = DiaryKey()
    qtbot.addWidget(key)
    assert key.accessibleName() == "Cells of the diary: done, late, missed, not in yet, not due"
    assert diary_strip.summary((DiaryState.NOT_DUE,) * 12) == "Nothing due yet"
