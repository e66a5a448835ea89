"""One window a study: a second one finds the first."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ojm_desktop.app.instance import FirstWindow, ask_first, server_name

STUDY = "ab" * 16
ASK = "import sys; from ojm_desktop.app.instance import ask_first; sys.exit(0 if ask_first(sys.argv[1]) else 3)"


def test_that_r11_a_second_process_makes_the_first_window_come_forward(qtbot: QtBot) -> None:
    asked: list[bool] = []
    owner = QObject()
    first = FirstWindow(STUDY, lambda: asked.append(True), owner)
    second = subprocess.Popen([sys.executable, "-c", ASK, STUDY])
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    first.close()
    assert second.returncode == 0
    assert asked == [True]


def test_that_nobody_answers_for_a_study_without_a_window(qapp: object) -> None:
    assert not ask_first("cd" * 16)


def test_that_the_sockets_name_does_not_hold_the_studys_id() -> None:
    assert STUDY not in server_name(STUDY)
    assert server_name(STUDY) != server_name("cd" * 16)
