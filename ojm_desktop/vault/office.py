"""The office's key pair: X25519, as two lines of text that can be told from each other (K5)."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from ojm_desktop.vault.errors import SlotRefused
from ojm_desktop.vault.keys import KEY_OCTETS

PRIVATE, PUBLIC = "OJM office key, private half, keep it: ", "OJM office key, public half: "


def new() -> tuple[str, str]:
    """A new pair: the private line, which nobody but the office may have, and the public one."""
    key = X25519PrivateKey.generate()
    return f"{PRIVATE}{key.private_bytes_raw().hex()}\n", f"{PUBLIC}{key.public_key().public_bytes_raw().hex()}\n"


def public(text: str) -> bytes:
    """The 32 bytes of a public line. Raises SlotRefused, also for the private half: a study must never be given it."""
    if text.startswith(PRIVATE):
        raise SlotRefused("This is the private half of the office's key. Nothing was changed; give the public half.")
    return _read(text, PUBLIC)


def private(text: str) -> bytes:
    """The 32 bytes of a private line. Raises SlotRefused."""
    return _read(text, PRIVATE)


def _read(text: str, begins: str) -> bytes:
    try:
        octets = bytes.fromhex(text.removeprefix(begins).strip())
    except ValueError:
        octets = b""
    if not text.startswith(begins) or len(octets) != KEY_OCTETS:
        raise SlotRefused("This is not an office key. Nothing was changed; choose the file that ojm office-key made.")
    return octets
