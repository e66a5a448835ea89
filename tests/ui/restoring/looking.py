"""What a person waits for on the form that restores."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

WAIT = 20_000


def read(form: Any, qtbot: QtBot) -> None:
    """Wait until the chosen backup is read."""
    form._soon.setInterval(0)
    qtbot.waitUntil(lambda: form.holds.words.startswith(("Whole", "Damaged")), timeout=WAIT)


def restore(form: Any, qtbot: QtBot) -> None:
    """Press Enter in the name of the new folder, and wait until it is there."""
    QTest.keyClick(form.folder.name, Qt.Key.Key_Return)
    qtbot.waitUntil(form.open.isVisible, timeout=WAIT)
    assert "Restored into" in form.said.words
