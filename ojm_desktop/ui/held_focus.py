"""The keys go to what is seen of the page: nothing out of sight has the focus, and none falls out of the page.

Qt gives the focus to a hidden control when it is asked to, so that a key would press what nobody sees. And where the
control with the focus is hidden or greyed, it goes to the next one of the window: after the page's last that is Undo.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ojm_desktop.ui.page import Page


class HeldFocus(QWidget):
    """The frame round the ``page`` that is shown; None where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: Page | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._look_at)

    def focus_page(self) -> None:
        """The keys go to where the page begins."""
        if self.page is not None:
            (self.page.first_focus() or self.page).setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:
        """By Tab to the next control; what lost the focus because it is hidden or greyed gives it to none outside."""
        was = QApplication.focusWidget()
        has_moved = super().focusNextPrevChild(next)
        if was is not None and not (was.isVisible() and was.isEnabled()):
            self._bring_back()
        return has_moved

    def _bring_back(self) -> None:
        now = QApplication.focusWidget()
        if self.page is not None and self.page.isVisible() and not (now is not None and self.page.isAncestorOf(now)):
            self.focus_page()

    def _look_at(self, _was: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not now.isVisible() and self.isAncestorOf(now):
            QTimer.singleShot(0, self, self._leave_unseen)  # it may be on its way to be shown

    def _leave_unseen(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and not now.isVisible() and self.isAncestorOf(now):
            now.clearFocus()
            self.focus_page()
