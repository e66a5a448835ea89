"""What every story begins with: a screen of its own, an empty home, and a study that is quick to unlock."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication

from tests.stories.program import Program
from tests.stories.screen import Screen, end, open_screen

Start = Callable[..., Program]
ALBUMS: Final = Path(__file__).resolve().parents[2] / "build" / "stories"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With every story that fails comes a picture of the screen as it was then."""
    report = yield
    screen = item.funcargs.get("screen") if isinstance(item, pytest.Function) else None
    if report.when == "call" and report.failed and isinstance(screen, Screen):
        report.sections.append(("The screen when it failed", str(screen.keep_picture("at-the-end"))))
    return report


@pytest.fixture
def album(request: pytest.FixtureRequest) -> Path:
    """Where pictures of this story go if it fails: nowhere else, and those of the last run are gone."""
    place = ALBUMS / str(request.node.name)
    shutil.rmtree(place, ignore_errors=True)
    return place


@pytest.fixture
def screen(tmp_path: Path, album: Path, qapp: QApplication) -> Iterator[Screen]:
    """An X server with a window manager. ``qapp`` only draws the words that are looked for; it shows no window."""
    with open_screen(tmp_path, album) as found:
        yield found


@pytest.fixture
def start(screen: Screen, tmp_path: Path) -> Iterator[Start]:
    """Starts the program on the screen with the given arguments; what still runs afterwards is ended."""
    with ExitStack() as started:

        def begin(*arguments: str) -> Program:
            program = Program(screen, *arguments, said=tmp_path / "said.log")
            started.callback(end, program.process)
            return program

        yield begin


@pytest.fixture
def study(home: Path) -> Path:
    """Where the story's study lies: in the home, which holds nothing else."""
    return home / "north-bridge.ojm"
