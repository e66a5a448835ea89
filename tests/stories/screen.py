"""A screen without a monitor: an X server, a window manager, and hands and eyes that reach them from outside.

Nothing here knows the program. Keys and the pointer go through the server's XTEST extension, pictures are read back
from the root window, windows are listed as the window manager lists them: a story can do what a person could.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy
from numpy.typing import NDArray
from PIL import Image
from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadWindow
from Xlib.ext import xtest

WIDTH: Final = 1440
HEIGHT: Final = 900
"""Room for a window of 1366 x 768 with its frame."""
PATIENCE: Final = 20.0
"""Seconds that anything may take on a loaded machine before the story gives up."""
LOOK_EVERY: Final = 0.03
HAND: Final = 0.012
"""Seconds between two places of the pointer: Qt puts moves together that come faster than it looks at them."""
Picture = NDArray[numpy.uint8]
"""Height x width x 3, red, green, blue."""
Found = TypeVar("Found")
NEEDED: Final = ("Xvfb", "openbox")
SIGNS: Final = {" ": "space", "-": "minus", "+": "plus", ",": "comma", ".": "period", "/": "slash", "'": "apostrophe",
                "_": "underscore", ":": "colon", ";": "semicolon", "?": "question", "!": "exclam"}  # fmt: skip


class ScreenMissing(AssertionError):
    """A story cannot be told here; the sentence says what to install. A failure and never a skip."""


@dataclass(frozen=True)
class Place:
    """A rectangle of the screen, in pixels from its top left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        """Where to press it."""
        return self.x + self.width // 2, self.y + self.height // 2

    def holds(self, other: Place) -> bool:
        """Whether the middle of another place lies in this one."""
        x, y = other.middle
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True)
class Seen:
    """A window as the window manager knows it."""

    number: int
    title: str
    place: Place


class Screen:
    """The screen, the keyboard and the mouse. ``album`` is the folder where pictures of failures go."""

    def __init__(self, name: str, album: Path) -> None:
        self.name = name
        self.album = album
        self._display: Any = Display(name)
        self._root: Any = self._display.screen().root

    def close(self) -> None:
        """Let the server go."""
        self._display.close()

    # --- eyes

    def picture(self) -> Picture:
        """What is on the screen now."""
        image = self._root.get_image(0, 0, WIDTH, HEIGHT, X.ZPixmap, 0xFFFFFFFF)
        dots = numpy.frombuffer(image.data, dtype=numpy.uint8).reshape(HEIGHT, WIDTH, 4)
        return numpy.ascontiguousarray(dots[:, :, 2::-1])

    def keep_picture(self, name: str) -> Path:
        """Save what is on the screen; the file."""
        self.album.mkdir(parents=True, exist_ok=True)
        path = self.album / f"{name}.png"
        Image.fromarray(self.picture()).save(path)
        return path

    def manager(self) -> int | None:
        """The window by which a window manager says that it is there."""
        said = self._property(self._root, "_NET_SUPPORTING_WM_CHECK")
        return int(said[0]) if said is not None else None

    def windows(self) -> list[Seen]:
        """The windows under management, oldest first."""
        listed = self._property(self._root, "_NET_CLIENT_LIST")
        return [seen for number in (listed or ()) if (seen := self._seen(int(number))) is not None]

    def until(self, what: str, look: Callable[[], Found | None], patience: float = PATIENCE) -> Found:
        """Look again and again until there is something to see. Fails with ``what`` and a picture of the screen."""
        ends = time.monotonic() + patience
        while True:
            found = look()
            if found is not None:
                return found
            if time.monotonic() > ends:
                kept = self.keep_picture("failed")
                raise AssertionError(f"{what}: not seen within {patience:.0f} s. The screen then: {kept}")
            time.sleep(LOOK_EVERY)

    # --- hands

    def press(self, keys: str) -> None:
        """Press a key with what is held: ``Return``, ``plus``, ``ctrl+l``, ``ctrl+shift+z``."""
        *held, key = keys.split("+")
        names = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L"}
        codes = [self._code(names[one])[0] for one in held]
        code, is_shifted = self._code(key)
        if is_shifted and "shift" not in held:
            codes.append(self._code("Shift_L")[0])
        for one in codes:
            self._send(X.KeyPress, one)
        self._send(X.KeyPress, code)
        self._send(X.KeyRelease, code)
        for one in reversed(codes):
            self._send(X.KeyRelease, one)

    def type(self, words: str) -> None:
        """Type words as fast as a server takes them."""
        for letter in words:
            self.press(SIGNS.get(letter, letter))

    def move(self, x: int, y: int) -> None:
        """Move the pointer there at once."""
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        self._display.sync()

    def click(self, place: Place) -> None:
        """Press the left button in the middle of a place."""
        self.drag(place.middle)

    def drag(self, *points: tuple[int, int]) -> None:
        """Press at the first point, go through the others as a hand does, release at the last."""
        self.move(*points[0])
        time.sleep(HAND)
        self._button(X.ButtonPress)
        for x, y in points:
            self.move(x, y)
            time.sleep(HAND)
        self._button(X.ButtonRelease)

    # --- inside

    def _button(self, kind: int) -> None:
        xtest.fake_input(self._display, kind, 1)
        self._display.sync()

    def _send(self, kind: int, code: int) -> None:
        xtest.fake_input(self._display, kind, code)
        self._display.sync()

    def _code(self, name: str) -> tuple[int, bool]:
        """The key that has this name printed on it, and whether it takes Shift."""
        symbol = XK.string_to_keysym(name)
        for code, column in self._display.keysym_to_keycodes(symbol):
            if column in (0, 1):
                return int(code), column == 1
        raise ValueError(f"no key of this keyboard is {name!r}")

    def _property(self, window: Any, name: str) -> Any:
        found = window.get_full_property(self._display.intern_atom(name), X.AnyPropertyType)
        return found.value if found is not None else None

    def _seen(self, number: int) -> Seen | None:
        window = self._display.create_resource_object("window", number)
        try:
            title = self._property(window, "_NET_WM_NAME")
            size = window.get_geometry()
            corner = window.translate_coords(self._root, 0, 0)
        except BadWindow:
            return None  # it went away while it was looked at
        words = title.decode("utf-8") if isinstance(title, bytes) else str(title or "")
        return Seen(number, words, Place(-corner.x, -corner.y, size.width, size.height))


