"""The keys go to what is seen of the page: nothing hidden has the focus, and none falls to Undo in the top bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGroupBox, QPushButton
from pytestqt.qtbot import QtBot

from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.page import Page
from tests import studies
from tests.ui.windows import focused, window_of


@pytest.fixture
def frame(qtbot: QtBot, qapp: QApplication) -> Frame:
    found = window_of(studies.in_memory(), qtbot, qapp).frame
    assert found is not None
    return found


def last_on(page: Page) -> QPushButton:
    """A button after everything else of a page: what comes next in the window is the top bar."""
    button = QPushButton("Last")
    page.column.addWidget(button)
    button.show()
    return button


@pytest.mark.parametrize("way", ["hidden", "greyed"])
def test_that_a_control_that_goes_gives_its_focus_to_the_page_and_not_to_undo(frame: Frame, way: str) -> None:
    assert frame.page is not None
    button = last_on(frame.page)
    button.setFocus()
    assert focused() is button
    if way == "hidden":
        button.hide()
    else:
        button.setEnabled(False)
    now = focused()
    assert now is frame.page or frame.page.isAncestorOf(now)


def test_that_a_hidden_control_gets_no_key(frame: Frame, qtbot: QtBot) -> None:
    assert frame.page is not None
    pressed: list[bool] = []
    panel = QGroupBox(frame.page)
    button = QPushButton("Yes", panel)
    button.clicked.connect(lambda: pressed.append(True))
    panel.show()
    button.setFocus()
    panel.hide()
    button.setFocus()
    qtbot.waitUntil(lambda: focused() is not button)
    assert focused().isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert pressed == []
