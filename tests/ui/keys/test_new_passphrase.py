"""A new passphrase: typed twice, or made up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.ui.keys.new_passphrase import NewPassphrase
from tests.ui.windows import dressed


@pytest.fixture
def step(qtbot: QtBot, qapp: QApplication) -> NewPassphrase:
    """The step of a new study's passphrase, in a window that has the keyboard."""
    dressed(qapp)
    made = NewPassphrase()
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def test_that_tab_goes_from_the_passphrase_to_the_same_again_and_only_then_to_the_buttons(
    step: NewPassphrase,
) -> None:
    step.first.line.setFocus()
    order = (step.second.line, step.first.show_button, step.second.show_button, step.make)
    for after in order:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is after


def test_that_a_passphrase_somebody_typed_is_not_replaced_by_one_made_up(step: NewPassphrase) -> None:
    QTest.keyClicks(step.first.line, "a bridge of my own")
    step.make.click()
    assert step.words == "a bridge of my own"
    assert not step.first.line.is_shown
    assert "empty the field" in step.first.message.words
    step.first.line.clear()
    step.make.click()
    made = step.words
    assert len(made.split()) >= 6 or made.count("-") >= 5
    step.make.click()
    assert step.words not in ("", made), "another one in the place of one made up"


def test_that_the_button_says_hide_while_the_words_are_seen(step: NewPassphrase) -> None:
    step.make.click()
    assert step.first.show_button.accessibleName() == "Hide"
    step.second.line.setFocus()
    assert not step.first.line.is_shown
    assert step.first.show_button.accessibleName() == "Show"


def test_that_write_it_down_is_said_only_of_the_words_that_were_made_up(step: NewPassphrase) -> None:
    step.make.click()
    assert "Write it down" in step.first.message.words
    QTest.keyClicks(step.first.line, "x")
    assert step.first.message.words == ""
