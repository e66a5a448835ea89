"""What Qt and the tests need of the system: looked for, installed when root, else named in one line to copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable

from dev_environment import Environment, SetUpStopped, clean_surroundings

# Shared libraries that PySide6's wheels leave to the system -> the Debian package that has them (read off the wheels of
# 6.11 with readelf).
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

# Programs that the tests start -> their Debian package: a window system without a screen, a window manager, a watcher
# of every file that is written, and a bus on which a test locks the desktop.
TOOLS = {"Xvfb": "xvfb", "openbox": "openbox", "strace": "strace", "dbus-daemon": "dbus-daemon"}

# Asked in a process of its own: a library that failed to load once is not looked for again in the same one.
LOADS = """
import ctypes, pathlib, sys
import PySide6
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
for name in sys.argv[1:] + [str(plugins / plugin) for plugin in ("libqxcb.so", "libqoffscreen.so")]:
    try:
        ctypes.CDLL(name)
    except OSError as problem:
        print(str(problem).split(":")[0])
"""


def on_linux() -> bool:
    """Whether the system's packages are ours to look at: on Windows and macOS Qt's wheels carry all they need."""
    return sys.platform.startswith("linux")


def missing_libraries(environment: Environment) -> list[str]:
    """The shared libraries that Qt's windows would not find, as the loader names them."""
    question = environment.command("-c", LOADS, *LIBRARIES)
    answer = subprocess.run(question, env=clean_surroundings(), capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise SetUpStopped(
            f"Qt's libraries could not be looked at, so the environment is not whole: {answer.stderr.strip()} "
            "Nothing outside .venv was changed; remove .venv and run the same command again."
        )
    return sorted(set(answer.stdout.split()))


def ensure_libraries(environment: Environment) -> None:
    """Have every shared library that Qt's windows need, or say which are missing."""
    found = environment.venv / "libraries-found"
    if not on_linux() or (found.exists() and found.stat().st_mtime >= environment.stamp.stat().st_mtime):
        return
    missing = missing_libraries(environment)
    unknown = [name for name in missing if name not in LIBRARIES]
    if unknown and not set(missing) - set(unknown):
        raise SetUpStopped(
            f"Qt needs {', '.join(unknown)}, and this program does not know which package has it. Nothing was changed. "
            "Find it with: apt-file search " + unknown[0]
        )
    if missing:
        install({LIBRARIES[name] for name in missing if name in LIBRARIES}, "Qt's windows need")
        still = missing_libraries(environment)
        if still:
            raise SetUpStopped(
                f"After installing, Qt still does not find {', '.join(still)}. Nothing else was changed."
            )
    found.touch()


def missing_tools() -> list[str]:
    """The packages of the programs that the tests start and this machine does not have."""
    return [package for program, package in TOOLS.items() if shutil.which(program) is None]


def ensure_tools() -> None:
    """Have every program that the tests start, or stop: a test that is left out has not passed."""
    if on_linux() and (packages := missing_tools()):
        install(packages, "The tests in a real window need")
        if still := missing_tools():
            raise SetUpStopped(f"After installing, these are still not found: {', '.join(still)}.")


def install(packages: Iterable[str], why: str) -> None:
    """Install Debian packages as root; otherwise raise SetUpStopped with the line to copy."""
    wanted = sorted(set(packages))
    line = "apt-get update && apt-get install --yes --no-install-recommends " + " ".join(wanted)
    if shutil.which("apt-get") is None:
        raise SetUpStopped(
            f"{why} {', '.join(wanted)} (Debian's names), and this system has no apt-get. Nothing was changed."
        )
    if not is_root():
        raise SetUpStopped(
            f"{why} {', '.join(wanted)}. Nothing was changed. Install and run the same again:\nsudo sh -c '{line}'"
        )
    print(f"{why} {', '.join(wanted)}: installing ...", flush=True)
    surroundings = {**clean_surroundings(), "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["sh", "-c", line], env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        tail = "\n".join((done.stdout + done.stderr).splitlines()[-12:])
        raise SetUpStopped(f"{tail}\nThe system's packages could not be installed. The command was: {line}")


def is_root() -> bool:
    """Whether this process may install packages."""
    return not hasattr(os, "geteuid") or os.geteuid() == 0
