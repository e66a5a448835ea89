"""Something that must be passed on, taken down in sight of the person, so that nobody reads it from across the table.

Five choices that anybody may see; the one that was picked goes out of sight behind its digit before a word is typed.
Words may also come first: whoever is being told something writes, and what it is about is asked before it is sealed. No
colour, no sign, no large type: it looks like the note (security: disclosure).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.disclosure import Category
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.aside import Aside, is_letter
from ojm_desktop.ui.interview.pick import Choice, PickList
from ojm_desktop.ui.interview.writing import TOO_LONG, Writing
from ojm_desktop.ui.widgets.buttons import link, quiet
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.text import Label

CATEGORIES: Final = tuple(Choice(each, each.words) for each in Category)
"""In the order of their digits, 1 to 5."""
HEADING: Final = "To be kept apart"
BEGINNING: Final = f"{HEADING}: 1 to 5, or write first"
NOT_CHOSEN: Final = "About: not chosen yet"
ASKED: Final = "What is it about, 1 to 5? The words are kept."
WHERE: Final = "Sealed apart, under Contacts, with the time. It cannot be taken back."


class DisclosureWriting(Aside):
    """``recorded(Category, words)`` by the button or Ctrl+Enter; opening it records nothing.

    Where Ctrl+Enter finds no category it is asked for, and its digit goes back to the words: what is sealed cannot be
    taken back, so that only the key that records does.
    """

    recorded = Signal(object, str)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(HEADING, parent)
        look = theme.current()
        self.about = PickList("What it is about", CATEGORIES, columns=2)
        self.words = Writing("What was said, in their words")
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._is_writing = False
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
        self.about.picked.connect(lambda _category: self._to_words())
        self._again.clicked.connect(self._ask_about)
        self.words.textChanged.connect(self._typed)
        self.words.came_too_long.connect(lambda: self._say(TOO_LONG))
        self.words.finished.connect(self._tell)
        self.keep.clicked.connect(self._tell)
        self.begin()

    def begin(self) -> None:
        """Anew: nothing picked, no word."""
        self.words.clear()
        self.about.mark(None)
        self._show_step(is_picked=False, heading=BEGINNING)

    def half_done(self) -> str:
        """Category, where it was picked, and words that are sealed nowhere yet; empty where nothing was typed."""
        category = self.about.marked
        if not self.words.words:
            return ""
        return f"{category.value if isinstance(category, Category) else ''}\n{self.words.toPlainText()}"

    def take_up(self, text: str) -> None:
        """Go on with what `half_done` gave."""
        category, _, words = text.partition("\n")
        self.about.mark(Category(category) if category else None)
        self.words.setPlainText(words)
        self._show_step(is_picked=True)
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def first_focus(self) -> QWidget:
        return self.words if self._is_writing else self.about

    def holds(self, event: QKeyEvent) -> bool:
        """A letter is a word's beginning here, and so is what is pasted."""
        return self._begins(event) or self._pastes(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.about.isVisible():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_about()  # nothing can be recorded from here, and nothing goes on to another question
        elif self._pastes(event):
            self._to_words()
            self.words.paste()
        elif self._begins(event):
            self._to_words()
            QApplication.sendEvent(self.words, event)
        elif not self.about.take_key(event):
            super().keyPressEvent(event)

    def _begins(self, event: QKeyEvent) -> bool:
        """Whether a key writes while what it is about is asked: anything to be read but the digits that choose."""
        return self.about.isVisible() and is_letter(event) and event.text() not in "12345"

    def _pastes(self, event: QKeyEvent) -> bool:
        return self.about.isVisible() and event.matches(QKeySequence.StandardKey.Paste)

    def _to_words(self) -> None:
        self._show_step(is_picked=True)
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def _ask_about(self) -> None:
        self._show_step(is_picked=False, heading=ASKED if self.words.words else BEGINNING)

    def _show_step(self, *, is_picked: bool, heading: str = HEADING) -> None:
        number = next((n for n, row in enumerate(self.about.rows, 1) if row.isChecked()), 0)
        self._digit.setText(f"About: {number}" if number else NOT_CHOSEN)
        self._digit.setAccessibleName(f"About: {CATEGORIES[number - 1].words}" if number else NOT_CHOSEN)
        self._again.set_words("Choose again" if number else "Choose")
        self.ask(heading)
        self._is_writing = is_picked
        came, went = (self._second, self.about) if is_picked else (self.about, self._second)
        now = QApplication.focusWidget()
        came.show()
        if now is not None and (now is went or went.isAncestorOf(now)):  # hidden with it, it would go to a question
            self.first_focus().setFocus()
        went.hide()
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
        if not self.words.words:
            return
        if isinstance(category, Category):
            self.recorded.emit(category, self.words.words)
        else:
            self._ask_about()
