"""The made-up people: Bristol's counts of cohorts, ages and orders (MB21-MB28), nobody's life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Person:
    """The facts of one made-up participant.

    The order began `days_ago`, and `open_waves` at the end are not held yet.
    """

    cohort: str
    age: int
    gender: str
    order: str
    home: str
    days_ago: int
    open_waves: int = 0


DRR: Final = "Community Order with Supervision/DRR"
SUPERVISION: Final = "Community Order with Supervision"
PROGRAMME: Final = "Community Order with Supervision/Programme"
SUSPENDED: Final = "Suspended Sentence Order with Supervision/DRR"
LICENCE: Final = "Post release licence"

PEOPLE: Final = (
    Person("1", 26, "male", DRR, "Staying with friends or family", 101),
    Person("1", 33, "male", LICENCE, "Council accommodation", 98),
    Person("1", 35, "male", LICENCE, "Housing association", 107),
    Person("1", 36, "male", SUSPENDED, "Staying with friends or family", 95),
    Person("1", 36, "male", SUSPENDED, "Temporary accommodation", 110),
    Person("1", 34, "male", PROGRAMME, "Council accommodation", 93, open_waves=1),
    Person("1", 38, "male", PROGRAMME, "Housing association", 83),
    Person("1", 34, "male", SUPERVISION, "Private rented tenancy", 64),
    Person("2", 22, "male", DRR, "Council accommodation", 110),
    Person("2", 51, "male", DRR, "Housing association", 240),
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
