"""The card of diary entries that are due and have not come."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QSizePolicy

from ojm_desktop.domain.counting import counted
from ojm_desktop.service.queries.diary import AwaitedWeeks
from ojm_desktop.ui import theme
from ojm_desktop.ui.today.card_head import card_head
from ojm_desktop.ui.today.quiet_table import QuietTable
from ojm_desktop.ui.visit_words import weeks_words
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row, RowsInSight
from ojm_desktop.ui.widgets.text import Label

ROWS_AT_MOST = 4


class DiariesCard(Card):
    """Whose entries are missing; ``add(participant)`` is called for the row that was opened. Absent where none is."""

    def __init__(self, add: Callable[[str], object]) -> None:
        super().__init__(margin=0, spacing=0)
        self._count = Label("", "body", "muted")
        self.column.addLayout(card_head("diary", "Diaries missing", self._count))
        self.add_rule()
        self.table = QuietTable("Diaries missing", (Column("Person", 72), Column("Weeks"), Column("", 76)))
        self.table.ends_card = True
        self.table.horizontalHeader().hide()
        self.table.opening_writes = True
        self.table.opened.connect(add)
        self.table.pressed.connect(add)
        self.column.addWidget(self.table)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_people(self, people: Sequence[AwaitedWeeks]) -> None:
        """Show whose entries have not come."""
        self.setVisible(bool(people))
        self.table.show_rows(RowsInSight(people, _row))
        self.table.setFixedHeight(theme.current().height("row") * min(len(people), ROWS_AT_MOST))
        self._count.setText(counted(len(people), "person", "people"))


def _row(found: AwaitedWeeks) -> Row:
    weeks = weeks_words(found.weeks)
    return Row(found.participant, (Cell(found.code, bold=True), Cell(weeks, tip=weeks), Cell(button="Add", link=True)))
