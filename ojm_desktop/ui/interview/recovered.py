"""What was said before the program stopped and is there again: how much, saved when, and each of it to be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import local_time
from ojm_desktop.domain.counting import counted
from ojm_desktop.service.interview_overview import Recovered
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.aside import Aside
from ojm_desktop.ui.widgets.card import Scroll
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.text import Label

HIGHEST, HIGHEST_LARGE = 360, 240
"""Of the list, in pixels at 100 %, and at twice the size; beyond it scrolls."""


def sentence(found: Sequence[Recovered], offset: int, typed: int) -> str:
    """How much is there again: ``typed`` are questions with words that nobody had given yet. ``offset``: minutes."""
    said = []
    if found:
        when = local_time(found[-1].saved_at, offset)
        said.append(f"{counted(len(found), 'answer')}, the last saved at {when}")
    if typed:
        said.append(f"words that were being typed at {counted(typed, 'question')}, not saved as an answer yet")
    return f"This interview was cut off. Here again: {'; '.join(said)}."


class RecoveredStrip(Strip):
    """Says it until it is left; ``acted`` asks for the list. Nothing on it can throw anything away."""

    def show_found(self, found: Sequence[Recovered], offset: int, typed: int) -> None:
        """Say what there is."""
        if found or typed:
            self.say(sentence(found, offset, typed), Tone.NEUTRAL, action="What was recovered" if found else "")


class RecoveredList(Aside):
    """Every answer with its question and the time it was saved; only to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What was recovered", parent)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, theme.current().px(8), 0)
        self._column.setSpacing(theme.current().px(4))
        self._scroll = Scroll(self._inside)
        self.column.addWidget(self._scroll)
        self._cancel.set_words("Close")
        self.rows: list[Label] = []

    def show_found(self, found: Sequence[Recovered], offset: int) -> None:
        """List it, oldest first."""
        look = theme.current()
        for row in self.rows:
            row.deleteLater()
        while self._column.count():
            self._column.takeAt(0)
        self.rows = []
        for each in found:
            question, answer = Label(each.label, "body", "muted", wrap=True), Label("", "body", wrap=True)
            answer.setText(f"{each.words}  (saved {local_time(each.saved_at, offset)})")
            self.rows += [question, answer]
        for row in self.rows:
            self._column.addWidget(row)
        self._column.addStretch(1)
        wide = max(self._scroll.viewport().width(), look.px(320))
        self._scroll.setFixedHeight(
            min(self._column.heightForWidth(wide), look.px(HIGHEST if look.scale < 2 else HIGHEST_LARGE))
        )
