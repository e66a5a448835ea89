"""Without a screen the window is refused with one sentence, and Qt is not asked."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ojm_desktop.app.display import NoScreen, check_screen

NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A process on Linux that was started without any desktop."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    return monkeypatch


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a desktop")
@pytest.mark.parametrize("display", [None, ":7231"])
@pytest.mark.parametrize("words", [[], ["--study", "x.ojm"]])
def test_that_without_a_screen_the_window_is_refused_with_one_sentence(
    home: Path, display: str | None, words: list[str]
) -> None:
    surroundings = {name: value for name, value in os.environ.items() if name not in NAMES} | {"HOME": str(home)}
    if display:
        surroundings["DISPLAY"] = display
    command = [sys.executable, "-m", "ojm_desktop", *words]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("There is no screen to show the window on: ")
    assert (f"DISPLAY={display} cannot be reached" if display else "neither DISPLAY nor") in sentence


def test_that_a_way_of_drawing_without_a_screen_is_let_through(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("QT_QPA_PLATFORM", "offscreen")
    check_screen()
    bare.setenv("QT_QPA_PLATFORM", "xcb")
    with pytest.raises(NoScreen):
        check_screen()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no Wayland")
def test_that_a_wayland_desktop_that_answers_is_a_screen(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    bare.setenv("WAYLAND_DISPLAY", "w")
    with pytest.raises(NoScreen, match="WAYLAND_DISPLAY=w cannot be reached"):
        check_screen()
    with socket.socket(socket.AF_UNIX) as compositor:
        bare.chdir(tmp_path)
        compositor.bind("w")
        compositor.listen()
        bare.setenv("XDG_RUNTIME_DIR", ".")
        check_screen()


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_that_an_x_server_that_answers_is_a_screen(bare: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    line = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24", "-nolisten", "tcp"]
    with subprocess.Popen(line, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as number:
            bare.setenv("DISPLAY", f":{number.readline().strip()}")
        try:
            check_screen()
        finally:
            server.terminate()
