"""What may lie over a page, a box or an open list: the keys that work there as well, and its closing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

OF_INTERVIEW: Final = {Qt.Key.Key_F9: "pause", Qt.Key.Key_F12: "hide"}
"""Keys of every page of an open interview: they work over an open box and an open list as well."""


class KeysOver(QObject):
    """Does ``act(name)`` for a key of ``keys`` while something covers the page, where its shortcuts do not reach."""

    def __init__(self, keys: Mapping[Qt.Key, str], act: Callable[[str], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._keys = keys
        self._act = act

    def listen(self, is_listening: bool) -> None:
        """Listen while the page is shown."""
        app = QApplication.instance()
        assert app is not None
        if is_listening:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the key only where it does something."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        name = self._keys.get(Qt.Key(event.key()))
        is_covered = QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None
        return name is not None and is_covered and self._act(name)


def close_all() -> None:
    """A box or a list that is open over the page goes with it."""
    for find in (QApplication.activePopupWidget, QApplication.activeModalWidget):
        over = find()
        while over is not None and over.close():
            before, over = over, find()
            if over is before:
                break
