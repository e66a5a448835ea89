"""Fixtures of the store's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ojm_desktop.store.connection import Connection
from ojm_desktop.store.folder import StudyFolder
from tests.store.ground import make_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[tuple[StudyFolder, Connection]]:
    """A new study with its database open; closed afterwards."""
    folder, database = make_study(tmp_path / "a.ojm")
    yield folder, database
    database.close()


@pytest.fixture
def closed(tmp_path: Path) -> StudyFolder:
    """A new study with one row in it, closed."""
    folder, database = make_study(tmp_path / "a.ojm")
    with database.transaction():
        database.execute("INSERT INTO plan(part, value) VALUES('first', 'x')")
    database.close()
    return folder
