"""Every page and its states as pictures: all are drawn, none is empty, none is the same as another."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QMainWindow, QWidget

from ojm_desktop.app.screens import drawing
from ojm_desktop.app.screens.drawing import View
from ojm_desktop.app.screens.scene import Scene, scene
from ojm_desktop.app.screens.shots import SHOTS, Shot
from ojm_desktop.app.screens.stage import Stage
from ojm_desktop.ui import places, theme
from ojm_desktop.ui.theme import Look
from tests.ui.windows import dressed

SAME_WIDTH, SAME_HEIGHT = 1366, 768


class Windows(QObject):
    """Notes what was shown as a window of its own and is none: a flash on the screen that takes the focus away."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.strays: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_window = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if is_window and not isinstance(watched, QMainWindow | QDialog):
            self.strays.append(repr(watched))
        return False


@pytest.fixture(scope="module")
def shown(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The made-up studies, made once: that takes longer than most pictures together. The focus has its ring."""
    dressed(qapp)
    with scene(tmp_path_factory.mktemp("scene"), lambda _share, _words: None) as made:
        yield made


def test_that_every_page_and_state_is_drawn_and_none_scrolls_sideways(
    tmp_path: Path, qapp: QApplication, shown: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = View(Look.DARK, 1.0, SAME_WIDTH, SAME_HEIGHT)
    windows = Windows(qapp)
    too_wide: list[str] = []
    staged = drawing.staged

    @contextmanager
    def looked_at(shot: Shot, view: View, shown: Scene) -> Iterator[Stage]:
        with staged(shot, view, shown) as stage:
            too_wide.extend(_too_wide(shot, stage.window, view.scale))
            yield stage

    monkeypatch.setattr(drawing, "staged", looked_at)
    shares: list[float] = []
    files = tuple(drawing.draw(qapp, tmp_path, shown, lambda share, _words: shares.append(share), (view,)))
    assert shares == sorted(shares), "a bar that goes back tells nobody anything"
    assert len(shares) == len(files)
    qapp.removeEventFilter(windows)
    theme.apply(qapp, theme.make(Look.LIGHT))
    assert windows.strays == []
    assert too_wide == []
    assert [path.name for path in files] == [f"{shot.name}-{view.ending}" for shot in SHOTS]
    pictures: dict[str, str] = {}
    for shot, path in zip(SHOTS, files, strict=True):
        picture = QImage(str(path))
        assert picture.width() == SAME_WIDTH
        assert picture.height() == SAME_HEIGHT or shot.tall
        inks = {picture.pixel(x, y) for x in range(0, SAME_WIDTH, 11) for y in range(0, SAME_HEIGHT, 11)}
        assert len(inks) > 4, path.name
        seen = hashlib.sha256(path.read_bytes()).hexdigest()
        assert seen not in pictures, f"{path.name} shows what {pictures[seen]} shows: its state was not reached"
        pictures[seen] = path.name


def test_that_a_state_leaves_nothing_in_its_study_for_the_next_one(qapp: QApplication, shown: Scene) -> None:
    theme.apply(qapp, theme.make(Look.LIGHT))
    before = shown.held.head_hash
    ended = next(shot for shot in SHOTS if shot.name == "interview-complete")
    with drawing.staged(ended, View(Look.LIGHT, 1.0, SAME_WIDTH, SAME_HEIGHT), shown):
        assert shown.held.head_hash != before
        shown.held.keep_draft("somewhere", "half", 4)
    assert shown.held.head_hash == before
    assert shown.held.draft("somewhere") is None
    assert not shown.held.pin.is_chosen


QUIET = """
from ojm_desktop.app.screens import drawing
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
if {quiet}:
    with drawing._without_chatter():
        window.show()
        window.raise_()
        qWarning("something new")
else:
    window.show()
    window.raise_()
"""


def said(*, quiet: bool) -> list[str]:
    """What Qt says on stderr of a window that is shown without a screen."""
    program = QUIET.format(quiet=quiet)
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=surroundings)
    return done.stderr.splitlines()


def test_that_qt_is_heard_but_for_what_it_says_of_having_no_screen() -> None:
    assert any(line.startswith(drawing.CHATTER) for line in said(quiet=False))
    assert said(quiet=True) == ["something new"]


SAME_LAYOUT = (
    *("-empty", "-no-match", "-nothing-due", "-wrong", "-unrated", "-interviews", "-comments", "-contacts"),
    *("-adding", "-suggestion", "-recalled", "-chosen", "-thanks", "-language", "-reported", "-refusing"),
    *(
        "-rated",
        "-typing",
        "-welsh",
        "-hidden",
        "-paused",
        "-reading",
        "-reasons",
        "-told-again",
        "-pin",
        "-handed-ringed",
        "-handed-welsh",
    ),
    *("cohort", "help", "undo-strip", "finder", "back-entry"),
    *("question-scales", "question-typed", "question-others"),
)
"""Ends of the names of states whose parts stand where those of another state do."""


BETWEEN: Final = 1.5
"""A size of text between the two at which everything is swept: there the pages most worked on are."""


def _sideways(window: QWidget) -> list[str]:
    """What can be scrolled sideways, or has a column that is out of sight."""
    shown = [area for area in window.findChildren(QAbstractScrollArea) if area.isVisible()]
    return [f"{type(area).__name__} {area.accessibleName()}" for area in shown if area.horizontalScrollBar().maximum()]


def _too_wide(shot: Shot, window: QWidget, scale: float) -> list[str]:
    """What of a state does not fit the window's width, or makes the window larger."""
    found = [f"{shot.name} at {scale}: {words}" for words in _sideways(window)]
    if window.width() != SAME_WIDTH or not (window.height() == SAME_HEIGHT or shot.tall):
        found.append(f"{shot.name} at {scale}: the window is too small")
    return found


def test_that_nothing_scrolls_sideways_in_large_text(qapp: QApplication, shown: Scene) -> None:
    found = []
    for scale in (BETWEEN, 2.0):
        view = View(Look.LIGHT, scale, SAME_WIDTH, SAME_HEIGHT)
        theme.apply(qapp, theme.make(view.look, scale))
        for shot in (shot for shot in SHOTS if not shot.name.endswith(SAME_LAYOUT)):
            if scale == BETWEEN and not shot.large:
                continue
            with drawing.staged(shot, view, shown) as stage:
                found += _too_wide(shot, stage.window, scale)
    theme.apply(qapp, theme.make(Look.LIGHT))
    assert found == []


def test_that_every_page_has_a_picture() -> None:
    names = {shot.name for shot in SHOTS}
    for page in places.PAGES:
        assert any(name.startswith(page.replace("_", "-")) for name in names), page
    assert len(names) == len(SHOTS)
    assert {(view.look, view.width) for view in drawing.VIEWS} >= {(look, 1920) for look in Look}
