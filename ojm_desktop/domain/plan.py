"""How a study is set up: pathways, cohorts and their waves, lists.

All of it is configuration (ME6), none a constant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ojm_desktop.domain.basis import Basis
from ojm_desktop.domain.canonical import came_later
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.scale import Scale

SHORT_NAME_LETTERS = 14


class Kind(Enum):
    """How a cohort is followed."""

    PROSPECTIVE = "prospective"
    RETROSPECTIVE = "retrospective"


class Shape(Enum):
    """Marker of a pathway; the letter identifies, the shape helps (decisions: where the pictures differ)."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE_UP = "triangle_up"
    DIAMOND = "diamond"
    PENTAGON = "pentagon"
    TRIANGLE_DOWN = "triangle_down"
    HEXAGON = "hexagon"
    STAR = "star"


@dataclass(frozen=True)
class Pathway:
    """One of the areas of life that are rated (MB29). `asks` says what was asked, in the third person."""

    key: str
    letter: str
    name: str
    short_name: str
    shape: Shape
    asks: str

    def __post_init__(self) -> None:
        if not self.short_name.strip() or len(self.short_name) > SHORT_NAME_LETTERS:
            raise Refused(f"A short name has 1 to {SHORT_NAME_LETTERS} letters. Nothing was changed.")
        if len(self.letter) != 1 or not self.letter.isalpha():
            raise Refused("A pathway is marked by one letter. Nothing was changed.")


@dataclass(frozen=True)
class Wave:
    """One moment of rating.

    `week` is its place on the map's axis; the window is counted in days around day 7 x week.
    """

    key: str
    name: str
    week: int
    days_before: int = 7
    days_after: int = 6


@dataclass(frozen=True)
class Cohort:
    """A group of people followed in the same way (MB18, MB24, MB28)."""

    key: str
    prefix: str
    name: str
    kind: Kind
    waves: tuple[Wave, ...]
    diary_weeks: int

    def wave(self, key: str) -> Wave:
        """The wave of that key; raises Refused for one this cohort does not have."""
        for wave in self.waves:
            if wave.key == key:
                return wave
        known = ", ".join(wave.key for wave in self.waves)
        raise Refused(f"{self.name} has no wave called {key}. Nothing was changed; its waves are: {known}.")

    @property
    def is_recalled(self) -> bool:
        """Its ratings look back, and stay marked so for ever."""
        return self.kind is Kind.RETROSPECTIVE


@dataclass(frozen=True)
class StudyPlan:
    """Everything a researcher sets before the first participant; `basis` is None until it was entered."""

    name: str
    zone: str
    is_practice: bool
    suggestion_step: int
    scale: Scale
    cohorts: tuple[Cohort, ...]
    pathways: tuple[Pathway, ...]
    order_types: tuple[str, ...]
    accommodation_types: tuple[str, ...]
    agencies: tuple[str, ...]
    basis: Basis | None = came_later(None)

    def __post_init__(self) -> None:
        for what, keys in (
            ("cohort", [c.key for c in self.cohorts]),
            ("code prefix", [c.prefix for c in self.cohorts]),
            ("pathway", [p.key for p in self.pathways]),
            ("pathway letter", [p.letter for p in self.pathways]),
        ):
            if len(set(keys)) != len(keys):
                raise Refused(f"Two entries share one {what}. Nothing was changed.")
        if self.suggestion_step < 1:
            raise Refused("A hot spot is suggested from a change of at least one step. Nothing was changed.")

    def pathway(self, key: str) -> Pathway:
        """The pathway of that key; raises Refused for an unknown one."""
        for pathway in self.pathways:
            if pathway.key == key:
                return pathway
        known = ", ".join(pathway.key for pathway in self.pathways)
        raise Refused(f"This study has no pathway called {key}. Nothing was changed; its pathways are: {known}.")

    def cohort(self, key: str) -> Cohort:
        """The cohort of that key; raises Refused for an unknown one."""
        for cohort in self.cohorts:
            if cohort.key == key:
                return cohort
        known = ", ".join(cohort.key for cohort in self.cohorts)
        raise Refused(f"This study has no cohort called {key}. Nothing was changed; its cohorts are: {known}.")


def week_of(day: date, start: date) -> int:
    """Study week of an event: week 1 is days 0 to 6 (sheets: floor(days / 7) + 1).

    Before the order began: 0 or less.
    """
    return (day - start).days // 7 + 1


def current_week(day: date, start: date) -> int:
    """The week of an order that is said of a person on a day: day 7w still ends week w, whose visit is due on it.

    It is `week_of` on every other day; 0 or less before the order began.
    """
    days = (day - start).days
    return days // 7 if days > 0 and days % 7 == 0 else days // 7 + 1


def place_of(day: date, start: date) -> float:
    """Place on the map's axis in weeks since the order began."""
    return (day - start).days / 7


def due_day(wave: Wave, start: date) -> date:
    """The planned day of a wave: day 7 x week of the order (decisions: weeks)."""
    return start + timedelta(days=7 * wave.week)


def window(wave: Wave, start: date) -> tuple[date, date]:
    """First and last day on which a wave counts as held in time."""
    due = due_day(wave, start)
    return due - timedelta(days=wave.days_before), due + timedelta(days=wave.days_after)
