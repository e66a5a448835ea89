"""Taking part: how people were reached and why they left, over the whole study (MB17, MB21)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ojm_desktop.domain.contact import Outcome, Way
from ojm_desktop.service.session import Session
from ojm_desktop.service.taking_part import TakingPart, taking_part
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.entries import head
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label

NO_KEY = "Contacts lie on the sealed side, which this key does not open. Ask a researcher."
WHERE = "Counted from everybody’s Contacts tab. Here nobody is named; what leaves hides numbers under 3."
NONE_TRIED = "No attempt to reach anybody is recorded yet."
NONE_LEFT = "Nobody is recorded as having left."


class TakingPartTab(Tab):
    """Two tables: attempts by way and what came of them; people who left by reason and cohort."""

    name, words, group = "taking_part", "Taking part", "Keeping"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        self.tried = Table("Attempts", (Column("How, and what came of it"), Column("Times", 120, centred=True)))
        cohorts = tuple(Column(cohort.name, 120, centred=True) for cohort in session.plan.cohorts)
        self.left = Table("Why people left", (Column("Why"), *cohorts))
        self.none_tried, self.none_left = Label("", wrap=True), Label(NONE_LEFT, wrap=True)
        for title, says, table, none in (
            ("Attempts to reach people", WHERE, self.tried, self.none_tried),
            ("Why people left", "Somebody who withdrew is counted here too.", self.left, self.none_left),
        ):
            card = Card(margin=0, spacing=0)
            top = row(margins=(16, 16, 16, 12))
            top.addLayout(head(title, says), 1)
            card.column.addLayout(top)
            card.add(table)
            card.column.addLayout(row(none, margins=(16, 0, 16, 16)))
            self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        can_read = self.session.study.has_sealed_side
        found = taking_part(self.session) if can_read else TakingPart({}, {})
        self.none_tried.setText(NONE_TRIED if can_read else NO_KEY)
        both = [(way, outcome) for way in Way for outcome in Outcome if found.attempts.get((way, outcome))]
        self._fill(
            self.tried,
            self.none_tried,
            ((f"{way.words}: {outcome.words}", [found.attempts[way, outcome]]) for way, outcome in both),
        )
        names = [cohort.name for cohort in self.session.plan.cohorts]
        self._fill(
            self.left,
            self.none_left,
            ((why, [found.left.get((name, why), 0) for name in names]) for why in found.reasons),
        )
        self.none_left.setVisible(can_read and not found.left)

    def _fill(self, table: Table, none: Label, counts: Iterable[tuple[str, list[int]]]) -> None:
        rows = [Row(words, (Cell(words, tip=words), *map(_number, each))) for words, each in counts]
        look = theme.current()
        table.show_rows(rows)
        table.setFixedHeight(look.px(44) + look.height("row") * len(rows))
        table.setVisible(bool(rows))
        none.setVisible(not rows)


def _number(number: int) -> Cell:
    return Cell(str(number) if number else "–", centred=True)
