"""Listening on Windows: messages about the session (locked, another user) and about power (the laptop sleeps) (L1)."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from ojm_desktop.app.desktop_lock import DesktopLock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# Numbers of the Windows API: messages, and what they carry.
WM_POWERBROADCAST: Final = 0x0218
PBT_APMSUSPEND: Final = 0x0004
WM_WTSSESSION_CHANGE: Final = 0x02B1
WTS_CONSOLE_DISCONNECT: Final = 0x2
WTS_REMOTE_DISCONNECT: Final = 0x4
WTS_SESSION_LOCK: Final = 0x7
THIS_SESSION: Final = 0

LOCKING: Final = frozenset(
    {
        (WM_POWERBROADCAST, PBT_APMSUSPEND),
        (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT),
        (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT),
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK),
    }
)


class Message(ctypes.Structure):
    """The beginning of Windows' MSG: all that is looked at."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("number", ctypes.c_uint),
        ("what", ctypes.c_size_t),
    )


class WindowsLock(DesktopLock):
    """Asks Windows to tell the window about its session, and looks at every message that comes in."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter = _Filter(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        _ask_for_session_messages(int(window.winId()))


class _Filter(QAbstractNativeEventFilter):
    """Notices the messages and keeps none of them."""

    def __init__(self, lock: DesktopLock) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        """Qt's question whether the message goes no further; it always does."""
        name = kind.data() if isinstance(kind, QByteArray) else kind
        if bytes(name) == b"windows_generic_MSG":
            seen = Message.from_address(int(message))
            if (seen.number, seen.what) in LOCKING:
                self._lock.due.emit()
        return False, 0


def _ask_for_session_messages(window: int) -> None:
    """Windows tells only who asks. Where it refuses, the idle watch is what is left."""
    libraries: Any = getattr(ctypes, "windll", None)
    if libraries is not None:
        libraries.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window), THIS_SESSION)
