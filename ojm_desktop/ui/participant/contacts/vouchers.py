"""Vouchers of one person: handed over, signed for, counted (MB20); their number and worth are typed here alone."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from ojm_desktop.domain.clock import short_date
from ojm_desktop.domain.counting import counted, noun
from ojm_desktop.domain.voucher import USUAL, Voucher, count, pounds
from ojm_desktop.service import vouchers
from ojm_desktop.service.edits import IssueVoucher, RemoveVoucher, SignForVoucher
from ojm_desktop.service.edits.vouchers import vouchers_of
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.contacts.entry import Entry, choice_field, day_field, words_field
from ojm_desktop.ui.participant.contacts.part import Part, fill
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.entries import offer
from ojm_desktop.ui.widgets.lines import apart
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from datetime import date

    from ojm_desktop.service.session import Session

NO_SUM: Final = "Write pounds, such as 20 or 7.50."


class VouchersPart(Part):
    """Each voucher a row, its button for one that is not signed for; receipts that wait are counted by one press."""

    name, heading = "vouchers", "Vouchers"

    def __init__(self, session: Session, do: Do) -> None:
        super().__init__(session, do)
        columns = (Column("Given on", 136), Column("Worth", 96), Column("For", gives_way=1), Column("Signed for", 192))
        self.table = Table(self.heading, columns)
        self._none = Label("None was handed over yet.", tone="muted")
        self.total = Label("", "label")
        self.take_in = link("")
        self.remove = link("Take out the chosen one")
        self.entry = Entry(
            (
                {
                    "day": day_field("Given on"),
                    "worth": words_field("Worth in pounds", letters=8),
                    "number": words_field("Number on it", "So that a lost one can be stopped", 60),
                },
                {"occasion": choice_field("What it is for", ()), "for": words_field("Words", letters=200)},
            ),
            "Record the voucher",
        )
        self.entries = (self.entry,)
        self.add(self.table, self._none)
        self.column.addLayout(apart((self.total,), (self.take_in, self.remove)))
        self.add_rule()
        self.add(self.entry)
        self.table.pressed.connect(self._sign)
        self.entry.asked.connect(self._record)
        self.take_in.clicked.connect(lambda: self.do(*vouchers.uncounted(self.session, self.person)))
        self.remove.clicked.connect(self._remove)

    def begin(self) -> None:
        super().begin()
        offer(self.entry.fields["occasion"], list(self._occasions().values())[:-1])
        self.entry.fields["worth"].editor.setProperty("text", str(USUAL // 100))
        self.entry.start_from_here()

    def draw(self) -> None:
        given = vouchers_of(self.session.study, self.person)
        fill(self.table, self._none, [_row(one, vouchers.thanked_for(self.session.plan, one)) for one in given])
        self.remove.setVisible(bool(given))
        told = count(given)
        self.total.setText(
            f"{counted(told.issued, 'voucher')}, {pounds(told.pence)}; {told.signed} signed for." if given else ""
        )
        waiting = len(vouchers.uncounted(self.session, self.person))
        self.take_in.setVisible(bool(waiting))
        self.take_in.set_words(f"Count {waiting} signed {noun(waiting, 'receipt')}")

    def _record(self) -> None:
        day, words = self.entry.day(), self.entry.words()
        pence = _pence(words["worth"])
        self.entry.fields["worth"].clear_wrong()
        if pence is None:
            self.entry.fields["worth"].set_wrong(NO_SUM)
        elif day is not None and self.do(self._issued(pence, day, words)):
            self.begin()

    def _issued(self, pence: int, day: date, words: dict[str, str]) -> IssueVoucher:
        keys = {name: key for key, name in self._occasions().items()}
        return IssueVoucher(
            participant=self.person,
            pence=pence,
            given_on=day,
            number=words["number"],
            given_for=words["for"],
            occasion=keys.get(words["occasion"], ""),
        )

    def _occasions(self) -> dict[str, str]:
        return vouchers.occasions_of(self.session.plan.cohort(self.session.study.participant(self.person).cohort))

    def _sign(self, voucher: str) -> None:
        self.do(SignForVoucher(participant=self.person, voucher=voucher, signed_on=self.session.today()))

    def _remove(self) -> None:
        if self.table.key:
            self.do(RemoveVoucher(participant=self.person, voucher=self.table.key))


def _pence(words: str) -> int | None:
    try:
        pence = Decimal(words.strip().removeprefix("£").replace(",", ".")) * 100
    except InvalidOperation:
        return None
    return int(pence) if pence.is_finite() and pence == pence.to_integral_value() else None


def _row(one: Voucher, given_for: str) -> Row:
    signed = Cell(_day(one.signed_on), "check") if one.signed_on else Cell(button="Signed today")
    about = ", ".join(part for part in (f"number {one.number}" if one.number else "", given_for) if part)
    return Row(one.id, (Cell(_day(one.given_on), tip=about), Cell(pounds(one.pence)), Cell(about), signed))


def _day(day: date) -> str:
    """8 Nov 2026: what both days of a row have room for in the largest text."""
    return f"{short_date(day)} {day.year}"
