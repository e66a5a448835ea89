"""Widgets in one line that becomes several where the text is large: nothing is cut, nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.ui import theme

SPACING: Final = 12
"""Between things side by side and between lines, in pixels at 100 %."""


def lines(*groups: Sequence[QWidget]) -> QBoxLayout:
    """Groups side by side; at large text a line for each. What can grow takes the room that is left in its line."""
    look = theme.current()
    if look.scale == 1:
        return _line([part for group in groups for part in group])
    column = QVBoxLayout()
    column.setSpacing(look.px(SPACING / 2))
    for group in groups:
        column.addLayout(_line(group))
    return column


def apart(left: Sequence[QWidget], right: Sequence[QWidget]) -> QBoxLayout:
    """Two groups at both ends of a line; at large text one below the other."""
    if theme.current().scale > 1:
        return lines(left, right)
    line = _line(left)
    for part in right:
        line.addWidget(part)
    return line


def _line(parts: Sequence[QWidget]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.current().px(SPACING))
    for part in parts:
        line.addWidget(part, 1000 if _grows(part) else 0)
    line.addStretch(1)  # what can grow may be hidden
    return line


def _grows(part: QWidget) -> bool:
    is_expanding = part.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Expanding
    return is_expanding and part.minimumWidth() != part.maximumWidth()


def belongs_unseen(part: QWidget, owner: QWidget) -> None:
    """What this size of text has no place for goes with its owner when that goes, and is seen by nobody before."""
    part.setParent(owner)
    part.hide()
