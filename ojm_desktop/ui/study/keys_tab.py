"""People and keys: who has a way in, and trying the recovery sheet before it is needed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.session import Session
from ojm_desktop.service.ways_in import ways_in
from ojm_desktop.ui.study.entries import head
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label

DRILL = (
    "Lock the study and choose it on the first page; give the recovery sheet in place of the passphrase.",
    "Type the groups from the paper. Each group carries its own check, so a slip is named by its group.",
    "If the study opens, the sheet works. Lock again, and put the sheet back where it is kept: never with the laptop.",
)


class KeysTab(Tab):
    """The key slots as a table; what each opens is decided by keys, not by manners."""

    name, words = "keys", "People and keys"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        self.alarm = Strip()
        by, mine = Column("Opened by", 240, gives_way=1), Column("", 220, gives_way=2)
        columns = (Column("Who", 240), by, Column("Opens"), mine)
        self.table = Table("Ways in", columns)
        card = Card(margin=0, spacing=0)
        card.column.addLayout(_padded("Ways in", "Each opens the study alone; losing one loses nothing."))
        card.add(self.table)
        self._nowhere = Label("This study lives in memory only, so it has no keys.", "body", "muted", wrap=True)
        drill = Card(margin=16, spacing=8)
        drill.column.addLayout(
            head("Try the recovery sheet", "Once now, and whenever people or laptops change. It takes three minutes.")
        )
        for number, sentence in enumerate(DRILL, start=1):
            drill.add(Label(f"{number}.  {sentence}", "body", wrap=True))
        self.column.addWidget(self.alarm)
        self.column.addWidget(card)
        self.column.addWidget(self._nowhere)
        self.column.addWidget(drill)
        self.column.addStretch(1)

    def refresh(self) -> None:
        try:
            found = ways_in(self.session)
        except (OjmError, OSError) as error:
            self.alarm.say(f"The key file could not be read: {error}", Tone.ERROR)
            return
        self.alarm.clear()
        self.table.show_rows(
            [
                Row(
                    str(number),
                    (
                        Cell(way.label, bold=True, tip=f"{way.kind}, opened this study" if way.is_mine else way.kind),
                        Cell(way.kind, tip=f"One guess costs {way.guess}" if way.guess else ""),
                        Cell(way.opens),
                        Cell("opened this study", "unlock") if way.is_mine else Cell(""),
                    ),
                )
                for number, way in enumerate(found)
            ]
        )
        self.table.setFixedHeight(self.table.full_height())
        self._nowhere.setVisible(not found)

    def first(self) -> QWidget | None:
        return self.table


def _padded(title: str, words: str) -> QHBoxLayout:
    layout = row(margins=(16, 16, 16, 8))
    layout.addLayout(head(title, words))
    return layout
