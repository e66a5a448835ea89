"""Edits of a withdrawal: how far somebody stops, and what may still be put right afterwards (W1, decisions)."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from ojm_desktop.domain.agreement import Consent, ConsentState, Uses
from ojm_desktop.domain.canonical import canonical
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.withdrawal import RECORDED, WORDS, Level
from ojm_desktop.service import drafts
from ojm_desktop.service.edits.base import Edit, PersonEdit, Undo
from ojm_desktop.service.study import Study
from ojm_desktop.store.codec import to_text

NOTHING = Uses(interview=False, diary=False, quotes=False, audio=False, contact=False)


@dataclass(frozen=True, kw_only=True)
class Withdraw(PersonEdit):
    """Somebody stops, at a level: `said_on` is the day on which they said so, `told_to` whom, `words` what was said.

    Sealed, as the words are; the consent row in the clear says that there is a withdrawal, and its level.
    """

    undo: ClassVar[Undo] = Undo.BARRIER
    is_sealed: ClassVar[bool] = True

    level: Level
    said_on: date
    told_to: str
    words: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add the row that the gates and the one query ask; nobody comes back by it (that needs a new signature)."""
        if self.level not in RECORDED:
            raise Refused("Erasing is recorded by an erasure. Nothing was changed.")
        person = study.participant(self.participant)
        consents = study.store.consents
        before, signed = consents.newest(self.participant), consents.newest_signed(self.participant)
        if before is not None and before.level >= self.level.value:
            name = WORDS[Level(before.level)].name.lower()
            raise Refused(f"{person.code} has withdrawn already: {name}. Nothing was changed.")
        if not self.told_to.strip():
            raise Refused("A withdrawal says who was told. Nothing was changed; write who heard it.")
        if not study.is_done_again and self.said_on > day_in(self.at, study.plan.zone):
            raise Refused(f"{long_date(self.said_on)} has not come yet. Nothing was changed; give the day it was said.")
        consents.add(
            Consent(
                participant=self.participant,
                event=study.sequence,
                text_version=signed.text_version if signed else 0,
                uses=signed.uses if signed else NOTHING,
                state=ConsentState.WITHDRAWN,
                signed_at=signed.signed_at if signed else self.at,
                record_sha256=hashlib.sha256(to_text(self).encode()).hexdigest(),
                level=self.level.value,
            )
        )
        drafts.unseal(study, drafts.agreement_place(self.participant))
        touched = frozenset({self.participant})
        return None, Changes(consents=touched, participants=touched, journeys=touched, diary=touched)

    def sentence(self, study: Study) -> str:
        return f"{study.participant(self.participant).code} withdrew: {WORDS[self.level].name.lower()}."


@dataclass(frozen=True, kw_only=True)
class Correct(PersonEdit):
    """One edit about somebody who withdrew, let through because `reason` says what was wrong; it adds nothing new.

    `edit` is the edit as it stands in a payload, stamped with this one's id and time.
    """

    reason: str
    edit: str

    def stamped(self, study: Study, new_id: str, at: str) -> Self:
        """What it corrects is stamped with it, as a replay has only what stands in here."""
        whole = super().stamped(study, new_id, at)
        return dataclasses.replace(whole, edit=as_text(self._meant().stamped(study, new_id, at)))

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Apply it with the person's rows open, and refuse it where there are more of them afterwards."""
        if not self.reason.strip():
            raise Refused("A correction after a withdrawal needs a reason. Nothing was changed; say what was wrong.")
        meant = self._meant()
        if meant.subject() != self.participant or meant.is_sealed or meant.undo is not Undo.UNDOABLE:
            raise Refused("Only what somebody said can be put right after they withdrew. Nothing was changed.")
        study.participant(self.participant)  # refused by a sentence where they were erased, and not by the engine
        before = study.store.consents.rows_said(self.participant)
        with study.store.consents.correcting(self.participant):
            inverse, changes = meant.apply(study)
        if study.store.consents.rows_said(self.participant) > before:
            raise Refused(
                "This person withdrew, so nothing new is recorded about them. Nothing was changed; only what stands "
                "can be put right."
            )
        if inverse is None:
            return None, changes
        return Correct(participant=self.participant, reason=self.reason, edit=as_text(inverse)), changes

    def reveals(self) -> tuple[str, str] | None:
        return self._meant().reveals()

    def sentence(self, study: Study) -> str:
        return f"Put right after the withdrawal: {self._meant().sentence(study)}"

    def _meant(self) -> Edit:
        from ojm_desktop.service.edits import edit_from_plain  # it lists the edits of this module too

        return edit_from_plain(json.loads(self.edit))


def as_text(edit: Edit) -> str:
    """An edit as a correction holds it."""
    from ojm_desktop.service.edits import edit_to_plain  # it lists the edits of this module too

    return canonical(edit_to_plain(edit))
