"""From the words of the agreement to the signed paper on the sealed side: what was shown is what is kept (S2).

The paper is made, shown (logged with its hash), signed and sealed by appending to the very bytes that were shown, and
filed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ojm_desktop.domain.agreement import AgreementText, ConsentState, Signature, Uses
from ojm_desktop.domain.clock import local_time, long_date, parse_utc
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.signing import Scanned, Signed, check_words
from ojm_desktop.service import agreement_texts, clock_doubt, leaving
from ojm_desktop.service.agreement_checks import ensured
from ojm_desktop.service.edits import ShowAgreement, SignAgreement
from ojm_desktop.service.edits.agreement import check_paper_day
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.scans import MIME, Scan, file_name, parts_about
from ojm_desktop.service.session import Session
from ojm_desktop.vault.words import to_words

if TYPE_CHECKING:
    from ojm_desktop.report.agreement_pdf import ShownAgreement
    from ojm_desktop.typeset import Typeset


KIND = "agreement"
TO_SIGN = "agreement to sign"
MOST_LOOKED_AT = 200
"""Events of a person among which the showing is looked for; signing follows it within minutes."""


@dataclass(frozen=True)
class Prepared:
    """The finished paper, as it is shown before anybody signs.

    Of one signed in ink it is the record of it: `scan` is its file, `scanned` what is said of it.
    """

    participant: str
    text: AgreementText
    uses: Uses
    read_aloud: bool
    paper: ShownAgreement
    scan: Scan | None = None
    scanned: Scanned | None = None

    @property
    def shown_pdf(self) -> bytes:
        """The bytes that are shown."""
        return self.paper.octets


@dataclass(frozen=True)
class Shown:
    """A paper that was shown: the words of its event go on the paper when it is signed."""

    prepared: Prepared
    record_words: tuple[str, ...]


def prepare(
    session: Session,
    participant: str,
    uses: Uses,
    *,
    read_aloud: bool,
    typeset: Typeset,
    text: AgreementText | None = None,
) -> Prepared:
    """Lay the paper out with the ticks that were given, of the study's own text; nothing is logged yet."""
    from ojm_desktop.report import agreement_pdf

    text = text or agreement_texts.current(session)
    person = session.study.participant(participant)
    paper = agreement_pdf.AgreementPaper(
        title=text.title,
        code=person.code,
        text_version=text.version,
        language=text.name,
        parts=tuple((part.heading, part.paragraphs) for part in text.parts),
        uses=tuple((words, getattr(uses, use)) for use, words in text.uses),
        study=session.plan.name,
        day=long_date(session.today()),
        text_sha256=text.sha256,
        note="Read aloud" if read_aloud else "Read by the participant",
        is_practice=session.plan.is_practice,
    )
    return Prepared(participant, text, uses, read_aloud, agreement_pdf.shown(paper, typeset))


def prepare_record(
    session: Session,
    participant: str,
    uses: Uses,
    scan: Scan,
    scanned: Scanned,
    *,
    typeset: Typeset,
    text: AgreementText | None = None,
) -> Prepared:
    """The record of a paper that was signed in ink: what it is, what it says yes to, and the day it was signed.

    Raises Refused for a day on which it cannot have been signed, or after which the person said otherwise.
    """
    from ojm_desktop.report import agreement_pdf

    person = session.study.participant(participant)
    check_paper_day(session.study, participant, scanned.signed_on, scanned.signed_at)
    text = text or agreement_texts.current(session)
    ours = scanned.has_our_words
    paper = agreement_pdf.AgreementPaper(
        title="Agreement signed on paper",
        code=person.code,
        text_version=text.version if ours else 0,
        language=text.name if ours else "",
        parts=parts_about(scan, scanned, text, person.code),
        uses=tuple((words, getattr(uses, use)) for use, words in text.uses),
        study=session.plan.name,
        day=long_date(session.today()),
        text_sha256=text.sha256 if ours else "",
        note="Taken in from paper",
        is_practice=session.plan.is_practice,
        answers="The paper says",
    )
    return Prepared(participant, text, uses, False, agreement_pdf.shown(paper, typeset), scan, scanned)


def show(session: Session, prepared: Prepared) -> Shown:
    """Log that exactly these bytes are being shown."""
    version, digest, _ = _words(prepared)
    session.do(
        ShowAgreement(
            participant=prepared.participant,
            text_version=version,
            text_sha256=digest,
            shown_sha256=hashlib.sha256(prepared.shown_pdf).hexdigest(),
        )
    )
    return Shown(prepared, to_words(session.head_hash))


def sign(
    session: Session,
    shown: Shown,
    participant: Signed,
    researcher: Signature,
    *,
    place: str = "",
    understood: tuple[str, ...] = (),
) -> None:
    """Append both signatures and the study's seal (S3) to the shown bytes and file the paper.

    Raises Refused, with nothing filed, unless the log says that exactly these bytes were shown to this person (S2).
    """
    prepared, place = shown.prepared, place.strip()
    if not _was_shown(session, prepared):
        raise Refused("The paper to be signed was not shown before. Nothing was filed; show it first.")
    if prepared.scanned != (participant if isinstance(participant, Scanned) else None):
        raise Refused("The paper that was scanned is another than the one shown. Nothing was filed; show it again.")
    check_words(participant, place)
    signed = _sealed_paper(session, shown, participant, researcher, place)
    version, digest, language = _words(prepared)
    session.do(
        SignAgreement(
            participant=prepared.participant,
            text_version=version,
            text_sha256=digest,
            language=language,
            read_aloud=prepared.read_aloud,
            uses=prepared.uses,
            shown_sha256=hashlib.sha256(prepared.shown_pdf).hexdigest(),
            shown_size=len(prepared.shown_pdf),
            signed_pdf=signed,
            signed_sha256=hashlib.sha256(signed).hexdigest(),
            participant_signature=participant,
            researcher_signature=researcher,
            place=place,
            style=prepared.text.style,
            understood=understood,
        )
    )


