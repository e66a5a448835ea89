"""The weekly diary: one entry a week, or why there is none, with what happened in it by pathway."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.rating import Missing


class DiaryMode(Enum):
    """How a week was written down."""

    SELF = "self"
    READ_OUT = "read_out"
    BY_PHONE = "phone"
    PAPER = "paper"


@dataclass(frozen=True)
class Occurrence:
    """Something that helped or hindered in a week; `value` is an optional rating on the scale of `scale_version`."""

    pathway: str
    polarity: Polarity
    words: str
    value: int | None = None
    scale_version: int | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != (self.scale_version is None):
            raise Refused("A value in a diary needs the scale it was given on. Nothing was changed.")


@dataclass(frozen=True)
class DiaryEntry:
    """The entry about one week, counted from 1, written on `written_on`; or `missing` with words for it."""

    id: str
    participant: str
    week: int
    written_on: date | None
    mode: DiaryMode
    missing: Missing | None = None
    reason: str = ""
    occurrences: tuple[Occurrence, ...] = ()

    def __post_init__(self) -> None:
        if (self.written_on is None) == (self.missing is None):
            raise Refused("A week of the diary was written on a day or has a reason why not. Nothing was changed.")
        if self.missing is not None and self.occurrences:
            raise Refused("Nothing is told of a week that was missed. Nothing was changed.")
