"""Edits of the agreement. Signing and refusing have no way back: they are barriers to undo (security: agreements)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ojm_desktop.domain.agreement import Consent, ConsentState, Signature, Style, Uses
from ojm_desktop.domain.canonical import came_later
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.signing import Scanned, Signed, Witness, check_name, check_words, counts_from
from ojm_desktop.service import agreement_texts, drafts
from ojm_desktop.service.edits.base import Edit, PersonEdit, Undo
from ojm_desktop.service.edits.days import FIRST_YEAR
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
    participant_signature: Signed
    researcher_signature: Signature
    place: str = came_later("")
    style: Style = came_later(Style.FULL)
    understood: tuple[str, ...] = came_later(())
    """What the participant answered to the questions of the text, in their words."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Check that what was shown is what is kept, and open the gate for the uses that were ticked."""
        person = study.participant(self.participant)
        if self.participant_signature.is_empty or self.researcher_signature.is_empty:
            raise Refused("Both have to sign before the agreement is filed. Nothing was filed; let the other sign too.")
        shown = hashlib.sha256(self.signed_pdf[: self.shown_size]).hexdigest()
        whole = hashlib.sha256(self.signed_pdf).hexdigest()
        if shown != self.shown_sha256 or whole != self.signed_sha256:
            raise Refused("The paper to be filed is not the paper that was shown. Nothing was filed; show it again.")
        if not study.is_done_again:
            _check_words(study, self)
        if not self.uses.interview:
            raise Refused(f"{person.code} did not say yes to interviews: record that as a refusal. Nothing was filed.")
        check_words(self.participant_signature, self.place)
        if isinstance(self.participant_signature, Scanned) and not study.is_done_again:
            check_paper_day(study, self.participant, self.participant_signature.signed_on, self.at)
        since = counts_from(self.participant_signature, study.plan.zone)
        return _consent(study, self, ConsentState.IN_FORCE, self.uses, self.text_version, since)

    def sentence(self, study: Study) -> str:
        return f"The agreement of {study.participant(self.participant).code} was signed and filed."


@dataclass(frozen=True, kw_only=True)
class RefuseAgreement(PersonEdit):
    """The person does not want to sign. A refusal is recorded as a refusal and opens nothing (S6).

    `witness` is who else was there and says so, where somebody was.
    """

    undo: ClassVar[Undo] = Undo.BARRIER
    is_sealed: ClassVar[bool] = True

    text_version: int
    words: str
    witness: Witness | None = came_later(None)
    place: str = came_later("")

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Close the gate."""
        person, newest = study.participant(self.participant), study.store.consents.newest(self.participant)
        if newest is not None and newest.state is ConsentState.WITHDRAWN and not study.is_done_again:
            raise Refused(
                f"{person.code} has withdrawn, and that stands. Nothing was changed; a no adds nothing to it."
            )
        if self.witness is not None:
            check_name(self.witness.name)
            if self.witness.is_empty:
                raise Refused("A witness gives their name and signs. Nothing was recorded; let them, or leave it out.")
        return _consent(study, self, ConsentState.REFUSED, NOTHING, self.text_version, self.at)

    def sentence(self, study: Study) -> str:
        return f"{study.participant(self.participant).code} did not want to sign. This was recorded."


def _check_words(study: Study, signed: SignAgreement) -> None:
    """Refuse words that were changed since they were shown, or are not read to people any more; own words of a paper
    are version 0.
    """
    if signed.text_version < agreement_texts.newest_version(study):
        if isinstance(signed.participant_signature, Scanned):
            return
        raise Refused("A newer version of the agreement is in use since. Nothing was filed; begin again with that one.")
    if signed.text_sha256 != agreement_texts.current_of(study, signed.language, signed.style).sha256:
        raise Refused("The agreement's words changed since they were shown. Nothing was filed; show it again.")


def check_paper_day(study: Study, participant: str, signed_on: date, at: str) -> None:
    """Raise Refused for a day on which a paper cannot have been signed, or after which the person said otherwise."""
    person, newest = study.participant(participant), study.store.consents.newest(participant)
    if signed_on.year < FIRST_YEAR:
        raise Refused(f"{long_date(signed_on)} is too long ago. Nothing was filed; give the day on the paper.")
    if signed_on > day_in(at, study.plan.zone):
        raise Refused(
            f"{long_date(signed_on)} has not come yet. Nothing was filed; give the day that stands on the paper."
        )
    if newest is None:
        return
    event = study.store.log.event(newest.event)
    told = event.utc if event is not None and newest.state is ConsentState.WITHDRAWN else newest.signed_at
    last = day_in(told, study.plan.zone)
    if signed_on < last:
        said = {
            ConsentState.IN_FORCE: "signed an agreement",
            ConsentState.REFUSED: "did not want to sign",
            ConsentState.WITHDRAWN: "withdrew",
        }[newest.state]
        raise Refused(
            f"{person.code} {said} on {long_date(last)}, after this paper was signed. Nothing was filed; what was said "
            "last counts."
        )


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
