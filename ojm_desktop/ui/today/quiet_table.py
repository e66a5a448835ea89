"""A table that marks its chosen row only while it has the focus: two of them stand on the start page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFocusEvent

from ojm_desktop.ui.widgets.table import Row, Table


class QuietTable(Table):
    """Remembers the row it was on, and shows it when the focus comes back."""

    def show_rows(self, rows: Sequence[Row]) -> None:
        super().show_rows(rows)
        if not self.hasFocus():
            self.clearSelection()

    def sizeHint(self) -> QSize:
        """As high as its rows: a card round it is no higher than what it holds."""
        return QSize(super().sizeHint().width(), self.full_height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clearSelection()
