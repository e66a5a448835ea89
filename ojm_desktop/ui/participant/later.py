"""Tabs whose content comes with a later version: what will be there, and what can be done today."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.ui.widgets.empty import EmptyPage, Step

_WORDS = {
    "Comments": (
        "Comments by theme come with a later version",
        "This tab will gather what the person said, by pathway and visit, with who may be quoted.",
        "The person’s own words stand with each hot spot today.",
    ),
}


class LaterTab(QWidget):
    """One of these tabs."""

    def __init__(self, name: str, to_journey: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading, why, until = _WORDS[name]
        self.page = EmptyPage(heading, why, (Step("Until then", until, "Go to the journey", to_journey, icon="graph"),))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
