"""What must not be loaded early: Qt by the command line, the heavy packages by anything that is still starting."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.architecture.sources import PACKAGE, ROOT, imports_at_start, modules_of

QT = {"PySide6", "shiboken6", "pyqtgraph"}
HEAVY_FOR_SERVICE = QT | {"numpy", "reportlab", "pyxform", "openpyxl", "pyhanko", "segno"}
POSIX_ONLY = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}

LOAD = """
import importlib, pkgutil, sys
room = importlib.import_module(sys.argv[1])
for found in pkgutil.walk_packages(getattr(room, "__path__", []), room.__name__ + "."):
    importlib.import_module(found.name)
print(*{name.split(".")[0] for name in sys.modules})
"""


def loaded_with(room: str) -> set[str]:
    """The top-level modules in memory after importing every module of a room in a process of its own."""
    command = [sys.executable, "-c", LOAD, room]
    return set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("room", ["domain", "typeset", "journey", "vault", "store", "report", "service", "cli"])
def test_that_all_below_the_window_loads_no_qt(room: str) -> None:
    assert loaded_with(f"ojm_desktop.{room}") & QT == set()


@pytest.mark.parametrize("room", ["service", "cli"])
def test_that_service_and_the_command_line_load_the_heavy_packages_only_when_used(room: str) -> None:
    assert loaded_with(f"ojm_desktop.{room}") & HEAVY_FOR_SERVICE == set()


def test_that_no_module_needs_a_posix_system_to_be_loaded() -> None:
    bound = {
        f"{module.relative_to(ROOT)}: {name}"
        for folder in (PACKAGE, ROOT / "packaging")
        for module in modules_of(folder)
        for name in imports_at_start(ast.parse(module.read_text(encoding="utf-8")))
        if name in POSIX_ONLY
    }
    assert bound == set()
