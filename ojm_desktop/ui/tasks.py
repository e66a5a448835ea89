"""Long work: done off the GUI thread, shown in the status strip with Cancel, the window usable meanwhile.

The work is plain code that takes ``progress(share, words)``; cancelling raises :class:`Cancelled` from inside it. No
connection crosses threads: the GUI thread looks at the task every 40 ms.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

Progress = Callable[[float, str], None]
Work = Callable[[Progress], Any]


class Cancelled(Exception):
    """Raised inside the work when the person cancelled it."""


class Task(QRunnable):
    """One piece of work and how far it is: ``share`` 0 to 1, ``words`` what it does, then ``result`` or ``error``.

    ``is_asked`` is whether a person waits for it; what the program does by itself never takes a sentence's place.
    """

    def __init__(self, words: str, work: Work, *, is_asked: bool = True) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.words = words
        self.is_asked = is_asked
        self.share = 0.0
        self.is_done = False
        self.is_cancelled = False
        self.result: Any = None
        self.error: BaseException | None = None
        self._work = work

    def cancel(self) -> None:
        """Ask the work to stop where it next tells its progress."""
        self.is_cancelled = True

    def run(self) -> None:
        """Do the work; called by the thread pool."""
        try:
            self.result = self._work(self._progress)
        except BaseException as error:  # noqa: BLE001  carried to the GUI thread and raised or shown there
            self.error = error
        self.is_done = True

    def _progress(self, share: float, words: str) -> None:
        if self.is_cancelled:
            raise Cancelled
        self.share, self.words = share, words


LOOKED_EVERY = 15
"""Milliseconds between two looks at the task: an unlock should not wait for them."""


class Tasks(QObject):
    """Runs one task after the other and says on the GUI thread how it goes. Needs a parent to live."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: list[tuple[Task, Callable[[Any], object], Callable[[BaseException], object]]] = []
        self._look = QTimer(self)
        self._look.setInterval(LOOKED_EVERY)
        self._look.timeout.connect(self._poll)

    @property
    def current(self) -> Task | None:
        """The task being done, if any."""
        return self._waiting[0][0] if self._waiting else None

    def start(
        self,
        words: str,
        work: Work,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object],
        *,
        is_asked: bool = True,
    ) -> Task:
        """Do ``work`` off the thread; then ``done(result)`` or ``failed(error)`` (Cancelled included) on this one."""
        task = Task(words, work, is_asked=is_asked)
        self._waiting.append((task, done, failed))
        self._pool.start(task)
        self._look.start()
        self.changed.emit()
        return task

    def finish(self) -> None:
        """Cancel everything and wait for it: before the study is closed."""
        for task, _, _ in self._waiting:
            task.cancel()
        self._pool.waitForDone()
        self._poll()

    def _poll(self) -> None:
        while self._waiting and self._waiting[0][0].is_done:
            task, done, failed = self._waiting.pop(0)
            if task.error is None:
                done(task.result)
            else:
                failed(task.error)
        if not self._waiting:
            self._look.stop()
        self.changed.emit()
