"""One link of the log.

Everything that says what happened is inside the commitment; the link itself reveals nothing (A6).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ojm_desktop.domain.canonical import canonical

GENESIS = "0" * 64


@dataclass(frozen=True)
class Event:
    """A link: times, who unlocked (a slot id, never a typed name), the commitment to the payload, the chain."""

    sequence: int
    utc: str
    offset: int
    monotonic: int
    slot: str
    commitment: str
    previous: str
    hash: str

    def expected_hash(self) -> str:
        """The hash this link should carry."""
        return link_hash(
            self.sequence, self.utc, self.offset, self.monotonic, self.slot, self.commitment, self.previous
        )


def link_hash(sequence: int, utc: str, offset: int, monotonic: int, slot: str, commitment: str, previous: str) -> str:
    """SHA-256 over the canonical JSON of a link (A1)."""
    body = {
        "sequence": sequence,
        "utc": utc,
        "offset": offset,
        "monotonic": monotonic,
        "slot": slot,
        "commitment": commitment,
        "previous": previous,
    }
    return hashlib.sha256(canonical(body).encode()).hexdigest()
