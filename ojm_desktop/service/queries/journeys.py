"""Journeys as plain values: one for the screen, all of a person for the printer."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ojm_desktop.domain.hot_spot import HotSpot, SuggestionKey, TurningPoint
from ojm_desktop.domain.participant import Participant
from ojm_desktop.domain.plan import Pathway, StudyPlan
from ojm_desktop.domain.rating import Rating
from ojm_desktop.journey.suggestions import suggested
from ojm_desktop.journey.trajectory import Trajectory, concealed
from ojm_desktop.service.open_visits import open_visits
from ojm_desktop.service.queries import diary
from ojm_desktop.service.session import Session

if TYPE_CHECKING:
    from ojm_desktop.service.interview import Interview


def trajectories(session: Session, participant: str) -> tuple[Trajectory, ...]:
    """One trajectory a pathway, in the study's order; a few queries for all of them."""
    person = session.study.participant(participant)
    store, plan = session.study.store, session.plan
    ratings = store.ratings.of(participant)
    spots = store.hot_spots.of(participant)
    points = store.turning_points.of(participant)
    dismissed = store.dismissals.of(participant)
    strip, told = diary.strip(session, participant)
    found = (_trajectory(plan, person, pathway, ratings, spots, points, dismissed) for pathway in plan.pathways)
    return tuple(
        dataclasses.replace(one, diary=strip, diary_values=tuple(sorted(told.get(one.pathway.key, ()))))
        for one in found
    )


def shown_now(session: Session, participant: str) -> tuple[Trajectory, ...]:
    """The same as they may be seen on a screen now.

    While an interview is held, a pathway whose rating it waits for is empty, so that no earlier value leads the answer
    (interview: ratings). Outside of one, and on paper, everything is shown.
    """
    return concealing(trajectories(session, participant), awaited(session, participant))


def awaited(session: Session, participant: str, held: Interview | None = None) -> dict[str, tuple[str, ...]]:
    """Pathways, and their waves, whose rating an interview with this person waits for now; none where none is held.

    `held` is one that is running already, so that it is not run anew. Of somebody who said no since nothing is waited
    for: the store takes no rating, and the journey would stay hidden for good.
    """
    found: dict[str, tuple[str, ...]] = {}
    for visit in open_visits(session, participant):
        for pathway, waves in _awaited_by(session, visit.id, held).items():
            found[pathway] = (*found.get(pathway, ()), *waves)
    return found


def _awaited_by(session: Session, visit: str, held: Interview | None) -> dict[str, tuple[str, ...]]:
    if held is not None and held.visit.id == visit:
        return held.awaited()
    from ojm_desktop.service.interview import Interview  # brings the expressions: only while one is held

    return Interview(session, visit).awaited()


def concealing(journeys: Sequence[Trajectory], waiting: Mapping[str, tuple[str, ...]]) -> tuple[Trajectory, ...]:
    """Journeys with those pathways empty whose rating is waited for."""
    return tuple(
        concealed(each, waiting[each.pathway.key]) if each.pathway.key in waiting else each for each in journeys
    )


def trajectory(session: Session, participant: str, pathway: str) -> Trajectory:
    """One pathway of one person."""
    for found in trajectories(session, participant):
        if found.pathway.key == pathway:
            return found
    raise KeyError(pathway)


def _trajectory(
    plan: StudyPlan,
    person: Participant,
    pathway: Pathway,
    ratings: Sequence[Rating],
    spots: Sequence[HotSpot],
    points: Sequence[TurningPoint],
    dismissed: frozenset[SuggestionKey],
) -> Trajectory:
    cohort = plan.cohort(person.cohort)
    place = {wave.key: number for number, wave in enumerate(cohort.waves)}
    own = sorted((r for r in ratings if r.key.pathway == pathway.key), key=lambda r: place.get(r.key.wave, 99))
    found = Trajectory(
        code=person.code,
        cohort=cohort,
        pathway=pathway,
        scale=plan.scale,
        order_start=person.order_start,
        ratings=tuple(own),
        hot_spots=tuple(spot for spot in spots if spot.pathway == pathway.key),
        turning_points=tuple(point for point in points if point.pathway == pathway.key),
    )
    return dataclasses.replace(found, suggestions=suggested(found, plan.suggestion_step, dismissed))
