"""Passphrases in tests: a derivation that this run has made already is not made again.

What comes out is what the program derives, so that a process of its own opens the same study; that it is slow, and what
it depends on, is proved in tests/vault.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING

from ojm_desktop.vault import kdf, slots
from ojm_desktop.vault.kdf import Parameters

if TYPE_CHECKING:
    import pytest

QUICK = Parameters(64 * 1024, 3)
"""The least a key file may ask for; never used outside tests and practice."""
SALT = secrets.token_bytes(kdf.SALT_OCTETS)


@contextmanager
def remembered() -> Iterator[None]:
    """Inside, a key with the cost of `QUICK` is derived once for each passphrase and salt."""
    really = kdf.derive
    known = lru_cache(maxsize=64)(really)

    def derive(passphrase: bytes, salt: bytes, parameters: Parameters) -> bytes:
        return (known if parameters == QUICK else really)(passphrase, salt, parameters)

    with _patched() as patch:
        patch.setattr(kdf, "derive", derive)
        yield


@contextmanager
def salt_of_this_run() -> Iterator[None]:
    """Studies made inside have one salt, so that the same passphrase of all of them is derived once."""

    def token_bytes(octets: int) -> bytes:
        return SALT if octets == kdf.SALT_OCTETS else secrets.token_bytes(octets)

    with _patched() as patch:
        patch.setattr(slots, "secrets", SimpleNamespace(token_bytes=token_bytes))
        yield


@contextmanager
def _patched() -> Iterator[pytest.MonkeyPatch]:
    import pytest  # not by a benchmark, which takes the passphrase from the tests and starts as people do

    with pytest.MonkeyPatch.context() as patch:
        yield patch
