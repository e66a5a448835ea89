"""The made-up people: Bristol's counts of cohorts, ages and orders (MB21-MB28), nobody's life."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Episode(Enum):
    """What is out of the ordinary in somebody's interviews, so that each state of a visit can be seen."""

    NONE = "none"
    RESTS = "rests"
    """The first one is paused for a walk and goes on."""
    WELSH = "welsh"
    """The second one goes on in Welsh half-way."""
    MISSED = "missed"
    """The second one took no place."""
    DISCLOSED = "disclosed"
    """Something is said in the second one that must be passed on."""
    STOPPED = "stopped"
    """The second one is stopped before its end."""
    ON_PAPER = "on paper"
    """The second one was filled in on paper and typed twice."""
    BY_PHONE = "by phone"
    """The second one is held by phone."""
    LEFT_OPEN = "left open"
    """The last one was begun yesterday and is open still."""
    THANKED_LATE = "thanked late"
    """The voucher was signed for the day after, and the warning of that was passed."""


@dataclass(frozen=True)
class Person:
    """The facts of one made-up participant.

    The order began `days_ago`, and `open_waves` at the end are not held yet; where one `rests`, the first of those was
    begun and paused, and waits to be resumed.
    """

    cohort: str
    age: int
    gender: str
    order: str
    home: str
    days_ago: int
    open_waves: int = 0
    episode: Episode = Episode.NONE
    rests: bool = False


DRR: Final = "Community Order with Supervision/DRR"
SUPERVISION: Final = "Community Order with Supervision"
PROGRAMME: Final = "Community Order with Supervision/Programme"
SUSPENDED: Final = "Suspended Sentence Order with Supervision/DRR"
LICENCE: Final = "Post release licence"

PEOPLE: Final = (
    Person("1", 26, "male", DRR, "Staying with friends or family", 101, episode=Episode.RESTS),
    Person("1", 33, "male", LICENCE, "Council accommodation", 98, episode=Episode.WELSH),
    Person("1", 35, "male", LICENCE, "Housing association", 107, episode=Episode.MISSED),
    Person("1", 36, "male", SUSPENDED, "Staying with friends or family", 95, 1, Episode.DISCLOSED, rests=True),
    Person("1", 36, "male", SUSPENDED, "Temporary accommodation", 110, episode=Episode.ON_PAPER),
    Person("1", 34, "male", PROGRAMME, "Council accommodation", 93, open_waves=1, episode=Episode.STOPPED),
    Person("1", 38, "male", PROGRAMME, "Housing association", 83, episode=Episode.LEFT_OPEN),
    Person("1", 34, "male", SUPERVISION, "Private rented tenancy", 64, episode=Episode.BY_PHONE),
    Person("2", 22, "male", DRR, "Council accommodation", 110),
    Person("2", 51, "male", DRR, "Housing association", 240, episode=Episode.THANKED_LATE),
    Person("2", 28, "male", DRR, "Staying with friends or family", 121),
    Person("2", 30, "female", DRR, "Council accommodation", 135),
    Person("2", 33, "male", DRR, "Private rented tenancy", 118),
    Person("2", 35, "male", DRR, "Temporary accommodation", 152),
    Person("2", 31, "male", DRR, "Housing association", 127),
    Person("2", 37, "male", SUPERVISION, "Council accommodation", 180),
    Person("2", 36, "male", "Community Order with Supervision/DRR/Specified Activity", "Private rented tenancy", 114),
    Person("2", 29, "male", "Community Order with Supervision/DRR/Programme", "Council accommodation", 119),
    Person("2", 42, "male", LICENCE, "Staying with friends or family", 146),
)
