"""The card of second entries from paper that were begun: how far each is, and Go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QSizePolicy

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.paper_check import CheckState
from ojm_desktop.service.queries.second_entries import BegunCheck, begun_checks, ratings_asked
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.today.card_head import card_head
from ojm_desktop.ui.today.quiet_table import QuietTable
from ojm_desktop.ui.visit_words import in_sentence
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row, RowsInSight
from ojm_desktop.ui.widgets.text import Label

ROWS_AT_MOST = 4
NAME = "Second entries begun"


class ChecksCard(Card):
    """What was typed again in part; ``go_on(visit)`` is called for the row that was opened. Absent where none is."""

    def __init__(self, session: Session, go_on: Callable[[str], object]) -> None:
        super().__init__(margin=0, spacing=0)
        self._session = session
        self._found: Sequence[BegunCheck] = ()
        self._asked: dict[str, int | None] = {}
        """How many ratings each asks; None for one whose questionnaire cannot be run."""
        self.column.addLayout(card_head("table", NAME, Label("", "body", "muted")))
        self.add_rule()
        self.table = QuietTable(NAME, (Column("Person", 72), Column("How far"), Column("", 76)))
        self.table.ends_card = True
        self.table.horizontalHeader().hide()
        self.table.opening_writes = True
        self.table.opened.connect(go_on)
        self.table.pressed.connect(go_on)
        self.column.addWidget(self.table)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def is_uncounted(self) -> bool:
        """Whether a number is to be had by ``count``."""
        return any(one.visit not in self._asked for one in self._found if one.check.state is CheckState.ENTERING)

    def refresh(self) -> None:
        """Look again."""
        self._found = begun_checks(self._session)
        self.setVisible(bool(self._found))
        self.table.show_rows(RowsInSight(self._found, self._row))
        self.table.setFixedHeight(theme.current().height("row") * min(len(self._found), ROWS_AT_MOST))

    def count(self) -> None:
        """How many ratings each asks: its questionnaire runs for that, so the page is painted before."""
        for one in self._found:
            if one.check.state is CheckState.ENTERING and one.visit not in self._asked:
                try:
                    self._asked[one.visit] = ratings_asked(self._session, one.visit)
                except OjmError:
                    self._asked[one.visit] = None
        self.table.show_rows(RowsInSight(self._found, self._row))

    def _row(self, found: BegunCheck) -> Row:
        asked = self._asked.get(found.visit)
        of_all = f" of {asked}" if asked is not None else ""
        is_typed = found.check.state is CheckState.DIFFERENT
        how_far = f"{found.check.different} to settle" if is_typed else f"{found.check.entered}{of_all} typed"
        tip = f"Second entry of {found.code}, {in_sentence(found.name)}: {how_far}"
        words = (Cell(found.code, bold=True, tip=tip), Cell(f"{found.name}: {how_far}", tip=tip))
        return Row(found.visit, (*words, Cell(button="Go on", link=True)))
