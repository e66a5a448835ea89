"""What there may be of one person on the sealed side beside the log: a row of each kind at most."""

from __future__ import annotations

from typing import Final

from ojm_desktop.service.study import Study

IDENTITY: Final = "identity"
DISCLOSURES: Final = "disclosures"
DISCLOSURE_STEPS: Final = "disclosure_steps"
VOUCHERS: Final = "vouchers"
CONTACTS: Final = "contacts"
LEAVING: Final = "leaving"

OF_A_PERSON: Final = (IDENTITY, DISCLOSURES, DISCLOSURE_STEPS, VOUCHERS, CONTACTS, LEAVING)
"""All of them: whoever takes a person away looks through these."""


def kinds_kept(study: Study, participant: str) -> tuple[str, ...]:
    """Which of them are there; raises NotAllowed for a slot without the identity key."""
    side = study.sealed_side
    return tuple(kind for kind in OF_A_PERSON if side.get(side.row_id(kind, participant)) is not None)
