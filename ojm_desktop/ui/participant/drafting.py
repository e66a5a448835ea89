"""A text being typed: to be kept every two seconds, twenty characters or loss of focus (R5), given when it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

EVERY_MS = 2000
EVERY_CHARACTERS = 20
_NOT_LEFT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The window, not the field, lost the focus: the text is kept, but not yet given."""


class DraftText(QPlainTextEdit):
    """``began`` when there is something new to keep, ``given(text)`` the words themselves once the field was left."""

    began = Signal()
    given = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._stored = ""
        self._drafted = ""
        self._is_given_up = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(EVERY_MS)
        self._soon.timeout.connect(self.keep)
        self.textChanged.connect(self._typed)

    @property
    def is_dirty(self) -> bool:
        """Whether it holds words that are stored nowhere but, at best, as a draft."""
        return self.toPlainText() != self._stored

    def show_stored(self, text: str) -> None:
        """Show what is stored; what is half typed here stays."""
        was_dirty = self.is_dirty
        self._stored = text
        if not was_dirty and self.toPlainText() != text:
            self._put(text, len(text))

    def show_draft(self, text: str, cursor: int) -> None:
        """Go on with what was being typed, at the same place."""
        self._put(text, cursor)

    def keep(self) -> None:
        """Ask for it to be kept now, if there is anything new in it."""
        self._soon.stop()
        text = self.toPlainText()
        if text != self._drafted and (self.is_dirty or self._drafted):
            self._drafted = text
            self.began.emit()

    def stop(self) -> None:
        """Tell nothing more: the study is being closed, and what is half typed was kept."""
        self._soon.stop()
        self._is_given_up = True

    def give(self) -> None:
        """Give the words if they are other than those stored."""
        if self.is_dirty and not self._is_given_up:
            self._soon.stop()
            self.given.emit(self.toPlainText())

    def accept_given(self) -> None:
        """The words given are stored now, so there is no draft of them any more."""
        self._stored = self._drafted = self.toPlainText()
        self.began.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the place where the typing goes on; a field that was never shown does not know yet where that is."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self._show_cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._is_given_up:
            return
        if event.reason() in _NOT_LEFT:
            self.keep()
        else:
            self.give()

    def _show_cursor(self) -> None:
        self.ensureCursorVisible()

    def _typed(self) -> None:
        if self._is_given_up:
            return
        if abs(len(self.toPlainText()) - len(self._drafted)) >= EVERY_CHARACTERS:
            self.keep()
        elif not self._soon.isActive():
            self._soon.start()

    def _put(self, text: str, cursor: int) -> None:
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)
        self._drafted = text
        at = self.textCursor()
        at.setPosition(min(cursor, len(text)), QTextCursor.MoveMode.MoveAnchor)
        self.setTextCursor(at)
