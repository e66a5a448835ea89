"""The strip at the foot: the last change and its Undo beside work under way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.ui import status_strip, theme
from ojm_desktop.ui.status_strip import StatusStrip
from ojm_desktop.ui.tasks import Task
from ojm_desktop.ui.theme import Look
from ojm_desktop.ui.widgets.buttons import Button
from ojm_desktop.ui.widgets.text import ElidedLabel
from tests.ui.windows import dressed


@pytest.fixture
def strip(qtbot: QtBot, qapp: QApplication) -> StatusStrip:
    dressed(qapp)
    found = StatusStrip()
    qtbot.addWidget(found)
    found.resize(1366, 36)
    found.show()
    return found


def middle(strip: StatusStrip) -> tuple[str, str]:
    """The sentence in the middle, and the word of its button if there is one to press."""
    QApplication.processEvents()  # the sentence is cut to its room, which it gets with the next layout
    (button,) = strip.findChildren(Button)
    words = {label.text() for label in strip.findChildren(QLabel) if label.text()}
    told = words & {"A value was changed.", "Checking the study", "Printing"}
    return (told.pop() if told else "", button.accessibleName() if button.isVisible() else "")


def test_that_a_change_is_told_with_its_undo_while_work_is_under_way(strip: StatusStrip, qtbot: QtBot) -> None:
    check = Task("Checking the study", lambda _progress: None)
    strip.show_task(check)
    assert middle(strip) == ("Checking the study", "Cancel")
    strip.show_done("A value was changed.", can_undo=True)
    strip.show_task(check)
    assert middle(strip) == ("A value was changed.", "Undo")
    with qtbot.waitSignal(strip.undo_asked), qtbot.assertNotEmitted(strip.cancel_asked):
        strip.findChildren(Button)[0].click()
    strip.show_task(None)
    assert middle(strip) == ("A value was changed.", "Undo"), "the end of the work takes nothing away"


def test_that_work_has_its_place_back_when_the_sentence_had_its_time(
    strip: StatusStrip, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status_strip, "SHOWN_FOR", 30)
    check = Task("Checking the study", lambda _progress: None)
    strip.show_task(check)
    strip.show_done("A value was changed.", can_undo=True)
    qtbot.waitUntil(lambda: middle(strip) == ("Checking the study", "Cancel"))
    with qtbot.waitSignal(strip.cancel_asked):
        strip.findChildren(Button)[0].click()


def test_that_new_work_takes_the_middle_at_once(strip: StatusStrip) -> None:
    strip.show_done("A value was changed.", can_undo=True)
    strip.show_task(Task("Printing", lambda _progress: None))
    assert middle(strip) == ("Printing", "Cancel")


def test_that_what_the_program_does_by_itself_never_takes_a_sentences_place(
    strip: StatusStrip, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status_strip, "SHOWN_FOR", 60)
    strip.show_done("A value was changed.", can_undo=True)
    strip.show_task(Task("Checking the study", lambda _progress: None, is_asked=False))
    assert middle(strip) == ("A value was changed.", "Undo")
    qtbot.waitUntil(lambda: middle(strip) == ("Checking the study", "Cancel"), timeout=2000)


@pytest.fixture
def beside(strip: StatusStrip, qtbot: QtBot) -> tuple[QLineEdit, StatusStrip]:
    """Somebody at work in a window with the strip, and another field that comes next."""
    window = QWidget()
    work, further = QLineEdit(), QLineEdit()
    column = QVBoxLayout(window)
    for part in (work, strip, further):
        column.addWidget(part)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    work.setFocus()
    strip.undo_asked.connect(lambda: strip.show_done("A value was changed back.", can_undo=False))
    strip.show_done("A value was changed.", can_undo=True)
    QApplication.processEvents()
    return work, strip


def test_that_a_click_on_undo_leaves_the_focus_where_somebody_is_at_work(beside: tuple[QLineEdit, StatusStrip]) -> None:
    work, strip = beside
    QTest.mouseClick(strip.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert middle(strip)[1] == ""
    assert work.hasFocus()


def test_that_undo_pressed_with_the_keyboard_gives_the_focus_back(beside: tuple[QLineEdit, StatusStrip]) -> None:
    work, strip = beside
    button = strip.findChildren(Button)[0]
    QTest.keyClick(work, Qt.Key.Key_Tab)
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert middle(strip)[1] == ""
    assert work.hasFocus()


def test_that_at_the_largest_text_what_is_said_leaves_saved_whole_and_nothing_beside_it_cut(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.make(Look.LIGHT, 2.0))
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.resize(1366, 72)
    strip.backup.show_state("backup", "No backup yet", "muted")
    strip.saved.show_saved(1, "14:02:11")
    strip.show_idle(5, 0)
    strip.show()
    strip.show_done("The questionnaire Staff briefing, version 1, is published now.", can_undo=True)
    QApplication.processEvents()
    assert strip.saved.width() >= strip.saved.sizeHint().width()
    assert not strip.backup.isVisible()
    assert not strip.lock.isVisible()
    strip.show_idle(5, 9)
    QApplication.processEvents()
    assert strip.lock.isVisible(), "a lock that comes is said whatever else is"
    strip.show_damaged()
    assert strip.backup.isVisible()
    theme.apply(qapp, theme.make(Look.LIGHT))


def test_that_at_100_per_cent_a_long_message_is_what_gives_way(strip: StatusStrip) -> None:
    strip.show_idle(5, 0)
    strip.show_backup("Backed up 14:02")
    strip.saved.show_saved(3, "14:02:11")
    told = "The rating of week 4 was changed for K-014, and what was written beside it is kept with its day. " * 3
    strip.show_done(told, can_undo=True)
    QApplication.processEvents()
    (message,) = strip.findChildren(ElidedLabel)
    assert message.text() != message.toolTip() == message.accessibleName() == told
    shown = [part for part in (strip.saved, strip.backup, strip.lock) if part.isVisible()]
    assert strip.saved in shown
    assert strip.backup in shown
    assert [part.width() >= part.sizeHint().width() for part in shown] == [True] * len(shown), "cut"
    strip.show_done("A value was changed.", can_undo=True)
    QApplication.processEvents()
    assert strip.lock.isVisible()
