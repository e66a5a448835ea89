"""A note on any question: what explains the answer, the person's own words, or something to ask again.

It begins as the researcher's own remark: what somebody did not say must never stand as their words by default. A quote
is one key away.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ojm_desktop.domain.answer import CommentKind
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.aside import Aside
from ojm_desktop.ui.interview.writing import TOO_LONG, Writing
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import Label

KINDS: Final = {CommentKind.CONTEXT: "Context", CommentKind.QUOTE: "Quote", CommentKind.QUERY: "Query"}
"""In the order of F7."""
PROMPTS: Final = {
    CommentKind.CONTEXT: "In your words: what explains the answer",
    CommentKind.QUOTE: "In their own words, word for word",
    CommentKind.QUERY: "In your words: what is to be asked again or looked up",
}


class NoteWriting(Aside):
    """``written(CommentKind, words)`` by the button or Ctrl+Enter; ``edited`` while words are typed that are kept
    nowhere else.
    """

    written = Signal(object, str)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Note on this question", parent)
        self.kind = Segments("Kind of note", [Segment(kind.value, words) for kind, words in KINDS.items()], large=True)
        self.words = Writing(PROMPTS[CommentKind.CONTEXT])
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._says = Label("", "body", "muted", wrap=True)
        self.keep = quiet("Keep note", icon="note", key="Ctrl+Enter", large=True)
        self.top.insertWidget(1, self.kind)  # no line of its own: the scale above it stays in sight
        self.top.setAlignment(self._cancel, Qt.AlignmentFlag.AlignVCenter)  # beside them, not above
        self.column.addWidget(self.words)
        self.column.addLayout(lines((self.keep,), (self._says,)))
        self.kind.chosen.connect(self._turned)
        self.words.textChanged.connect(self._typed)
        self.words.came_too_long.connect(lambda: self._say(TOO_LONG))
        self.words.finished.connect(self._tell)
        self.keep.clicked.connect(self._tell)
        self.begin()

    @property
    def chosen_kind(self) -> CommentKind:
        """What kind it is now."""
        return CommentKind(self.kind.value)

    def begin(self, kind: CommentKind = CommentKind.CONTEXT) -> None:
        """A new note, empty."""
        self.words.clear()
        self._put(kind)

    def next_kind(self) -> None:
        """The same words as the next kind: F7 once more."""
        self._put(self._after)
        self.words.setFocus()

    def half_done(self) -> str:
        """Kind and words that are kept nowhere yet; empty where nothing was typed."""
        return f"{self.chosen_kind.value}\n{self.words.toPlainText()}" if self.words.words else ""

    def take_up(self, text: str) -> None:
        """Go on with what `half_done` gave."""
        kind, _, words = text.partition("\n")
        self.begin(CommentKind(kind))
        self.words.setPlainText(words)
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def first_focus(self) -> QWidget:
        return self.words

    @property
    def _after(self) -> CommentKind:
        kinds = list(KINDS)
        return kinds[(kinds.index(self.chosen_kind) + 1) % len(kinds)]

    def _put(self, kind: CommentKind) -> None:
        self.kind.set_value(kind.value)
        self.words.setPlaceholderText(PROMPTS[kind])
        self.words.setAccessibleName(PROMPTS[kind])
        self._typed()

    def _turned(self, value: str) -> None:
        self._put(CommentKind(value))
        self.words.setFocus()

    def _typed(self) -> None:
        self.keep.setEnabled(bool(self.words.words))
        self._say("")
        self.edited.emit()

    def _say(self, wrong: str) -> None:
        self._says.setText(wrong or f"F7 once more: {KINDS[self._after].lower()}")
        self._says.setVisible(bool(wrong) or theme.current().scale < 2)  # there the words need the line
        self._says.set_tone("warn" if wrong else "muted")

    def _tell(self) -> None:
        if self.words.words:
            self.written.emit(self.chosen_kind, self.words.words)
