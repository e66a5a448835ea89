"""The participant's scale by itself: its cells in order, in two rows where it is narrow, and what keys do to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.scale import PRESETS, Scale
from ojm_desktop.ui.participant_view.asking import AskScale
from ojm_desktop.ui.participant_view.cells import ScaleCells
from tests.ui.windows import dressed


@pytest.mark.parametrize("scale", PRESETS)
def test_that_every_scale_has_its_cells_in_order(scale: Scale, qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    cells = ScaleCells(scale)
    qtbot.addWidget(cells)
    cells.resize(1200, 300)
    cells.show()
    places = [cell.x() for cell in cells.cells.values()]
    assert places == sorted(places)
    assert len(places) == len(scale.values())


def test_that_narrow_cells_stand_in_two_rows_with_zero_beginning_the_second(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp, scale=2.0)
    cells = ScaleCells(Scale())
    qtbot.addWidget(cells)
    cells.resize(1000, 800)
    cells.show()
    qapp.processEvents()
    assert cells.cells[-5].x() == cells.cells[0].x()
    assert cells.cells[-1].y() < cells.cells[0].y() == cells.cells[5].y()
    dressed(qapp)


def test_that_two_digits_make_one_value_and_a_key_held_down_gives_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    asked, given = AskScale(Scale(minimum=0, maximum=10, neutral=5)), list[int]()
    qtbot.addWidget(asked)
    asked.answered.connect(given.append)
    asked.ask("Housing", "Where?", ("",) * 11, is_last=True)
    asked.show()

    def press(key: Qt.Key, text: str = "", *, is_held: bool = False) -> None:
        asked.take_key(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, is_held))

    press(Qt.Key.Key_1, "1")
    press(Qt.Key.Key_0, "0")
    assert asked.cells.value == 10
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, is_held=True)
    assert (asked.cells.value, given) == (0, [])
    press(Qt.Key.Key_Return)
    assert given == [0]
