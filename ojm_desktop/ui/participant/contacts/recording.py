"""What takes down a disclosure outside an interview: nothing is recorded before the button (security: disclosure)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.agreement import AgreementText
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.ui import theme
from ojm_desktop.ui.participant.contacts.entry import Entry, choice_field, many_words_field, words_field
from ojm_desktop.ui.widgets.text import Label

AGREED: Final = "What the agreement they signed says has to be passed on"
IN_USE: Final = (
    "What the agreement in use now says has to be passed on; the words of one that this person signed are not kept here"
)
SEALED: Final = "What is recorded here is sealed, cannot be taken back, and is never changed: what follows is added."
NOT_CHOSEN: Final = "Not chosen yet"
LIMITS: Final = 2
"""Paragraphs of that part which say what is passed on, and to whom; the last says what it may change."""


class RecordForm(QWidget):
    """The agreed wording to go by (``go_by``), then what was said; ``asked`` by its button or Ctrl+Enter."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.entry = Entry(
            (
                {
                    "category": choice_field("What it is about", (NOT_CHOSEN, *(each.words for each in Category))),
                    "said": words_field("When it was said", "Day and hour, if not now", 60),
                },
                {"words": many_words_field("What was said, in their words")},
                {"agreed": words_field("As agreed with them, it is passed on in these words")},
                {
                    "done": words_field("What was done at once", "Nothing yet? It can be added later."),
                    "told": words_field("Who was told", letters=200),
                },
            ),
            "Record",
        )
        self.entry.asked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        self._whose = Label(AGREED, "label", wrap=True)
        self._limits = tuple(Label("", tone="muted", wrap=True) for _ in range(LIMITS))
        for part in (self._whose, *self._limits):
            column.addWidget(part)
        column.addWidget(self.entry)
        column.addWidget(Label(SEALED, tone="muted", wrap=True))

    def go_by(self, signed: AgreementText | None, in_use: AgreementText) -> None:
        """Show what this person agreed to; where those words are not kept, what is read to people now, and say so."""
        self._whose.setText(AGREED if signed is not None else IN_USE)
        said = (signed or in_use).parts[-1].paragraphs
        for number, line in enumerate(self._limits):
            line.setText(said[number] if number < len(said) else "")
            line.setVisible(number < len(said))

    @property
    def category(self) -> Category | None:
        """What was chosen; None before anybody did, which is said there: what is sealed cannot be put right."""
        field, number = self.entry.fields["category"], self.entry.chosen("category")
        field.clear_wrong()
        if not number:
            field.set_wrong("Choose what it is about.")
            field.setFocus()
            return None
        return tuple(Category)[number - 1]
