"""How the Journey tab is laid out: list beside figure, or at large text a choice box above it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.journey.layout import NARROW, SCREEN, Layout
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.card import Card, Scroll

LIST_WIDTH = 252
NARROW_FIGURE, NARROWEST_FIGURE = 344, 308
"""Height of figure and notes at large text: box and graph fill a small window, the notes are scrolled to."""
EDITING, NARROW_EDITING = (dataclasses.replace(layout, notes_height=0.0, strips=()) for layout in (SCREEN, NARROW))
"""The figure while an editor or a question has the place of its notes."""


@dataclass(frozen=True)
class Parts:
    """What stands where: the way through the pathways, the visit, the title row, graph or table."""

    card: Card
    list: QWidget
    choice: QWidget
    visit: QWidget
    title: QWidget
    hints: QWidget
    add: QWidget
    views: QWidget
    stack: QWidget
    facts: QWidget


def arrange(tab: QWidget, parts: Parts, desk: QWidget) -> Scroll | None:
    """Lay the tab out; at large text everything scrolls, and what it scrolls in is returned."""
    look = theme.current()
    if look.scale > 1:
        return _narrow(tab, parts, desk)
    top = QHBoxLayout()
    top.setSpacing(look.px(12))
    top.addWidget(parts.title)
    top.addWidget(parts.hints, 1)
    top.addWidget(parts.add)
    top.addWidget(parts.views)
    right = QVBoxLayout()
    right.setContentsMargins(0, 0, 0, 0)
    right.setSpacing(look.px(8))
    right.addLayout(top)
    right.addWidget(parts.stack, 1)
    right.addWidget(desk)
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


def least_figure() -> int:
    """Height of the figure at large text, in pixels."""
    look = theme.current()
    return look.px(NARROW_FIGURE if look.scale < 2 else NARROWEST_FIGURE)


def _narrow(tab: QWidget, parts: Parts, desk: QWidget) -> Scroll:
    """The list is a choice box above the figure; what is looked at or filled in less often lies below the fold."""
    look = theme.current()
    parts.choice.setMinimumWidth(look.px(120))
    top = QHBoxLayout()
    top.setSpacing(look.px(12))
    top.addWidget(parts.choice, 1)
    below = QVBoxLayout()
    below.setSpacing(look.px(12))
    if look.scale >= 2:
        below.addWidget(parts.add, 0, Qt.AlignmentFlag.AlignRight)
    else:
        top.addWidget(parts.add)
    top.addWidget(parts.views)
    below.addWidget(parts.visit)
    below.addWidget(parts.facts)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(look.px(4), look.px(6), look.px(4), look.px(4))
    column.setSpacing(look.px(8))
    column.addLayout(top)
    column.addWidget(parts.stack, 1)
    column.addWidget(desk)
    column.addLayout(below)
    scroll = Scroll(inside)
    whole = QVBoxLayout(tab)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroll)
    for unused in (parts.title, parts.hints):
        unused.setParent(tab)
        unused.hide()
    return scroll


def figure_layout(*, is_narrow: bool, has_notes: bool) -> Layout:
    """The page's figure, narrow at large text; without notes while something else has their place."""
    whole, without = (NARROW, NARROW_EDITING) if is_narrow else (SCREEN, EDITING)
    return whole if has_notes else without