def changed(before: Picture, after: Picture) -> Place | None:
    """The rectangle in which two pictures differ; None where nothing but a caret (4 pixels wide) does."""
    differs = (before != after).any(axis=2)
    rows, columns = numpy.flatnonzero(differs.any(axis=1)), numpy.flatnonzero(differs.any(axis=0))
    if not len(rows) or columns[-1] - columns[0] < 4:
        return None
    return Place(int(columns[0]), int(rows[0]), int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1)


@contextmanager
def open_screen(scratch: Path, album: Path) -> Iterator[Screen]:
    """A new screen on a free display, put away afterwards. Server and manager write into `scratch`.

    Raises ScreenMissing where it cannot be set up.
    """
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        raise ScreenMissing(
            f"The stories need {' and '.join(missing)}, and this machine has not got it. On Debian: "
            f"apt-get install {' '.join(name.lower() for name in missing)}"
        )
    server, name = _start_server(scratch)
    try:
        with (scratch / "manager.log").open("wb") as log:
            line, surroundings = ["openbox", "--sm-disable"], {**os.environ, "DISPLAY": name}
            manager = subprocess.Popen(line, env=surroundings, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            screen = Screen(name, album)
            try:
                screen.until("the window manager", screen.manager)
                yield screen
            finally:
                screen.close()
        finally:
            end(manager)
    finally:
        end(server)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that this test started, and wait for it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def _start_server(scratch: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The X server, once it has told which display it took."""
    readable, writable = os.pipe()
    said = scratch / "xserver.log"
    with said.open("wb") as log:
        line = ["Xvfb", "-displayfd", str(writable), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"]
        server = subprocess.Popen(line, pass_fds=(writable,), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    os.close(writable)
    with os.fdopen(readable, "rb") as answer:
        number = answer.readline().strip().decode()
    if not number:
        end(server)
        raise ScreenMissing(f"Xvfb did not start. It said: {said.read_text('utf-8', 'replace')}")
    return server, f":{number}"
