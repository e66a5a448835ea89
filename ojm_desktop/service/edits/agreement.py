"""Edits of the agreement. Signing and refusing have no way back: they are barriers to undo (security: agreements)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import ClassVar

from ojm_desktop.domain.agreement import Consent, ConsentState, Signature, Uses
from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.service import drafts
from ojm_desktop.service.edits.base import Edit, PersonEdit, Undo
from ojm_desktop.service.study import Study
from ojm_desktop.store.codec import to_text

NOTHING = Uses(interview=False, diary=False, quotes=False, audio=False, contact=False)


@dataclass(frozen=True, kw_only=True)
class ShowAgreement(PersonEdit):
    """The finished paper was put before the participant: its text and its bytes, by hash."""

    undo: ClassVar[Undo] = Undo.RECORD

    text_version: int
    text_sha256: str
    shown_sha256: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Nothing changes; the event is the point."""
        study.participant(self.participant)
        return None, Changes()

    def sentence(self, study: Study) -> str:
        return f"The agreement was shown to {study.participant(self.participant).code}."


@dataclass(frozen=True, kw_only=True)
class SignAgreement(PersonEdit):
    """The signed agreement: the sealed payload of this event is the canonical record and keeps the paper itself.

    `signed_pdf` begins with the very bytes that were shown (`shown_size` of them, hash `shown_sha256`).
    """

    undo: ClassVar[Undo] = Undo.BARRIER
    is_sealed: ClassVar[bool] = True

    text_version: int
    text_sha256: str
    language: str
    read_aloud: bool
    uses: Uses
    shown_sha256: str
    shown_size: int
    signed_pdf: bytes
    signed_sha256: str
    participant_signature: Signature
    researcher_signature: Signature

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Check that what was shown is what is kept, and open the gate for the uses that were ticked."""
        person = study.participant(self.participant)
        if self.participant_signature.is_empty or self.researcher_signature.is_empty:
            raise Refused("Both have to sign before the agreement is filed. Nothing was filed; let the other sign too.")
        shown = hashlib.sha256(self.signed_pdf[: self.shown_size]).hexdigest()
        whole = hashlib.sha256(self.signed_pdf).hexdigest()
        if shown != self.shown_sha256 or whole != self.signed_sha256:
            raise Refused("The paper to be filed is not the paper that was shown. Nothing was filed; show it again.")
        if self.text_sha256 != CURRENT.sha256 and self.text_version == CURRENT.version:
            raise Refused("The agreement's words changed since they were shown. Nothing was filed; show it again.")
        if not self.uses.interview:
            raise Refused(f"{person.code} did not say yes to interviews: record that as a refusal. Nothing was filed.")
        return _consent(
            study, self, ConsentState.IN_FORCE, self.uses, self.text_version, self.participant_signature.signed_at
        )

    def sentence(self, study: Study) -> str:
        return f"The agreement of {study.participant(self.participant).code} was signed and filed."


@dataclass(frozen=True, kw_only=True)
class RefuseAgreement(PersonEdit):
    """The person does not want to sign. A refusal is recorded as a refusal and opens nothing (S6)."""

    undo: ClassVar[Undo] = Undo.BARRIER
    is_sealed: ClassVar[bool] = True

    text_version: int
    words: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Close the gate."""
        study.participant(self.participant)
        return _consent(study, self, ConsentState.REFUSED, NOTHING, self.text_version, self.at)

    def sentence(self, study: Study) -> str:
        return f"{study.participant(self.participant).code} did not want to sign. This was recorded."


def _consent(
    study: Study, record: SignAgreement | RefuseAgreement, state: ConsentState, uses: Uses, version: int, signed_at: str
) -> tuple[None, Changes]:
    """Add the clear row beside the sealed record; what was half done of an agreement is over with it."""
    study.store.consents.add(
        Consent(
            participant=record.participant,
            event=study.sequence,
            text_version=version,
            uses=uses,
            state=state,
            signed_at=signed_at,
            record_sha256=hashlib.sha256(to_text(record).encode()).hexdigest(),
        )
    )
    drafts.unseal(study, drafts.agreement_place(record.participant))
    touched = frozenset({record.participant})
    return None, Changes(consents=touched, participants=touched, journeys=touched)
