"""The Log tab: what was changed about this person, newest first. It cannot be edited, here or anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.service.queries import events
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

_NOTE = "Signing and names lie on the sealed side and are not listed here. Nothing in the log can be changed."


class LogTab(QWidget):
    """A row an event."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        number, time = Column("Number", 110, gives_way=1), Column("Time", 120, gives_way=2)
        self.table = Table("Log", (number, Column("Day", 190), time, Column("What")))
        card = Card(margin=0)
        card.add(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(card, 1)
        column.addWidget(Label(_NOTE, tone="muted", wrap=True))

    def show_person(self, participant: str) -> None:
        """Read the newest events of one person."""
        self.table.show_rows(
            [
                Row(
                    str(told.sequence),
                    (
                        Cell(str(told.sequence), tone="muted"),
                        Cell(told.day, tip=f"Number {told.sequence}, {told.time}"),
                        Cell(told.time, tone="muted"),
                        Cell(told.sentence, tip=told.sentence),
                    ),
                )
                for told in events.about(self._session, participant)
            ]
        )
