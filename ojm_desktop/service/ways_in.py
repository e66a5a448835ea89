"""Who has a way into an open study: its key slots without their secrets, for the page of people and keys (K5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.keys import researcher_slot
from ojm_desktop.service.session import Session
from ojm_desktop.vault import keyfile, rotation
from ojm_desktop.vault.kdf import MIB

Offer = Literal["", "passphrase", "sheet", "removal"]

KINDS = {"passphrase": "Passphrase", "recovery": "Printed recovery sheet", "office": "Key kept at the office"}
ROLES = {
    "researcher": "Everything, the sealed side too",
    "lead": "Everything, as study lead",
    "analyst": "Research data, no names",
}


@dataclass(frozen=True)
class WayIn:
    """One slot: its id, whose it is, what opens it, what it opens, what one guess costs, and when it last wrote.

    `last_wrote` is the UTC time of the newest event of this key, empty where it has written nothing. `offers` is the
    change that whoever opened the study may make of it: a new passphrase, a new sheet, its removal; or none.
    """

    slot: str
    label: str
    kind: str
    opens: str
    guess: str
    last_wrote: str
    is_mine: bool
    offers: Offer = ""


def ways_in(session: Session) -> tuple[WayIn, ...]:
    """Every slot of the key file, in its order; none for a study without a folder. Raises KeyFileDamaged."""
    if session.place is None:
        return ()
    content = session.place.folder.keys.read_bytes()
    slots = keyfile.summaries(content)
    return tuple(
        WayIn(
            slot=found.slot_id,
            label=found.label,
            kind=KINDS[found.kind],
            opens=ROLES[found.role],
            guess=f"{found.parameters.memory_kib // MIB} MiB of memory" if found.parameters else "",
            last_wrote=session.study.store.log.last_of(found.slot_id),
            is_mine=found.slot_id == session.slot,
            offers=_offered(session, content, slots, found),
        )
        for found in slots
    )


def own_passphrase(session: Session, content: bytes) -> str:
    """The slot whose passphrase may be changed: the one in use, or the researcher's where a sheet or the office is."""
    if session.place is not None and session.place.opened.kind == "passphrase":
        return session.slot
    try:
        return researcher_slot(content)
    except OjmError:
        return ""


def _offered(
    session: Session, content: bytes, slots: tuple[keyfile.SlotSummary, ...], found: keyfile.SlotSummary
) -> Offer:
    """A key that does not open everything changes no keys, and the practice study keeps the passphrase it tells."""
    if not session.study.has_sealed_side:
        return ""
    if found.slot_id == own_passphrase(session, content):
        return "" if session.plan.is_practice else "passphrase"
    if found.kind == "recovery":
        return "sheet"
    stays = [slot for slot in slots if slot.slot_id != found.slot_id]
    return "" if found.slot_id == session.slot or rotation.left_without(stays) else "removal"
