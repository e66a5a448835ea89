"""Edits of who takes part.

Names and contacts are sealed edits of their own (decisions: one transaction, sealed part).
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.participant import Accommodation, Identity, Participant, Status
from ojm_desktop.domain.visit import Appointment, Visit
from ojm_desktop.service import drafts
from ojm_desktop.service.edits.base import Edit, PersonEdit
from ojm_desktop.service.edits.basis import check_basis
from ojm_desktop.service.edits.days import check_moments_stay, check_order_start, journey_days
from ojm_desktop.service.edits.sealed_kinds import IDENTITY, kinds_kept
from ojm_desktop.service.study import Study

START = "start"
CODE_NUMBER = re.compile(r"0[1-9]|[1-9][0-9]{1,5}")
"""One way only to write a number, so that C1-5 and C1-05 are never two people."""


@dataclass(frozen=True, kw_only=True)
class AddParticipant(Edit):
    """A new person under the next free code of the cohort; the code is stamped, so that a replay gives the same."""

    cohort: str
    order_start: date
    age: int | None = None
    gender: str = ""
    ethnicity: str = ""
    order_types: tuple[str, ...] = ()
    accommodation: str = ""
    code: str = ""

    def stamped(self, study: Study, new_id: str, at: str) -> Self:
        """Fix the id and the next free code."""
        cohort = study.plan.cohort(self.cohort)
        code = self.code or f"{cohort.prefix}-{study.store.people.last_number(cohort.key) + 1:02d}"
        return dataclasses.replace(super().stamped(study, new_id, at), code=code)

    def subject(self) -> str | None:
        return self.id

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add the person and where they live at the start."""
        check_basis(study)
        cohort = study.plan.cohort(self.cohort)
        prefix, _, number = self.code.partition("-")
        if prefix != cohort.prefix or not CODE_NUMBER.fullmatch(number):
            raise Refused(f"A code in {cohort.name} looks like {cohort.prefix}-01. Nothing was changed; type it so.")
        check_order_start(self.order_start)
        if study.store.people.by_code(self.code):
            raise Refused(f"{self.code} is taken. Nothing was changed; codes are never used twice, so take another.")
        person = Participant(
            id=self.id,
            code=self.code,
            cohort=self.cohort,
            order_start=self.order_start,
            age=self.age,
            gender=self.gender,
            ethnicity=self.ethnicity,
            order_types=self.order_types,
        )
        study.put_participant(person)
        study.store.people.keep_number(cohort.key, int(number))
        if self.accommodation:
            study.store.people.put_accommodation(self.id, START, self.accommodation)
        return RemoveParticipant(participant=self.id), _touches(self.id)

    def sentence(self, study: Study) -> str:
        return f"{self.code} was added."


@dataclass(frozen=True, kw_only=True)
class RemoveParticipant(PersonEdit):
    """Takes back an adding, before anybody signed; leaving the study later is a withdrawal, not this."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Remove the row; the code stays used."""
        person = study.participant(self.participant)
        if study.store.consents.newest(self.participant):
            raise Refused(f"{person.code} has signed or refused, so they stay in the study. Nothing was changed.")
        kept = kinds_kept(study, self.participant) if study.has_sealed_side else ()
        if IDENTITY in kept:
            raise Refused(f"{person.code} has a name on the sealed side. Nothing was changed; take that out first.")
        if kept and not study.is_done_again:
            raise Refused(
                f"Something of {person.code} is kept on the sealed side. Nothing was changed; take that out first."
            )
        places = tuple(study.store.people.accommodations(self.participant))
        visits = tuple(study.store.visits.of(self.participant))
        agreed = tuple(study.store.visits.appointments(self.participant))
        study.remove_participant(self.participant)
        drafts.unseal(study, drafts.agreement_place(self.participant))
        inverse = RestoreParticipant(person=person, accommodations=places, visits=visits, appointments=agreed)
        return inverse, _touches(self.participant)

    def sentence(self, study: Study) -> str:
        return "The person was taken out again."


