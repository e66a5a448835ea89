"""A few lines typed beside a question: Ctrl+Enter keeps them, Tab goes on, and what is too long says so."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ojm_desktop.ui import theme

LONGEST: Final = 10_000
"""Characters of a note at most. A whole transcript is an answer or an attached text, not a note."""
TOO_LONG: Final = f"A note holds at most {LONGEST:,} characters. What was pasted did not fit and was left out."
LINES: Final = 4


class Writing(QPlainTextEdit):
    """``finished`` by Ctrl+Enter; ``came_too_long`` when something did not fit and was left out."""

    finished = Signal()
    came_too_long = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)

    @property
    def words(self) -> str:
        """What was typed, without white space round it."""
        return self.toPlainText().strip()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(400), LINES * self.fontMetrics().lineSpacing() + look.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # it closes what this stands in
        elif event.text().isprintable() and event.text() and self._is_full():
            self.came_too_long.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take a paste in plain text, as far as it fits: nothing is cut without a word."""
        words = source.text()
        room = LONGEST - len(self.toPlainText()) + len(self.textCursor().selectedText())
        if len(words) > room:
            self.came_too_long.emit()
            return
        self.insertPlainText(words)

    def _is_full(self) -> bool:
        return len(self.toPlainText()) >= LONGEST and not self.textCursor().hasSelection()
