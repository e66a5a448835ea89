"""Listening on Linux, over D-Bus: systemd-logind for sleep and its lock, the desktops' screen savers for theirs (L1).

A signal counts only from whoever owns the name of the service, so that no other program can pass for it. Without a bus,
or without these services, nothing is ever told and nothing fails.
"""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection

from ojm_desktop.app.desktop_lock import DesktopLock

LOGIND: Final = "org.freedesktop.login1"
ANY_PATH: Final = ""
SCREEN_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""Service and interface alike; every one of them tells ``ActiveChanged(b)``."""


def system_bus() -> QDBusConnection:
    """The bus of the machine, where logind is."""
    return QDBusConnection.systemBus()


def session_bus() -> QDBusConnection:
    """The bus of the person's desktop, where its screen saver is."""
    return QDBusConnection.sessionBus()


class DBusLock(DesktopLock):
    """Hears PrepareForSleep and Lock of logind, and ActiveChanged of a screen saver."""

    def __init__(self, machine: QDBusConnection, desktop: QDBusConnection, parent: QObject) -> None:
        super().__init__(parent)
        # Named so to Qt as text; its stubs say bytes, which it does not take.
        begins, now = cast(bytes, SLOT("begins(bool)")), cast(bytes, SLOT("now()"))
        if machine.isConnected():
            manager, session = f"{LOGIND}.Manager", f"{LOGIND}.Session"
            machine.connect(LOGIND, "/org/freedesktop/login1", manager, "PrepareForSleep", self, begins)
            machine.connect(LOGIND, ANY_PATH, session, "Lock", self, now)
        if desktop.isConnected():
            for name in SCREEN_SAVERS:
                desktop.connect(name, ANY_PATH, name, "ActiveChanged", self, begins)

    @Slot(bool)
    def begins(self, is_beginning: bool) -> None:
        """Sleep or a locked screen begins (True) or is over (False)."""
        if is_beginning:
            self.due.emit()

    @Slot()
    def now(self) -> None:
        """The session was told to lock."""
        self.due.emit()
