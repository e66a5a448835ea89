"""The Contacts tab: attempts, vouchers, what is kept apart, why somebody left; only for who has the sealed side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.service.drafts import contacts_place
from ojm_desktop.ui import theme
from ojm_desktop.ui.half_done import HalfDone
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.contacts.attempts import AttemptsPart, LeavingPart
from ojm_desktop.ui.participant.contacts.kept_apart import KeptApartPart
from ojm_desktop.ui.participant.contacts.part import Part
from ojm_desktop.ui.participant.contacts.vouchers import VouchersPart
from ojm_desktop.ui.places import DISCLOSURES
from ojm_desktop.ui.widgets.card import Scroll
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.tall import Tall
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

WIDEST: Final = 1120
NO_KEY: Final = "Contacts lie on the sealed side, which this key does not open. Ask a researcher."


class ContactsTab(QWidget):
    """``half_done`` is kept sealed: names are typed here. ``back_asked(visit)`` to the interview one came from;
    ``done(sentence, folder)`` and ``wrong(sentence)`` tell what came of a report.
    """

    back_asked = Signal(str)
    done = Signal(str, object)
    wrong = Signal(str)

    def __init__(self, session: Session, do: Do) -> None:
        super().__init__()
        self._session = session
        self._person = ""
        self._begun: dict[str, str] = {}
        self.attempts = AttemptsPart(session, do)
        self.vouchers = VouchersPart(session, do)
        self.leaving = LeavingPart(session, do)
        self.kept_apart = KeptApartPart(session, do)
        self.parts: tuple[Part, ...] = (self.attempts, self.vouchers, self.kept_apart, self.leaving)
        self.kept_apart.back_asked.connect(self.back_asked)
        self.kept_apart.done.connect(self.done)
        self.kept_apart.wrong.connect(self.wrong)
        self.no_key = Label(NO_KEY, wrap=True)
        self.choice = Segments("Contacts", [Segment(part.name, part.heading) for part in self.parts])
        self.choice.chosen.connect(lambda _name: self._show_part())
        look, inside = theme.current(), Tall()
        inside.setMaximumWidth(look.px(WIDEST))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.px(8), look.px(8))
        column.setSpacing(look.px(16))
        column.addWidget(self.no_key)
        column.addWidget(self.choice)
        for part in self.parts:
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(inside))

    def show_person(self, participant: str) -> None:
        """Draw what is kept of somebody, and what was half typed about them."""
        is_other = participant != self._person
        if is_other:
            self._keep_begun()
            self._person = participant
        can_read = self._session.study.has_sealed_side
        self.no_key.setVisible(not can_read)
        self.choice.setVisible(can_read)
        for part in self.parts if can_read else ():
            part.show_person(participant)
        self._show_part()
        if can_read and is_other:
            self._take_up(participant)

    def tab_of(self, participant: str, part: str) -> str:
        """The tab that a part of a target names: disclosures are a part of this one, and shown only when asked for."""
        name, _, visit = part.partition("/")
        if name != DISCLOSURES:
            return part
        self.show_person(participant)
        self.kept_apart.come_from(visit)
        self.show_part(self.kept_apart.name)
        return "contacts"

    def record_disclosure(self) -> None:
        """What takes a disclosure down, and none that was recorded before."""
        self.show_part(self.kept_apart.name)
        self.kept_apart.record_new()

    def show_part(self, name: str) -> None:
        """One of them, by its name."""
        self.choice.set_value(name)
        self._show_part()

    def first_focus(self) -> QWidget | None:
        """What chooses among the parts; where somebody came for what is kept apart, what shows it."""
        if not self._session.study.has_sealed_side:
            return None
        return self.kept_apart.first if self.kept_apart.isVisible() else self.choice

    def _show_part(self) -> None:
        for part in self.parts:
            part.setVisible(self._session.study.has_sealed_side and part.name == self.choice.value)

    def half_done(self) -> tuple[HalfDone, ...]:
        """What was typed and recorded nowhere, about anybody."""
        self._keep_begun()
        return tuple(HalfDone(contacts_place(who), text, is_sealed=True) for who, text in self._begun.items())

    def _keep_begun(self) -> None:
        begun = [[entry.begun() for entry in part.entries] for part in self.parts]
        self._begun.pop(self._person, None)
        if self._person and any(any(words) for words in begun):
            self._begun[self._person] = canonical(begun)

    def _take_up(self, participant: str) -> None:
        draft = self._session.draft(contacts_place(participant))
        text = self._begun.get(participant) or (draft.text if draft else "")
        for part, kept in zip(self.parts, json.loads(text or "[]"), strict=False):
            for entry, words in zip(part.entries, kept, strict=False):
                entry.take_up(words)
