"""Edits of what people rated, and of why they did not."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta

from ojm_desktop.domain.answer import why_none
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.plan import Cohort
from ojm_desktop.domain.rating import Giver, Missing, Rating, RatingKey
from ojm_desktop.service.edits.base import Edit
from ojm_desktop.service.edits.days import check_signed_by
from ojm_desktop.service.study import Study

LONGEST_LOOK_BACK = timedelta(days=3 * 366)
"""A day beyond it is a slip of the keyboard; today's clock is not asked, because laptop clocks lie."""


@dataclass(frozen=True, kw_only=True)
class RatingEdit(Edit):
    """An edit of what stands at one key."""

    key: RatingKey

    def subject(self) -> str | None:
        return self.key.participant

    def reveals(self) -> tuple[str, str] | None:
        return self.key.participant, self.key.pathway


@dataclass(frozen=True, kw_only=True)
class SetRating(RatingEdit):
    """The value a person gave, and the day they gave it."""

    value: int
    held_on: date
    given_by: Giver = Giver.PARTICIPANT

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the value at its key."""
        cohort = cohort_of(study, self.key)
        study.plan.scale.check(self.value)
        check_day(study, self.key.participant, self.held_on)
        if self.id:  # undo puts back what was there
            check_signed_by(study, self.key.participant, self.held_on, self.at)
        return put_rating(
            study, _given(study, self, cohort, held_on=self.held_on, value=self.value, given_by=self.given_by)
        )

    def sentence(self, study: Study) -> str:
        by = ", given by their own hand" if self.given_by is Giver.OWN_HAND else ""
        return f"{_where(study, self.key)} is now {study.plan.scale.text(self.value)}{by}."


@dataclass(frozen=True, kw_only=True)
class SetHeldOn(RatingEdit):
    """The interview in which a value was given was on another day; the value, its giver and its time stay."""

    held_on: date

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the day; refused where no value stands."""
        old = study.store.ratings.get(self.key)
        if old is None or old.value is None:
            raise Refused("There is no value here, so no day on which it was given. Nothing was changed.")
        check_day(study, self.key.participant, self.held_on)
        if self.id:  # undo puts back what was there
            check_signed_by(study, self.key.participant, self.held_on, self.at)
        inverse, touched = put_rating(study, dataclasses.replace(old, held_on=self.held_on))
        return (dataclasses.replace(self, id="", held_on=old.held_on) if old.held_on else inverse), touched

    def sentence(self, study: Study) -> str:
        person = study.participant(self.key.participant)
        wave = study.plan.cohort(person.cohort).wave(self.key.wave).name.lower()
        return f"{person.code}, {wave} was held on {long_date(self.held_on)}."

    def sentence_undone(self, study: Study) -> str:
        return f"{self.sentence(study).removesuffix('.')} again."


@dataclass(frozen=True, kw_only=True)
class SetMissing(RatingEdit):
    """Why there is no value at a wave: missed, declined, not reached, withdrawn; with the words for it."""

    missing: Missing
    reason: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the reason at its key."""
        cohort = cohort_of(study, self.key)
        return put_rating(study, _given(study, self, cohort, missing=self.missing, reason=self.reason))

    def sentence(self, study: Study) -> str:
        return f"{_where(study, self.key)}: {self.missing.words}."


@dataclass(frozen=True, kw_only=True)
class ClearRating(RatingEdit):
    """Nobody has been asked yet, after all."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Remove what stands at the key."""
        old = study.store.ratings.get(self.key)
        if old is None:
            raise Refused("There is nothing to clear here. Nothing was changed.")
        study.store.ratings.remove(self.key)
        return RestoreRating(rating=old), _touches(self.key)

    def sentence(self, study: Study) -> str:
        return f"{_where(study, self.key)} was cleared."

    def sentence_undone(self, study: Study) -> str:
        return f"{_where(study, self.key)} has no rating again."


@dataclass(frozen=True, kw_only=True)
class RestoreRating(Edit):
    """Puts back exactly what stood at a key before."""

    rating: Rating

    def subject(self) -> str | None:
        return self.rating.key.participant

    def reveals(self) -> tuple[str, str] | None:
        return self.rating.key.participant, self.rating.key.pathway

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the whole rating."""
        return put_rating(study, self.rating)

    def sentence(self, study: Study) -> str:
        rating = self.rating
        if rating.missing:
            return f"{_where(study, rating.key)}: {why_none(rating)} again."
        return f"{_where(study, rating.key)} is {study.plan.scale.text(rating.value or 0)} again."


def _given(
    study: Study,
    edit: RatingEdit,
    cohort: Cohort,
    *,
    value: int | None = None,
    missing: Missing | None = None,
    reason: str = "",
    held_on: date | None = None,
    given_by: Giver = Giver.RESEARCHER,
) -> Rating:
    """What an edit puts at its key: a value, or the researcher's word why there is none."""
    return Rating(
        key=edit.key,
        value=value,
        missing=missing,
        reason=reason,
        held_on=held_on,
        given_by=given_by,
        is_recalled=cohort.is_recalled,
        scale_version=study.plan.scale.version,
        given_at=edit.at,
    )


def put_rating(study: Study, rating: Rating) -> tuple[Edit, Changes]:
    """Put what stands at a key from now on, and say how to put back what stood there."""
    old = study.store.ratings.get(rating.key)
    study.store.ratings.put(rating, old)
    inverse: Edit = RestoreRating(rating=old) if old else ClearRating(key=rating.key)
    return inverse, _touches(rating.key)


def cohort_of(study: Study, key: RatingKey) -> Cohort:
    """The cohort of a key's person; raises Refused for a pathway or wave that is not in the plan."""
    study.plan.pathway(key.pathway)  # asked first: a wrong pathway is not to be hidden by a wrong wave
    cohort = study.plan.cohort(study.participant(key.participant).cohort)
    cohort.wave(key.wave)
    return cohort


def check_day(study: Study, participant: str, held_on: date, what: str = "A rating is given") -> None:
    """Raise Refused for a day before the order or years after it; `what` is said of the day."""
    start = study.participant(participant).order_start
    if not start <= held_on <= start + LONGEST_LOOK_BACK:
        raise Refused(
            f"{what} after the order began, and within three years of it. Nothing was changed; check the day."
        )


def _touches(key: RatingKey) -> Changes:
    return Changes(ratings=frozenset({key}), journeys=frozenset({key.participant}))


def _where(study: Study, key: RatingKey) -> str:
    person = study.participant(key.participant)
    wave = study.plan.cohort(person.cohort).wave(key.wave).name.lower()
    return f"{person.code}, {study.plan.pathway(key.pathway).short_name}, {wave}"
