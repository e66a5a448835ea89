"""A clock that cannot be believed is said above everything that is due, because that follows from it (T2, T3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import clock_doubt
from ojm_desktop.ui.widgets.strip import Strip, Tone

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


class ClockStrip(Strip):
    """Silent while there is no doubt; its action says that the date is right, which the log keeps."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.acted.connect(self._confirm)

    def look(self) -> None:
        """Say what is to be doubted now."""
        why = clock_doubt.doubt(self._session)
        if why:
            self.say(why, Tone.WARNING, action="The date is right")
        else:
            self.clear()

    def _confirm(self) -> None:
        try:
            clock_doubt.confirm(self._session)
        except OjmError as error:
            self.say(str(error), Tone.ERROR)
        else:
            self.look()
