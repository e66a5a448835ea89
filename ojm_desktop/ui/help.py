"""Help for the page that is shown, all keys, and what the program is: read from the list of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.actions import ACTIONS, MENUS, Action
from ojm_desktop.ui.widgets.buttons import primary
from ojm_desktop.ui.widgets.card import Scroll
from ojm_desktop.ui.widgets.text import Label


def for_page(title: str, sentence: str, name: str) -> tuple[str, str, tuple[Action, ...]]:
    """Heading, sentence and actions of a page's help: its own actions first, then those that work everywhere."""
    own = tuple(action for action in ACTIONS if name in action.place)
    everywhere = tuple(action for action in ACTIONS if not action.place and action.key)
    return f"Help: {title}", sentence, own + everywhere


def show(parent: QWidget, heading: str, sentence: str, actions: tuple[Action, ...]) -> None:
    """Show it; Esc closes."""
    look = theme.current()
    box = QDialog(parent)
    box.setWindowTitle("OJM Desktop")
    box.resize(look.px(620), look.px(560))
    column = QVBoxLayout(box)
    column.setContentsMargins(*(look.px(24),) * 4)
    column.setSpacing(look.px(12))
    column.addWidget(Label(heading, "heading", wrap=True))
    for line in sentence.splitlines():  # a page with much to say says it a line a subject
        column.addWidget(Label(line, wrap=True))
    if actions:
        column.addWidget(Scroll(_table(actions)), 1)
    close = primary("Close", key="Esc")
    close.clicked.connect(box.accept)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    close.setFocus()
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
    grid.setColumnStretch(2, 1)
    grid.setRowStretch(len(actions), 1)
    return table
