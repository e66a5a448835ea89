"""The window of a key that reads only (an analyst's): nothing is offered that the session would refuse.

One rule in one place instead of a question in every page: a button of a page is not there, a line or a list cannot be
changed, a row has no button, unless it is marked as one that only reads. What a page makes later is met as it comes.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ojm_desktop.ui.widgets.buttons import Button, CheckBox, RadioButton
from ojm_desktop.ui.widgets.field import SearchField
from ojm_desktop.ui.widgets.table import Table

READS: Final = "reads"
SAID: Final = ("Your key reads only.", "Names stay sealed.")
_CHANGED: Final = (CheckBox, RadioButton, QComboBox, QTextEdit, QPlainTextEdit, QLineEdit)
_EVENTS: Final = (QEvent.Type.Show, QEvent.Type.EnabledChange)


def reads(*parts: QWidget) -> None:
    """Mark what changes nothing: it stays where nothing may be changed."""
    for part in parts:
        part.setProperty(READS, True)


class ReadingOnly(QObject):
    """Watches over everything inside ``pages`` for as long as it lives."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__(pages)
        self._pages = pages
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _EVENTS and isinstance(watched, QWidget) and self._pages.isAncestorOf(watched):
            close(watched)
        return False


def close(part: QWidget) -> None:
    """Take from one control what would change something."""
    if part.property(READS):
        return
    if isinstance(part, Table):
        part.rows.is_for_reading = True
    elif isinstance(part, Button):
        part.hide()
    elif isinstance(part, _CHANGED) and not isinstance(part, SearchField) and part.isEnabled():
        part.setEnabled(False)
