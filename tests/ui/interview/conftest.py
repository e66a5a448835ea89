"""One window for the tests of a module, made once: each test begins a visit of somebody new in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.service.session import Session
from ojm_desktop.ui.main_window import MainWindow
from tests.ui import people
from tests.ui.interview import holding
from tests.ui.interview.holding import Held
from tests.ui.windows import Remembered, dressed


@pytest.fixture(scope="module")
def window(qapp: QApplication) -> Iterator[MainWindow]:
    """A window over a practice study; the short questionnaire is published."""
    dressed(qapp)
    session = people.empty_session()
    holding.take_in(session, holding.small())
    made = MainWindow(Remembered())
    made.show_study(session, "cohort", check=False)
    made.show()
    made.activateWindow()
    yield made
    made.leave_open()
    session.close()
    made.deleteLater()


@pytest.fixture
def session() -> Iterator[Session]:
    """A study of its own, in which nobody is yet."""
    found = people.empty_session()
    yield found
    found.close()


@pytest.fixture
def alone(session: Session, qtbot: QtBot, qapp: QApplication) -> Held:
    """The short questionnaire in a window and a study of its own, for tests that end it."""
    return holding.shown(session, holding.begun(session, holding.somebody(session), holding.small()), qtbot, qapp)


@pytest.fixture
def held(window: MainWindow) -> Held:
    """The short questionnaire of somebody new, at its first question."""
    assert window.frame is not None
    session: Session = window.frame.session
    window.resize(1366, 768)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return holding.open_in(window, holding.begin(session, holding.somebody(session)))
