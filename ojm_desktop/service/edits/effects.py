"""Carrying out what one answer does to the record, and saying what would take it back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TypeVar

from ojm_desktop.domain.answer import AnswerKey, Comment
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.effects import NO_EFFECTS, Effects
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.hot_spot import HotSpot, TurningPoint
from ojm_desktop.domain.rating import Rating
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.edits.days import check_within_journey
from ojm_desktop.service.edits.ratings import check_day, cohort_of, put_rating
from ojm_desktop.service.study import Study

Row = TypeVar("Row")


def carry_out(study: Study, visit: Visit, effects: Effects, at: str) -> tuple[Effects, Changes]:
    """Put and take away the rows; gives the effects that put back what stood there. `at` is when values are given."""
    if effects == NO_EFFECTS:
        return NO_EFFECTS, Changes()
    _check_whose(visit, effects)
    before, changes = NO_EFFECTS, Changes()
    for part in (_relevance, _answers, _instances, _ratings, _comments, _moments):
        undone, touched = part(study, visit, effects, at)
        changed = {field.name: value for field in dataclasses.fields(Effects) if (value := getattr(undone, field.name))}
        before, changes = dataclasses.replace(before, **changed), changes | touched
    return before, changes


def _check_whose(visit: Visit, effects: Effects) -> None:
    """Raise Refused where an answer would reach into another visit, or another person's record."""
    rows: tuple[Comment | HotSpot | TurningPoint, ...] = (
        *effects.comments,
        *effects.hot_spots,
        *effects.turning_points,
    )
    people = {row.participant for row in rows}
    people |= {key.participant for key in (*(rating.key for rating in effects.ratings), *effects.no_ratings)}
    people |= {answer.participant for answer in effects.answers}
    visits = {comment.visit for comment in effects.comments} | {answer.key.visit for answer in effects.answers}
    if people - {visit.participant} or visits - {visit.id}:
        raise Refused("An answer belongs to one visit of one person. Nothing was changed.")


def _relevance(study: Study, visit: Visit, effects: Effects, at: str) -> tuple[Effects, Changes]:
    del at
    store, touched = study.store.answers, []
    turned: dict[bool, list[str]] = {True: [], False: []}
    for is_relevant, paths in ((False, effects.set_aside), (True, effects.brought_back)):
        for path in paths:
            old = store.get(AnswerKey(visit.id, path))
            if old is not None and old.is_relevant != is_relevant:
                store.put(dataclasses.replace(old, is_relevant=is_relevant), old)
                turned[is_relevant].append(path)
                touched.append(old.key)
    before = Effects(set_aside=tuple(turned[True]), brought_back=tuple(turned[False]))
    return before, Changes(answers=frozenset(touched))


def _answers(study: Study, visit: Visit, effects: Effects, at: str) -> tuple[Effects, Changes]:
    store = study.store.answers
    keys = [answer.key for answer in effects.answers] + [AnswerKey(visit.id, path) for path in effects.no_answers]
    found = {key: store.get(key) for key in keys}
    for answer in effects.answers:
        store.put(answer if answer.at else dataclasses.replace(answer, at=at), found[answer.key])
    for path in effects.no_answers:
        store.remove(AnswerKey(visit.id, path))
    before = Effects(
        answers=tuple(old for old in found.values() if old is not None),
        no_answers=tuple(key.path for key, old in found.items() if old is None),
    )
    return before, Changes(answers=frozenset(keys))


def _instances(study: Study, visit: Visit, effects: Effects, at: str) -> tuple[Effects, Changes]:
    del at
    if not (effects.instances or effects.no_instances):
        return NO_EFFECTS, Changes()
    store, old = study.store.instances, study.store.instances.of(visit.id)
    paths = [path for path, _ in effects.instances] + list(effects.no_instances)
    for path, number in effects.instances:
        store.put(visit.id, visit.participant, path, number)
    for path in effects.no_instances:
        store.remove(visit.id, path)
    before = Effects(
        instances=tuple((path, old[path]) for path in paths if path in old),
        no_instances=tuple(path for path in paths if path not in old),
    )
    return before, Changes(visits=frozenset({visit.id}))


