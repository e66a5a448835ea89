"""What a visit's fields and a moved turning point ask of the session, as edits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.service.edits import ChangeTurningPoint, Edit, SetHeldOn


def held_on_another_day(journeys: Iterable[Trajectory], wave: str, day: date) -> tuple[Edit, ...]:
    """The day of every value of a wave, as one step: the interview was one, whichever pathway was asked."""
    given = [rating for journey in journeys if (rating := journey.rating_at(wave)) is not None]
    return tuple(
        SetHeldOn(key=rating.key, held_on=day) for rating in given if rating.value is not None and rating.held_on != day
    )


def turn_moved(
    journeys: Iterable[Trajectory], participant: str, item: str, first: date, last: date
) -> ChangeTurningPoint | None:
    """A turning point on other days, otherwise as it is; None when it is gone."""
    for journey in journeys:
        for point in journey.turning_points:
            if point.id == item:
                return ChangeTurningPoint(
                    turning_point=item,
                    participant=participant,
                    first_day=first,
                    last_day=last,
                    direction=point.direction,
                    certainty=point.certainty,
                    words=point.words,
                )
    return None
