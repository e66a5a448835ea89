"""Edits of how the study is set up."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, Final, Self

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.plan import Pathway, StudyPlan, Wave
from ojm_desktop.domain.scale import Scale
from ojm_desktop.service.edits.base import Edit, Undo
from ojm_desktop.service.edits.days import check_moments_stay, journey_days
from ojm_desktop.service.study import Study

PLAN_CHANGED = Changes(plan=True)


@dataclass(frozen=True, kw_only=True)
class SetUpStudy(Edit):
    """The first event of every log: the whole plan, so that the log alone rebuilds the study."""

    undo: ClassVar[Undo] = Undo.RECORD
    by_analyst: ClassVar[bool] = True  # it is refused anyway once there is a study
    plan: StudyPlan

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Write the plan of a new study."""
        if study.sequence != 1:
            raise Refused("This study is set up already. Nothing was changed.")
        study.put_plan(self.plan)
        return None, PLAN_CHANGED

    def sentence(self, study: Study) -> str:
        return f"The study {self.plan.name} was created."


@dataclass(frozen=True, kw_only=True)
class ChangeScale(Edit):
    """Another scale; only while nobody has rated anything (journey-map: rules).

    `changed`: the parts of the scale that became others, so that the sentence tells of no other; none in older logs.
    """

    scale: Scale
    changed: tuple[str, ...] = ()

    def stamped(self, study: Study, new_id: str, at: str) -> Self:
        """Fix the version (always the next one, also when all ratings of an older scale were taken back) and what
        becomes another.
        """
        old = study.plan.scale
        scale = dataclasses.replace(self.scale, version=old.version + 1)
        changed = tuple(part for part in _PARTS if getattr(old, part) != getattr(scale, part))
        return dataclasses.replace(super().stamped(study, new_id, at), scale=scale, changed=changed)

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the scale."""
        old = study.plan.scale
        if study.store.ratings.exist() or study.store.diary.has_values():
            raise Refused(
                "The scale is fixed since the first rating, because values on two scales cannot be compared."
                " Nothing was changed."
            )
        study.put_plan(dataclasses.replace(study.plan, scale=self.scale))
        return ChangeScale(scale=old, changed=self.changed), PLAN_CHANGED

    def sentence(self, study: Study) -> str:
        return self._said("now ", "")

    def sentence_undone(self, study: Study) -> str:
        return self._said("", " again")

    def _said(self, now: str, again: str) -> str:
        """Of other numbers the range; where it stayed, each part that is another."""
        scale = self.scale
        if not self.changed or {"minimum", "maximum"} & set(self.changed):
            return f"The scale {now}runs from {scale.range_text}{again}."
        return " ".join(
            f"The scale’s {_PARTS[part]} is {now}{_part_text(scale, part)}{again}." for part in self.changed
        )


_PARTS: Final = {
    "minimum": "lowest value",
    "maximum": "highest value",
    "neutral": "neutral value",
    "step": "step",
    "low": "word for the lowest value",
    "middle": "word for the middle",
    "high": "word for the highest value",
    "question": "question",
}
"""The parts of a scale that a study sets, as they are called in a sentence."""


def _part_text(scale: Scale, part: str) -> str:
    found = getattr(scale, part)
    if part == "neutral":
        return scale.text(scale.neutral)
    return str(found) if isinstance(found, int) else f"“{found}”" if found else "empty"


@dataclass(frozen=True, kw_only=True)
class ChangePathways(Edit):
    """Names, letters, order and number of the pathways; one that somebody rated cannot go."""

    pathways: tuple[Pathway, ...]

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the list."""
        old = study.plan.pathways
        if not self.pathways:
            raise Refused("A study needs at least one pathway. Nothing was changed; add another first.")
        gone = {pathway.key for pathway in old} - {pathway.key for pathway in self.pathways}
        in_use = gone & study.store.pathways_in_use()
        if in_use:
            names = ", ".join(study.plan.pathway(key).name for key in sorted(in_use))
            raise Refused(f"Something was said about {names} already, so it stays in the study. Nothing was changed.")
        study.put_plan(dataclasses.replace(study.plan, pathways=self.pathways))
        return ChangePathways(pathways=old), PLAN_CHANGED

    def sentence(self, study: Study) -> str:
        return "The pathways were changed."

    def sentence_undone(self, study: Study) -> str:
        return "The pathways are again as they were before."


