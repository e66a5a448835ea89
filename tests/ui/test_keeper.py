"""The check at the start, as the foot of the window tells it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.ui.keeper import Keeper
from ojm_desktop.ui.status_strip import StatusStrip
from ojm_desktop.ui.tasks import Tasks
from tests.ui import made_up
from tests.ui.windows import dressed


def test_that_the_foot_says_what_was_checked_and_when(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    session, status = made_up.on_disk(tmp_path / "a.ojm"), StatusStrip()
    qtbot.addWidget(status)
    owner = QObject()
    keeper = Keeper(Tasks(owner), status, owner)
    with qtbot.waitSignal(keeper.finished, timeout=20_000):
        keeper.start(session)
    assert status.backup.words == "Study checked whole 14:02"
    session.close()
