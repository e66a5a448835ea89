"""Backups while a study is open: one at the start with the whole check on the copy (R13), one when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ojm_desktop.domain.clock import day_in, local_time
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import backups
from ojm_desktop.ui import dates
from ojm_desktop.ui.status_strip import StatusStrip
from ojm_desktop.ui.tasks import Cancelled, Progress, Tasks

if TYPE_CHECKING:
    from ojm_desktop.service.backups import Checked
    from ojm_desktop.service.session import Session


class Keeper(QObject):
    """Makes the copy through a connection of its own.

    ``finished``, ``failed`` or ``cancelled`` with a sentence, ``damaged`` with the findings.
    """

    finished = Signal()
    failed = Signal(str)
    cancelled = Signal(str)
    damaged = Signal(str)

    def __init__(self, tasks: Tasks, status: StatusStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._status = status

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
            self._status.backup.show_state(
                "backup", f"Study checked whole {local_time(made.utc, made.offset)[:5]}", "muted"
            )
            self.finished.emit()

        self._tasks.start("Checking the study", work, done, self._failed, is_asked=is_asked)

    def show_age(self, session: Session) -> None:
        """Say how old the newest set is."""
        found = backups.sets(session) if session.place is not None else ()
        if not found:
            self._status.backup.show_state("backup", "No backup yet", "muted")
            return
        made = day_in(found[0].made, session.plan.zone)
        self._status.backup.show_state("backup", f"Backup {dates.days_ago(made, session.today())}", "muted")

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.cancelled.emit("The backup was cancelled. Everything is saved in the study itself.")
        elif isinstance(error, OjmError):
            self.failed.emit(str(error))
        else:
            raise error
