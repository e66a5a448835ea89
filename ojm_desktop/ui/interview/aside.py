"""What opens beside a question by one key and closes by Esc: the base of no answer, note, disclosure and pause."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.text import Label


def is_letter(event: QKeyEvent) -> bool:
    """Whether a key writes something that can be read; AltGr, which is Ctrl and Alt on some systems, writes too."""
    letter, held = event.text(), event.modifiers()
    alt, ctrl = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    return bool(letter.strip()) and letter.isprintable() and bool(held & alt) == bool(held & ctrl)


class Aside(Card):
    """A heading with the way out beside it; ``closed`` when it was left with nothing done. Writes nothing itself."""

    closed = Signal()

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, spacing=12, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(heading)
        self.heading = Label(heading, "label", wrap=True)
        self._cancel = link("Cancel", key="Esc")
        self._cancel.setFixedHeight(theme.current().height("row"))
        self._cancel.clicked.connect(self.closed)
        self.top = QHBoxLayout()
        self.top.addWidget(self.heading, 1, Qt.AlignmentFlag.AlignVCenter)
        self.top.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self.top)

    def hold_rows(self) -> None:
        """Rows take the room that words have round them otherwise; what is left is for the focus ring."""
        look = theme.current()
        edge = look.px(8)
        self.column.setContentsMargins(edge, look.px(4), edge, edge)
        self.column.setSpacing(0)
        self.top.setContentsMargins(look.px(16), 0, look.px(16), 0)

    def ask(self, heading: str) -> None:
        """Put another heading; read aloud by a screen reader with what is below."""
        self.heading.setText(heading)
        self.setAccessibleName(heading)

    def first_focus(self) -> QWidget:
        """What takes the focus when it opens."""
        return self._cancel

    def holds(self, event: QKeyEvent) -> bool:
        """Whether a key is for this and not for something else on the page, such as a letter that is a key there."""
        return False

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self.holds(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
