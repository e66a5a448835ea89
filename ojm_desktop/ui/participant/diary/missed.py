"""Why there is no entry about a week: asked as for a rating that is not there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ojm_desktop.service.queries.diary import Slot
from ojm_desktop.ui.participant.asks import AskMissing


class AskMissedWeek(AskMissing):
    """``given(Missing, words)``; ``cleared`` where a week was not missed after all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clear.set_words("Not missed after all")

    def show_week(self, slot: Slot) -> None:
        """Ask about a week without an entry."""
        entry = slot.entry
        is_missed = entry is not None and entry.missing is not None
        self.show_key("", entry.missing if entry else None, entry.reason if entry else "", is_missed)
        self.ask(f"Why is there no entry about week {slot.week}?")
