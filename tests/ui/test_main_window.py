"""The window between opening and closing a study."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.service import backups
from ojm_desktop.ui import main_window
from ojm_desktop.ui.main_window import MainWindow
from tests import studies
from tests.ui.windows import Remembered, dressed


def test_that_a_study_locked_before_its_check_began_is_not_touched_again(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "CHECK_AFTER", 40)
    dressed(qapp)
    window = MainWindow(Remembered())
    qtbot.addWidget(window)
    window.show_study(studies.on_disk(tmp_path / "a.ojm"))
    looked: list[object] = []
    monkeypatch.setattr(backups, "back_up_and_check", lambda *_: looked.append(1))
    window.lock()
    qtbot.wait(200)
    assert looked == []
