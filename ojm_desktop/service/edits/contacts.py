"""Edits of the contact log and of why somebody left (MB17): sealed, and each can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.contact import Contact, Contacts, Leaving, Outcome, Way
from ojm_desktop.domain.errors import Refused
from ojm_desktop.service.edits.base import Edit, PersonEdit
from ojm_desktop.service.edits.sealed_kinds import CONTACTS, LEAVING
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class RecordContact(PersonEdit):
    """Somebody tried to reach this person; it needs no agreement, for it comes before one."""

    is_sealed: ClassVar[bool] = True

    on: date
    way: Way
    outcome: Outcome
    where: str = ""
    words: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Seal it beside the others."""
        study.participant(self.participant)
        new = Contact(self.id, self.on, self.way, self.where, self.outcome, self.words)
        tried = (*contacts_of(study, self.participant), new)
        return RemoveContact(participant=self.participant, contact=self.id), _put(study, self.participant, tried)

    def sentence(self, study: Study) -> str:
        return f"How {study.participant(self.participant).code} was contacted was recorded."


@dataclass(frozen=True, kw_only=True)
class RemoveContact(PersonEdit):
    """An attempt that was recorded by mistake is taken out again."""

    is_sealed: ClassVar[bool] = True

    contact: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Seal the others without it."""
        study.participant(self.participant)
        tried = contacts_of(study, self.participant)
        old = next((one for one in tried if one.id == self.contact), None)
        if old is None:
            raise Refused("This contact is not there any more. Nothing was changed.")
        inverse = RecordContact(
            id=old.id,
            participant=self.participant,
            on=old.on,
            way=old.way,
            outcome=old.outcome,
            where=old.where,
            words=old.words,
        )
        return inverse, _put(study, self.participant, tuple(one for one in tried if one is not old))

    def sentence(self, study: Study) -> str:
        return f"A contact with {study.participant(self.participant).code} was taken out."


@dataclass(frozen=True, kw_only=True)
class RecordLeaving(PersonEdit):
    """Why this person does not go on; None where that was a mistake. It changes nothing that they told."""

    is_sealed: ClassVar[bool] = True

    leaving: Leaving | None

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Seal it in the place of what was said before."""
        study.participant(self.participant)
        old = leaving_of(study, self.participant)
        if self.leaving is None:
            study.sealed_side.remove(LEAVING, self.participant)
        else:
            study.sealed_side.put_value(LEAVING, self.participant, self.leaving)
        return RecordLeaving(participant=self.participant, leaving=old), Changes(sealed=frozenset({self.participant}))

    def sentence(self, study: Study) -> str:
        code = study.participant(self.participant).code
        return f"Why {code} left was recorded." if self.leaving else f"No reason is kept for {code} to have left."

    def sentence_undone(self, study: Study) -> str:
        code = study.participant(self.participant).code
        if self.leaving is None:
            return self.sentence(study)
        return f"Why {code} left is again as it was recorded before."


def contacts_of(study: Study, participant: str) -> tuple[Contact, ...]:
    """One person's, by day; raises NotAllowed for a slot without the identity key."""
    found = study.sealed_side.get_value(CONTACTS, participant, Contacts)
    return found.tried if found else ()


def leaving_of(study: Study, participant: str) -> Leaving | None:
    """Why somebody left, None where nothing was recorded; raises NotAllowed for a slot without the identity key."""
    return study.sealed_side.get_value(LEAVING, participant, Leaving)


def _put(study: Study, participant: str, tried: tuple[Contact, ...]) -> Changes:
    if tried:
        in_order = sorted(tried, key=lambda one: (one.on, one.id))
        study.sealed_side.put_value(CONTACTS, participant, Contacts(tuple(in_order)))
    else:
        study.sealed_side.remove(CONTACTS, participant)
    return Changes(sealed=frozenset({participant}))
