"""``python3 packaging/dev.py bench``: the rows of the speed table, the program beside the floor of this machine."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measure import Row, table


@dataclass(frozen=True)
class Sizes:
    """How much to measure."""

    starts: int = 15
    unlocks: int = 7
    people: tuple[int, ...] = (20, 1000, 10000)
    answers: int = 1000
    questions: int = 300
    frames: int = 200
    releases: int = 60
    maps: int = 15
    printed: int = 19
    keys: int = 300
    kept: int = 10_000
    pauses: int = 60


def start(sizes: Sizes, folder: Path) -> list[Row]:
    """From the start of the process to the unlock page."""
    from tests.benchmarks import start as part

    return [part.measure(sizes.starts), part.measure(sizes.starts, studies=3)]


def unlock(sizes: Sizes, folder: Path) -> list[Row]:
    """From Enter to Today."""
    from tests.benchmarks import unlock as part

    return part.measure(sizes.people, sizes.unlocks)


def answer(sizes: Sizes, folder: Path) -> list[Row]:
    """One answer durable."""
    from tests.benchmarks import answer as part

    return [part.measure(folder, sizes.answers)]


def window(sizes: Sizes, folder: Path) -> list[Row]:
    """A frame while dragging, the release, and one map on paper."""
    from PySide6.QtWidgets import QApplication

    from ojm_desktop.app.application import make_application
    from tests.benchmarks import paper
    from tests.benchmarks import window as part

    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    rows, journeys = part.measure(folder, app, sizes.frames, sizes.releases)
    return [*rows, paper.measure(folder, journeys, sizes.maps), paper.measure_all(folder, journeys, sizes.printed)]


def questions(sizes: Sizes, folder: Path) -> list[Row]:
    """The next question after an answer, in forms of three sizes."""
    from tests.benchmarks import questions as part

    return part.measure(sizes.questions)


def interview(sizes: Sizes, folder: Path) -> list[Row]:
    """One answer of an interview, and the next question, in forms of three sizes."""
    from tests.benchmarks import interview as part

    return part.measure(folder, sizes.questions)


def typing(sizes: Sizes, folder: Path) -> list[Row]:
    """A key in a text answer, on the interview's page."""
    from PySide6.QtWidgets import QApplication

    from ojm_desktop.app.application import make_application
    from tests.benchmarks import typing as part

    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    return part.measure(folder, app, sizes.keys, sizes.kept)


def pause(sizes: Sizes, folder: Path) -> list[Row]:
    """The blank page of an interview, by F12 and by F9."""
    from PySide6.QtWidgets import QApplication

    from ojm_desktop.app.application import make_application
    from tests.benchmarks import pause as part

    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    return part.measure(folder, app, sizes.pauses)


PARTS: dict[str, Callable[[Sizes, Path], list[Row]]] = {
    "start": start,
    "unlock": unlock,
    "answer": answer,
    "questions": questions,
    "interview": interview,
    "typing": typing,
    "pause": pause,
    "window": window,
}


def measured(names: list[str], sizes: Sizes) -> list[Row]:
    """The rows of these parts, in their order."""
    rows: list[Row] = []
    for name in names:
        with tempfile.TemporaryDirectory(prefix="ojm-bench-") as folder:
            rows += PARTS[name](sizes, Path(folder))
    return rows


def main() -> int:
    """Measure and print; 1 when a row misses its target."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help=f"of {', '.join(PARTS)}; all when left out")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and no study of 10,000 people")
    asked = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sizes = Sizes(5, 3, (20, 1000), 200, 60, 60, 20, 5, 4, 60, 1000, 15) if asked.quick else Sizes()
    rows = measured(asked.parts or list(PARTS), sizes)
    print(f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print(table(rows))
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
