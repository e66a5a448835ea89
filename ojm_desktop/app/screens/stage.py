"""One window while a picture of it is made, and the hand that presses, types and draws in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ojm_desktop.app.screens.scene import Scene, scribble
from ojm_desktop.ui.agreement.strokes import UNITS
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.main_window import MainWindow

SETTLED: Final = 25
"""Milliseconds of event loop before a picture is taken: layouts and the focus ring come to rest."""

Kind = TypeVar("Kind", bound=QWidget)


@dataclass
class Stage:
    """A shown window of a scene. ``over`` is a dialog to be laid over the picture, because a window's own lacks it."""

    scene: Scene
    window: MainWindow
    over: QPixmap | None = None

    @property
    def frame(self) -> Frame:
        """The frame of the study that is shown."""
        assert self.window.frame is not None
        return self.window.frame

    def go(self, page: str, target: str = "") -> Any:
        """Go to a page and return it."""
        self.frame.navigate(page, target)
        settle()
        return self.frame.page

    def find(self, kind: type[Kind]) -> Kind:
        """The first widget of this kind in the window."""
        found = self.window.findChild(kind)
        assert found is not None
        return found

    def take_dialog(self) -> None:
        """Keep a picture of the dialog that is open, and close it."""
        box = QApplication.activeModalWidget()
        if box is not None:
            self.over = box.grab()
            box.close()


def settle(milliseconds: int = SETTLED) -> None:
    """Let the event loop run for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def draw_signature(box: QWidget) -> None:
    """Sign in a box, as a mouse does."""
    share = box.width() / UNITS
    places = [QPointF(point.x * share, point.y * share) for point in scribble()]
    kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(places) - 2), QEvent.Type.MouseButtonRelease]
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, place in zip(kinds, places, strict=True):
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
        QApplication.sendEvent(box, QMouseEvent(kind, place, box.mapToGlobal(place), left, held, none))
