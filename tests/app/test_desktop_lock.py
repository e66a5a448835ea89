"""The study locks with the desktop and before the laptop sleeps: D-Bus on a bus of the test, Windows' messages."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.app import application, desktop_lock_linux, listening
from ojm_desktop.app.application import Program
from ojm_desktop.app.desktop_lock import DesktopLock
from ojm_desktop.app.desktop_lock_linux import DBusLock
from ojm_desktop.app.desktop_lock_windows import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    Message,
    WindowsLock,
)
from ojm_desktop.app.settings import Settings
from tests import studies

LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")
LOCK = ("org.freedesktop.login1", "/org/freedesktop/login1/session/_32", "org.freedesktop.login1.Session", "Lock")
SAVER = ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged")
WTS_SESSION_UNLOCK = 0x8
PBT_APMRESUMEAUTOMATIC = 0x12
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:tmpdir={short}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux'")


class Bus:
    """A bus of the test's own, and somebody on it who sends what the system would."""

    def __init__(self, folder: Path) -> None:
        (folder / "bus.conf").write_text(BUS.format(short=tempfile.gettempdir()), "utf-8")
        command = ["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork", "--print-address"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self.listener = QDBusConnection.connectToBus(self.address, f"listener {folder}")
        self.sender = QDBusConnection.connectToBus(self.address, f"sender {folder}")

    def tell(self, signal: tuple[str, str, str, str], *words: object) -> None:
        """Send a signal as the service of that name."""
        service, path, interface, name = signal
        assert self.sender.registerService(service)
        self.tell_as_anybody(path, interface, name, *words)

    def tell_as_anybody(self, path: str, interface: str, name: str, *words: object) -> None:
        """Send a signal under no name."""
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(words))
        assert self.sender.send(message)

    def end(self) -> None:
        """Leave the bus and end it."""
        for connection in (self.listener, self.sender):
            QDBusConnection.disconnectFromBus(connection.name())
        self.process.terminate()
        self.process.communicate(timeout=10)


@pytest.fixture
def bus(tmp_path: Path, qapp: QApplication) -> Iterator[Bus]:
    """A bus nobody else is on."""
    found = Bus(tmp_path)
    try:
        assert found.listener.isConnected()
        assert found.sender.isConnected()
        yield found
    finally:
        found.end()


def told(lock: DesktopLock) -> list[bool]:
    """Grows each time the lock is due."""
    found: list[bool] = []
    lock.due.connect(lambda: found.append(True))
    return found


@needs_linux
@pytest.mark.parametrize(
    ("signal", "words"), [(LOGIND, (True,)), (LOCK, ()), (SAVER, (True,))], ids=["sleep", "lock", "screen saver"]
)
def test_that_l1_sleep_lock_and_screen_saver_are_heard_within_two_seconds(
    bus: Bus, qtbot: QtBot, signal: tuple[str, str, str, str], words: tuple[object, ...]
) -> None:
    owner = QObject()
    heard = told(DBusLock(bus.listener, bus.listener, owner))
    bus.tell(signal, *words)
    qtbot.waitUntil(lambda: heard == [True], timeout=2000)


@needs_linux
def test_that_waking_and_unlocking_lock_nothing_and_a_stranger_cannot_lock(bus: Bus, qtbot: QtBot) -> None:
    owner = QObject()
    heard = told(DBusLock(bus.listener, bus.listener, owner))
    _, path, interface, name = LOGIND
    bus.tell_as_anybody(path, interface, name, True)
    bus.tell(LOGIND, False)
    bus.tell(SAVER, False)
    qtbot.wait(200)
    assert heard == []
    bus.tell(LOCK)
    qtbot.waitUntil(lambda: heard == [True], timeout=2000)


@needs_linux
def test_that_a_machine_without_a_bus_is_no_error(qapp: QApplication, tmp_path: Path) -> None:
    nowhere = QDBusConnection.connectToBus(f"unix:path={tmp_path / 'no bus'}", f"nowhere {tmp_path}")
    owner = QObject()
    assert told(DBusLock(nowhere, nowhere, owner)) == []


@needs_linux
def test_that_l1_the_open_study_is_closed_when_the_desktop_locks(
    bus: Bus, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop_lock_linux, "system_bus", lambda: bus.listener)
    monkeypatch.setattr(desktop_lock_linux, "session_bus", lambda: bus.listener)
    replaced: list[dict[str, object]] = []
    monkeypatch.setattr(application, "relaunch", lambda **left: replaced.append(left))
    program = Program(QApplication.instance(), Settings())  # type: ignore[arg-type]
    qtbot.addWidget(program.window)
    session = studies.on_disk(tmp_path / "a.ojm")
    program.page.opened.emit(session, tmp_path / "a.ojm")
    qtbot.waitUntil(lambda: program.window.findChild(DBusLock) is not None, timeout=5000)
    bus.tell(LOCK)
    qtbot.waitUntil(lambda: bool(replaced), timeout=2000 + 10_000)
    assert replaced == [{"told": "", "study": tmp_path / "a.ojm"}], "the study that was open is asked for again"
    assert not (tmp_path / "a.ojm" / "lock").exists()
    studies.reopened(tmp_path / "a.ojm").close()


@pytest.mark.parametrize(
    ("number", "what", "locks"),
    [
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, True),
        (WM_POWERBROADCAST, PBT_APMSUSPEND, True),
        (WM_WTSSESSION_CHANGE, WTS_SESSION_UNLOCK, False),
        (WM_POWERBROADCAST, PBT_APMRESUMEAUTOMATIC, False),
        (WM_POWERBROADCAST, WTS_SESSION_LOCK, False),
    ],
)
def test_that_l1_windows_messages_about_locking_and_sleep_are_heard(
    qtbot: QtBot, number: int, what: int, locks: bool
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    lock = WindowsLock(owner)
    heard = told(lock)
    message = Message(None, number, what)
    goes_on = lock._filter.nativeEventFilter(QByteArray(b"windows_generic_MSG"), ctypes.addressof(message))
    assert goes_on == (False, 0)
    assert heard == ([True] if locks else [])
    assert lock._filter.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)


def test_that_a_system_that_tells_nothing_has_no_listener(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert listening.listen(owner) is None
