"""An entry that is being written, as it is kept until it is saved; and where."""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.diary import DiaryEntry, DiaryMode
from ojm_desktop.service.drafts import DIARY
from ojm_desktop.ui.participant.diary.happening import Begun


@dataclass(frozen=True)
class BegunEntry:
    """What stands in the panel. `entry` is the id of the one that is changed, empty for a new one."""

    entry: str
    week: int
    mode: str
    written: str
    happenings: tuple[Begun, ...]
    hoped: str = ""


def new(week: int, mode: DiaryMode, written: str) -> BegunEntry:
    """An empty entry about a week: room for something good and something bad, as in the booklet."""
    return BegunEntry("", week, mode.value, written, (Begun("positive"), Begun("negative")))


def of(entry: DiaryEntry) -> BegunEntry:
    """An entry as it stands."""
    told = tuple(Begun(one.polarity.value, one.pathway, one.words, one.value) for one in entry.occurrences)
    written = long_date(entry.written_on) if entry.written_on else ""
    return BegunEntry(entry.id, entry.week, entry.mode.value, written, told, entry.hoped)


def place(participant: str) -> str:
    """Where it is kept: one a person."""
    return f"{DIARY}/{participant}"
