"""Whether there is a screen to show a window on. Asked before Qt is, which ends the process where there is none.

Qt's own text then blames a library and a broken installation. Only Linux has desktops that may not be there.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from pathlib import Path

from ojm_desktop.domain.errors import OjmError

_NEEDS_SCREEN = ("xcb", "wayland")


class NoScreen(OjmError):
    """No desktop can be reached from here."""


def check_screen() -> None:
    """Raise NoScreen where neither X nor Wayland answers, unless another way of drawing was chosen for Qt."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or (chosen and not chosen.startswith(_NEEDS_SCREEN)):
        return
    named = [name for name in ("DISPLAY", "WAYLAND_DISPLAY") if os.environ.get(name)]
    if _wayland_answers() or (os.environ.get("DISPLAY") and _x_answers()):
        return
    why = (
        f"{' and '.join(f'{name}={os.environ[name]}' for name in named)} cannot be reached"
        if named
        else "neither DISPLAY nor WAYLAND_DISPLAY is set"
    )
    raise NoScreen(
        f"There is no screen to show the window on: {why}. Nothing was changed; start it on a desktop, or use the "
        "commands that need none (ojm --help)."
    )


def _wayland_answers() -> bool:
    """Whether the compositor's socket takes a connection; one that was handed over open does."""
    if "WAYLAND_SOCKET" in os.environ:
        return True
    name = os.environ.get("WAYLAND_DISPLAY") or ("wayland-0" if os.environ.get("XDG_SESSION_TYPE") == "wayland" else "")
    if not name:
        return False
    with socket.socket(socket.AF_UNIX) as compositor:
        try:
            compositor.connect(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/"), name)))
        except OSError:
            return False
    return True


def _x_answers() -> bool:
    """Whether the X server of DISPLAY lets this user in, asked through the library that Qt asks through."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # it cannot be known; Qt names the library it misses
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    server = xcb.xcb_connect(None, None)
    try:
        return bool(xcb.xcb_connection_has_error(server) == 0)
    finally:
        xcb.xcb_disconnect(server)
