"""Edits of visits: begun, missed, agreed for another day; in which language and layout they are held."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.kept_form import FormState
from ojm_desktop.domain.paradata import Step, What
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.visit import Appointment, Layout, Mode, Visit, VisitState, check_hour
from ojm_desktop.service.agreement_texts import must_sign_again_of
from ojm_desktop.service.edits.base import Edit, PersonEdit, Undo
from ojm_desktop.service.edits.days import check_signed_by
from ojm_desktop.service.edits.forms import check_language, kept_form
from ojm_desktop.service.edits.ratings import check_day
from ojm_desktop.service.study import Study

INTAKE, RETROSPECTIVE, VOUCHER = "intake", "retrospective", "voucher"
"""Visits that belong to no wave; a receipt is signed as often as somebody is thanked (MB20)."""
A_VISIT = "A visit is held"
DAY_IS_OVER = (
    "This day is over, so nobody can agree on it any more. Nothing was changed; agree on one that lies ahead, or begin "
    "the visit with the day on which it was held."
)
UNFINISHED = {VisitState.IN_PROGRESS, VisitState.PAUSED}
HELD = {VisitState.COMPLETE, VisitState.LOCKED}


@dataclass(frozen=True, kw_only=True)
class VisitEdit(PersonEdit):
    """An edit of a visit that is there.

    `trail` is what happened since the edit before: questions entered and left, warnings shown. It becomes durable with
    the edit.
    """

    visit: str
    trail: tuple[Step, ...] = ()

    def old(self, study: Study) -> Visit:
        """The visit as it is; raises Refused when it is gone."""
        visit = study.store.visits.get(self.visit)
        if visit is None or visit.participant != self.participant:
            raise Refused("This visit is not there any more. Nothing was changed.")
        return visit

    def step(self, study: Study, what: What, path: str = "", old: str = "", new: str = "") -> None:
        """Write the trail and one step more, at the time of this edit by both clocks."""
        steps = (*self.trail, Step(path, what, study.instant, old, new))
        study.store.paradata.add(self.visit, self.participant, steps)

    def touches(self) -> Changes:
        """The visit, and nothing that a map shows."""
        return Changes(visits=frozenset({self.visit}))

    def named(self, study: Study) -> str:
        """Whose visit of which wave."""
        return _named(study, self.participant, self.old(study).wave)


@dataclass(frozen=True, kw_only=True)
class StartVisit(PersonEdit):
    """An interview begins: which questionnaire, on which day, how."""

    wave: str
    form: str
    held_on: date
    mode: Mode = Mode.IN_PERSON
    layout: Layout = Layout.QUESTION
    language: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add it. Refused for a day before the person signed; before they sign words that changed, unless it is from
        paper or a receipt; where another one of this wave is unfinished, or was held (receipts are signed again).
        """
        _check_wave(study, self.participant, self.wave)
        if kept_form(study, self.form).facts.state is not FormState.PUBLISHED:
            raise Refused("This questionnaire is not published. Nothing was changed; publish it first.")
        check_language(study, self.form, self.language)
        if self.wave != INTAKE:
            check_day(study, self.participant, self.held_on, A_VISIT)
        check_signed_by(study, self.participant, self.held_on, self.at)
        if self.mode is not Mode.PAPER and self.wave != VOUCHER and not study.is_done_again:
            again = must_sign_again_of(study, self.participant)
            if again is not None:
                raise Refused(f"Nothing was begun. {again.sentence}")
        there = {one.state for one in study.store.visits.of(self.participant) if one.wave == self.wave}
        if there & UNFINISHED:
            raise Refused("This visit was begun already. Nothing was changed; go on with that one.")
        if there & HELD and self.wave != VOUCHER and not study.is_done_again:
            raise Refused("This visit was held already. Nothing was changed; open that one to change an answer.")
        visit = Visit(
            id=self.id,
            participant=self.participant,
            wave=self.wave,
            state=VisitState.IN_PROGRESS,
            form=self.form,
            held_on=self.held_on,
            mode=self.mode,
            layout=self.layout,
            language=self.language,
            started_at=self.at,
        )
        study.store.visits.put(visit)
        study.store.paradata.add(self.id, self.participant, (Step("", What.STARTED, study.instant),))
        return RemoveVisit(visit=self.id, participant=self.participant), Changes(visits=frozenset({self.id}))

    def sentence(self, study: Study) -> str:
        return f"{_named(study, self.participant, self.wave)} was begun."


@dataclass(frozen=True, kw_only=True)
class RemoveVisit(VisitEdit):
    """Takes back a beginning, while nothing was said; its trail goes with it and stays in the log."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Remove the row and its steps."""
        visit, store = self.old(study), study.store
        said = (store.answers, store.instances, store.paper_checks)
        if any(rows.of(self.visit) for rows in said) or store.comments.of_visit(self.visit):
            raise Refused("Something was said in this visit, so it stays. Nothing was changed; stop it instead.")
        inverse = RestoreVisit(row=visit, steps=store.paradata.of(self.visit))
        store.paradata.forget(self.visit)
        store.visits.remove(self.visit)
        return inverse, self.touches()

    def sentence(self, study: Study) -> str:
        return f"A visit of {study.participant(self.participant).code} was taken back."


