"""What each part of the Contacts tab is: a card about one person that writes through the page's ``do``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ojm_desktop.ui import theme
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.contacts.entry import Entry
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.table import Row, Table
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

MOST_ROWS: Final = 6


class Part(Card):
    """A card; ``heading`` is what it is chosen by."""

    name = ""
    heading = ""
    entries: tuple[Entry, ...] = ()
    """Where something may stand that is recorded nowhere yet."""

    def __init__(self, session: Session, do: Do) -> None:
        super().__init__(margin=16, spacing=8)
        self.session, self.do = session, do
        self.person = ""
        self.setAccessibleName(self.heading)

    def show_person(self, participant: str) -> None:
        """Draw what is kept of somebody; of somebody else than before with empty fields."""
        is_other, self.person = participant != self.person, participant
        if is_other:
            self.begin()
        self.draw()

    def begin(self) -> None:
        """Empty every field."""
        for entry in self.entries:
            entry.begin(self.session.today())

    def draw(self) -> None:
        """Draw what is kept of this person now."""


def fill(table: Table, none: Label, rows: list[Row]) -> None:
    """Show rows at their height, or say that there is none."""
    table.show_rows(rows)
    table.setVisible(bool(rows))
    none.setVisible(not rows)
    look = theme.current()
    table.setFixedHeight(look.px(44) + look.height("row") * max(1, min(len(rows), MOST_ROWS)))
