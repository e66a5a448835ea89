"""A study that is locked and unlocked again and again: made once, its keys kept, each test with a copy of its own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import Unlocked, open_session
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.page import Page
from tests import studies
from tests.ui.windows import window_of


@dataclass(frozen=True)
class Made:
    """A closed study, its keys, and the one participant in it."""

    unlocked: Unlocked
    person: str

    def copy_to(self, folder: Path) -> Unlocked:
        """The same study in another folder, with the same keys."""
        shutil.copytree(self.unlocked.folder.path, folder)
        return Unlocked(StudyFolder(folder), self.unlocked.opened)


class Shelf:
    """The studies that desks begin with, each made once, when first asked for: stretching a passphrase takes long."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[bool, Made] = {}

    def take(self, *, is_signed: bool) -> Made:
        """A study whose one participant has signed, or not yet."""
        if is_signed not in self._made:
            session = studies.on_disk(self._folder / f"{is_signed}.ojm")
            person = studies.signed_person(session) if is_signed else studies.add_person(session)
            self._made[is_signed] = Made(studies.unlocked(session), person)
            session.close()
        return self._made[is_signed]


class Desk:
    """A study on disk and the windows that come and go over it; unlocked with the keys, as after the passphrase."""

    def __init__(self, folder: Path, shelf: Shelf, qtbot: QtBot, app: QApplication) -> None:
        self.folder, self.shelf, self.qtbot, self.app = folder, shelf, qtbot, app
        self.clock = studies.SetClock()
        self.unlocked: Unlocked | None = None
        self.window: MainWindow | None = None

    def begin(self, *, is_signed: bool) -> str:
        """One participant, in a study that is closed."""
        made = self.shelf.take(is_signed=is_signed)
        self.unlocked = made.copy_to(self.folder)
        return made.person

    def opened(self) -> Session:
        """The study, read from its files again. Raises AlreadyOpen while a window has it."""
        assert self.unlocked is not None
        return open_session(self.unlocked, self.clock)

    def unlock(self) -> Frame:
        """A window over the study."""
        self.window = window_of(self.opened(), self.qtbot, self.app, "today")
        assert self.window.frame is not None
        return self.window.frame

    def lock(self) -> None:
        """As Ctrl+L does, up to the new process."""
        assert self.window is not None
        with self.qtbot.waitSignal(self.window.locked):
            QTest.keyClick(self.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.window.hide()
        self.app.processEvents()


def at(frame: Frame, page: str, target: str = "") -> Page:
    """Go to a page of the window; the page."""
    frame.navigate(page, target)
    assert frame.page is not None
    return frame.page
