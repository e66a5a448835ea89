"""The card of agreements that have still to be signed, or signed again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QSizePolicy

from ojm_desktop.domain.counting import counted
from ojm_desktop.service.queries.people import AgreementState
from ojm_desktop.service.queries.today import ToSign
from ojm_desktop.ui import theme
from ojm_desktop.ui.today.card_head import card_head
from ojm_desktop.ui.today.quiet_table import QuietTable
from ojm_desktop.ui.visit_words import agreement_cell
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row, RowsInSight
from ojm_desktop.ui.widgets.text import Label

ROWS_AT_MOST = 5


class SignaturesCard(Card):
    """People who have still to sign; ``sign(participant)`` is called for the row that was opened."""

    def __init__(self, sign: Callable[[str], object]) -> None:
        super().__init__(margin=0, spacing=0)
        self._count = Label("", "body", "muted")
        self.column.addLayout(card_head("report", "Agreements to sign", self._count))
        self.add_rule()
        self.table = QuietTable("Agreements to sign", (Column("Person", 72), Column("What is missing"), Column("", 76)))
        self.table.horizontalHeader().hide()
        self.table.opening_writes = True
        self.table.opened.connect(sign)
        self.table.pressed.connect(sign)
        self.column.addWidget(self.table)
        self._why = Label("", "body", "muted", wrap=True)
        self.column.addLayout(row(self._why, margins=(16, 9, 16, 9)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_people(self, people: Sequence[ToSign]) -> None:
        """Show who has still to sign."""
        self.table.show_rows(RowsInSight(people, _row))
        self.table.setVisible(bool(people))
        self.table.setFixedHeight(theme.current().height("row") * min(len(people), ROWS_AT_MOST))
        self._count.setText(counted(len(people), "person", "people") if people else "")
        never = any(found.agreement is AgreementState.NOT_SIGNED for found in people)
        if not people:
            self._why.setText("Everybody has signed the text that is in use.")
        else:
            self._why.setText(
                "Nothing can be rated before it is signed." if never else "To be signed before the next visit."
            )


def _row(found: ToSign) -> Row:
    state = agreement_cell(found)
    return Row(found.participant, (Cell(found.code, bold=True), Cell(state.words), Cell(button="Sign", link=True)))
