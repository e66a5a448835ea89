"""The editors of the Study page: a line or a number that tells once, when the person is done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.domain.scale import MINUS
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


class NumberEntry(QLineEdit):
    """The same for a whole number from ``lowest`` to ``highest``; Up and Down change it by one."""

    def __init__(self, lowest: int, highest: int, told: Callable[[int], object] | None = None) -> None:
        super().__init__()
        self._shown = lowest
        self._range = lowest, highest
        self._told = told
        self.setMaxLength(5)
        self.editingFinished.connect(self._tell)

    @property
    def value(self) -> int:
        """The number that stands there, within the range; what was there before when it is no number."""
        text = self.text().strip().replace(MINUS, "-")
        digits = text.removeprefix("-").removeprefix("+")
        number = int(text) if digits.isdecimal() else self._shown
        return max(self._range[0], min(self._range[1], number))

    def show_number(self, number: int) -> None:
        """Show what is in force, without telling."""
        self._shown = number
        self._write(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._write(max(self._range[0], min(self._range[1], self.value + steps[Qt.Key(event.key())])))
            return
        super().keyPressEvent(event)

    def _write(self, number: int) -> None:
        text = str(number).replace("-", MINUS)
        if self.text() != text:
            self.setText(text)

    def _tell(self) -> None:
        number = self.value
        self._write(number)
        if number != self._shown:
            self._shown = number
            if self._told is not None:
                self._told(number)


def field(name: str, editor: QWidget, hint: str = "") -> Field:
    """A labelled editor; without a hint nothing keeps room below it."""
    made = Field(name, editor, hint)
    made.message.setVisible(bool(hint))
    return made


def fields(*shares: tuple[Field, int]) -> QBoxLayout:
    """Fields in a row, each with its share of the width; at twice the size below each other."""
    look = theme.current()
    is_large = look.scale >= 2
    layout = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
    layout.setSpacing(look.space(3 if is_large else 4))
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
