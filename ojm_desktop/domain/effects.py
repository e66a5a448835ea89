"""What one answer does to the record beside itself: a rating, a comment, a hot spot, answers that no longer apply.

The interview works it out from the questionnaire; the edit only carries it out, so that doing the log again needs no
questionnaire.
"""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.domain.answer import Answer, Comment
from ojm_desktop.domain.hot_spot import HotSpot, TurningPoint
from ojm_desktop.domain.rating import Rating, RatingKey


@dataclass(frozen=True)
class Effects:
    """Rows to put and rows to take away, by noun.

    `set_aside` are the paths of answers that are not relevant any more, `brought_back` of those that are again;
    `answers` are those the questionnaire gave itself (defaults, triggers), or that moved with their instance of a
    repeat, and `no_answers` the paths that are empty then. `instances` are paths of repeats with how often each is
    there; `no_instances` those that are there as often as their answers need.
    """

    set_aside: tuple[str, ...] = ()
    brought_back: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    no_answers: tuple[str, ...] = ()
    instances: tuple[tuple[str, int], ...] = ()
    no_instances: tuple[str, ...] = ()
    ratings: tuple[Rating, ...] = ()
    no_ratings: tuple[RatingKey, ...] = ()
    comments: tuple[Comment, ...] = ()
    no_comments: tuple[str, ...] = ()
    hot_spots: tuple[HotSpot, ...] = ()
    no_hot_spots: tuple[str, ...] = ()
    turning_points: tuple[TurningPoint, ...] = ()
    no_turning_points: tuple[str, ...] = ()


NO_EFFECTS = Effects()
