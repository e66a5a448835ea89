"""The fields of what is known of a person, and the words offered in them. Any other word can be typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QBoxLayout, QLineEdit

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.field import ChoiceBox, Field

NOT_RECORDED: Final = "Not recorded"
GENDERS: Final = ("Woman", "Man", "Non-binary", "Prefers not to say")
ETHNICITIES: Final = (
    "White",
    "Mixed or multiple ethnic groups",
    "Asian or Asian British",
    "Black, Black British, Caribbean or African",
    "Another ethnic group",
    "Prefers not to say",
)


def line(letters: int) -> QLineEdit:
    """A line to type in, of at most so many letters."""
    edit = QLineEdit()
    edit.setMaxLength(letters)
    return edit


def choice(*, is_free: bool = True) -> ChoiceBox:
    """A box of words to choose from; any other word can be typed when it is free."""
    box = ChoiceBox()
    box.setEditable(is_free)
    edit = box.lineEdit()
    if edit is not None:
        edit.setProperty("bare", "true")
        edit.setPlaceholderText(NOT_RECORDED)
        edit.setMaxLength(100)
    else:
        box.setProperty("plain", "true")  # its words begin where those of a line begin
        box.currentTextChanged.connect(lambda words: _tone(box, is_unset=words in ("", NOT_RECORDED)))
    box.setMinimumContentsLength(12)
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _tone(box: ChoiceBox, *, is_unset: bool) -> None:
    """What nobody chose yet is as pale as the same words in an empty line."""
    value = "true" if is_unset else "false"
    if box.property("unset") != value:
        box.setProperty("unset", value)
        box.style().unpolish(box)
        box.style().polish(box)


def offer(field: Field, words: Iterable[str]) -> None:
    """Offer these words, each once, with nothing chosen."""
    box = field.editor
    assert isinstance(box, ChoiceBox)
    box.clear()
    if not box.isEditable():
        box.addItem(NOT_RECORDED)
    box.addItems(list(dict.fromkeys(words)))
    if box.isEditable():
        box.setCurrentIndex(-1)
        box.clearEditText()


def chosen(field: Field) -> str:
    """What is chosen or typed; empty when nothing is."""
    box = field.editor
    assert isinstance(box, ChoiceBox)
    words = box.currentText().strip()
    return "" if words == NOT_RECORDED else words


def put(field: Field, words: str) -> None:
    """Choose or type these words; nothing where there are none."""
    box = field.editor
    assert isinstance(box, ChoiceBox)
    place = box.findText(words) if words else -1
    if place >= 0:
        box.setCurrentIndex(place)
    elif box.isEditable():
        box.setCurrentIndex(-1)
        box.setEditText(words)


def typed(field: Field) -> str:
    """What stands in a line, without the spaces round it."""
    edit = field.editor
    assert isinstance(edit, QLineEdit)
    return edit.text().strip()


def empty(field: Field) -> None:
    """Nothing typed, nothing wrong."""
    edit = field.editor
    assert isinstance(edit, QLineEdit)
    edit.clear()
    field.clear_wrong()


def side_by_side(*fields: tuple[Field, int]) -> QBoxLayout:
    """Fields in a row, each with its share of the width; at twice the size below each other."""
    look = theme.current()
    is_large = look.scale >= 2
    layout = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
    layout.setSpacing(look.space(2 if is_large else 5))
    for field, share in fields:
        layout.addWidget(field, share)
    return layout