def _ratings(study: Study, visit: Visit, effects: Effects, at: str) -> tuple[Effects, Changes]:
    del visit
    put: list[Rating] = []
    gone = []
    keys = [rating.key for rating in effects.ratings] + list(effects.no_ratings)
    for key in keys:
        old = study.store.ratings.get(key)
        if old is None:
            gone.append(key)
        else:
            put.append(old)
    for rating in effects.ratings:
        cohort = cohort_of(study, rating.key)
        if rating.value is not None and not rating.given_at:
            study.plan.scale.check(rating.value)
        if rating.held_on is not None:
            check_day(study, rating.key.participant, rating.held_on)
        fixed = rating
        if not rating.given_at:
            version = study.plan.scale.version
            fixed = dataclasses.replace(rating, given_at=at, scale_version=version, is_recalled=cohort.is_recalled)
        put_rating(study, fixed)
    for key in effects.no_ratings:
        study.store.ratings.remove(key)
    journeys = frozenset(key.participant for key in keys)
    return Effects(ratings=tuple(put), no_ratings=tuple(gone)), Changes(ratings=frozenset(keys), journeys=journeys)


def _comments(study: Study, visit: Visit, effects: Effects, at: str) -> tuple[Effects, Changes]:
    del visit, at
    store = study.store.comments
    for comment in effects.comments:
        if comment.pathway:
            study.plan.pathway(comment.pathway)
    ids = [comment.id for comment in effects.comments] + list(effects.no_comments)
    put, gone = _before(store.get, ids)
    for comment in effects.comments:
        store.put(comment)
    for comment_id in effects.no_comments:
        store.remove(comment_id)
    journeys = frozenset(comment.participant for comment in (*put, *effects.comments))
    return Effects(comments=put, no_comments=gone), Changes(comments=frozenset(ids), journeys=journeys)


def _moments(study: Study, visit: Visit, effects: Effects, at: str) -> tuple[Effects, Changes]:
    del visit, at
    store = study.store
    moments: tuple[HotSpot | TurningPoint, ...] = (*effects.hot_spots, *effects.turning_points)
    for moment in moments:
        study.plan.pathway(moment.pathway)
        check_within_journey(study, moment.participant, moment.first_day, moment.last_day)
    for point in effects.turning_points:
        if not study.plan.cohort(study.participant(point.participant).cohort).is_recalled:
            raise Refused("Turning points belong to journeys that are told looking back. Nothing was changed.")
    spots = [spot.id for spot in effects.hot_spots] + list(effects.no_hot_spots)
    points = [point.id for point in effects.turning_points] + list(effects.no_turning_points)
    old_spots, no_spots = _before(store.hot_spots.get, spots)
    old_points, no_points = _before(store.turning_points.get, points)
    for spot in effects.hot_spots:
        store.hot_spots.put(spot)
    for point in effects.turning_points:
        store.turning_points.put(point)
    for gone in effects.no_hot_spots:
        store.hot_spots.remove(gone)
    for gone in effects.no_turning_points:
        store.turning_points.remove(gone)
    before = Effects(hot_spots=old_spots, no_hot_spots=no_spots, turning_points=old_points, no_turning_points=no_points)
    journeys = frozenset(moment.participant for moment in (*moments, *old_spots, *old_points))
    changes = Changes(hot_spots=frozenset(spots), turning_points=frozenset(points), journeys=journeys)
    return before, changes


def _before(get: Callable[[str], Row | None], ids: list[str]) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """What stands at these ids now, and at which of them nothing does."""
    found = {each: get(each) for each in ids}
    rows = tuple(row for row in found.values() if row is not None)
    return rows, tuple(each for each, row in found.items() if row is None)
