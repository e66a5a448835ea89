"""Where the program may ask about a hot spot: a change of at least the study's step (MB35); it names none (MB14)."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from ojm_desktop.domain.hot_spot import HotSpot, SuggestionKey
from ojm_desktop.domain.rating import Rating
from ojm_desktop.journey.trajectory import Suggestion, Trajectory


def suggested(trajectory: Trajectory, step: int, dismissed: Collection[SuggestionKey] = ()) -> tuple[Suggestion, ...]:
    """Changes of at least `step` scale steps between values of consecutive held waves, not told of and not dismissed.

    A change is told of when a hot spot of the pathway, confirmed or waiting, has a day between the two interviews.
    Over a missing interview nothing is compared; a recalled journey has turning points of its own and gets none.
    """
    if trajectory.cohort.is_recalled:
        return ()
    least = step * trajectory.scale.step
    found = []
    for run in trajectory.segments():
        for one, other in pairwise(run):
            suggestion = _between(one, other)
            if suggestion is None or abs(suggestion.change) < least or _key(other) in dismissed:
                continue
            if not any(_lies_between(spot, suggestion) for spot in trajectory.hot_spots):
                found.append(suggestion)
    return tuple(found)


def _between(one: Rating, other: Rating) -> Suggestion | None:
    if one.value is None or other.value is None or one.held_on is None or other.held_on is None:
        return None
    first, last = sorted((one.held_on, other.held_on))
    return Suggestion(other.key.wave, first, last, other.value - one.value)


def _lies_between(spot: HotSpot, suggestion: Suggestion) -> bool:
    return spot.first_day <= suggestion.last_day and suggestion.first_day <= spot.last_day


def _key(rating: Rating) -> SuggestionKey:
    return SuggestionKey(rating.key.participant, rating.key.pathway, rating.key.wave)
