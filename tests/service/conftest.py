"""What several tests of the service begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ojm_desktop.service.studies import Unlocked, unlock
from tests import studies
from tests.service.erasing import kept_in


@pytest.fixture(scope="session")
def erasing_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of `tests/service/erasing.py`, closed; nobody changes it."""
    return kept_in(tmp_path_factory.mktemp("erasure") / "a.ojm")


@pytest.fixture
def unlocked(erasing_kept: Path, tmp_path: Path) -> Unlocked:
    """A copy of it."""
    shutil.copytree(erasing_kept, tmp_path / "a.ojm")
    return unlock(tmp_path / "a.ojm", studies.PASSPHRASE)
