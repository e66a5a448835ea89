"""Commitments: what the log says about an edit without revealing it (A6).

A plain hash of a coded answer is guessed by trying all codes; under a random key per participant it says nothing,
and once the key is erased it never will.
"""

from __future__ import annotations

import hmac
import secrets

KEY_OCTETS = 32


def new_key() -> bytes:
    """A fresh 32-byte key, one per participant, erased with the participant."""
    return secrets.token_bytes(KEY_OCTETS)


def commit(key: bytes, message: bytes) -> str:
    """HMAC-SHA-256 in lower-case hex. ValueError for a key of another length."""
    if len(key) != KEY_OCTETS:
        raise ValueError(f"a commitment key has {KEY_OCTETS} bytes")
    return hmac.digest(key, message, "sha256").hex()


def opens(key: bytes, message: bytes, commitment: str) -> bool:
    """Whether this commitment was made to this message under this key."""
    return hmac.compare_digest(commit(key, message), commitment)
