"""The idle lock: quiet minutes, the last sixty seconds counted down in view, and the laptop having slept (L1).

Quiet minutes pass by the monotonic clock alone (T3); that the wall clock left it is told to whoever keeps the log (T2).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.clock_notes import jump

COUNTED_DOWN: Final = 60
"""Seconds before locking that are counted down in view."""

_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class IdleWatch(QObject):
    """Counts quiet seconds by the monotonic clock; ``due`` when the study is to be locked.

    ``jumped`` when the wall clock went back, or ahead of the time that passed: then the laptop slept, or looks so.
    ``counting(seconds)`` in the last minute, ``counting(0)`` when somebody stopped it. Watches the windows, where every
    key and touch arrives first, and not every event of every widget.
    """

    counting = Signal(int)
    due = Signal()
    jumped = Signal()

    def __init__(self, clock: Clock, minutes: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = minutes
        self._before = clock.now()
        self._last_life = self._before.monotonic
        self._is_counting = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._watch_windows()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def life(self) -> None:
        """Somebody is there."""
        self._last_life = self._clock.now().monotonic
        if self._is_counting:
            self._is_counting = False
            self.counting.emit(0)

    def tick(self) -> None:
        """Look at the clocks; called once a second."""
        now = self._clock.now()
        by = jump(self._before, now)
        self._before = now
        if by:
            self.jumped.emit()
        self._watch_windows()
        left = self._minutes() * 60 - (now.monotonic - self._last_life) // 1000
        if by > timedelta() or left <= 0:
            self._timer.stop()
            self.due.emit()
        elif left <= COUNTED_DOWN:
            self._is_counting = True
            self.counting.emit(int(left))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notices keys, pointers and touch on any window; keeps none of them."""
        if event.type() in _SIGNS_OF_LIFE:
            self.life()
        return False

    def _watch_windows(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)  # once, however often it is asked
