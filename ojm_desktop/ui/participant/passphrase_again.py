"""The passphrase asked for once more, where it stands, before anything shows who somebody is (W9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import reveal
from ojm_desktop.ui.keys.passphrase_field import PassphraseField
from ojm_desktop.ui.tasks import Cancelled, Progress
from ojm_desktop.ui.widgets.buttons import link, primary
from ojm_desktop.ui.widgets.card import bounded, row

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.tasks import Tasks

WIDE: Final = 640


class PassphraseAgain(QWidget):
    """``opened`` when it was right and names are open for their minutes, ``cancelled``. Out of sight until asked."""

    opened = Signal()
    cancelled = Signal()

    def __init__(self, session: Session, tasks: Callable[[], Tasks | None], action: str) -> None:
        super().__init__()
        self._session, self._tasks = session, tasks
        self.passphrase = PassphraseField(keeps_line=False)
        self.go, self.cancel = primary(action), link("Cancel")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bounded(self.passphrase, WIDE, (0, 0, 0, 0)))
        column.addLayout(row(self.go, self.cancel, 1))
        self.go.clicked.connect(lambda _checked: self._try())
        self.passphrase.entered.connect(self._try)
        self.cancel.clicked.connect(lambda _checked: self.cancelled.emit())
        self.hide()

    def ask(self) -> None:
        """Ask, with the cursor in the line."""
        self.show()
        self.passphrase.line.setFocus()

    def close_it(self) -> None:
        """Out of sight, and nothing kept of what was typed."""
        self.passphrase.line.forget()
        self.passphrase.clear_wrong()
        self.hide()

    def _try(self) -> None:
        place, tasks, words = self._session.place, self._tasks(), self.passphrase.words
        if place is None or tasks is None or not words or not self.go.isEnabled():
            return
        try:
            reveal.check_try(self._session)
        except OjmError as error:
            self.passphrase.set_wrong(str(error))
            return
        self.go.setEnabled(False)

        def prove(progress: Progress) -> bool:
            proved = reveal.proves(place, words)
            progress(1.0, "Checking the passphrase")
            return proved

        tasks.start("Checking the passphrase", prove, self._proved, self._failed)

    def _proved(self, is_proved: bool) -> None:
        """Asked for still, or left in the meantime: then nothing is shown and nothing is open."""
        self.go.setEnabled(True)
        if not self.isVisible():
            return
        try:
            reveal.let(self._session, is_proved)
        except OjmError as error:
            self.passphrase.set_wrong(str(error))
            self.passphrase.line.setFocus()
            return
        self.opened.emit()

    def _failed(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, OjmError | OSError):
            raise error
        self.passphrase.set_wrong(str(error))
