"""What is done with an agreement that is filed: it is shown as it was signed, and a copy of it is let out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.clock import day_in, local_time, long_date
from ojm_desktop.service import agreements
from ojm_desktop.ui import messages

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.agreement.flow import Flow


@dataclass(frozen=True)
class Filed:
    """When it was signed, as words; the record words; the paper."""

    when: str
    record_words: tuple[str, ...]
    pdf: bytes


def filed(session: Session, participant: str) -> Filed | None:
    """The newest agreement of a person; None where none is filed."""
    agreement = agreements.filed(session, participant)
    if agreement is None:
        return None
    drawn = agreement.participant_signature
    day = long_date(day_in(drawn.signed_at, session.plan.zone))
    when = f"on {day} at {local_time(drawn.signed_at, drawn.offset)}"
    return Filed(when, agreements.record_words(session, participant), agreement.signed_pdf)


def save_copy(page: QWidget, session: Session, flow: Flow, reason: str) -> str:
    """Write the filed paper where the person says; what to say of it, "" when they thought better. Raises OjmError."""
    start = Path.home() / f"{flow.code}-agreement.pdf"
    target = messages.choose_new_file(page, "Save a copy of the agreement", start, "PDF (*.pdf)")
    if target is None:
        return ""
    agreements.copy_out(session, flow.participant, target, reason)
    return f"The copy {target.name} was written and the reason logged. Print it from there."
