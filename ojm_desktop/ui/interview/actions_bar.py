"""The bar below an interview: back, what can be done beside answering, what is saved, on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.visit import Layout
from ojm_desktop.ui import theme
from ojm_desktop.ui.status_strip import SavedMark
from ojm_desktop.ui.widgets.buttons import Button, primary, quiet
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Hairline

TWO_ROWS: Final = 100
"""Height of the bar where it needs two rows, in pixels at 100 %."""
FOLDED_HEIGHT: Final = 44
FIRST: Final = 228
"""Room for Back, so that what is beside answering begins where the question does, in pixels at 100 %."""
NOTED: Final = "Noted and saved"
"""Below the question, which does not move for it: whoever looks on learns nothing, and who wrote it knows that it is
durable."""
KEPT_APART: Final = "Saved under Contacts"
"""The same of a disclosure, with where it is read: a word that says nothing to who looks on."""
KEYS: Final = {"back": "Alt ←", "no_answer": "F6", "note": "F7", "disclosure": "F8", "pause": "F9", "next": "Enter"}


class ActionsBar(QWidget):
    """76 px, or two rows where the window is narrow. No answer, note, disclosure and pause look alike on purpose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = quiet("Back", icon="back", large=True)
        self.no_answer = quiet("No answer…", icon="not-asked", large=True)
        self.note = quiet("Note", icon="note", large=True)
        self.disclosure = quiet("Disclosure", icon="flag-disclosure", large=True)
        self.pause = quiet("Pause", icon="pause", large=True)
        self.graph = quiet("Graph", icon="graph", key="G", large=True)
        self.layouts = quiet("", large=True)
        self.saved = SavedMark()
        self.unsaved = State("in-progress", "Not saved yet", "muted")
        self.next = primary("Next", key="Enter", large=True)
        policy = self.no_answer.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what is beside it stays where the hand knows it
        self.no_answer.setSizePolicy(policy)
        self._is_folded = False
        self._next_key = KEYS["next"]
        self._lay_out()
        self.show_layout(Layout.QUESTION)
        self.show_typing(False)
        self.set_folded(False)

    @property
    def buttons(self) -> dict[str, Button]:
        """By the action that each asks for."""
        return {
            "back": self.back,
            "no_answer": self.no_answer,
            "note": self.note,
            "disclosure": self.disclosure,
            "pause": self.pause,
            "next": self.next,
        }

    def show_layout(self, layout: Layout) -> None:
        """In a narrow window the layout is switched here: the button says to which."""
        self.layouts.set_words("Whole pathway" if layout is Layout.QUESTION else "One question")

    def show_typing(self, is_typing: bool) -> None:
        """Words are being typed that nobody has given yet; what is given is said by the saved mark."""
        self.unsaved.setVisible(is_typing)
        self.saved.setVisible(not is_typing)

    def show_noted(self, words: str = NOTED) -> None:
        """A note or a disclosure is durable, whatever is half typed beside it; until the next key or answer."""
        self.show_typing(False)
        self.saved.show_words(words)

    def show_next_key(self, *, takes_enter: bool) -> None:
        """Where Enter is a new line of the answer, Next says the key that goes on."""
        key = "Ctrl+Enter" if takes_enter else KEYS["next"]
        if key != self._next_key:
            self._next_key = key
            self.next.set_key(key)

    def set_folded(self, is_folded: bool) -> None:
        """Two rows, keys in the help, where the buttons have no room beside each other."""
        look = theme.current()
        self._is_folded = is_folded
        row = self._below if is_folded else self._line
        for place, part in enumerate(self._middle):
            (self._line if is_folded else self._below).removeWidget(part)
            row.insertWidget(place + (0 if is_folded else 1), part)
        self.graph.setVisible(is_folded)
        self.layouts.setVisible(is_folded)
        for name, button in self.buttons.items():
            button.set_key("" if is_folded else KEYS[name])
        self.next.set_key(self._next_key)
        for button in (*self.buttons.values(), self.graph, self.layouts):
            button.setFixedHeight(look.px(FOLDED_HEIGHT) if is_folded else look.height("control_interview"))
        self._first.setMinimumWidth(0 if is_folded else look.px(FIRST))
        self.setFixedHeight(look.px(TWO_ROWS) if is_folded else look.height("interview_bottom"))

    def _lay_out(self) -> None:
        look = theme.current()
        self._middle = (self.no_answer, self.note, self.disclosure, self.pause, self.graph)
        self._line, self._below = QHBoxLayout(), QHBoxLayout()
        self._line.setSpacing(look.px(12))
        self._below.setSpacing(look.px(8))
        self._first = QWidget()
        first = QHBoxLayout(self._first)
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(look.px(8))
        for part in (self.back, self.layouts):
            first.addWidget(part)
        first.addStretch(1)
        self._line.addWidget(self._first)
        self._line.addStretch(1)
        self._line.addWidget(self.saved)
        self._line.addWidget(self.unsaved)
        self._line.addWidget(self.next)
        self._below.addStretch(1)
        inside = QVBoxLayout()
        inside.setContentsMargins(look.px(24), 0, look.px(24), 0)
        inside.setSpacing(look.px(4))
        inside.addStretch(1)
        inside.addLayout(self._line)
        inside.addLayout(self._below)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(inside, 1)