@dataclass(frozen=True, kw_only=True)
class ChangeWaves(Edit):
    """The weeks and windows of a cohort; a wave that somebody was asked at keeps its week and cannot go."""

    cohort: str
    waves: tuple[Wave, ...]
    diary_weeks: int

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put waves and diary weeks of the cohort."""
        plan, cohort = study.plan, study.plan.cohort(self.cohort)
        if not self.waves or len({wave.key for wave in self.waves}) != len(self.waves):
            raise Refused("A cohort needs at least one wave, and no wave twice. Nothing was changed.")
        kept = {wave.key: wave.week for wave in self.waves}
        used = study.store.waves_in_use(self.cohort)
        if any(kept.get(wave.key) != wave.week for wave in cohort.waves if wave.key in used):
            raise Refused("People were asked at this wave already, so its week stays. Nothing was changed.")
        if self.diary_weeks < study.store.diary.longest_week(self.cohort):
            raise Refused("Diaries were kept for more weeks than that. Nothing was changed; take another number.")
        changed = dataclasses.replace(cohort, waves=self.waves, diary_weeks=self.diary_weeks)
        if max(wave.week for wave in self.waves) < max(wave.week for wave in cohort.waves):
            for person in study.store.people.all():
                if person.cohort == cohort.key:
                    check_moments_stay(study, person.id, *journey_days(changed, person.order_start))
        cohorts = tuple(changed if c.key == cohort.key else c for c in plan.cohorts)
        study.put_plan(dataclasses.replace(plan, cohorts=cohorts))
        return ChangeWaves(cohort=self.cohort, waves=cohort.waves, diary_weeks=cohort.diary_weeks), PLAN_CHANGED

    def sentence(self, study: Study) -> str:
        return f"The waves of {study.plan.cohort(self.cohort).name} were changed."

    def sentence_undone(self, study: Study) -> str:
        return f"The waves of {study.plan.cohort(self.cohort).name} are again as they were before."


class PlanList(Enum):
    """The lists a participant's details are chosen from."""

    ORDER_TYPES = "order_types"
    ACCOMMODATION_TYPES = "accommodation_types"
    AGENCIES = "agencies"

    @property
    def words(self) -> str:
        """The list's name in a sentence."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, kw_only=True)
class ChangeList(Edit):
    """The entries of one list."""

    which: PlanList
    entries: tuple[str, ...]

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the list; what people already have stays as it was recorded."""
        old: tuple[str, ...] = getattr(study.plan, self.which.value)
        if len(set(self.entries)) != len(self.entries) or any(not entry.strip() for entry in self.entries):
            raise Refused(
                f"In the {self.which.words} an entry is empty or stands twice. Nothing was changed; name each once."
            )
        changed: dict[str, Any] = {self.which.value: self.entries}
        study.put_plan(dataclasses.replace(study.plan, **changed))
        return ChangeList(which=self.which, entries=old), PLAN_CHANGED

    def sentence(self, study: Study) -> str:
        return f"The {self.which.words} were changed."

    def sentence_undone(self, study: Study) -> str:
        return f"The {self.which.words} are again as they were before."


@dataclass(frozen=True, kw_only=True)
class ChangeSuggestionStep(Edit):
    """From which change of rating on a hot spot is suggested (MB35)."""

    step: int

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the number of steps."""
        old = study.plan.suggestion_step
        study.put_plan(dataclasses.replace(study.plan, suggestion_step=self.step))
        return ChangeSuggestionStep(step=old), PLAN_CHANGED

    def sentence(self, study: Study) -> str:
        return f"Hot spots are now suggested from a change of {self.step}."

    def sentence_undone(self, study: Study) -> str:
        return f"Hot spots are suggested from a change of {self.step} again."
