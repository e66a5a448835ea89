"""What was noted beside a question: quotes, context, queries."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.answer import Comment, CommentKind
from ojm_desktop.domain.counting import counted
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.layers import WORDS_LEFT, Icon
from ojm_desktop.ui.widgets.text import Hairline, Label

KINDS: Final = {
    CommentKind.QUOTE: ("quote", "Quote"),
    CommentKind.CONTEXT: ("note", "Context"),
    CommentKind.QUERY: ("help", "Query"),
}
_COUNTED: Final = {CommentKind.CONTEXT: "note"}


class Beside(QWidget):
    """A line for each note (icon, words, kind), then a hairline. Whoever has it shows it, for its words are private."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Comment, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(8))
        self._column.addWidget(Hairline())
        self._lines: list[QWidget] = []
        self.hide()

    def show_notes(self, notes: tuple[Comment, ...]) -> None:
        """Show these notes."""
        if notes == self._shown:
            return
        self._shown = notes
        for line in self._lines:
            line.deleteLater()
        self._lines = [_line(note) for note in notes]
        for place, line in enumerate(self._lines):
            self._column.insertWidget(place, line)


def notes_said(notes: tuple[Comment, ...]) -> str:
    """How many there are of which kind: 1 quote, 1 note, 2 queries."""
    plural = {CommentKind.QUERY: "queries"}
    found = [(kind, sum(note.kind is kind for note in notes)) for kind in KINDS]
    said = [
        counted(number, _COUNTED.get(kind, KINDS[kind][1].lower()), plural.get(kind))
        for kind, number in found
        if number
    ]
    return ", ".join(said)


def _line(note: Comment) -> QWidget:
    look = theme.current()
    icon, kind = KINDS[note.kind]
    is_quote = note.kind is CommentKind.QUOTE
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(look.px(16), 0, look.px(16), 0)
    row.setSpacing(look.px(WORDS_LEFT - 16 - 20))
    row.addWidget(Icon(icon, "muted"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(f"“{note.words}”" if is_quote else note.words, wrap=True), 1)
    row.addWidget(Label(kind, tone="muted"), 0, Qt.AlignmentFlag.AlignTop)
    return line
