"""From the start of the process to the painted unlock page, beside a bare window with one line to type in.

Each is a process of its own that says when it was painted; the time runs from before it was started.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from ojm_desktop.app.settings import Settings
from tests.benchmarks.measure import Row, as_installed, in_turn

LONGEST = 60
"""Seconds: a window that an error keeps from being painted ends the measuring with a sentence."""

FORBIDDEN = ("numpy", "pyqtgraph", "reportlab", "pyxform")

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
class Line(QLineEdit):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: app.exit(0))
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1366, 768)
window.setCentralWidget(Line())
window.show()
app.exec()
print("[]")
sys.stdout.flush()
import os
os._exit(0)
"""

PROGRAM = f"""
import os, sys
from ojm_desktop.app.beginning import begin
begin()
from ojm_desktop.app import application
def leave():
    print([name for name in {FORBIDDEN!r} if name in sys.modules])
    assert len(kept[0].recent()) == int(os.environ['STUDIES'])
    sys.stdout.flush()
    os._exit(0)
kept = []
class Program(application.Program):
    def show(self, *arguments):
        kept.append(self.settings)
        self.page.first_painted.connect(leave)  # at once: what waits for the paint is not part of it
        super().show(*arguments)
application.Program = Program
application.run()
"""


class StartFailed(AssertionError):
    """A window did not come, or brought what it must not."""


def measure(rounds: int, warm: int = 2, studies: int = 0) -> Row:
    """The row of the table, on a laptop that knows so many studies."""
    with tempfile.TemporaryDirectory(prefix="ojm-start-") as home:
        surroundings = {**as_installed(home), "STUDIES": str(studies)}
        known = Settings(Path(surroundings["XDG_CONFIG_HOME"]) / "ojm-desktop" / "settings.json")
        for number in range(studies):
            known.remember(Path(home) / f"study-{number}.ojm", "2026-04-02T10:00:00.000Z")
        program, floor = in_turn(lambda: _run(PROGRAM, surroundings), lambda: _run(BARE, surroundings), rounds, warm)
    ratio = program.median / floor.median
    what = f"start with {studies} known studies" if studies else "start to unlock page painted"
    return Row(what, program, floor, "<= 1.5 x, no heavy import", ratio <= 1.5)


def _run(script: str, surroundings: dict[str, str]) -> None:
    command = [sys.executable, "-c", script]
    try:
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        raise StartFailed(f"Nothing was painted within {LONGEST} seconds.") from None
    if done.returncode != 0 or done.stdout.strip() != "[]":
        raise StartFailed(f"{done.returncode}: {done.stdout}{done.stderr}")
