"""An analyst's window offers nothing that the session would refuse, and still shows the research data (W9)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.service.session import Session
from ojm_desktop.ui.actions import BY_NAME, WRITES
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.participant.page import ParticipantPage
from ojm_desktop.ui.reading_only import READS, SAID
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.widgets.buttons import Button, CheckBox, RadioButton
from ojm_desktop.ui.widgets.field import SearchField
from ojm_desktop.ui.widgets.table import Table
from tests import studies as known
from tests.ui import made_up
from tests.ui.showing import words_of
from tests.ui.windows import Remembered, dressed

CHANGED = (CheckBox, RadioButton, QComboBox, QTextEdit, QPlainTextEdit, QLineEdit)
PERSON = ("journey", "interviews", "diary", "contacts", "documents", "log")


def window_of(qtbot: QtBot, session: Session) -> MainWindow:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dressed(app)
    window = MainWindow(Remembered())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_study(session, check=False)
    window.show()
    return window


@pytest.fixture
def signed() -> tuple[Session, str]:
    """A study in memory with somebody who signed and was asked once."""
    session = made_up.session()
    who = made_up.add(session)
    made_up.sign(session, who)
    made_up.rate(session, who, "4")
    return session, who


def offered(window: MainWindow) -> list[str]:
    """What the page that is shown offers to press or to change, and is not marked as reading only."""
    frame = window.frame
    assert frame is not None
    assert frame.page is not None
    found = [name for name in frame._answers.acts if name in WRITES]
    for part in frame.page.findChildren(QWidget):
        if not part.isVisible() or part.property(READS) or isinstance(part, SearchField):
            continue
        if isinstance(part, Button) or (isinstance(part, CHANGED) and part.isEnabled()):
            found.append(f"{type(part).__name__} {part.accessibleName()}")
        if isinstance(part, Table):
            rows = range(part.rows.rowCount())
            cells = [part.rows.cell(row, column) for row in rows for column in range(part.rows.columnCount())]
            found += [cell.button for cell in cells if cell.button]
    return found


def test_that_w9_an_analyst_is_offered_nothing_on_any_page_that_the_session_would_refuse(
    qtbot: QtBot, signed: tuple[Session, str]
) -> None:
    session, who = signed
    window = window_of(qtbot, known.as_analyst(session))
    frame = window.frame
    assert frame is not None
    places = [(name, "") for name in ("today", "participants", "cohort", "reports", "log")]
    places += [("participant", f"{who}/{tab}") for tab in PERSON]
    frame.navigate("study")
    places += [("study", tab.name) for tab in window.findChildren(StudyPage)[0].tabs]
    left = {}
    for page, target in places:
        frame.navigate(page, target)
        QApplication.processEvents()
        left[f"{page} {target}"] = offered(window)
    frame.navigate("participant", who)
    window.findChildren(ParticipantPage)[0].to_details.click()
    left["details"] = offered(window)
    assert {place: found for place, found in left.items() if found} == {}
    assert all(words in words_of(frame._side) for words in SAID)
    before = session.study.store.log.last()
    frame.act("add_hot_spot")
    frame.act("print")
    assert session.study.store.log.last() == before
    frame.let_go()


def test_that_w9_enter_a_double_click_and_the_menu_of_a_row_begin_nothing_for_an_analyst(
    qtbot: QtBot, signed: tuple[Session, str]
) -> None:
    session, who = signed
    window = window_of(qtbot, known.as_analyst(session))
    frame = window.frame
    assert frame is not None
    frame.navigate("participant", f"{who}/interviews")
    page = window.findChildren(ParticipantPage)[0]
    table, heard = page.interviews.table, list[str]()
    for signal in (table.opened, table.pressed, table.menu_asked):
        signal.connect(lambda key, *_place: heard.append(key))
    table.selectRow(0)
    place = table.visualRect(table.model().index(0, 0)).center()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Menu):
        QTest.keyClick(table, key)
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), asked)
    assert heard == []
    table.rows.is_for_reading = False
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert len(heard) == 1
    frame.let_go()


def test_that_a_researcher_keeps_every_button(qtbot: QtBot, signed: tuple[Session, str]) -> None:
    session, who = signed
    window = window_of(qtbot, session)
    frame = window.frame
    assert frame is not None
    frame.navigate("participant", who)
    assert {"Button Hand over", "Button Map as PDF", "print", "add_hot_spot"} <= set(offered(window))
    frame.navigate("study", "lists")
    assert "Button Add" in offered(window)
    assert not any(words in words_of(frame._side) for words in SAID)
    frame.let_go()


def test_that_what_writes_is_named_as_the_actions_are() -> None:
    assert set(BY_NAME) >= WRITES
