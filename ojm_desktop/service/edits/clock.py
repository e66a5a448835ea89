"""What was found of the laptop's clock, and that somebody looked at it (T1-T3): records, which undo passes over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.clock_notes import ClockNote, Told, in_words
from ojm_desktop.service.edits.base import Edit
from ojm_desktop.service.edits.records import Record
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class NoteClock(Record):
    """The clock jumped, or shows a day that cannot be. The session notes it by itself, before the edit that follows."""

    by_analyst: ClassVar[bool] = True
    told: Told
    before: str
    after: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Keep it where the pages look."""
        study.store.clock_notes.add(self._note(study.sequence))
        return None, Changes()

    def sentence(self, study: Study) -> str:
        if self.told is Told.EARLY:
            return "This laptop's clock shows a day before there was such a program: dates from here on are wrong."
        by = in_words(self._note(0).by)
        if self.told is Told.BACK:
            return f"This laptop's clock was set back by {by}. The order of the log is that in which things happened."
        return f"This laptop's clock went ahead by {by}: it was set, or the laptop slept."

    def _note(self, event: int) -> ClockNote:
        return ClockNote(event, self.told, self.before, self.after)


@dataclass(frozen=True, kw_only=True)
class ConfirmClock(Record):
    """Somebody looked at the date this laptop shows and said that it is right; `after` is the instant it showed."""

    after: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """From here on what is due is told again."""
        study.store.clock_notes.add(ClockNote(study.sequence, Told.RIGHT, "", self.after))
        return None, Changes(plan=True)

    def sentence(self, study: Study) -> str:
        return "The date that this laptop shows was said to be right."
