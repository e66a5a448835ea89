"""What the Forms tab shows in place of its lists, with the way back: comparing, publishing, walking through."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.text import Label


class SideView(QWidget):
    """A heading with the way back (Esc), and a column for what is shown."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self.back = link("All questionnaires", icon="back", key="Esc")
        self.back.clicked.connect(self.closed)
        self.heading = Label("", "heading", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(12))
        self.column.addLayout(row(self.back, 1))
        self.column.addWidget(self.heading)
        self.hide()

    def first(self) -> QWidget:
        """What has the focus when it is shown."""
        return self.back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
