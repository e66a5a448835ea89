"""Before the log leaves the study for a third party: what it holds, a reason, a folder (A7, C7)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import messages
from ojm_desktop.ui.widgets.leave_line import LeaveLine

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

SAYS: Final = "The file holds each event’s time, key and check sums: nobody’s code, and nothing of what was done."


class LogLine(LeaveLine):
    """``written(sentence)`` once the log and the script that checks it are there, ``wrong`` where they could not be."""

    written = Signal(str)
    wrong = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("Choose a folder", has_paper=False, parent=parent)
        self.reason.setPlaceholderText("Reason, such as: for the auditor")
        self._session = session
        self.given.connect(lambda reason, _paper: self._save(reason))

    def begin(self, _is_checked: bool = False) -> None:
        """Ask; also what a button calls."""
        from ojm_desktop.service.leaving import offered

        self.ask("", offered(self._session), says=SAYS)

    def _save(self, reason: str) -> None:
        from ojm_desktop.service import log_export

        folder = messages.choose_folder(self, "Where to save the log", Path.home())
        if folder is None:
            return
        try:
            saved = log_export.save_in(self._session, folder, reason, self.sealed_for)
        except OjmError as error:
            self.wrong.emit(str(error))
            return
        self.hide()
        events = counted(saved.events, "event")
        if self.sealed_for:
            self.written.emit(f"{events} in {saved.log.name}, sealed, written to {folder.name}.")
            return
        how = f"python3 {saved.script.name} {saved.log.name}"
        self.written.emit(f"{events} in {saved.log.name}, written to {folder.name}. Anybody checks it with: {how}")
