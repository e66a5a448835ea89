"""Backups while a study is open: at the start with the whole check on the copy (R13), as work goes on, when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ojm_desktop.domain.clock import day_in, local_time
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import backups
from ojm_desktop.ui import dates
from ojm_desktop.ui.status_strip import StatusStrip
from ojm_desktop.ui.tasks import Cancelled, Progress, Tasks

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.backups import Checked
    from ojm_desktop.service.session import Session
    from ojm_desktop.store.backup import BackupSet

EVERY: Final = 15 * 60 * 1000
"""Milliseconds of an open study between two looks at whether anything is new (B1)."""


class Keeper(QObject):
    """Makes the copy through a connection of its own.

    ``finished``, ``failed`` or ``cancelled`` with a sentence, ``damaged`` with the findings; ``followed`` when a set
    was made that nobody asked for.
    """

    finished = Signal()
    followed = Signal()
    failed = Signal(str)
    cancelled = Signal(str)
    damaged = Signal(str)

    def __init__(self, tasks: Tasks, status: StatusStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._status = status
        self._ended: set[str] = set()
        self._is_keeping = False
        self._every = QTimer(self)
        self._every.setInterval(EVERY)

    def keep_up(self, session: Session) -> None:
        """From now on a set follows every 15 minutes in which something changed."""
        self._every.timeout.connect(lambda: self.follow(session))
        self._every.start()

    def stop(self) -> None:
        """Begin nothing more: the study is being closed."""
        self._every.stop()

    def hear(self, session: Session, changes: Changes) -> None:
        """An interview that was held since the study was unlocked is over, or rests: a set follows at once."""
        is_over = False
        for name in changes.visits & session.opened_visits:
            visit = session.study.store.visits.get(name)
            if visit is None or visit.is_open:
                self._ended.discard(name)
            elif name not in self._ended:
                self._ended.add(name)
                is_over = True
        if is_over:
            self.follow(session)

    def follow(self, session: Session) -> None:
        """Copy what is new, off the thread and without a word unless it fails; nothing when nothing is new."""
        place, made = session.place, session.clock.now()
        if place is None or self._is_keeping or not backups.is_due(session):
            return
        self._is_keeping = True

        def done(_made: BackupSet) -> None:
            self._is_keeping = False
            self.show_age(session)
            self.followed.emit()

        def failed(error: BaseException) -> None:
            self._is_keeping = False
            self._failed(error)

        self._tasks.start(
            "Backing up",
            lambda progress: backups.back_up(place, made.utc, progress),
            done,
            failed,
            is_asked=False,
        )

    def start(self, session: Session, *, is_asked: bool = True) -> None:
        """Begin; the strip at the foot shows how far it is, with Cancel."""
        place, clock = session.place, session.clock
        if place is None:
            return
        made = clock.now()

        def work(progress: Progress) -> Checked:
            return backups.back_up_and_check(place, made.utc, progress)

        def done(checked: Checked) -> None:
            if checked.problems:
                found = [f"{problem.file}: {problem.what}" for problem in checked.problems[:8]]
                self.damaged.emit("\n".join(found))
                return
            self._status.show_backup(f"Backed up and checked {local_time(made.utc, made.offset)[:5]}")
            self.finished.emit()

        self._tasks.start("Checking the study", work, done, self._failed, is_asked=is_asked)

    def show_age(self, session: Session) -> None:
        """Say how old the newest set is."""
        found = backups.sets(session) if session.place is not None else ()
        if not found:
            self._status.show_backup("No backup yet")
            return
        made = day_in(found[0].made, session.plan.zone)
        clock = local_time(found[0].made, session.clock.now().offset)[:5]
        self._status.show_backup(dates.backed_up(made, clock, session.today()))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.cancelled.emit("The backup was cancelled. Everything is saved in the study itself.")
        elif isinstance(error, OjmError):
            self.failed.emit(str(error))
        else:
            raise error
