"""What a question brings beside its words: its picture; and a line for what is not shown or played here."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.form import Question
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.asked import Asked
from ojm_desktop.ui.interview.fields.filed import Picture
from ojm_desktop.ui.widgets.text import Label

PICTURES: Final = ("image", "big-image")


class Media(QWidget):
    """Hidden where a question brings nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self.picture = Picture()
        self._missing = Label("", tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(self.picture)
        column.addWidget(self._missing)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def show_media(self, question: Question, asked: Asked) -> None:
        """Show what a question brings in the language that is asked in, or in the form's own."""
        named = _named(question, asked)
        if named == self._shown:
            return
        self._shown = named
        drawn, missing = False, []
        for kind, name in (one.split(" ", 1) for one in named):
            is_drawn = kind in PICTURES and not drawn and self.picture.show_octets(asked.form_file(name))
            drawn = drawn or is_drawn
            if not is_drawn:
                why = "did not come with the questionnaire" if kind in PICTURES else "is not played here"
                missing.append(f"{name} {why}.")
        self.picture.setVisible(drawn)
        self._missing.setText(" ".join(missing))
        self._missing.setVisible(bool(missing))
        self.setVisible(bool(named))


def _named(question: Question, asked: Asked) -> tuple[str, ...]:
    """Kind and file name of each thing; the large one of two pictures alone."""
    found: dict[str, str] = {}
    for kind, words in question.media:
        told = words.find((asked.running.language, asked.form.default_language))
        text = "" if told is None else "".join(piece for piece in told[1] if isinstance(piece, str))
        if text:
            found[kind] = text.rpartition("/")[2]
    if "big-image" in found:
        found.pop("image", None)
    return tuple(f"{kind} {name}" for kind, name in found.items())
