"""Every byte that the study key alone opens: the pages of a closed study.db, free ones too, decrypted one by one."""

from __future__ import annotations

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
