"""Before visits leave the study as a calendar: what will be in it, a reason, a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import messages
from ojm_desktop.ui.widgets.leave_line import LeaveLine

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

SAYS = "The calendar holds days and the word Appointment: no code, no place, nothing of why."


class CalendarLine(LeaveLine):
    """``written(sentence, folder)`` once it is written, ``wrong`` where it could not be."""

    written = Signal(str, object)
    wrong = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("Choose a folder", has_paper=False, parent=parent)
        self._session = session
        self._participant = ""
        self.given.connect(lambda reason, _paper: self._save(reason))

    def begin(self, participant: str = "") -> None:
        """Ask about everybody's visits that lie ahead, or about one person's."""
        self._participant = participant
        from ojm_desktop.service.leaving import offered

        self.ask("", offered(self._session), says=SAYS)

    def _save(self, reason: str) -> None:
        from ojm_desktop.service import calendars
        from ojm_desktop.service.leaving import name_out

        folder = messages.choose_folder(self, "Where to save the calendar", Path.home())
        if folder is None:
            return
        sealed_for = self.sealed_for
        path = calendars.free_name(folder, is_sealed=bool(sealed_for))
        try:
            number = calendars.save(self._session, path, reason, self._participant, sealed_for)
        except OjmError as error:
            self.wrong.emit(str(error))
            return
        self.hide()
        path = name_out(path, is_sealed=bool(sealed_for))
        self.written.emit(f"{path.name} with {counted(number, 'visit')} was written to {folder.name}.", folder)
