"""Sealed rows: who people are, signed agreements, disclosures, encrypted again under the identity key.

A row is id, generation, nonce and blob. The blob is AES-256-GCM over content padded to full KiB; study id, row id and
generation are authenticated with it, so a row cannot be moved, renamed or taken into another study.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.vault.errors import SealedRowDamaged

NONCE_OCTETS = 12
PAGE = 1024
"""Content is padded to a multiple of this, so that its length says little."""
_LENGTH_OCTETS = 8


@dataclass(frozen=True)
class Sealed:
    """What the `sealed` table keeps beside the row's id: generation, 12-byte nonce, blob (full KiB and 16-byte tag)."""

    generation: int
    nonce: bytes
    blob: bytes = field(repr=False)


class Sealer:
    """Seals under one generation's identity key and opens those of any generation it was given.

    `older` holds identity keys of generations that sealed rows may still name while a rotation is under way.
    `link_key` makes row ids; it outlives rotations, so a row keeps its id for life.
    """

    def __init__(
        self,
        identity_key: bytes,
        study_id: str,
        generation: int,
        *,
        link_key: bytes,
        older: Mapping[int, bytes] | None = None,
    ) -> None:
        self._study_id = study_id
        self._generation = generation
        self._link_key = link_key
        self._ciphers = {number: AESGCM(key) for number, key in (*(older or {}).items(), (generation, identity_key))}

    @property
    def generation(self) -> int:
        """The generation new rows are sealed under."""
        return self._generation

    def seal(self, row_id: str, content: bytes) -> Sealed:
        """Encrypts content for this row; each call draws a fresh nonce."""
        nonce = secrets.token_bytes(NONCE_OCTETS)
        bound = self._bound_to(row_id, self._generation)
        return Sealed(self._generation, nonce, self._ciphers[self._generation].encrypt(nonce, _pad(content), bound))

    def open(self, row_id: str, generation: int, nonce: bytes, blob: bytes) -> bytes:
        """The content of a row. Raises SealedRowDamaged if anything about it was changed or its key is not here."""
        cipher = self._ciphers.get(generation)
        if cipher is None:
            raise SealedRowDamaged(f"its key (generation {generation}) is not in the key file")
        if len(nonce) != NONCE_OCTETS:
            raise SealedRowDamaged("it was changed or moved outside this program")
        try:
            padded = cipher.decrypt(nonce, blob, self._bound_to(row_id, generation))
        except InvalidTag as error:
            raise SealedRowDamaged("it was changed or moved outside this program") from error
        return _unpad(padded)

    def row_id_for(self, kind: str, participant: str) -> str:
        """The 32 hex digits of this kind of row of this participant; without the link key nobody can tell whose."""
        return hmac.digest(self._link_key, canonical([kind, participant]).encode(), "sha256").hex()[:32]

    def _bound_to(self, row_id: str, generation: int) -> bytes:
        return canonical({"generation": generation, "row": row_id, "study": self._study_id}).encode()


def _pad(content: bytes) -> bytes:
    whole = _LENGTH_OCTETS + len(content)
    return len(content).to_bytes(_LENGTH_OCTETS, "big") + content + bytes(-whole % PAGE)


def _unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:_LENGTH_OCTETS], "big")
    return padded[_LENGTH_OCTETS : _LENGTH_OCTETS + length]
