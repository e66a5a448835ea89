"""The window between opening and closing a study."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import backups
from ojm_desktop.service.session import Session
from ojm_desktop.ui import main_window
from ojm_desktop.ui.frame import FOUND_LATE
from ojm_desktop.ui.main_window import MISTAKE, MainWindow
from ojm_desktop.ui.tasks import Cancelled
from ojm_desktop.ui.today.backup_card import BackupCard
from tests import studies
from tests.ui import made_up
from tests.ui.windows import Remembered, dressed, window_of


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


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> MainWindow:
    """A window with an open study; nothing is checked beside it."""
    dressed(qapp)
    found = MainWindow(Remembered())
    qtbot.addWidget(found)
    found.show_study(studies.on_disk(tmp_path / "a.ojm"), check=False)
    found.show()
    qtbot.waitExposed(found)
    return found


def test_that_l1_the_key_locks_at_once_and_closes_the_study(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.locked, timeout=5000):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not (tmp_path / "a.ojm" / "lock").exists()


def test_that_l1_f12_hides_over_an_open_box_as_well(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        QTest.keyClick(box, Qt.Key.Key_F12)
        QTimer.singleShot(500, box.close)  # so that the test ends where the key means nothing

    QTimer.singleShot(100, press)
    assert window.frame is not None
    with qtbot.waitSignal(window.locked, timeout=5000):
        window.frame.act("keys")
        assert QApplication.activeModalWidget() is None
    assert not (tmp_path / "a.ojm" / "lock").exists()


def test_that_l1_what_the_idle_watch_asks_for_is_done(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assert window.idle is not None
    with qtbot.waitSignal(window.locked, timeout=5000):
        window.idle.due.emit()
    assert not (tmp_path / "a.ojm" / "lock").exists()


def test_that_t2_a_clock_that_jumps_while_nobody_writes_is_in_the_log_at_once(window: MainWindow) -> None:
    assert window.idle is not None
    assert window.frame is not None
    session = window.frame.session
    assert isinstance(session.clock, studies.SetClock)
    session.clock.earliest = date(2020, 1, 1)
    before = session.sequence
    session.clock.moment -= timedelta(hours=3)
    window.idle.tick()
    assert session.sequence == before + 1
    assert "set back by 3 hours" in session.last_sentence


@pytest.mark.parametrize("error", [RuntimeError("a mistake of ours"), OjmError("The stick was pulled out.")])
def test_that_l1_whatever_fails_while_closing_the_process_is_replaced_all_the_same(
    window: MainWindow,
    qtbot: QtBot,
    error: Exception,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Otherwise names and keys would stay where anybody sees them, with nobody there to close the message."""
    assert window.frame is not None
    close = window.frame.close_study

    def fail() -> None:
        close()
        raise error

    monkeypatch.setattr(window.frame, "close_study", fail)
    locked: list[bool] = []
    told: list[str] = []
    window.locked.connect(lambda: locked.append(window.is_locking))
    window.locked.connect(told.append)
    with suppress(RuntimeError):
        window.lock()
    assert locked == [True]
    assert told == [MISTAKE if isinstance(error, RuntimeError) else str(error)]
    assert len(caplog.records) == (1 if isinstance(error, RuntimeError) else 0)
    window.lock()
    assert locked == [True]


def test_that_a_backup_that_fails_on_locking_is_told_to_the_next_process(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a.ojm"
    window = window_of(studies.on_disk(folder), qtbot, qapp)

    def failing(session: Session) -> None:
        session.close()
        raise OjmError("The backup was not made: the disk is full. The study itself is whole.")

    monkeypatch.setattr(backups, "close", failing)
    with qtbot.waitSignal(window.locked) as heard:
        window.lock()
    why = "The backup was not made: the disk is full. The study itself is whole."
    assert heard.args == [f"The study was closed without a new backup. {why}"]
    studies.reopened(folder).close()


def test_that_damage_found_while_locking_is_told_without_saying_whom_it_names(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(studies.on_disk(tmp_path / "a.ojm"), qtbot, qapp)
    frame = window.frame
    assert frame is not None
    monkeypatch.setattr(frame.tasks, "finish", lambda: frame._keeper.damaged.emit("ratings, C1-01: differs"))
    with qtbot.waitSignal(window.locked) as heard:
        window.lock()
    assert heard.args == [FOUND_LATE]


def test_that_a_check_that_a_lock_cuts_short_is_nothing_to_tell(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(studies.on_disk(tmp_path / "a.ojm"), qtbot, qapp)
    frame = window.frame
    assert frame is not None
    monkeypatch.setattr(frame.tasks, "finish", lambda: frame._keeper._failed(Cancelled()))
    with qtbot.waitSignal(window.locked) as heard:
        window.lock()
    assert heard.args == [""]


def test_that_the_backup_made_soon_after_a_study_opens_is_on_its_first_page(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "CHECK_AFTER", 40)
    dressed(qapp)
    session = made_up.on_disk(tmp_path / "a.ojm")
    made_up.add(session)
    window = MainWindow(Remembered())
    qtbot.addWidget(window)
    window.show_study(session)
    assert window.frame is not None
    card = window.frame.findChild(BackupCard)
    assert card is not None
    assert card.age.text() == "No backup yet"
    qtbot.waitUntil(lambda: card.age.text() == "Backed up 14:02", timeout=20_000)
    assert card.state.text() == "Checked, complete"
    window.lock()
