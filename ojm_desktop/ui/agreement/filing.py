"""What is done with an agreement that is filed: it is shown as it was signed, and a copy of it is let out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.clock import day_in, local_time, long_date
from ojm_desktop.domain.signing import Scanned, Way, way_of
from ojm_desktop.service import agreement_checks, agreements
from ojm_desktop.ui import messages

if TYPE_CHECKING:
    from ojm_desktop.service.scans import Scan
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.agreement.flow import Flow

SAID: Final = {
    Way.DRAWN: "Signed",
    Way.TYPED: "Signed with a typed name",
    Way.MARK: "Signed with a mark before a witness",
    Way.PAPER: "Signed on paper",
}


@dataclass(frozen=True)
class Filed:
    """How and when it was signed, as words; the record words; the paper, and the scan inside it."""

    when: str
    record_words: tuple[str, ...]
    pdf: bytes
    scan: Scan | None


def filed(session: Session, participant: str) -> Filed | None:
    """The newest agreement of a person; None where none is filed."""
    agreement = agreements.filed(session, participant)
    if agreement is None:
        return None
    given = agreement.participant_signature
    day = long_date(day_in(given.signed_at, session.plan.zone))
    when = f"{SAID[way_of(given)]} on {day} at {local_time(given.signed_at, given.offset)}"
    if isinstance(given, Scanned):
        when = f"Signed on paper on {long_date(given.signed_on)}, taken in on {day}"
    words = agreements.record_words(session, participant)
    return Filed(when, words, agreement.signed_pdf, agreements.scan_in(agreement))


def save_certificate(page: QWidget, session: Session) -> str:
    """Write the study's certificate where the person says; "" when they thought better. Raises OjmError."""
    start = Path.home() / "study-certificate.pem"
    target = messages.choose_new_file(page, "Save the study's certificate", start, "Certificate (*.pem)")
    if target is None:
        return ""
    fingerprint = agreement_checks.write_certificate(session, target)
    return f"{target.name} was written. Papers sealed under it say: {fingerprint}"


def save_to_sign(page: QWidget, session: Session, flow: Flow, reason: str) -> str:
    """Write the paper that is shown, for a pen; what to say of it, "" when they thought better. Raises OjmError."""
    start = Path.home() / f"{flow.code}-agreement-to-sign.pdf"
    target = messages.choose_new_file(page, "Save the paper to sign", start, "PDF (*.pdf)")
    if target is None or flow.shown is None:
        return ""
    agreements.out_to_sign(session, flow.shown, target, reason)
    return f"{target.name} was written. Print it, have it signed in ink, scan it and choose the scan here."


def save_copy(page: QWidget, session: Session, flow: Flow, reason: str) -> str:
    """Write the filed paper where the person says; what to say of it, "" when they thought better. Raises OjmError."""
    start = Path.home() / f"{flow.code}-agreement.pdf"
    target = messages.choose_new_file(page, "Save a copy of the agreement", start, "PDF (*.pdf)")
    if target is None:
        return ""
    agreements.copy_out(session, flow.participant, target, reason)
    return f"The copy {target.name} was written and the reason logged. Print it from there."
