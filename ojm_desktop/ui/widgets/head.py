"""The head of a page: its title, one quiet fact beside it, its buttons on the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.text import ElidedLabel, Label


class PageHead(QWidget):
    """Title and fact on the left, ``buttons`` on the right, 40 px high."""

    def __init__(self, title: str, fact: str = "", *buttons: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._title = Label(title, "title")
        self._fact = ElidedLabel(fact, "body", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(16))
        row.addWidget(self._title)
        row.addWidget(self._fact, 1)
        for button in buttons:
            row.addWidget(button)
        self.setMinimumHeight(look.px(40))

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_fact(self, fact: str) -> None:
        """Change the fact beside the title."""
        self._fact.set_words(fact)
