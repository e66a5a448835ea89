"""From weeks and values to millimetres, and the marks a person's ratings make there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor

from ojm_desktop.domain.answer import why_none
from ojm_desktop.domain.plan import Wave, place_of
from ojm_desktop.domain.rating import Rating
from ojm_desktop.domain.scale import Scale
from ojm_desktop.journey.boxes import Box
from ojm_desktop.journey.trajectory import Trajectory

LAST_WEEK = 13


@dataclass(frozen=True)
class Plot:
    """The ground of a graph: `first` to `last` week across, the scale's range up; `inset` keeps ends off the frame."""

    box: Box
    first: int
    last: int
    scale: Scale
    inset: float = 0.0
    side: tuple[float, float] = (0.0, 0.0)

    def x(self, place: float) -> float:
        """Where a time stands; `place` in weeks since the order began."""
        left, right = self.box.left + self.side[0], self.box.right - self.side[1]
        return left + (right - left) * (place - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        """Where a value stands."""
        top, bottom = self.box.top + self.inset, self.box.bottom - self.inset
        share = (value - self.scale.minimum) / (self.scale.maximum - self.scale.minimum)
        return bottom - (bottom - top) * share

    def value_at(self, y: float) -> int:
        """The nearest value a person can give at that height."""
        return min(self.scale.values(), key=lambda value: abs(self.y(value) - y))

    @property
    def step(self) -> float:
        """Height of one step."""
        return abs(self.y(self.scale.minimum) - self.y(self.scale.minimum + self.scale.step))


@dataclass(frozen=True)
class Mark:
    """A value at its actual day; `was` is the value before the drag that is going on."""

    wave: Wave
    place: float
    value: int
    day: date | None
    was: int | None = None


@dataclass(frozen=True)
class Gap:
    """A wave without a value: the letter of its baseline, what that says, and the reason in somebody's words."""

    wave: Wave
    letter: str
    words: str
    reason: str


@dataclass(frozen=True)
class Course:
    """What is drawn of a trajectory: runs of marks between consecutive held waves, and the gaps between them."""

    runs: tuple[tuple[Mark, ...], ...]
    gaps: tuple[Gap, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every value, in wave order."""
        return tuple(mark for run in self.runs for mark in run)

    def value_at(self, place: float) -> float | None:
        """The curve's height at a time; None where no line stands (never interpolated over a gap)."""
        for run in self.runs:
            for mark in run:
                if mark.place == place:
                    return float(mark.value)
            for one, other in pairwise(run):
                if one.place < place < other.place:
                    return one.value + (other.value - one.value) * (place - one.place) / (other.place - one.place)
        return None


def course(trajectory: Trajectory, preview: Mapping[str, int] | None) -> Course:
    """Marks and gaps of a trajectory, with the values of a drag in place of those kept."""
    runs: list[list[Mark]] = [[]]
    gaps: list[Gap] = []
    moved = preview or {}
    for wave in trajectory.cohort.waves:
        rating = trajectory.rating_at(wave.key)
        if wave.key in moved or (rating is not None and rating.value is not None):
            runs[-1].append(_mark(trajectory, wave, rating, moved.get(wave.key)))
            continue
        runs.append([])
        if rating is not None and rating.missing is not None:
            gaps.append(Gap(wave, rating.missing.value, why_none(rating), rating.reason))
    return Course(tuple(tuple(sorted(run, key=lambda m: m.place)) for run in runs if run), tuple(gaps))


def _mark(trajectory: Trajectory, wave: Wave, rating: Rating | None, moved: int | None) -> Mark:
    kept = rating.value if rating else None
    day = rating.held_on if rating else None
    recalled = trajectory.cohort.is_recalled
    place = float(wave.week) if day is None or recalled else place_of(day, trajectory.order_start)
    if moved is None:
        assert kept is not None  # the caller asks only for waves with a value, kept or moved
        return Mark(wave, place, kept, day)
    return Mark(wave, place, moved, day, kept)


def week_range(trajectory: Trajectory) -> tuple[int, int]:
    """First and last week of the axis: 0 to 13, wider when something lay outside."""
    if trajectory.cohort.is_recalled:
        weeks = [wave.week for wave in trajectory.cohort.waves]
        return min(0, *weeks), max(LAST_WEEK, *weeks)
    start = trajectory.order_start
    days = [rating.held_on for rating in trajectory.ratings if rating.held_on is not None and rating.value is not None]
    days += [day for spot in trajectory.hot_spots for day in (spot.first_day, spot.last_day)]
    places = [place_of(day, start) for day in days]
    waves = [wave.week + 1 for wave in trajectory.cohort.waves]
    return min(0, *(floor(p) for p in places), 0), max(LAST_WEEK, *waves, *(ceil(p) for p in places))


def shared_weeks(journeys: Iterable[Trajectory]) -> tuple[int, int] | None:
    """First and last week of an axis that several pathways share (views: small multiples); None without any."""
    ranges = [week_range(journey) for journey in journeys]
    return (min(first for first, _ in ranges), max(last for _, last in ranges)) if ranges else None
