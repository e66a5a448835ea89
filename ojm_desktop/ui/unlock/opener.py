"""Opening and creating a study for the unlock page: keys derived in a worker thread, the database opened in ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ojm_desktop.domain.clock import Clock
from ojm_desktop.ui.tasks import Progress, Tasks

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.service.studies import Unlocked
    from ojm_desktop.ui.unlock.making import Made, Making

Failed = Callable[[BaseException], object]
Opened = Callable[["Session"], object]


class Opener(QObject):
    """Calls the service off the GUI thread. While keys are derived there, what an open study needs is imported here.

    ``meanwhile`` is called then as well: what else the process can do ahead, with no study open yet.
    """

    def __init__(
        self,
        clock: Clock,
        practice: Callable[[Progress], Path],
        parent: QObject,
        meanwhile: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.clock = clock
        self.tasks = Tasks(self)
        self.refused: Unlocked | None = None
        """The keys of a study that its passphrase opened and that was found damaged then: for what can be done."""
        self._practice = practice
        self._meanwhile = meanwhile

    def unlock(self, folder: Path, words: str, opened: Opened, failed: Failed) -> None:
        """Open a study with its passphrase; ``opened(session)`` or ``failed(error)``."""
        from ojm_desktop.service import studies

        self._derive("Unlocking", lambda _progress: studies.unlock(folder, words), opened, failed)

    def unlock_with_recovery(self, folder: Path, groups: str, opened: Opened, failed: Failed) -> None:
        """The same with the groups of the recovery sheet."""
        from ojm_desktop.service import studies

        self._derive("Unlocking", lambda _progress: studies.unlock_with_recovery(folder, groups), opened, failed)

    def practice(self, opened: Opened, failed: Failed) -> None:
        """Open the practice study, made first if this laptop has none."""
        from ojm_desktop.service import practice, studies

        def prepare(progress: Progress) -> Unlocked:
            return studies.unlock(self._practice(progress), practice.PASSPHRASE)

        self._derive("Preparing the practice study", prepare, opened, failed)

    def make(self, making: Making, done: Callable[[Made], object], failed: Failed) -> None:
        """Make a study: choose what a guess costs, write it, close it, and derive its keys as every opening does."""
        from ojm_desktop.service import forms, studies
        from ojm_desktop.ui.keys.user_name import user_name
        from ojm_desktop.ui.unlock.making import Made

        def work(progress: Progress) -> Made:
            progress(0.0, "Measuring this laptop")
            parameters = studies.calibrated()
            progress(0.5, "Making the study")
            created = studies.create(
                making.folder, making.plan, making.words, self.clock, parameters=parameters, user_name=user_name()
            )
            progress(0.7, "Taking in the questionnaires")
            try:
                forms.take_in_shipped(created.session)
            finally:
                created.session.close()
            progress(0.8, "Checking that it opens")
            unlocked = studies.unlock(making.folder, making.words)
            return Made(making.folder, making.plan.name, created.recovery.groups, unlocked)

        self.tasks.start("Making the study", work, done, failed)

    def open(self, unlocked: Unlocked) -> Session:
        """Open the database in this thread, with keys already derived. Raises OjmError."""
        from ojm_desktop.service import studies

        return studies.open_session(unlocked, self.clock)

    def _derive(self, words: str, work: Callable[[Progress], Any], opened: Opened, failed: Failed) -> None:
        def derived(unlocked: Unlocked) -> None:
            try:
                session = self.open(unlocked)
            except Exception as error:  # noqa: BLE001  told to the page, which shows a sentence or raises it
                self.refused = unlocked if is_damage(error) else None
                failed(error)
                return
            opened(session)

        self.tasks.start(words, work, derived, failed)
        import_the_rest()
        if self._meanwhile is not None:
            self._meanwhile()


def is_damage(error: BaseException) -> bool:
    """Whether a study was refused because its own files are not what they must be."""
    from ojm_desktop.service.opening import StudyAlarm
    from ojm_desktop.store import errors

    kinds = (errors.MissingDatabase, errors.EmptyDatabase, errors.ForeignDatabase, errors.DamagedDatabase)
    return isinstance(error, (*kinds, errors.TornHead, errors.ForgedHead, StudyAlarm))


def import_the_rest() -> None:
    """What an open study needs and the unlock page does not, imported while the worker derives the keys."""
    import pyqtgraph  # noqa: F401

    import ojm_desktop.ui.frame
    import ojm_desktop.ui.idle  # noqa: F401
    from ojm_desktop.service import studies
    from ojm_desktop.ui import places

    places.load("today")
    studies.get_ready()