def _words(prepared: Prepared) -> tuple[int, str, str]:
    """Version, hash and language of the words that were agreed to; none of a paper with words of its own."""
    if prepared.scanned is not None and not prepared.scanned.has_our_words:
        return 0, "", ""
    return prepared.text.version, prepared.text.sha256, prepared.text.language


def _sealed_paper(session: Session, shown: Shown, participant: Signed, researcher: Signature, place: str) -> bytes:
    from ojm_desktop.report import agreement_signing
    from ojm_desktop.report.agreement_seal import Attachment, Seal
    from ojm_desktop.typeset import Typeset

    certificate, prepared, clock = ensured(session), shown.prepared, clock_doubt.on_paper(session)
    seal = Seal(certificate.study, certificate.device, certificate.sign, parse_utc(session.clock.now().utc))
    scan, code = prepared.scan, session.study.participant(prepared.participant).code
    return agreement_signing.signed(
        prepared.paper,
        agreement_signing.Signed(participant, _time(participant)),
        agreement_signing.Signed(researcher, _time(researcher)),
        shown.record_words,
        seal,
        typeset=Typeset(),
        place=place,
        paper=Attachment(file_name(code, scan), scan.octets, MIME[scan.kind]) if scan else None,
        clock=clock,
    )


def filed(session: Session, participant: str) -> SignAgreement | None:
    """The signed agreement of a person, from the sealed side, withdrawn since or not; None before one was signed."""
    newest = session.study.store.consents.newest(participant)
    consent = session.study.store.consents.newest_signed(participant)
    if newest is None or consent is None or newest.state is ConsentState.REFUSED:
        return None
    event = session.study.store.log.event(consent.event)
    opened = read(session.study, event) if event else None
    if opened is None:
        raise OjmError("This agreement lies on the sealed side. Nothing was changed; ask a researcher to open it.")
    if not opened.fits or not isinstance(opened.entry.edit, SignAgreement):
        raise OjmError("The filed agreement was changed from outside. Nothing was shown; verify the study.")
    return opened.entry.edit


def scan_in(agreement: SignAgreement) -> Scan | None:
    """The scanned paper inside a filed one; None of any other way."""
    from ojm_desktop.report.agreement_seal import attachments

    scanned = agreement.participant_signature
    if not isinstance(scanned, Scanned):
        return None
    octets = next((each.octets for each in attachments(agreement.signed_pdf)), b"")
    if hashlib.sha256(octets).hexdigest() != scanned.sha256:
        raise OjmError("The scanned paper inside was changed from outside. It is not shown; verify the study.")
    return Scan(octets, scanned.kind, scanned.pages)


def kept_pdf(session: Session, participant: str) -> bytes | None:
    """The bytes that were filed, never made again (S5); None before an agreement was signed."""
    agreement = filed(session, participant)
    return agreement.signed_pdf if agreement else None


def record_words(session: Session, participant: str) -> tuple[str, ...]:
    """The words on the filed paper: those of the event by which exactly these bytes were shown; none before signing."""
    agreement = filed(session, participant)
    consent = session.study.store.consents.newest_signed(participant)
    if agreement is None or consent is None:
        return ()
    found: tuple[str, ...] = ()
    for event in session.study.store.log.events():
        if event.sequence >= consent.event:
            break
        payload = session.study.store.log.payload(event.sequence)
        if payload is None or payload.participant != participant:
            continue
        opened = read(session.study, event)
        edit = opened.entry.edit if opened else None
        if isinstance(edit, ShowAgreement) and edit.shown_sha256 == agreement.shown_sha256:
            found = to_words(event.hash)
    return found


def copy_out(session: Session, participant: str, target: Path, reason: str, recipients: Sequence[str] = ()) -> None:
    """Write the filed paper as a new file, with the reason in the log or sealed for recipients (C7).

    Raises NoReason (a practice study needs none), Refused, FileIsThere, NotWritten.
    """
    with leaving.leaving(session, KIND, reason=reason, recipients=recipients) as outgoing:
        octets = kept_pdf(session, participant)
        if octets is None:
            raise Refused("There is no signed agreement to copy. Nothing was written; have it signed first.")
        outgoing.put(octets, target)


def out_to_sign(session: Session, shown: Shown, target: Path, reason: str) -> None:
    """Write the paper that is shown as a new file, to be printed and signed in ink (C7).

    Raises NoReason (a practice study needs none), FileIsThere, NotWritten.
    """
    leaving.let_out(session, TO_SIGN, shown.prepared.shown_pdf, target, reason=reason)


def _was_shown(session: Session, prepared: Prepared) -> bool:
    log, shown = session.study.store.log, hashlib.sha256(prepared.shown_pdf).hexdigest()
    for sequence in log.about(prepared.participant, MOST_LOOKED_AT):
        event = log.event(sequence)
        opened = read(session.study, event) if event is not None else None
        if opened is None or not opened.fits or not isinstance(opened.entry.edit, ShowAgreement):
            continue
        if opened.entry.edit.shown_sha256 == shown:
            return True
    return False


def _time(signature: Signed) -> str:
    return local_time(signature.signed_at, signature.offset)
