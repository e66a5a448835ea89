"""How the Journey tab is laid out: list beside figure, or at large text a choice box above it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.card import Card, Scroll

LIST_WIDTH = 252


@dataclass(frozen=True)
class Parts:
    """What stands where: the way through the pathways, the visit, the title row, graph or table."""

    card: Card
    list: QWidget
    choice: QWidget
    visit: QWidget
    title: QWidget
    add: QWidget
    views: QWidget
    stack: QWidget


def arrange(tab: QWidget, parts: Parts, desk: QWidget) -> Scroll | None:
    """Lay the tab out; at large text everything scrolls, and what it scrolls in is returned."""
    look = theme.current()
    top = QHBoxLayout()
    top.setSpacing(look.px(12))
    if look.scale == 1:
        top.addWidget(parts.title, 1)
    else:
        top.addStretch(1)
    top.addWidget(parts.add)
    top.addWidget(parts.views)
    right = QVBoxLayout()
    right.setContentsMargins(0, 0, 0, 0)
    right.setSpacing(look.px(8))
    if look.scale > 1:
        right.addWidget(parts.title)
    right.addLayout(top)
    right.addWidget(parts.stack, 1)
    right.addWidget(desk)
    if look.scale > 1:
        return _narrow(tab, parts, right)
    row = QHBoxLayout(tab)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(16))
    row.addWidget(_side(parts))
    row.addLayout(right, 1)
    return None


def _side(parts: Parts) -> QWidget:
    look = theme.current()
    parts.card.add(parts.list)
    side = QWidget()
    side.setFixedWidth(look.px(LIST_WIDTH))
    left = QVBoxLayout(side)
    left.setContentsMargins(0, 0, 0, 0)
    left.setSpacing(look.px(8))
    left.addWidget(parts.card, 1)
    left.addWidget(parts.visit)
    left.addStretch(0)
    return side


def _narrow(tab: QWidget, parts: Parts, right: QVBoxLayout) -> Scroll:
    """The list is a choice box above the figure, and the whole scrolls down to the notes."""
    look = theme.current()
    parts.stack.setMinimumHeight(look.px(430))
    parts.choice.setMinimumWidth(look.px(220))
    is_stacked = look.scale >= 2
    head = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_stacked else QBoxLayout.Direction.LeftToRight)
    head.setSpacing(look.px(12))
    head.addWidget(parts.choice, 1, Qt.AlignmentFlag.AlignBottom)
    head.addWidget(parts.visit, 2)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(*(look.px(4),) * 4)
    column.setSpacing(look.px(12))
    column.addLayout(head)
    column.addLayout(right, 1)
    scroll = Scroll(inside)
    whole = QVBoxLayout(tab)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroll)
    return scroll
