"""Who has a way into an open study: its key slots without their secrets, for the page of people and keys (K5)."""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.service.session import Session
from ojm_desktop.vault import keyfile
from ojm_desktop.vault.kdf import MIB

KINDS = {"passphrase": "Passphrase", "recovery": "Printed recovery sheet", "office": "Key kept at the office"}
ROLES = {
    "researcher": "Everything, the sealed side too",
    "lead": "Everything, as study lead",
    "analyst": "Research data, no names",
}


@dataclass(frozen=True)
class WayIn:
    """One slot: its id, whose it is, what opens it, what it opens, what one guess costs, and when it last wrote.

    `last_wrote` is the UTC time of the newest event of this key, empty where it has written nothing.
    """

    slot: str
    label: str
    kind: str
    opens: str
    guess: str
    last_wrote: str
    is_mine: bool


def ways_in(session: Session) -> tuple[WayIn, ...]:
    """Every slot of the key file, in its order; none for a study without a folder. Raises KeyFileDamaged."""
    if session.place is None:
        return ()
    return tuple(
        WayIn(
            slot=found.slot_id,
            label=found.label,
            kind=KINDS[found.kind],
            opens=ROLES[found.role],
            guess=f"{found.parameters.memory_kib // MIB} MiB of memory" if found.parameters else "",
            last_wrote=session.study.store.log.last_of(found.slot_id),
            is_mine=found.slot_id == session.slot,
        )
        for found in keyfile.summaries(session.place.folder.keys.read_bytes())
    )
