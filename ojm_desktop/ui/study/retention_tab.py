"""Retention: how long everything is kept, whose time is over, and the step before anybody is erased for it (W7, T3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.retention import RULES, Until, Which, in_words
from ojm_desktop.domain.withdrawal import WORDS, Level
from ojm_desktop.service import retention
from ojm_desktop.service.retention import Due
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.entries import fields, head
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets.buttons import primary
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.table import Column, Row, Table

TITLES: Final = {Which.UNSIGNED: "Never signed, and time is over", Which.SIGNED: "Kept as long as agreed"}
WHAT: Final = "The months are those of the basis, counted from the last day of withdrawal or of anybody’s last visit."


class DueCard(Card):
    """People whose time is over: what goes and stays; ``who`` confirms, and ``number`` takes how many they are."""

    def __init__(self, which: Which, erase: Callable[[DueCard], None]) -> None:
        super().__init__()
        self.which = which
        self.codes: frozenset[str] = frozenset()
        self.goes, self.stays = Message(keeps_line=False), Message(keeps_line=False)
        self.who, self.number = QLineEdit(), QLineEdit()
        self.who.setMaxLength(80)
        self.number.setMaxLength(6)
        self.confirmed = Field("Confirmed by", self.who, "Stays in the study: initials are enough")
        self.again = Field("How many people go", self.number, "Erasing cannot be undone")
        self.erase = primary("Erase")
        self.erase.clicked.connect(lambda _checked: erase(self) if self._is_filled() else None)
        for field, line in ((self.confirmed, self.who), (self.again, self.number)):
            line.textEdited.connect(field.clear_wrong)
        self.column.addLayout(head(TITLES[which], "Nothing is erased before somebody confirms it here."))
        self.add(self.goes, self.stays)
        self.column.addLayout(fields((self.confirmed, 1), (self.again, 1)))
        self.column.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignLeft)

    def show_due(self, due: Due | None) -> None:
        """What is due now; hidden where nothing is. Where it is other people than before, nothing is typed yet."""
        codes = frozenset(due.people) if due else frozenset()
        if codes != self.codes:
            self.who.clear()
            self.number.clear()
        self.codes = codes
        self.setVisible(due is not None)
        if due is not None:
            self.goes.show_state("warn", due.sentence)
            self.stays.show_state("lock", f"What stays: {WORDS[Level.ERASED].stays}")
            self.erase.set_words(f"Erase {counted(len(codes), 'person', 'people')}")

    def _is_filled(self) -> bool:
        """Whether both lines are as they must be; the first that is not says so and has the keys."""
        wrong = None
        if self.number.text().strip() != str(len(self.codes)):
            wrong = self.again
            wrong.set_wrong(f"Type {len(self.codes)} to erase them.")
        if not self.who.text().strip():
            wrong = self.confirmed
            wrong.set_wrong("Write who confirms it; initials are enough.")
        if wrong is not None:
            wrong.setFocus()
        return wrong is None


class RetentionTab(Tab):
    """What is due is asked anew at each look, and told before the rules. Only a confirmed card erases; none has the
    keys by itself, so that what goes is read first.
    """

    name, words, group = "retention", "Retention", "Agreement"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        self.said = Strip()
        self.cards = tuple(DueCard(which, self._erase) for which in Which)
        columns = (Column("What"), Column("How long", 280, gives_way=1), Column("Kept until", 180))
        self.table = Table("How long everything is kept", columns)
        rules = Card(margin=0, spacing=0)
        top = row(margins=(16, 16, 16, 12))
        top.addLayout(head("How long everything is kept", WHAT), 1)
        rules.column.addLayout(top)
        rules.add(self.table)
        for part in (self.said, *self.cards, rules):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def refresh(self) -> None:
        found, basis = retention.due(self.session), self.session.plan.basis
        is_loud = bool(found.doubt or found.due or found.is_over or found.terms is None)
        self.said.say(found.sentence, Tone.WARNING if is_loud else Tone.NEUTRAL, icon="" if is_loud else "check")
        for card in self.cards:
            card.show_due(next((one for one in found.due if one.which is card.which), None))
        rows = []
        for rule in RULES:
            how = in_words(rule.until, basis)
            until = long_date(found.terms.kept_until) if found.terms and rule.until is Until.PERSON else "–"
            cells = (Cell(rule.what, tip=f"{rule.what}. {how}."), Cell(how), Cell(until))
            rows.append(Row(rule.what, cells))
        self.table.show_rows(rows)
        look = theme.current()
        self.table.setFixedHeight(look.px(44) + look.height("row") * len(rows))

    def _erase(self, card: DueCard) -> None:
        try:
            retention.carry_out(self.session, card.which, card.codes, card.who.text())
        except OjmError as error:
            self.refused(str(error))
        self.refresh()
