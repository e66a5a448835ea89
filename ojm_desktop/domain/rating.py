"""A rating: what a person said of one pathway at one wave, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ojm_desktop.domain.errors import Refused


class Missing(Enum):
    """Why a rating is not there; the value is the letter on the map's baseline (journey-map: rules)."""

    MISSED = "M"
    DECLINED = "D"
    NOT_REACHED = "N"
    WITHDRAWN = "W"

    @property
    def words(self) -> str:
        """The reason in a sentence."""
        return {"M": "missed", "D": "declined", "N": "not reached", "W": "withdrawn"}[self.value]


class Giver(Enum):
    """Whose word a value is, and by whose hand it came in: what was said aloud may have been heard wrongly."""

    OWN_HAND = "own_hand"
    """The participant gave it on the page that was handed to them."""
    PARTICIPANT = "participant"
    """The participant said or wrote it, and somebody of the study entered it."""
    RESEARCHER = "researcher"

    @property
    def words(self) -> str:
        """Who it was, in a list."""
        return {
            "own_hand": "participant, by own hand",
            "participant": "participant",
            "researcher": "researcher",
        }[self.value]


@dataclass(frozen=True, order=True)
class RatingKey:
    """Participant id, pathway key, wave key."""

    participant: str
    pathway: str
    wave: str


@dataclass(frozen=True)
class Rating:
    """A value on the scale of `scale_version` given on `held_on`, or a `missing` reason with optional words.

    Never both.
    """

    key: RatingKey
    value: int | None
    missing: Missing | None
    reason: str
    held_on: date | None
    given_by: Giver
    is_recalled: bool
    scale_version: int
    given_at: str

    def __post_init__(self) -> None:
        if (self.value is None) == (self.missing is None):
            raise Refused("A rating has a value or a reason why there is none. Nothing was changed.")
        if self.value is not None and self.held_on is None:
            raise Refused("A value needs the day on which it was given. Nothing was changed.")
