"""Edits of the turning points in a recalled journey (MB28)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.hot_spot import Certainty, Direction, Note, TurningPoint
from ojm_desktop.service.edits.base import Edit, PersonEdit
from ojm_desktop.service.edits.days import check_within_journey
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class PlaceTurningPoint(PersonEdit):
    """Where things got better or worse, as surely as the person remembers it."""

    pathway: str
    first_day: date
    last_day: date
    direction: Direction
    certainty: Certainty
    words: str = ""

    def reveals(self) -> tuple[str, str] | None:
        return self.participant, self.pathway

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add it with an empty note."""
        study.plan.pathway(self.pathway)
        if not study.plan.cohort(study.participant(self.participant).cohort).is_recalled:
            raise Refused("Turning points belong to journeys that are told looking back. Nothing was changed.")
        check_within_journey(study, self.participant, self.first_day, self.last_day)
        point = TurningPoint(
            id=self.id,
            participant=self.participant,
            pathway=self.pathway,
            first_day=self.first_day,
            last_day=self.last_day,
            direction=self.direction,
            certainty=self.certainty,
            words=self.words,
            note=Note(),
        )
        study.store.turning_points.put(point)
        return RemoveTurningPoint(turning_point=self.id, participant=self.participant), _touches(point)

    def sentence(self, study: Study) -> str:
        pathway = study.plan.pathway(self.pathway).short_name
        return f"{study.participant(self.participant).code}, {pathway}: a turning point was added."


@dataclass(frozen=True, kw_only=True)
class TurningPointEdit(PersonEdit):
    """An edit of one turning point that is already there."""

    turning_point: str

    def old(self, study: Study) -> TurningPoint:
        """The turning point as it is; raises Refused when it is gone."""
        point = study.store.turning_points.get(self.turning_point)
        if point is None or point.participant != self.participant:
            raise Refused("This turning point is not there any more. Nothing was changed.")
        return point

    def sentence(self, study: Study) -> str:
        return f"A turning point of {study.participant(self.participant).code} was changed."

    def sentence_undone(self, study: Study) -> str:
        return f"A turning point of {study.participant(self.participant).code} is again as it was before."


@dataclass(frozen=True, kw_only=True)
class RemoveTurningPoint(TurningPointEdit):
    """Take it away."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Remove it with its note."""
        point = self.old(study)
        study.store.turning_points.remove(point.id)
        return RestoreTurningPoint(point=point), _touches(point)

    def sentence(self, study: Study) -> str:
        return f"A turning point of {study.participant(self.participant).code} was removed."

    def sentence_undone(self, study: Study) -> str:
        return f"The turning point that was added for {study.participant(self.participant).code} is gone again."


@dataclass(frozen=True, kw_only=True)
class RestoreTurningPoint(Edit):
    """Put a removed one back as it was."""

    point: TurningPoint

    def subject(self) -> str | None:
        return self.point.participant

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add the same rows again."""
        study.store.turning_points.put(self.point)
        inverse = RemoveTurningPoint(turning_point=self.point.id, participant=self.point.participant)
        return inverse, _touches(self.point)

    def sentence(self, study: Study) -> str:
        return f"A turning point of {study.participant(self.point.participant).code} is back."


@dataclass(frozen=True, kw_only=True)
class ChangeTurningPoint(TurningPointEdit):
    """Its time, direction and certainty."""

    first_day: date
    last_day: date
    direction: Direction
    certainty: Certainty
    words: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put them."""
        old = self.old(study)
        check_within_journey(study, self.participant, self.first_day, self.last_day)
        new = dataclasses.replace(
            old,
            first_day=self.first_day,
            last_day=self.last_day,
            direction=self.direction,
            certainty=self.certainty,
            words=self.words,
        )
        study.store.turning_points.put(new)
        inverse = dataclasses.replace(
            self,
            id="",
            first_day=old.first_day,
            last_day=old.last_day,
            direction=old.direction,
            certainty=old.certainty,
            words=old.words,
        )
        return inverse, _touches(new)


@dataclass(frozen=True, kw_only=True)
class DescribeTurningPoint(TurningPointEdit):
    """Its note."""

    note: Note

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the words."""
        old = self.old(study)
        new = dataclasses.replace(old, note=self.note)
        study.store.turning_points.put(new)
        return dataclasses.replace(self, id="", note=old.note), _touches(new)


def _touches(point: TurningPoint) -> Changes:
    return Changes(turning_points=frozenset({point.id}), journeys=frozenset({point.participant}))
