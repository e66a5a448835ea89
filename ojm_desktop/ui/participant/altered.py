"""The mark of a journey that may be altered by reporting (MB16): on the researcher's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ojm_desktop.domain.clock import long_date
from ojm_desktop.service.edits.disclosures import altered_from
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


class AlteredMark(Label):
    """A line above the map, from the first day on which anybody was told; out of sight where nobody was."""

    def __init__(self, session: Session) -> None:
        super().__init__("", tone="muted", wrap=True)
        self._session = session
        self.hide()

    def show_for(self, participant: str, *, is_map_shown: bool) -> None:
        """Say it of this person's map while that is shown; a key of the research data alone learns nothing."""
        day = altered_from(self._session.study, participant) if is_map_shown else None
        self.setText(f"† May be altered by reporting from {long_date(day)} on." if day else "")
        self.setVisible(day is not None)
