"""Waiting after wrong passphrases: longer each time, told in words, separately for each study (K4)."""

from __future__ import annotations

import math
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ojm_desktop.domain.counting import counted, noun, spelt
from ojm_desktop.vault import guesses


def in_words(seconds: int) -> str:
    """How long: "one second", "eight seconds", "40 seconds", "2 minutes"."""
    if seconds >= 120:
        return counted(math.ceil(seconds / 60), "minute")
    return f"{spelt(seconds)} {noun(seconds, 'second')}"


class Waiting(QObject):
    """Counts wrong tries and the seconds left for the study looked at. ``changed`` each second while there are some."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tries: dict[Path, tuple[int, float]] = {}
        self._folder: Path | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._ticked)

    @property
    def seconds_left(self) -> int:
        """Whole seconds before the next try is taken; 0 when it may be made."""
        if self._folder is None or self._folder not in self._tries:
            return 0
        tries, since = self._tries[self._folder]
        return math.ceil(guesses.seconds_left(tries, time.monotonic() - since))

    def in_words(self) -> str:
        """The seconds left in words."""
        return in_words(self.seconds_left)

    def look_at(self, folder: Path) -> None:
        """Another study was chosen."""
        self._folder = folder
        self._start()

    def wrong(self, folder: Path) -> None:
        """A wrong passphrase was tried."""
        tries, _ = self._tries.get(folder, (0, 0.0))
        self._tries[folder] = (tries + 1, time.monotonic())
        self._start()

    def _start(self) -> None:
        if self.seconds_left:
            self._tick.start()
        self.changed.emit()

    def _ticked(self) -> None:
        if self.seconds_left == 0:
            self._tick.stop()
        self.changed.emit()
