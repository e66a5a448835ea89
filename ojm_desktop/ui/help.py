"""Help for the page that is shown, all keys, and what the program is: read from the list of actions."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.actions import ACTIONS, MENUS, Action
from ojm_desktop.ui.widgets.buttons import primary
from ojm_desktop.ui.widgets.card import Scroll
from ojm_desktop.ui.widgets.text import Label

WIDTH: Final = 760
"""Room for a key, what it does and a remark in a line each, in pixels at 100 %."""


def for_page(title: str, sentence: str, name: str) -> tuple[str, str, tuple[Action, ...]]:
    """Heading, sentence and keys of a page's help: its own first, then those that work everywhere."""
    own = tuple(action for action in ACTIONS if name in action.place and action.key)
    everywhere = tuple(action for action in ACTIONS if not action.place and action.key)
    return f"Help: {title}", sentence, own + everywhere


def show(parent: QWidget, heading: str, sentence: str, actions: tuple[Action, ...]) -> None:
    """Show it, as high as it needs and the window is; Esc closes."""
    look = theme.current()
    box = QDialog(parent)
    box.setWindowTitle("OJM Desktop")
    column = QVBoxLayout(box)
    column.setContentsMargins(*(look.px(24),) * 4)
    column.setSpacing(look.px(12))
    column.addWidget(Label(heading, "heading", wrap=True))
    for line in sentence.splitlines():  # a page with much to say says it a line a subject
        column.addWidget(Label(line, wrap=True))
    rows = 0
    if actions:
        table = _table(actions)
        scroll = Scroll(table)
        scroll.setMinimumHeight(look.px(120))
        column.addWidget(scroll, 1)
        rows = table.sizeHint().height()
    close = primary("Close", key="Esc")
    close.clicked.connect(box.accept)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    close.setFocus()
    room = parent.window().size()
    width = min(look.px(WIDTH), room.width())
    needed = column.totalHeightForWidth(width) + max(0, rows - look.px(120))
    box.resize(width, min(needed, room.height() - look.px(32)))
    box.exec()


def all_keys() -> tuple[Action, ...]:
    """Every action with a key, in the order of the menus."""
    return tuple(action for menu in MENUS for action in ACTIONS if action.menu == menu and action.key)


def _table(actions: tuple[Action, ...]) -> QWidget:
    look = theme.current()
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, look.px(8), 0)
    grid.setHorizontalSpacing(look.px(16))
    grid.setVerticalSpacing(look.px(6))
    for line, action in enumerate(actions):
        keys = " or ".join(key for key in (action.key, action.also) if key)
        grid.addWidget(Label(keys, "label"), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(action.words, wrap=True), line, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(action.says, tone="muted", wrap=True), line, 2, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 2)
    grid.setRowStretch(len(actions), 1)
    return table
