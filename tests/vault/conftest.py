"""One study's key file, made once: each derivation costs a fifth of a second by design."""

from __future__ import annotations

import pytest

from ojm_desktop.vault import keyfile, rotation
from ojm_desktop.vault.kdf import Parameters
from tests.vault import ANALYST_SECRET, SECRET, STUDY


@pytest.fixture(scope="session")
def cheapest() -> Parameters:
    """The least that a key file may ask for."""
    return Parameters(memory_kib=64 * 1024, passes=3)


@pytest.fixture(scope="session")
def created(cheapest: Parameters) -> keyfile.Created:
    """A study with a researcher's passphrase and a recovery key."""
    return keyfile.create(STUDY, SECRET, cheapest, "Researcher A")


@pytest.fixture(scope="session")
def with_analyst(created: keyfile.Created, cheapest: Parameters) -> bytes:
    """The same study after an analyst was let in."""
    return rotation.add_passphrase_slot(created.file, created.opened, ANALYST_SECRET, cheapest, "analyst", "Analyst B")
