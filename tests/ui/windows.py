"""Windows for tests: settings in memory, and a main window over a study in memory."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.preferences import Recent
from ojm_desktop.ui.widgets.focus_ring import FocusRings


class Remembered:
    """Settings that are forgotten with the test."""

    def __init__(self, *recent: Recent) -> None:
        self.look = "light"
        self.size = 100
        self.idle_minutes = 5
        self._recent = recent
        self.wrong: dict[Path, int] = {}

    def set(self, key: str, value: object) -> None:
        setattr(self, key, value)

    def recent(self) -> tuple[Recent, ...]:
        return self._recent

    def remember(self, folder: Path, opened_utc: str) -> None:
        self._recent = (Recent(folder, opened_utc), *self._recent)

    def forget(self, folder: Path) -> None:
        self._recent = tuple(study for study in self._recent if study.folder != folder)

    def wrong_try(self, folder: Path) -> None:
        self.wrong[folder] = self.wrong.get(folder, 0) + 1

    def take_wrong_tries(self, folder: Path) -> int:
        return self.wrong.pop(folder, 0)


def dressed(app: QApplication, look: theme.Look = theme.Look.LIGHT, scale: float = 1.0) -> None:
    """The application as it looks in the program, focus ring included.

    Putting the same style sheet on again polishes every widget that is alive, so what is worn already is left alone.
    """
    wanted = theme.make(look, scale)
    if theme.current() != wanted or app.styleSheet() != theme.style_sheet(wanted):
        app.setStyle("fusion")
        theme.apply(app, wanted)
    if app.findChild(FocusRings) is None:
        FocusRings(app)


def focused() -> QWidget:
    """What takes the keys; a test that types has to have something that does."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def window_of(session: Session, qtbot: QtBot, app: QApplication, page: str = "cohort") -> MainWindow:
    """A shown window over an open study; it closes with the test."""
    dressed(app)
    window = MainWindow(Remembered())
    window.show_study(session, page, check=False)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window