@dataclass(frozen=True, kw_only=True)
class RestoreVisit(Edit):
    """Puts back what `RemoveVisit` took."""

    row: Visit
    steps: tuple[Step, ...]

    def subject(self) -> str | None:
        return self.row.participant

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add the same rows again."""
        study.store.visits.put(self.row)
        study.store.paradata.add(self.row.id, self.row.participant, self.steps)
        inverse = RemoveVisit(visit=self.row.id, participant=self.row.participant)
        return inverse, Changes(visits=frozenset({self.row.id}))

    def sentence(self, study: Study) -> str:
        return f"{_named(study, self.row.participant, self.row.wave)} is there again."


@dataclass(frozen=True, kw_only=True)
class MissVisit(PersonEdit):
    """Nobody was asked at a wave: missed, declined, not reached, withdrawn; with the words for it."""

    wave: str
    missing: Missing
    reason: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add a visit that did not take place; refused where one of this wave did."""
        _check_wave(study, self.participant, self.wave)
        if any(visit.wave == self.wave for visit in study.store.visits.of(self.participant)):
            raise Refused("This visit took place or has its reason already. Nothing was changed.")
        study.store.visits.put(
            Visit(
                id=self.id,
                participant=self.participant,
                wave=self.wave,
                state=VisitState.MISSED,
                missing=self.missing,
                reason=self.reason,
            )
        )
        return RemoveVisit(visit=self.id, participant=self.participant), Changes(visits=frozenset({self.id}))

    def sentence(self, study: Study) -> str:
        return f"{_named(study, self.participant, self.wave)} took no place: {self.missing.words}."


@dataclass(frozen=True, kw_only=True)
class RescheduleVisit(PersonEdit):
    """Another day, and the hour if one was said, is agreed for a wave, and why; no day goes back to the wave's own."""

    wave: str
    day: date | None
    reason: str = ""
    hour: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the day; refused without a reason, for a day that is over by the clock of this laptop or lies outside the
        order, and for what is no hour. Undo puts back what was there, over or not.
        """
        _check_wave(study, self.participant, self.wave)
        check_hour(self.hour)
        if self.day is not None and not self.reason.strip():
            raise Refused("Another day is agreed for a reason. Nothing was changed; say why.")
        if self.day is not None and self.wave != INTAKE:
            check_day(study, self.participant, self.day, A_VISIT)
        is_asked = bool(self.id) and not study.is_done_again
        if is_asked and self.day is not None and self.day < day_in(self.at, study.plan.zone):
            raise Refused(DAY_IS_OVER)
        old = study.store.visits.appointment(self.participant, self.wave)
        if self.day is None:
            study.store.visits.remove_appointment(self.participant, self.wave)
        else:
            study.store.visits.put_appointment(
                Appointment(self.participant, self.wave, self.day, self.reason, self.hour)
            )
        day, reason, hour = (old.day, old.reason, old.hour) if old else (None, "", "")
        inverse = dataclasses.replace(self, id="", day=day, reason=reason, hour=hour)
        return inverse, Changes(appointments=frozenset({self.participant}))

    def sentence(self, study: Study) -> str:
        named = _named(study, self.participant, self.wave)
        if not self.day:
            return f"{named} is on its own day."
        return f"{named} is on {long_date(self.day)}{f' at {self.hour}' if self.hour else ''}."

    def sentence_undone(self, study: Study) -> str:
        return f"{self.sentence(study).removesuffix('.')} again."


@dataclass(frozen=True, kw_only=True)
class SwitchLanguage(VisitEdit):
    """The questions are shown in another language from here on."""

    undo: ClassVar[Undo] = Undo.RECORD

    language: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Remember it, so that the visit opens in it again."""
        old = self.old(study)
        check_language(study, old.form, self.language)
        study.store.visits.put(dataclasses.replace(old, language=self.language))
        self.step(study, What.LANGUAGE, old=old.language, new=self.language)
        return None, self.touches()

    def sentence(self, study: Study) -> str:
        return "The language was switched."


@dataclass(frozen=True, kw_only=True)
class ChangeLayout(VisitEdit):
    """One question at a time, or a page for each pathway."""

    undo: ClassVar[Undo] = Undo.RECORD

    layout: Layout

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Remember it, so that the visit opens in it again."""
        old = self.old(study)
        study.store.visits.put(dataclasses.replace(old, layout=self.layout))
        self.step(study, What.LAYOUT, old=old.layout.value, new=self.layout.value)
        return None, self.touches()

    def sentence(self, study: Study) -> str:
        return "The layout was changed."


@dataclass(frozen=True, kw_only=True)
class SetVisitAside(VisitEdit):
    """The visit was left in order, for another page or because the study was locked: it goes on where it was.

    Only the trail learns of it: a step that waits for the next answer would be lost where none comes any more.
    """

    undo: ClassVar[Undo] = Undo.RECORD

    path: str
    """The question one stood at; empty where none was come to."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Write the trail, and that the question was left; refused where the visit rests or is over."""
        visit = self.old(study)
        if not visit.is_open:
            raise Refused(f"This visit is {visit.state.words}. Nothing was changed.")
        self.step(study, What.LEFT, self.path)
        return None, Changes()

    def sentence(self, study: Study) -> str:
        return f"{self.named(study)} was set aside, to go on where it was."


def _check_wave(study: Study, participant: str, wave: str) -> None:
    """Raise Refused for a wave that this person's cohort does not have."""
    cohort = study.plan.cohort(study.participant(participant).cohort)
    if wave in {INTAKE, VOUCHER} or (wave == RETROSPECTIVE and cohort.is_recalled):
        return
    cohort.wave(wave)


def _named(study: Study, participant: str, wave: str) -> str:
    person = study.participant(participant)
    if wave in {INTAKE, RETROSPECTIVE, VOUCHER}:
        return f"{person.code}, {wave},"
    return f"{person.code}, {study.plan.cohort(person.cohort).wave(wave).name.lower()},"
