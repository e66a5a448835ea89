"""Something that must be passed on, taken down in sight of the person, so that nobody reads it from across the table.

Five choices that anybody may see; the one that was picked goes out of sight behind its digit before a word is typed.
No colour, no sign, no large type: it looks like the note (security: disclosure).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.disclosure import Category
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.aside import Aside
from ojm_desktop.ui.interview.pick import Choice, PickList
from ojm_desktop.ui.interview.writing import TOO_LONG, Writing
from ojm_desktop.ui.widgets.buttons import link, quiet
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.text import Label

CATEGORIES: Final = tuple(Choice(each, each.words) for each in Category)
"""In the order of their digits, 1 to 5."""
HEADING: Final = "To be kept apart"
WHERE: Final = "Sealed, apart from the answers, with the time. It cannot be taken back."


class DisclosureWriting(Aside):
    """``recorded(Category, words)`` by the button or Ctrl+Enter; opening it records nothing."""

    recorded = Signal(object, str)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(HEADING, parent)
        look = theme.current()
        self.about = PickList("What it is about", CATEGORIES, columns=2)
        self.words = Writing("What was said, in their words")
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._digit = Label("", "body", "muted")
        self._again = link("Choose again")
        self._says = Label(WHERE, "body", "muted", wrap=True)
        self.keep = quiet("Record", key="Ctrl+Enter", large=True)
        self._second = QWidget()
        inside = QVBoxLayout(self._second)
        inside.setContentsMargins(look.px(16), 0, look.px(16), look.px(8))
        inside.setSpacing(look.px(12))
        inside.addLayout(lines((self._digit, self._again), ()))
        inside.addWidget(self.words)
        inside.addLayout(lines((self.keep,), (self._says,)))
        self.hold_rows()
        self.column.addWidget(self.about)
        self.column.addWidget(self._second)
        self.about.picked.connect(self._picked)
        self._again.clicked.connect(self._choose_again)
        self.words.textChanged.connect(self._typed)
        self.words.came_too_long.connect(lambda: self._say(TOO_LONG))
        self.words.finished.connect(self._tell)
        self.keep.clicked.connect(self._tell)
        self.begin()

    def begin(self) -> None:
        """Anew: nothing picked, no word."""
        self.words.clear()
        self.about.mark(None)
        self._show_step(is_picked=False)

    def half_done(self) -> str:
        """Category and words that are sealed nowhere yet; empty where nothing was typed."""
        category = self.about.marked
        if not (isinstance(category, Category) and self.words.words):
            return ""
        return f"{category.value}\n{self.words.toPlainText()}"

    def take_up(self, text: str) -> None:
        """Go on with what `half_done` gave."""
        category, _, words = text.partition("\n")
        self.about.mark(Category(category))
        self.words.setPlainText(words)
        self._show_step(is_picked=True)
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def first_focus(self) -> QWidget:
        return self.words if self._second.isVisibleTo(self) else self.about

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self.about.isVisible() and self.about.take_key(event)):
            super().keyPressEvent(event)

    def _picked(self, _category: object) -> None:
        self._show_step(is_picked=True)
        self.words.setFocus()

    def _choose_again(self) -> None:
        self._show_step(is_picked=False)
        self.about.setFocus()

    def _show_step(self, *, is_picked: bool) -> None:
        number = next((n for n, row in enumerate(self.about.rows, 1) if row.isChecked()), 0)
        self._digit.setText(f"About: {number}")
        self._digit.setAccessibleName(f"About: {CATEGORIES[number - 1].words}" if number else "")
        self.about.setVisible(not is_picked)
        self._second.setVisible(is_picked)
        self._typed()

    def _typed(self) -> None:
        self.keep.setEnabled(bool(self.words.words))
        self._say("")
        self.edited.emit()

    def _say(self, wrong: str) -> None:
        self._says.setText(wrong or WHERE)
        self._says.set_tone("warn" if wrong else "muted")

    def _tell(self) -> None:
        category = self.about.marked
        if isinstance(category, Category) and self.words.words:
            self.recorded.emit(category, self.words.words)
