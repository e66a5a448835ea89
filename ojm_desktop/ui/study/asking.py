"""What is asked before something of the study is changed: a card in the place of the list that it is about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ojm_desktop.ui.widgets.buttons import link, primary
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.text import Label


class Asking(Card):
    """``asked`` when it is to be done, ``closed`` when it was left with nothing done (Esc)."""

    asked = Signal()
    closed = Signal()

    def __init__(self, heading: str, facts: str, go: str) -> None:
        super().__init__(margin=16, spacing=12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{heading}. {facts}")
        cancel = link("Cancel", key="Esc")
        cancel.clicked.connect(self.closed)
        top = row(Label(heading, "heading", wrap=True))
        top.setStretch(0, 1)
        top.addWidget(cancel, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(top)
        self.add(Label(facts, "body", "muted", wrap=True))
        self.go = primary(go, large=True)
        self.go.clicked.connect(lambda _checked: self.asked.emit())
        self.go_words = go
        self.wrong = Message(keeps_line=False)

    def end(self) -> None:
        """Below what is asked: what is wrong, and what to press."""
        self.add(self.wrong)
        self.column.addLayout(row(self.go, 1))

    def first(self) -> QWidget:
        """What takes the focus."""
        raise TypeError(f"{type(self).__name__} does not say where it begins")

    def set_wrong(self, sentence: str) -> None:
        """Why it was not done."""
        self.wrong.show_state("blocked", sentence, "blocked")
        self.go.setAccessibleDescription(sentence)

    def forget(self) -> None:
        """Keep nothing that was typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed does not wait for whoever comes back to the page."""
        self.forget()
        super().hideEvent(event)
