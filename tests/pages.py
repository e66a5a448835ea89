"""Every byte that the study key alone opens: the pages of a closed study.db, free ones too, decrypted one by one.

And written again as who holds the key could write them: with an authentication that fits.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, SALT, IV, TAG = 4096, 16, 16, 64
"""Octets of a page, of the salt before the first, and at the end of each: its vector and its authentication."""


def decrypted(database: Path, study_key: bytes) -> bytes:
    """The pages in order, as SQLite sees them, without the salt."""
    octets = database.read_bytes()
    assert len(octets) % PAGE == 0
    opened = []
    for at in range(0, len(octets), PAGE):
        page = octets[at : at + PAGE]
        vector = page[-IV - TAG : -TAG]
        reader = Cipher(algorithms.AES(study_key), modes.CBC(vector)).decryptor()
        opened.append(reader.update(page[SALT if at == 0 else 0 : -IV - TAG]))
    return b"".join(opened)


def rewrite(database: Path, study_key: bytes, number: int, change: Callable[[bytearray], None]) -> None:
    """Change one page, the first is 1, behind the engine's back: it is encrypted and authenticated as a true one."""
    octets = bytearray(database.read_bytes())
    salt, begins, ends = bytes(octets[:SALT]), (number - 1) * PAGE + (SALT if number == 1 else 0), number * PAGE
    inside = slice(begins, ends - IV - TAG)
    cipher = Cipher(algorithms.AES(study_key), modes.CBC(bytes(octets[ends - IV - TAG : ends - TAG])))
    plain = bytearray(cipher.decryptor().update(bytes(octets[inside])))
    change(plain)
    octets[inside] = cipher.encryptor().update(bytes(plain))
    authentic = hashlib.pbkdf2_hmac("sha512", study_key, bytes(octet ^ 0x3A for octet in salt), 2, 32)
    covered = bytes(octets[begins : ends - TAG]) + number.to_bytes(4, "little")
    octets[ends - TAG : ends] = hmac.digest(authentic, covered, "sha512")
    database.write_bytes(octets)
