"""Edits of the weekly diary (MB19; interview: diary): a week written, missed with a reason, changed, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.diary import DiaryEntry, DiaryMode, Occurrence, first_day
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.rating import Missing
from ojm_desktop.service.edits.base import Edit, PersonEdit
from ojm_desktop.service.edits.ratings import LONGEST_LOOK_BACK
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class DiaryWeekEdit(PersonEdit):
    """An edit of a week of which nothing was written yet."""

    week: int

    def old(self, study: Study, refusal: str) -> DiaryEntry | None:
        """What is recorded of it, which is that it was missed; raises Refused where it was written."""
        old = study.store.diary.of_week(self.participant, self.week)
        if old is not None and old.missing is None:
            raise Refused(f"Week {self.week} {refusal}")
        return old


@dataclass(frozen=True, kw_only=True)
class AddDiaryEntry(DiaryWeekEdit):
    """A week was written down: by `mode`, on `written_on`, which for paper is the date on the paper.

    It takes the place of a week that was recorded as missed: paper comes late.
    """

    written_on: date
    mode: DiaryMode
    occurrences: tuple[Occurrence, ...] = ()
    hoped: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add it; refused where the week has an entry already."""
        old = self.old(study, "has an entry already. Nothing was changed; open that one to change it.")
        return put_entry(study, _written(self, old.id if old else self.id), old)

    def sentence(self, study: Study) -> str:
        return f"{_where(study, self.participant, self.week)} was added."


@dataclass(frozen=True, kw_only=True)
class MissDiaryWeek(DiaryWeekEdit):
    """There is no entry about a week, and why; said again, the newer reason counts."""

    missing: Missing
    reason: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the reason; refused where the week was written."""
        old = self.old(study, "has an entry, so it was not missed. Nothing was changed.")
        return put_entry(
            study,
            DiaryEntry(
                id=old.id if old else self.id,
                participant=self.participant,
                week=self.week,
                written_on=None,
                mode=DiaryMode.SELF,
                missing=self.missing,
                reason=self.reason,
            ),
            old,
        )

    def sentence(self, study: Study) -> str:
        return f"{_where(study, self.participant, self.week)}: {self.missing.words}."


@dataclass(frozen=True, kw_only=True)
class DiaryEntryEdit(PersonEdit):
    """An edit of a week that is there."""

    entry: str

    def old(self, study: Study) -> DiaryEntry:
        """The entry as it is; raises Refused when it is gone."""
        entry = study.store.diary.get(self.entry)
        if entry is None or entry.participant != self.participant:
            raise Refused("This diary entry is not there any more. Nothing was changed.")
        return entry


@dataclass(frozen=True, kw_only=True)
class ChangeDiaryEntry(DiaryEntryEdit):
    """What was written of a week, put right; also the week itself, when it was taken for another."""

    week: int
    written_on: date
    mode: DiaryMode
    occurrences: tuple[Occurrence, ...] = ()
    hoped: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the whole entry; refused where another one has that week."""
        old = self.old(study)
        there = study.store.diary.of_week(self.participant, self.week)
        if there is not None and there.id != old.id:
            raise Refused(f"Something is recorded for week {self.week} already. Nothing was changed; check the week.")
        return put_entry(study, _written(self, old.id), old)

    def sentence(self, study: Study) -> str:
        return f"{_where(study, self.participant, self.week)} was changed."


@dataclass(frozen=True, kw_only=True)
class RemoveDiaryEntry(DiaryEntryEdit):
    """Nothing is known of the week after all; what stood there stays in the log."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Remove the row with what happened in it."""
        old = self.old(study)
        study.store.diary.remove(old.id)
        return RestoreDiaryEntry(row=old), _touches(old)

    def sentence(self, study: Study) -> str:
        return f"A diary week of {study.participant(self.participant).code} was taken out."

    def sentence_undone(self, study: Study) -> str:
        return f"The diary week that was added for {study.participant(self.participant).code} is gone again."


@dataclass(frozen=True, kw_only=True)
class RestoreDiaryEntry(Edit):
    """Puts back exactly what stood at a week before."""

    row: DiaryEntry

    def subject(self) -> str | None:
        return self.row.participant

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the whole entry."""
        old = study.store.diary.get(self.row.id)
        study.store.diary.put(self.row)
        return _put_back(old, self.row), _touches(self.row)

    def sentence(self, study: Study) -> str:
        return f"{_where(study, self.row.participant, self.row.week)} is again as it was before."


def _written(edit: AddDiaryEntry | ChangeDiaryEntry, entry: str) -> DiaryEntry:
    """The week as the edit says it was written."""
    return DiaryEntry(
        id=entry,
        participant=edit.participant,
        week=edit.week,
        written_on=edit.written_on,
        mode=edit.mode,
        occurrences=edit.occurrences,
        hoped=edit.hoped,
    )


def put_entry(study: Study, entry: DiaryEntry, old: DiaryEntry | None) -> tuple[Edit, Changes]:
    """Put what stands at a week from now on, and say how to put back what stood there.

    Raises Refused for a week the cohort does not have, a day before that week began, an unknown pathway, or a value
    that is not on the scale.
    """
    person = study.participant(entry.participant)
    weeks = study.plan.cohort(person.cohort).diary_weeks
    if not 1 <= entry.week <= weeks:
        told = f"has weeks 1 to {weeks}" if weeks else "is not kept in this cohort"
        raise Refused(f"The diary {told}. Nothing was changed; check the week.")
    if entry.written_on is not None:
        begin = first_day(entry.week, person.order_start)
        if not begin <= entry.written_on <= begin + LONGEST_LOOK_BACK:
            raise Refused(
                f"An entry about week {entry.week} is written once that week has begun, and within three years of it."
                " Nothing was changed; check the day and the week."
            )
    for told_of in entry.occurrences:
        if told_of.pathway:
            study.plan.pathway(told_of.pathway)
        if told_of.value is not None:
            study.plan.scale.check(told_of.value)
            if told_of.scale_version != study.plan.scale.version:
                raise Refused("This value was given on another scale. Nothing was changed; give it again.")
    study.store.diary.put(entry)
    return _put_back(old, entry), _touches(entry)


def _put_back(old: DiaryEntry | None, entry: DiaryEntry) -> Edit:
    """How what stood there before comes back in place of the entry."""
    return RestoreDiaryEntry(row=old) if old else RemoveDiaryEntry(entry=entry.id, participant=entry.participant)


def _touches(entry: DiaryEntry) -> Changes:
    return Changes(diary=frozenset({entry.id}), journeys=frozenset({entry.participant}))


def _where(study: Study, participant: str, week: int) -> str:
    return f"{study.participant(participant).code}, diary week {week}"
