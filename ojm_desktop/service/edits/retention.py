"""The record that somebody let go what had been kept long enough (W7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.retention import Which
from ojm_desktop.service.edits.base import Edit
from ojm_desktop.service.edits.records import Record
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class EndRetention(Record):
    """The first event of a step whose others erase `people` persons; it names none of them.

    `kept_until` is the last day of their time, `who` confirmed.
    """

    which: Which
    kept_until: date
    people: int
    who: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Nothing changes by it; before its time it is refused."""
        if not study.is_done_again and day_in(self.at, study.plan.zone) <= self.kept_until:
            raise Refused(f"This is to be kept until {long_date(self.kept_until)}. Nothing was deleted.")
        return None, Changes()

    def sentence(self, study: Study) -> str:
        who = counted(self.people, "person was", "people were")
        return f"{who} erased: {long_date(self.kept_until)} was the last day they were to be kept."
