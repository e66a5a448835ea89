"""Drawing the shots: three themes, two sizes, and the pages most worked on at large text."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from ojm_desktop import __version__
from ojm_desktop.app.application import make_application
from ojm_desktop.app.screens.scene import Scene, scene
from ojm_desktop.app.screens.shots import SHOTS, Shot
from ojm_desktop.app.screens.stage import Stage, settle
from ojm_desktop.ui import theme
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.tasks import Progress
from ojm_desktop.ui.theme import Look
from ojm_desktop.ui.unlock.page import UnlockPage
from ojm_desktop.ui.widgets.focus_ring import FocusRings


@dataclass(frozen=True)
class View:
    """How the shots are drawn: look, text size, window size in pixels."""

    look: Look
    scale: float
    width: int
    height: int

    @property
    def ending(self) -> str:
        """What a picture's name ends with."""
        text = "" if self.scale == 1 else f"-{self.scale * 100:.0f}"
        return f"{self.look.value}{text}-{self.width}x{self.height}.png"


SIZES: Final = ((1366, 768), (1920, 1080))
VIEWS: Final = (
    *(View(look, 1.0, width, height) for look in Look for width, height in SIZES),
    *(View(Look.LIGHT, scale, 1366, 768) for scale in (1.5, 2.0)),
)


def draw_all(
    out: Path, progress: Progress = lambda _share, _words: None, views: tuple[View, ...] = VIEWS, only: str = ""
) -> tuple[Path, ...]:
    """Draw everything, or the shots whose name begins with ``only``, into ``out``; the files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    FocusRings(app)
    out.mkdir(parents=True, exist_ok=True)
    with (
        _without_chatter(),
        tempfile.TemporaryDirectory(prefix="ojm-screens-") as scratch,
        scene(Path(scratch), lambda share, words: progress(BEFORE * share, words)) as shown,
    ):
        files = tuple(draw(app, out, shown, progress, views, only))
    progress(1.0, "All pages are drawn")
    return files


BEFORE: Final = 0.1
"""The share of the time that the made-up studies take, before the first picture."""
CHATTER: Final = "This plugin does not support"
"""How Qt begins what it says of drawing without a screen; nobody can do anything about it."""


@contextmanager
def _without_chatter() -> Iterator[None]:
    """Meanwhile Qt says everything but that, to whom it spoke before or on stderr."""

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message.startswith(CHATTER):
            return
        if before is not None:
            before(kind, context, message)
        else:
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def draw(
    app: QApplication, out: Path, shown: Scene, progress: Progress, views: tuple[View, ...], only: str = ""
) -> Iterator[Path]:
    """The same over studies that are open already, one file after the other."""
    for done, view in enumerate(views):
        theme.apply(app, theme.make(view.look, view.scale))
        chosen = [shot for shot in SHOTS if shot.name.startswith(only) and (view.scale == 1 or shot.large)]
        for number, shot in enumerate(chosen):
            share = (done + number / len(chosen)) / len(views)
            progress(BEFORE + (1 - BEFORE) * share, f"Drawing {view.ending.removesuffix('.png')}")
            yield _draw(out / f"{shot.name}-{view.ending}", shot, view, shown)


def _draw(path: Path, shot: Shot, view: View, shown: Scene) -> Path:
    with staged(shot, view, shown) as stage:
        picture = stage.window.grab()
        if stage.over is not None:
            _lay_over(picture, stage.over)
        picture.save(str(path), quality=QUICK)
    return path


@contextmanager
def staged(shot: Shot, view: View, shown: Scene) -> Iterator[Stage]:
    """A window of its own in the state of a shot, in the theme in force; nothing of it, on the screen or written in a
    study, is left in the next.
    """
    stage = Stage(shown, MainWindow(shown.settings))
    window, study = stage.window, shown.studies.get(shot.study)
    if study is None:
        preferences = shown.none if shot.study == "none" else shown.settings
        window.show_page(UnlockPage(preferences, shown.opener(window), shown.clock, __version__))
    else:
        window.show_study(study.session, FIRST, check=False)
    window.resize(view.width, view.height)
    window.show()
    window.activateWindow()
    settle(0)
    shot.prepare(stage)
    settle()
    yield stage
    window.leave_open()
    window.deleteLater()  # now: the next theme is put on every widget there is
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for study in shown.studies.values():
        study.renew()


FIRST: Final = "cohort"
"""The page a window opens on before it is led elsewhere: the one that is made soonest."""
QUICK: Final = 80
"""How hard a picture is not packed, of 100: packing takes longer than drawing."""


def _lay_over(picture: QPixmap, dialog: QPixmap) -> None:
    painter = QPainter(picture)
    left, top = (picture.width() - dialog.width()) // 2, (picture.height() - dialog.height()) // 2
    painter.setPen(theme.current().colour("control"))
    painter.drawPixmap(left, top, dialog)
    painter.drawRect(left, top, dialog.width(), dialog.height())
    painter.end()
