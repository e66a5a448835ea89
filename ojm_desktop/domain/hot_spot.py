"""Hot spots (MB10, MB34) and the turning points of a journey told in hindsight (MB28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ojm_desktop.domain.errors import Refused


class Polarity(Enum):
    """Sign of a hot spot: help that mattered, help that lacked, or both."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"

    @property
    def sign(self) -> str:
        """The sign that always stands beside the strike."""
        return {"positive": "+", "negative": "\u2212", "mixed": "\u00b1"}[self.value]


@dataclass(frozen=True)
class Note:
    """The words of a hot spot or turning point: what happened, what could have helped, the person's own observation."""

    title: str = ""
    could_have_helped: str = ""
    observation: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing was written."""
        return not (self.title or self.could_have_helped or self.observation)


@dataclass(frozen=True)
class HotSpot:
    """A moment (or days `first_day` to `last_day`) that the participant named as mattering.

    `is_confirmed` is the participant's own word (MB14); one that is not confirmed is drawn grey and never printed.
    """

    id: str
    participant: str
    pathway: str
    first_day: date
    last_day: date
    polarity: Polarity
    is_confirmed: bool
    note: Note

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise Refused("A hot spot cannot end before it begins. Nothing was changed.")


class Direction(Enum):
    """Which way a turning point went."""

    UP = "up"
    DOWN = "down"


class Certainty(Enum):
    """How surely the time of a turning point is remembered."""

    WEEK = "week"
    PART_OF_MONTH = "part_of_month"
    ABOUT = "about"


@dataclass(frozen=True)
class TurningPoint:
    """Where a recalled journey turned; a width in time, never a height (journey-map: recalled).

    `words` is the time as the person put it.
    """

    id: str
    participant: str
    pathway: str
    first_day: date
    last_day: date
    direction: Direction
    certainty: Certainty
    words: str
    note: Note

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise Refused("A turning point cannot end before it begins. Nothing was changed.")


@dataclass(frozen=True, order=True)
class SuggestionKey:
    """The change of rating that suggests a hot spot: into which wave of which pathway."""

    participant: str
    pathway: str
    wave: str
