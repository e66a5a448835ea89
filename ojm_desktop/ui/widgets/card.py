"""A card: a sheet on the desk that holds what belongs together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.text import Hairline


class Card(QFrame):
    """A bordered sheet with a column (``card.column``) inside; ``margin`` and ``spacing`` are pixels at 100 %."""

    def __init__(self, margin: int = 24, spacing: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("kind", "card")
        self.column = QVBoxLayout(self)
        edge = look.px(margin) if margin else look.border
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(look.px(spacing))

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below what is there."""
        for widget in widgets:
            self.column.addWidget(widget)

    def add_rule(self) -> None:
        """A hairline across the column."""
        self.column.addWidget(Hairline())


def row(*things: QWidget | int, spacing: int = 12, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row of widgets; an int is a stretch of that weight (0 leaves none). Lengths are pixels at 100 %."""
    look = theme.current()
    layout = QHBoxLayout()
    layout.setSpacing(look.px(spacing))
    layout.setContentsMargins(*(look.px(margin) for margin in margins))
    for thing in things:
        if isinstance(thing, int):
            layout.addStretch(thing)
        else:
            layout.addWidget(thing)
    return layout


def headed(words: QLayout, *buttons: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QBoxLayout:
    """Words, and on their right what is pressed; at large text below them. Lengths are pixels at 100 %."""
    look = theme.current()
    is_large = look.scale >= 2
    layout = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
    layout.setSpacing(look.px(12))
    layout.setContentsMargins(*(look.px(margin) for margin in margins))
    layout.addLayout(words, 1)
    for button in buttons:
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft if is_large else Qt.AlignmentFlag.AlignVCenter)
    return layout


def bounded(widget: QWidget, widest: int, margins: tuple[int, int, int, int]) -> QHBoxLayout:
    """A widget alone in its row, from the left on, no wider than `widest`. Lengths are pixels at 100 %."""
    widget.setMaximumWidth(theme.current().px(widest))
    layout = row(widget, 0, margins=margins)
    layout.setStretch(0, 1)
    return layout


class Scroll(QScrollArea):
    """A page that scrolls down, never sideways, and follows the focus; leave 8 px inside its edge for the ring."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        content.setProperty("ground", "clear")
        self.setViewport(QWidget())  # ours has no ground; asking Qt for its own wraps every class of widget there is
        content.setAutoFillBackground(False)
        self.setWidget(content)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        content = self.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            margin = theme.current().px(24)
            self.ensureWidgetVisible(now, margin, margin)


def lay_alone(card: Card, page: QWidget) -> Scroll:
    """One card in the middle of an empty page, a little above the middle; what does not fit scrolls down."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addStretch(1)
    middle = QHBoxLayout()
    middle.addStretch(1)
    middle.addWidget(card, 100)
    middle.addStretch(1)
    column.addLayout(middle)
    column.addStretch(2)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    scroll = Scroll(inside)
    whole.addWidget(scroll)
    return scroll
