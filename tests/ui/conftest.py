"""A desk with a study that can be locked and unlocked, for every test of the window that asks for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.locking import Desk, Shelf


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Studies made once; a desk takes a copy."""
    return Shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def desk(shelf: Shelf, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Desk:
    """A study of its own, and a window over it."""
    return Desk(tmp_path / "a.ojm", shelf, qtbot, qapp)
