"""From the start of the process to the painted unlock page, beside a bare window with one line to type in.

Each is a process of its own that says when it was painted; the time runs from before it was started.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

from tests.benchmarks.measure import Row, as_installed, in_turn

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
    sys.stdout.flush()
    os._exit(0)
class Program(application.Program):
    def show(self, folder=None):
        self.page.first_painted.connect(leave)  # at once: what waits for the paint is not part of it
        super().show(folder)
application.Program = Program
application.run()
"""


class StartFailed(AssertionError):
    """A window did not come, or brought what it must not."""


def measure(rounds: int, warm: int = 2) -> Row:
    """The row of the table."""
    with tempfile.TemporaryDirectory(prefix="ojm-start-") as home:
        surroundings = as_installed(home)
        program, floor = in_turn(lambda: _run(PROGRAM, surroundings), lambda: _run(BARE, surroundings), rounds, warm)
    ratio = program.median / floor.median
    return Row("start to unlock page painted", program, floor, "<= 1.5 x, no heavy import", ratio <= 1.5)


def _run(script: str, surroundings: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-c", script], env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode != 0 or done.stdout.strip() != "[]":
        raise StartFailed(f"{done.returncode}: {done.stdout}{done.stderr}")
