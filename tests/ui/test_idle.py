"""The idle lock, with clocks that are set."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.ui.idle import IdleWatch
from tests.studies import SetClock


class Watched:
    """A watch of five minutes with a clock in hand, and what it told."""

    def __init__(self) -> None:
        self.clock = SetClock()
        self.owner = QObject()
        self.watch = IdleWatch(self.clock, lambda: 5, self.owner)
        self.counted: list[int] = []
        self.due: list[bool] = []
        self.jumped: list[bool] = []
        self.watch.jumped.connect(lambda: self.jumped.append(True))
        self.watch.counting.connect(self.counted.append)
        self.watch.due.connect(lambda: self.due.append(True))

    def pass_seconds(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.move(seconds=1)
            self.watch.tick()


def test_that_l1_the_study_locks_after_five_quiet_minutes_and_not_a_second_before(qapp: QApplication) -> None:
    watched = Watched()
    watched.pass_seconds(299)
    assert watched.due == []
    watched.pass_seconds(1)
    assert watched.due == [True]


def test_that_the_last_sixty_seconds_are_counted_down(qapp: QApplication) -> None:
    watched = Watched()
    watched.pass_seconds(239)
    assert watched.counted == []
    watched.pass_seconds(60)
    assert watched.counted == list(range(60, 0, -1))


def test_that_any_key_stops_the_countdown_and_begins_the_minutes_anew(qapp: QApplication, qtbot: QtBot) -> None:
    watched = Watched()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    watched.pass_seconds(250)
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_A)
    assert watched.counted[-1] == 0
    watched.pass_seconds(299)
    assert watched.due == []


def test_that_l1_a_laptop_that_slept_locks_at_the_next_tick(qapp: QApplication) -> None:
    watched = Watched()
    watched.pass_seconds(3)
    watched.clock.moment = watched.clock.moment.replace(hour=watched.clock.moment.hour + 1)
    watched.watch.tick()
    assert watched.due == [True]


def test_that_t3_a_clock_set_back_neither_locks_nor_keeps_from_locking(qapp: QApplication) -> None:
    watched = Watched()
    watched.pass_seconds(200)
    watched.clock.moment = watched.clock.moment.replace(year=2023)
    watched.watch.tick()
    assert (watched.due, watched.jumped) == ([], [True]), "who keeps the log is told"
    watched.pass_seconds(99)
    assert watched.due == []
    watched.pass_seconds(1)
    assert (watched.due, watched.jumped) == ([True], [True])
