"""What listens on this system for a locked desktop and a laptop that goes to sleep; imported once a study is open."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ojm_desktop.app.desktop_lock import DesktopLock


def load() -> None:
    """Import what `listen` needs on this system, before there is a window to listen for."""
    system: str = sys.platform
    if system == "win32":
        import ojm_desktop.app.desktop_lock_windows
    if system == "linux":
        import ojm_desktop.app.desktop_lock_linux  # noqa: F401


def listen(window: QWidget) -> DesktopLock | None:
    """What listens on this system, as a child of the window; None where Qt alone cannot hear it (macOS)."""
    system: str = sys.platform
    if system == "win32":
        from ojm_desktop.app.desktop_lock_windows import WindowsLock

        return WindowsLock(window)
    if system == "linux":
        from ojm_desktop.app.desktop_lock_linux import DBusLock, session_bus, system_bus

        return DBusLock(system_bus(), session_bus(), window)
    return None
