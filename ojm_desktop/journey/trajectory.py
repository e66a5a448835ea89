"""One person's journey in one pathway, as plain values: all that the figure, the table twin and the sentence need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.domain.handed_words import IN_ENGLISH, HandedWords
from ojm_desktop.domain.hot_spot import HotSpot, TurningPoint
from ojm_desktop.domain.plan import Cohort, Pathway
from ojm_desktop.domain.rating import Rating
from ojm_desktop.domain.scale import Scale


@dataclass(frozen=True)
class ContextEvent:
    """Something around everybody in a cohort: a police operation, a cold spell (journey-map: rules)."""

    first_day: date
    last_day: date
    name: str


@dataclass(frozen=True)
class Suggestion:
    """A change of at least the study's step between two held waves, not yet asked about: drawn grey, never printed."""

    wave: str
    first_day: date
    last_day: date
    change: int


@dataclass(frozen=True)
class Trajectory:
    """A pathway of a person. `ratings` in wave order, those given and those missing; hot spots in order of time.

    `diary` is the strip of the weekly diary; `diary_values` are (week, value) of what was rated there on this pathway
    and on this scale: never a rating of an interview, and never joined with one. `awaited` are
    the waves whose rating an interview waits for: then nothing that was said before is in here (`concealed`).
    `labels` are the figure's own words on the screen: others only where it is handed to a participant. `altered_from`
    is the day from which it may be altered by reporting: on paper that was asked for the mark, and nowhere else.
    """

    code: str
    cohort: Cohort
    pathway: Pathway
    scale: Scale
    order_start: date
    ratings: tuple[Rating, ...]
    hot_spots: tuple[HotSpot, ...] = ()
    turning_points: tuple[TurningPoint, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    events: tuple[ContextEvent, ...] = ()
    diary: tuple[DiaryState, ...] = ()
    diary_values: tuple[tuple[int, int], ...] = ()
    awaited: tuple[str, ...] = ()
    labels: HandedWords = IN_ENGLISH
    altered_from: date | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether an answer is awaited and none is there yet, not even one that is being tried."""
        return bool(self.awaited) and not self.ratings

    def rating_at(self, wave: str) -> Rating | None:
        """What is known of a wave: a value, a reason, or None when nobody has said anything yet."""
        for rating in self.ratings:
            if rating.key.wave == wave:
                return rating
        return None

    def segments(self) -> tuple[tuple[Rating, ...], ...]:
        """Runs of values between consecutive held waves; a missing interview breaks the line, never interpolated."""
        runs: list[list[Rating]] = [[]]
        for wave in self.cohort.waves:
            rating = self.rating_at(wave.key)
            if rating is None or rating.value is None:
                runs.append([])
            else:
                runs[-1].append(rating)
        return tuple(tuple(run) for run in runs if run)


def concealed(trajectory: Trajectory, awaited: tuple[str, ...]) -> Trajectory:
    """The same pathway while its rating at these waves is awaited (interview: the last value is hidden).

    Made anew from what says nothing of the person, so that whatever else a trajectory comes to hold is hidden as well.
    """
    return Trajectory(
        code=trajectory.code,
        cohort=trajectory.cohort,
        pathway=trajectory.pathway,
        scale=trajectory.scale,
        order_start=trajectory.order_start,
        ratings=(),
        events=trajectory.events,
        diary=trajectory.diary,
        awaited=awaited,
        labels=trajectory.labels,
    )
