"""The research facts of one person, changed where they stand: each field is one edit when it is left."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.participant import Participant, Status
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service.edits.people import START, ChangeParticipant, SetAccommodation, facts_of
from ojm_desktop.service.queries import setup
from ojm_desktop.service.queries.people import PersonRow
from ojm_desktop.ui import theme
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.access_card import AccessCard
from ojm_desktop.ui.participant.name_card import NameCard
from ojm_desktop.ui.reading_only import reads
from ojm_desktop.ui.widgets.buttons import CheckBox, quiet
from ojm_desktop.ui.widgets.card import Card, Scroll, row
from ojm_desktop.ui.widgets.day_field import DayField
from ojm_desktop.ui.widgets.entries import ETHNICITIES, GENDERS, choice, chosen, offer, put
from ojm_desktop.ui.widgets.field import ChoiceBox, Field
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.tasks import Tasks

STATUSES = (
    (Status.TAKING_PART, "Taking part"),
    (Status.COMPLETED, "Completed"),
    (Status.LEFT, "Left the study"),
)
_UNKNOWN = "Not recorded"


class DetailsForm(QWidget):
    """Age, gender, ethnicity, order and its start, where the person lived then, status. ``closed`` by Done or Esc.

    ``withdrawal_asked`` where the person stops taking part.
    """

    closed = Signal()
    withdrawal_asked = Signal()

    def __init__(
        self, session: Session, do: Do, tasks: Callable[[], Tasks | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._do = session, do
        self._person: Participant | None = None
        self.age, self.gender, self.ethnicity = QLineEdit(), choice(), choice()
        self.start = DayField("Order began")
        self.home, self.status = choice(is_free=False), choice(is_free=False)
        self.orders = {kind: CheckBox(kind) for kind in session.plan.order_types}
        self.fields = {
            "age": Field("Age", self.age, "Years"),
            "gender": Field("Gender", self.gender, "A word of the list, or the person’s own"),
            "ethnicity": Field("Ethnicity", self.ethnicity, "A word of the list, or the person’s own"),
            "start": Field("Order began", self.start, "Day, month, year"),
            "home": Field("Lived at the start in", self.home),
            "status": Field("Status", self.status),
        }
        self.name = NameCard(session, do, tasks)
        self.access = AccessCard(session, tasks)
        self.withdraw = quiet("This person stops taking part…", icon="refused")
        self._lay_out()
        self._connect()

    def show_person(self, found: PersonRow) -> None:
        """Show the facts as they are kept."""
        person = found.person
        self._person = person
        self.name.show_person(person.id)
        self.access.show_person(person.id)
        for field in self.fields.values():
            field.clear_wrong()
        self.age.setText("" if person.age is None else str(person.age))
        genders, ethnicities = setup.words_used(self._session)
        for key, words, own in (
            ("gender", (*GENDERS, *genders), person.gender),
            ("ethnicity", (*ETHNICITIES, *ethnicities), person.ethnicity),
        ):
            offer(self.fields[key], words)
            put(self.fields[key], own)
        self.start.show_day(person.order_start)
        for kind, box in self.orders.items():
            with QSignalBlocker(box):
                box.setChecked(kind in person.order_types)
        kept = self._session.study.store.people.accommodations(person.id)
        home = next((each.type for each in kept if each.wave == START), "")
        with QSignalBlocker(self.home), QSignalBlocker(self.status):
            self.home.clear()
            self.home.addItems([_UNKNOWN, *self._session.plan.accommodation_types])
            if home and home not in self._session.plan.accommodation_types:
                self.home.addItem(home)
            self.home.setCurrentText(home or _UNKNOWN)
            self.status.clear()
            self.status.addItems([words for _status, words in STATUSES])
            self.status.setCurrentIndex(next((n for n, (s, _w) in enumerate(STATUSES) if s is person.status), -1))
            self.withdraw.setEnabled(found.level < len(Level))
            self.status.setEnabled(person.status is not Status.WITHDRAWN)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    # --- writing

    def _connect(self) -> None:
        self.age.editingFinished.connect(self._age_given)
        for key in ("gender", "ethnicity"):
            self._connect_words(key, self.fields[key])
        self.start.given.connect(lambda day: self._change(order_start=day))
        self.start.wrong.connect(self.fields["start"].set_wrong)
        self.home.activated.connect(self._home_given)
        self.status.activated.connect(lambda row: self._change(status=STATUSES[row][0]))
        for box in self.orders.values():
            box.clicked.connect(lambda _on=False: self._orders_given())

    def _connect_words(self, key: str, field: Field) -> None:
        """A word that is chosen is given at once, one that is typed when the field is left."""
        box = field.editor
        assert isinstance(box, ChoiceBox)
        box.activated.connect(lambda _row: self._change(**{key: chosen(field)}))
        line = box.lineEdit()
        assert line is not None
        line.editingFinished.connect(lambda: self._change(**{key: chosen(field)}))

    def _age_given(self) -> None:
        text = self.age.text().strip()
        if text and not text.isdecimal():
            self.fields["age"].set_wrong("An age is a whole number of years.")
            return
        self.fields["age"].clear_wrong()
        self._change(age=int(text) if text else None)

    def _orders_given(self) -> None:
        person = self._person
        if person is None:
            return
        kept = [kind for kind in person.order_types if kind not in self.orders]
        self._change(order_types=(*(kind for kind, box in self.orders.items() if box.isChecked()), *kept))

    def _home_given(self, row: int) -> None:
        if self._person is not None:
            home = None if row == 0 else self.home.itemText(row)
            self._do(SetAccommodation(participant=self._person.id, wave=START, type=home))

    def _change(self, **fields: object) -> None:
        if self._person is None:
            return
        now = facts_of(self._person)
        edit: ChangeParticipant = dataclasses.replace(now, **fields)  # type: ignore[arg-type]
        if edit != now:
            self._do(edit)

    # --- how it is made

    def _lay_out(self) -> None:
        look = theme.current()
        card = Card()
        card.setMaximumWidth(look.px(1120))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        top = QHBoxLayout()
        top.addWidget(Label("Details", "heading"), 1)
        done = quiet("Done", key="Esc")
        reads(done)
        done.clicked.connect(self.closed)
        top.addWidget(done)
        card.column.addLayout(top)
        abreast = 1 if look.scale >= 2 else 2
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(24))
        grid.setVerticalSpacing(look.px(8))
        for number, field in enumerate(self.fields.values()):
            grid.addWidget(field, number // abreast, number % abreast)
        for number in range(abreast):
            grid.setColumnStretch(number, 1)
        card.column.addLayout(grid)
        card.column.addWidget(Label("Order", "label"))
        for box in self.orders.values():
            card.column.addWidget(box)
        self.withdraw.clicked.connect(self.withdrawal_asked)
        card.column.addLayout(row(self.withdraw, 1))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, look.px(8))
        column.setSpacing(look.px(16))
        column.addWidget(card)
        column.addWidget(self.name)
        column.addWidget(self.access)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(inside))
