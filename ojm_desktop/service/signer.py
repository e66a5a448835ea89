"""The study's own signer of heads and ledgers."""

from __future__ import annotations

from typing import Final

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.store.rows import Rows
from ojm_desktop.vault.signing import HeadSigner

SIGNING_SEED: Final = "signing_seed"


def signer_of(database: Rows) -> HeadSigner:
    """Its seed lies in the database, so only who can open that can sign. Raises OjmError where it is gone."""
    row = database.execute("SELECT value FROM meta WHERE key = ?", (SIGNING_SEED,)).fetchone()
    if row is None:
        raise OjmError(
            "This study has no signing key. Nothing was changed; restore the newest backup into a new folder."
        )
    return HeadSigner(bytes.fromhex(str(row[0])))
