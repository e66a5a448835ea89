"""Basis: on what a study relies, whom people turn to, how long things are kept; entered before anybody is added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ojm_desktop.domain.basis import CONDITIONS, LAWFUL, LONGEST_MONTHS, Basis
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.edits import SetBasis
from ojm_desktop.service.session import Session
from ojm_desktop.ui.study.entries import NumberEntry, field, fields, head
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets.buttons import primary
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.day_field import DayField
from ojm_desktop.ui.widgets.entries import choice, line
from ojm_desktop.ui.widgets.strip import Strip, Tone

MISSING: Final = "Nobody can be added before this is entered. Your ethics approval and impact assessment say all of it."
KEPT: Final = "Whoever has signed keeps the words they signed; those who sign from now on read the new ones."
LETTERS: Final = 200
MONTHS: Final = 24


class BasisTab(Tab):
    """Nothing is told while typing: all of it is entered together, or what is wrong stays to be mended."""

    name, words, group = "basis", "Basis", "Agreement"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        self.said = Strip()
        self.lawful, self.condition = choice(), choice()
        self.lawful.addItems(LAWFUL)
        self.condition.addItems(CONDITIONS)
        for box in (self.lawful, self.condition):
            box.setCurrentIndex(-1)  # what a study relies on is never chosen for it
        self.dpia, self.controller, self.contact = line(LETTERS), line(LETTERS), line(LETTERS)
        self.months = NumberEntry(1, LONGEST_MONTHS)
        self.last_day = DayField("Last day of withdrawal")
        self.enter = primary("Enter")
        self.enter.clicked.connect(lambda _checked: self._enter())
        self._shown: Basis | None = None
        self._lay_out()
        self.months.show_number(MONTHS)

    def refresh(self) -> None:
        basis = self.session.plan.basis
        has_people = bool(self.session.study.store.people.all())
        if basis is None and not self.session.plan.is_practice:
            self.said.say(MISSING, Tone.WARNING)
        elif has_people:
            self.said.say(KEPT, Tone.NEUTRAL, icon="help")
        else:
            self.said.clear()
        if basis is not None and basis != self._shown:
            self._show_basis(basis)
        self._shown = basis
        self.enter.set_words("Enter" if basis is None else "Change")

    def first(self) -> QWidget | None:
        return self.lawful

    def _show_basis(self, basis: Basis) -> None:
        self.lawful.setEditText(basis.lawful_basis)
        self.condition.setEditText(basis.condition)
        for entry, words in (
            (self.dpia, basis.dpia_reference),
            (self.controller, basis.controller),
            (self.contact, basis.contact),
        ):
            self._put_text(entry, words)
        self.months.show_number(basis.retention_months)
        self.last_day.show_day(basis.last_withdrawal_day)

    @staticmethod
    def _put_text(entry: QLineEdit, words: str) -> None:
        entry.setText(words)
        entry.setCursorPosition(0)

    def _enter(self) -> None:
        day = self.last_day.take()
        if day is None:
            self.last_day.setFocus()
            return
        try:
            basis = Basis(
                lawful_basis=self.lawful.currentText().strip(),
                condition=self.condition.currentText().strip(),
                dpia_reference=self.dpia.text().strip(),
                controller=self.controller.text().strip(),
                contact=self.contact.text().strip(),
                retention_months=self.months.value,
                last_withdrawal_day=day,
            )
        except OjmError as error:
            self.refused(str(error))
            return
        if basis != self.session.plan.basis:
            self.do(SetBasis(basis=basis))

    def _lay_out(self) -> None:
        law = Card(margin=24, spacing=12)
        law.column.addLayout(head("What the study relies on", "As your ethics approval and impact assessment have it."))
        law.add(field("Lawful basis", self.lawful), field("Condition for sensitive data", self.condition))
        law.add(field("Reference of the impact assessment (DPIA)", self.dpia))
        people = Card(margin=24, spacing=12)
        people.column.addLayout(head("What participants are told", "It stands in the agreement they sign."))
        people.column.addLayout(
            fields(
                (field("Last day of withdrawal", self.last_day, "After it the report is printed"), 1),
                (field("Kept after the study’s end, in months", self.months, "Then the study is deleted"), 1),
            )
        )
        people.add(field("Whom they turn to", self.contact, "A name or place, and a telephone number"))
        people.add(field("Who is responsible for what is kept", self.controller))
        self.last_day.wrong.connect(self.refused)
        for part in (self.said, law, people):
            self.column.addWidget(part)
        self.column.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
