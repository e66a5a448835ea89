"""From Enter on the passphrase to the painted Today page, beyond the derivation of the key, with studies of any size.

``python -m tests.benchmarks.unlock STUDY`` is one such unlocking in a process of its own, as on any morning: it prints
milliseconds from Enter to paint, and of these the derivation.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from ojm_desktop.service.studies import calibrated
from ojm_desktop.vault.kdf import Parameters
from tests.benchmarks.grow import grow
from tests.benchmarks.measure import ROOT, Row, Times, as_installed
from tests.studies import PASSPHRASE

MOST = 150.0
"""Milliseconds with `MEANT` participants (performance: unlock)."""
MEANT = 1000


def measure(sizes: tuple[int, ...], rounds: int, parameters: Parameters | None = None) -> list[Row]:
    """A row for each size, and how the time grows from the last but one to the last.

    The key is derived as a study made on this laptop would, unless `parameters` say otherwise.
    """
    cost = parameters or calibrated()
    today = datetime.now(UTC).date()
    with tempfile.TemporaryDirectory(prefix="ojm-unlock-") as folder:
        studies = {size: _grown(Path(folder), size, today, cost) for size in sizes}
        taken: dict[int, list[tuple[float, float]]] = {size: [] for size in sizes}
        for number in range(rounds + 1):
            for size, study in studies.items():
                sample = _unlock(study, Path(folder))
                if number:  # the first one reads the program and the study from the disk
                    taken[size].append(sample)
    rows = [_row(size, taken[size]) for size in sizes]
    if len(rows) > 1:
        first, last = rows[-2].program.median, rows[-1].program.median
        growth, more = last / first, sizes[-1] / sizes[-2]
        words = f"{growth:.1f} x the time for {more:.0f} x the participants"
        rows.append(Row("unlock, growth", rows[-1].program, None, f"< {more:.0f} x", growth < more, words))
    return rows


def _grown(folder: Path, size: int, today: date, cost: Parameters) -> Path:
    study = folder / f"grown-{size}.ojm"
    grow(study, size, today, cost)
    return study


def _row(size: int, samples: list[tuple[float, float]]) -> Row:
    beyond = Times(tuple(whole - derivation for whole, derivation in samples))
    derivations = Times(tuple(derivation for _, derivation in samples))
    met = beyond.median <= MOST if size == MEANT else None
    note = f"besides, the derivation of the key: {derivations.median:.0f} ms"
    target = f"<= {MOST:.0f} ms" if size == MEANT else "shown"
    return Row(f"unlock to Today painted, {size} people", beyond, None, target, met, note)


def _unlock(study: Path, home: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.benchmarks.unlock", str(study)]
    done = subprocess.run(command, cwd=ROOT, env=as_installed(str(home)), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{done.returncode}: {done.stdout}{done.stderr}")
    whole, derivation = json.loads(done.stdout)
    return whole, derivation


def main(study: Path) -> None:
    """Start as people do, type, press Enter, say how long it took; nothing else is imported before Enter."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    from ojm_desktop.app import application

    marks: dict[str, float] = {}

    def finish(_sequence: int) -> None:
        marks["painted"] = time.perf_counter()
        QTimer.singleShot(0, lambda: QApplication.exit(0))

    class Program(application.Program):
        def show(self, folder: Path | None = None, told: str = "") -> None:
            super().show(folder, told)
            QTimer.singleShot(300, self._type)  # the window is there, and has looked whether the study is free

        def _type(self) -> None:
            from PySide6.QtCore import QEvent, Qt

            _time_derivation(marks)
            field = self.page.first_focus()
            assert isinstance(field, QLineEdit)
            QTest.keyClicks(field, PASSPHRASE)
            self.page.opened.connect(self._watch)
            marks["enter"] = time.perf_counter()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
                QApplication.postEvent(field, event)

        def _watch(self) -> None:
            frame = self.window.frame
            assert frame is not None
            frame.status.saved.saved_painted.connect(finish)

    application.Program = Program  # type: ignore[misc]
    application.run(study)
    whole = (marks["painted"] - marks["enter"]) * 1000
    derivation = (marks["derived"] - marks["deriving"]) * 1000
    print(json.dumps([whole, derivation]), flush=True)
    os._exit(0)  # the backup that began is not what is measured


def _time_derivation(marks: dict[str, float]) -> None:
    """Note when the worker begins to derive the key and when it has it."""
    from ojm_desktop.service import studies

    really = studies.unlock

    def unlock(path: Path, words: str) -> studies.Unlocked:
        marks["deriving"] = time.perf_counter()
        try:
            return really(path, words)
        finally:
            marks["derived"] = time.perf_counter()

    studies.unlock = unlock


if __name__ == "__main__":
    main(Path(sys.argv[1]))
