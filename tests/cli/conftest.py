"""A command line and a study for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ojm_desktop.service.backups import close
from tests import studies
from tests.cli.ojm import Ojm


@pytest.fixture
def ojm(home: Path) -> Ojm:
    return Ojm(home)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A closed study with one person who has signed, and one rating."""
    session = studies.on_disk(tmp_path / "north.ojm")
    participant = studies.signed_person(session)
    studies.rate(session, participant, "drugs", "4", -2, session.today())
    close(session)
    return tmp_path / "north.ojm"
