"""Checking a signed agreement: the study's own copy against its log (S1, S3), a file by the certificate alone (S4)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ojm_desktop.domain.agreement import ConsentState
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.signing import Scanned
from ojm_desktop.service import leaving
from ojm_desktop.service.edits import CertifyStudy, SignAgreement
from ojm_desktop.service.edits.certificate import certificate_of
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from ojm_desktop.store.codec import to_text
from ojm_desktop.vault import certificate as certificates
from ojm_desktop.vault.certificate import StudyCertificate

WHY_CERTIFICATE = "so that anybody can check signed agreements"
NO_SEAL = "It was filed before agreements were sealed with a certificate; its hash is in the log."


@dataclass(frozen=True)
class Checked:
    """What checking found: `problems` as sentences, none where all is well; `note` is what to know beside that.

    `sha256` is the file's, as `sha256sum` prints it; `signed_at` the seal's time by the laptop's clock, "" for none.
    `way` is how it was signed and `place` where, as the seal says; `attached` the files inside, with their SHA-256.
    """

    sha256: str
    problems: tuple[str, ...] = ()
    note: str = ""
    signed_at: str = ""
    way: str = ""
    place: str = ""
    attached: tuple[tuple[str, str], ...] = ()

    @property
    def is_valid(self) -> bool:
        """Nothing was found."""
        return not self.problems


def ensured(session: Session) -> StudyCertificate:
    """The study's certificate; made, and logged, where it has none yet."""
    found = certificate_of(session.study)
    if found is None:
        found = certificates.make(session.study.store.connection.study_id)
        session.do(CertifyStudy(certificate=found))
    return found


def write_certificate(
    session: Session, target: Path, reason: str = WHY_CERTIFICATE, recipients: Sequence[str] = ()
) -> str:
    """Write the public certificate as a new PEM file, logged; its fingerprint as papers print it.

    Nothing in it names a person, and it has one use, which is the reason where no other is given. Raises
    FileIsThere, NotWritten.
    """
    from ojm_desktop.report.agreement_signing import fingerprint

    with leaving.leaving(session, "certificate", reason=reason, recipients=recipients) as outgoing:
        found = ensured(session)
        outgoing.put(certificates.to_pem(found.study), target)
    return fingerprint(found.study)


def check_filed(session: Session, participant: str) -> Checked:
    """The newest agreement of a person, as it is kept: log, canonical record, paper and seal.

    Raises Refused where none was signed, OjmError where it lies on the sealed side or cannot be read.
    """
    newest = session.study.store.consents.newest(participant)
    consent = session.study.store.consents.newest_signed(participant)
    if newest is None or consent is None or newest.state is ConsentState.REFUSED:
        raise Refused("There is no signed agreement to check. Nothing was changed; have one signed first.")
    event = session.study.store.log.event(consent.event)
    opened = read(session.study, event) if event else None
    if opened is None or not isinstance(opened.entry.edit, SignAgreement):
        raise OjmError("This agreement lies on the sealed side. Nothing was checked; ask a researcher to open it.")
    record = opened.entry.edit
    problems = []
    if not opened.fits:
        problems.append("What was recorded is not what the log committed to.")
    if hashlib.sha256(to_text(record).encode()).hexdigest() != consent.record_sha256:
        problems.append("The record is not the one that was filed.")
    if hashlib.sha256(record.signed_pdf[: record.shown_size]).hexdigest() != record.shown_sha256:
        problems.append("The paper does not begin with what was shown.")
    certificate = certificate_of(session.study)
    if certificate is None or not _is_sealed(record):
        return _checked(record.signed_pdf, record.signed_sha256, problems, note=NO_SEAL)
    found = _examined(record.signed_pdf, certificate.study, record.signed_sha256, problems)
    scanned = record.participant_signature
    if isinstance(scanned, Scanned) and scanned.sha256 not in (digest for _, digest in found.attached):
        return replace(found, problems=(*found.problems, "The scanned paper inside is not the one that was taken in."))
    return found


def check_file(octets: bytes, certificate_file: bytes, sha256: str = "") -> Checked:
    """A paper by the study's certificate alone: no study, no key, no network. `sha256`: what it should be, if known.

    Raises NotACertificate.
    """
    return _examined(octets, certificates.from_file(certificate_file), sha256.strip().lower(), [])


def _is_sealed(record: SignAgreement) -> bool:
    """Whether signing added a certification signature to what was shown."""
    return b"/ByteRange" in record.signed_pdf[record.shown_size :]


def _examined(octets: bytes, certificate: bytes, sha256: str, problems: list[str]) -> Checked:
    from ojm_desktop.report.agreement_seal import examined

    found = examined(octets, certificate)
    more = [found.problem] if found.problem else []
    checked = _checked(octets, sha256, problems + more)
    return replace(checked, signed_at=found.signed_at, way=found.way, place=found.place, attached=found.attached)


def _checked(octets: bytes, sha256: str, problems: list[str], note: str = "") -> Checked:
    """With the comparison of the hash, which also finds what can change inside the container of a signature."""
    digest = hashlib.sha256(octets).hexdigest()
    if sha256 and digest != sha256:
        problems = [*problems, "Its SHA-256 is another than the one that was filed."]
    return Checked(digest, tuple(problems), note)
