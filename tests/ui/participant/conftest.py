"""A window over a study with one signed person, on that person's page."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.service.session import Session
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.participant import ParticipantPage
from tests.ui import people
from tests.ui.participant.opened import Opener
from tests.ui.windows import window_of


@pytest.fixture
def session() -> Session:
    return people.empty_session()


@pytest.fixture
def person(session: Session) -> str:
    return people.example(session)


@pytest.fixture
def window(session: Session, qtbot: QtBot, qapp: QApplication) -> MainWindow:
    return window_of(session, qtbot, qapp)


@pytest.fixture
def frame(window: MainWindow) -> Frame:
    assert window.frame is not None
    return window.frame


@pytest.fixture
def open_at(frame: Frame) -> Opener:
    def opened(target: str) -> ParticipantPage:
        frame.navigate("participant", target)
        assert isinstance(frame.page, ParticipantPage)
        return frame.page

    return opened


@pytest.fixture
def page(open_at: Opener, person: str) -> ParticipantPage:
    found = open_at(person)
    found.journey.choose_pathway("housing")
    return found
