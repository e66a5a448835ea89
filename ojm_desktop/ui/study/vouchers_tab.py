"""Vouchers: how many were handed out over the whole study, how many signed for, and what they are worth (MB20)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from ojm_desktop.domain.counting import counted, noun
from ojm_desktop.domain.voucher import Count, pounds
from ojm_desktop.service.session import Session
from ojm_desktop.service.vouchers import study_count
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label

NO_KEY = "Vouchers lie on the sealed side, which this key does not open. Ask a researcher."
NONE = "No voucher was handed out yet."
WHERE = "Each voucher is recorded on its person’s Contacts tab. Here nobody is named."
ALL = "All are signed for."


class VouchersTab(Tab):
    """Counts and sums, for whoever has to account for the money: all together, and by what they are for."""

    name, words, group = "vouchers", "Vouchers", "Keeping"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        self.given, self.signed = Label("", "heading", wrap=True), Label("", wrap=True)
        self.waiting = Label("", tone="warn", wrap=True)
        columns = (Column("For"), Column("Handed out", 120, centred=True), Column("Worth", 110, gives_way=1))
        self.table = Table("Vouchers by what they are for", (*columns, Column("Signed for", 190)))
        card = Card(margin=0, spacing=0)
        top = QVBoxLayout()
        top.setContentsMargins(*(theme.current().px(16),) * 4)
        for label in (self.given, self.signed, self.waiting, Label(WHERE, tone="muted", wrap=True)):
            top.addWidget(label)
        card.column.addLayout(top)
        card.add(self.table)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        if not self.session.study.has_sealed_side:
            self._say(NO_KEY)
            return
        found = study_count(self.session)
        told = found.all
        if not told.issued and not found.receipts:
            self._say(NONE)
            return
        waiting = told.issued - told.signed
        people = counted(found.people, "person", "people")
        receipts = f"{counted(found.receipts, 'receipt')} {noun(found.receipts, 'is', 'are')}"
        self._say(
            f"{counted(told.issued, 'voucher')} given to {people}: {pounds(told.pence)}",
            f"{told.signed} signed for, {pounds(told.signed_pence)}; {waiting} not yet." if waiting else ALL,
            f"{receipts} not counted yet: see their Contacts tab." if found.receipts else "",
        )
        self.table.show_rows([_row(number, words, each) for number, (words, each) in enumerate(found.occasions)])
        look = theme.current()
        self.table.setFixedHeight(look.px(44) + look.height("row") * len(found.occasions))
        self.table.setVisible(bool(found.occasions))

    def _say(self, given: str, signed: str = "", waiting: str = "") -> None:
        for label, words in ((self.given, given), (self.signed, signed), (self.waiting, waiting)):
            label.setText(words)
            label.setVisible(bool(words))
        self.table.setVisible(False)


def _row(number: int, words: str, told: Count) -> Row:
    signed = f"{told.signed}, {pounds(told.signed_pence)}" if told.signed else "none yet"
    cells = (Cell(words, tip=words), Cell(str(told.issued), centred=True), Cell(pounds(told.pence)), Cell(signed))
    return Row(str(number), cells)
