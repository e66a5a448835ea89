"""The editors of the Study page: a line or a number that tells once, when the person is done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.text import Label


class LineEntry(QLineEdit):
    """``told`` is called with the text once it was changed and left, or Enter was pressed; not while typing."""

    def __init__(self, letters: int, told: Callable[[str], object]) -> None:
        super().__init__()
        self._shown = ""
        self._told = told
        self.setMaxLength(letters)
        self.editingFinished.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show what is in force, without telling."""
        self._shown = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def _tell(self) -> None:
        text = self.text().strip()
        if text != self._shown:
            self._shown = text
            self._told(text)


class NumberEntry(QSpinBox):
    """The same for a whole number."""

    def __init__(self, lowest: int, highest: int, told: Callable[[int], object] | None = None) -> None:
        super().__init__()
        self._shown = 0
        self._told = told
        self.setRange(lowest, highest)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setKeyboardTracking(False)
        self.editingFinished.connect(self._tell)

    def show_number(self, number: int) -> None:
        """Show what is in force, without telling."""
        self._shown = number
        if self.value() != number:
            self.setValue(number)

    def _tell(self) -> None:
        if self.value() != self._shown:
            self._shown = self.value()
            if self._told is not None:
                self._told(self.value())


def field(name: str, editor: QWidget, hint: str = "") -> Field:
    """A labelled editor; without a hint nothing keeps room below it."""
    made = Field(name, editor, hint)
    made.message.setVisible(bool(hint))
    return made


def fields(*shares: tuple[Field, int]) -> QHBoxLayout:
    """Fields in a row, each with its share of the width."""
    layout = QHBoxLayout()
    layout.setSpacing(theme.current().space(4))
    for made, share in shares:
        layout.addWidget(made, share)
    return layout


def head(title: str, words: str) -> QVBoxLayout:
    """A heading with a quiet sentence under it."""
    layout = QVBoxLayout()
    layout.setSpacing(theme.current().px(4))
    layout.addWidget(Label(title, "heading"))
    layout.addWidget(Label(words, "body", "muted", wrap=True))
    return layout