@dataclass(frozen=True, kw_only=True)
class RestoreParticipant(Edit):
    """Puts back what `RemoveParticipant` took."""

    person: Participant
    accommodations: tuple[Accommodation, ...]
    visits: tuple[Visit, ...] = ()
    appointments: tuple[Appointment, ...] = ()

    def subject(self) -> str | None:
        return self.person.id

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add the same rows again."""
        study.put_participant(self.person)
        for place in self.accommodations:
            study.store.people.put_accommodation(place.participant, place.wave, place.type)
        for visit in self.visits:
            study.store.visits.put(visit)
        for agreed in self.appointments:
            study.store.visits.put_appointment(agreed)
        return RemoveParticipant(participant=self.person.id), _touches(self.person.id)

    def sentence(self, study: Study) -> str:
        return f"{self.person.code} was added again."


@dataclass(frozen=True, kw_only=True)
class ChangeParticipant(PersonEdit):
    """Research facts of a person; code and cohort never change."""

    order_start: date
    age: int | None
    gender: str
    ethnicity: str
    order_types: tuple[str, ...]
    status: Status

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the new facts."""
        old = study.participant(self.participant)
        told = [rating.held_on for rating in study.store.ratings.of(old.id) if rating.held_on]
        told += [entry.written_on for entry in study.store.diary.of(old.id) if entry.written_on]
        if told and min(told) < self.order_start:
            raise Refused(
                "Somebody was asked before that day, so the order began earlier. Nothing was changed; check the day."
            )
        if self.order_start != old.order_start:
            check_order_start(self.order_start)
            check_moments_stay(study, old.id, *journey_days(study.plan.cohort(old.cohort), self.order_start))
        new = dataclasses.replace(
            old,
            order_start=self.order_start,
            age=self.age,
            gender=self.gender,
            ethnicity=self.ethnicity,
            order_types=self.order_types,
            status=self.status,
        )
        study.put_participant(new)
        return facts_of(old), _touches(self.participant)

    def sentence(self, study: Study) -> str:
        return f"{study.participant(self.participant).code} was changed."

    def sentence_undone(self, study: Study) -> str:
        return f"The details of {study.participant(self.participant).code} are again as they were before."


def facts_of(person: Participant) -> ChangeParticipant:
    """The edit that would leave this person as they are: to start from, and to come back to."""
    return ChangeParticipant(
        participant=person.id,
        order_start=person.order_start,
        age=person.age,
        gender=person.gender,
        ethnicity=person.ethnicity,
        order_types=person.order_types,
        status=person.status,
    )


@dataclass(frozen=True, kw_only=True)
class SetAccommodation(PersonEdit):
    """Where a person lives from a wave on; None clears it."""

    wave: str
    type: str | None

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the type for this wave."""
        person = study.participant(self.participant)
        if self.wave != START:
            study.plan.cohort(person.cohort).wave(self.wave)
        old = study.store.people.put_accommodation(self.participant, self.wave, self.type)
        changes = Changes(accommodations=frozenset({self.participant}), participants=frozenset({self.participant}))
        return SetAccommodation(participant=self.participant, wave=self.wave, type=old), changes

    def sentence(self, study: Study) -> str:
        return f"Where {study.participant(self.participant).code} lives was recorded."

    def sentence_undone(self, study: Study) -> str:
        return f"Where {study.participant(self.participant).code} lives is again as it was recorded before."


@dataclass(frozen=True, kw_only=True)
class RecordIdentity(PersonEdit):
    """Name and contact, on the sealed side only; None forgets them (undo of the first entry)."""

    is_sealed: ClassVar[bool] = True

    identity: Identity | None

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Seal the identity."""
        study.participant(self.participant)
        old = study.sealed_side.get_value(IDENTITY, self.participant, Identity)
        if self.identity is None:
            study.sealed_side.remove(IDENTITY, self.participant)
        else:
            study.sealed_side.put_value(IDENTITY, self.participant, self.identity)
        changes = Changes(identities=frozenset({self.participant}))
        return RecordIdentity(participant=self.participant, identity=old), changes

    def sentence(self, study: Study) -> str:
        if self.identity is None:
            return f"The name of {study.participant(self.participant).code} was taken out."
        return f"The name of {study.participant(self.participant).code} was sealed."

    def sentence_undone(self, study: Study) -> str:
        code = study.participant(self.participant).code
        return f"{code} has no name here again." if self.identity is None else f"{code} has the name from before again."


def _touches(participant: str) -> Changes:
    return Changes(participants=frozenset({participant}), journeys=frozenset({participant}))
