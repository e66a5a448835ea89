"""The page of a damaged study: what was found, what is safe, what to do; nothing can be written from here (R13)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.head import PageHead
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.text import Label

SENTENCE = (
    "The study does not agree with its own log any more. Nothing was deleted, and nothing more is written. "
    "Lock it, keep the folder as it is, and restore the newest good backup into a new folder: ojm restore."
)


class DamagedPage(QWidget):
    """Shows the check's findings, one a line. ``lock_asked`` by the one thing that can be done here."""

    lock_asked = Signal()

    def __init__(self, found: str) -> None:
        super().__init__()
        look = theme.current()
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        strip = Strip()
        strip.acted.connect(self.lock_asked)
        card = Card()
        card.add(Label("What the check found", "heading"))
        for line in found.splitlines():
            card.add(Label(line, wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.space(5),) * 4)
        column.setSpacing(look.space(4))
        column.addWidget(PageHead("The study is damaged"))
        column.addWidget(strip)
        column.addWidget(card)
        column.addStretch(1)
        strip.say(SENTENCE, Tone.ERROR, action="Lock", key="Ctrl+L")
