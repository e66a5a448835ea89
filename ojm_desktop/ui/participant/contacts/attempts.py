"""How somebody was reached, and why they left (MB17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.contact import Contact, Leaving, Outcome, Way, Why
from ojm_desktop.service.edits import RecordContact, RecordLeaving, RemoveContact
from ojm_desktop.service.edits.contacts import contacts_of, leaving_of
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.contacts.entry import Entry, choice_field, day_field, words_field
from ojm_desktop.ui.participant.contacts.part import Part, fill
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.lines import apart
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

NOT_A_WITHDRAWAL: Final = "This changes nothing that they told. What is to become of that is a withdrawal."


class AttemptsPart(Part):
    """Each attempt a row; below them what records the next one."""

    name, heading = "attempts", "Attempts"

    def __init__(self, session: Session, do: Do) -> None:
        super().__init__(session, do)
        how, where = Column("How", 210, gives_way=3), Column("Where", 230, gives_way=2)
        columns = (Column("Day", 170), how, where, Column("What came of it"), Column("Words", 160, gives_way=1))
        self.table = Table(self.heading, columns)
        self._none = Label("Nothing is recorded yet.", tone="muted")
        self.entry = Entry(
            (
                {
                    "day": day_field("Day"),
                    "way": choice_field("How", tuple(way.words for way in Way)),
                    "outcome": choice_field("What came of it", tuple(outcome.words for outcome in Outcome)),
                },
                {"where": words_field("Where", "The office, by the lift, a number"), "words": words_field("Words")},
            ),
            "Record the attempt",
        )
        self.entries = (self.entry,)
        self.remove = link("Take out the chosen one")
        self.add(self.table, self._none)
        self.column.addLayout(apart((self.remove,), ()))
        self.add_rule()
        self.add(self.entry)
        self.entry.asked.connect(self._record)
        self.remove.clicked.connect(self._remove)

    def draw(self) -> None:
        tried = contacts_of(self.session.study, self.person)
        fill(self.table, self._none, [_row(one) for one in reversed(tried)])
        self.remove.setVisible(bool(tried))

    def _record(self) -> None:
        day, words = self.entry.day(), self.entry.words()
        if day is None:
            return
        edit = RecordContact(
            participant=self.person,
            on=day,
            way=tuple(Way)[self.entry.chosen("way")],
            outcome=tuple(Outcome)[self.entry.chosen("outcome")],
            where=words["where"],
            words=words["words"],
        )
        if self.do(edit):
            self.entry.begin(self.session.today())

    def _remove(self) -> None:
        if self.table.key:
            self.do(RemoveContact(participant=self.person, contact=self.table.key))


class LeavingPart(Part):
    """One reason; another one takes its place."""

    name, heading = "leaving", "Leaving"

    def __init__(self, session: Session, do: Do) -> None:
        super().__init__(session, do)
        self.says = Label("", wrap=True)
        self.entry = Entry(
            (
                {"day": day_field("Day"), "why": choice_field("Why", tuple(why.words for why in Why))},
                {"words": words_field("Words", NOT_A_WITHDRAWAL)},
            ),
            "Record why",
        )
        self.entries = (self.entry,)
        self.remove = link("Take it out")
        self.column.addLayout(apart((self.says,), (self.remove,)))
        self.add(self.entry)
        self.entry.asked.connect(self._record)
        self.remove.clicked.connect(lambda: self.do(RecordLeaving(participant=self.person, leaving=None)))

    def draw(self) -> None:
        left = leaving_of(self.session.study, self.person)
        self.remove.setVisible(left is not None)
        told = f"{long_date(left.on)}: {left.why.words}. {left.words}".rstrip() if left else "Nothing is recorded."
        self.says.setText(told)

    def _record(self) -> None:
        day = self.entry.day()
        if day is None:
            return
        leaving = Leaving(tuple(Why)[self.entry.chosen("why")], day, self.entry.words()["words"])
        if self.do(RecordLeaving(participant=self.person, leaving=leaving)):
            self.entry.begin(self.session.today())


def _row(one: Contact) -> Row:
    told = f"{one.way.words}, {one.where}. {one.words}".strip()
    return Row(
        one.id,
        (
            Cell(long_date(one.on), tip=told),
            Cell(one.way.words),
            Cell(one.where, tip=one.where),
            Cell(one.outcome.words, tip=told),
            Cell(one.words, tone="muted", tip=one.words),
        ),
    )
