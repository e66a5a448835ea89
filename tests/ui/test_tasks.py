"""Long work off the thread: its result, its failure, its cancelling."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.ui.tasks import Cancelled, Progress, Tasks


def test_that_the_result_arrives_on_the_gui_thread(qtbot: QtBot, qapp: QApplication) -> None:
    owner = QObject()
    told: list[tuple[object, bool]] = []
    main = threading.get_ident()
    Tasks(owner).start(
        "Counting",
        lambda _progress: threading.get_ident() != main,
        lambda result: told.append((result, threading.get_ident() == main)),
        lambda error: told.append((error, False)),
    )
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(True, True)]


def test_that_cancelling_stops_the_work_where_it_tells_its_progress(qtbot: QtBot, qapp: QApplication) -> None:
    owner = QObject()
    tasks = Tasks(owner)
    told: list[BaseException] = []
    reached: list[int] = []

    def work(progress: Progress) -> None:
        for step in range(2_000):  # ten seconds if nothing stops it
            reached.append(step)
            progress(step / 2_000, "working")
            threading.Event().wait(0.005)

    task = tasks.start("Working", work, lambda _result: None, told.append)
    qtbot.waitUntil(lambda: task.share > 0)
    task.cancel()
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Cancelled)
    assert len(reached) < 2_000
    assert tasks.current is None


def test_that_finishing_waits_until_nothing_runs(qtbot: QtBot, qapp: QApplication) -> None:
    owner = QObject()
    tasks = Tasks(owner)
    told: list[object] = []
    for _ in range(3):
        tasks.start("Working", lambda progress: progress(0.5, "half"), told.append, told.append)
    tasks.finish()
    assert len(told) == 3
    assert tasks.current is None
