"""Ed25519: signs the head of the log and the erasure ledger (A2)."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SEED_OCTETS = 32


def new_seed() -> bytes:
    """A fresh 32-byte seed; it is kept under the study key."""
    return secrets.token_bytes(SEED_OCTETS)


class HeadSigner:
    """Signs with the study's own seed. ValueError if the seed has not 32 bytes."""

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public(self) -> bytes:
        """The 32-byte public key that checks what this signs."""
        return self._private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """A 64-byte signature; the same message always gives the same one (RFC 8032)."""
        return self._private.sign(message)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether this signer signed exactly this message."""
        return verify(self.public, message, signature)


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the holder of `public` signed exactly this message. ValueError if `public` has not 32 bytes."""
    key = Ed25519PublicKey.from_public_bytes(public)
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True
