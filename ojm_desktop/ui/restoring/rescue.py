"""What can be done about a damaged study: restore its newest good backup, or save what can be read (R9, R13)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import Clock
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.ui import theme
from ojm_desktop.ui.restoring.form import RestoreForm
from ojm_desktop.ui.restoring.salvaging import SalvageCard
from ojm_desktop.ui.tasks import Tasks
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.text import Label


def findings(found: str) -> Card:
    """What the check found, a line each."""
    card = Card(margin=16, spacing=8)
    card.add(Label("What the check found", "heading"), *(Label(line, wrap=True) for line in found.splitlines()))
    return card


class Rescue(QWidget):
    """Backups, then salvage, in the order in which they are tried. ``open_asked(unlocked)`` for what was made."""

    open_asked = Signal(object)

    def __init__(self, tasks: Callable[[], Tasks], clock: Clock, broken: Unlocked, opens: str) -> None:
        super().__init__()
        self.form = RestoreForm(tasks, clock, broken, opens)
        self.salvaging = SalvageCard(tasks, clock, broken, opens)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().space(4))
        for part in (self.form, self.salvaging):
            column.addWidget(part)
        self.form.open_asked.connect(self.open_asked)
        self.salvaging.open_asked.connect(self.open_asked)
