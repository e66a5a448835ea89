"""People and keys: who has a way in, and trying the recovery sheet before it is needed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import key_changes
from ojm_desktop.service.session import Session
from ojm_desktop.service.ways_in import ways_in
from ojm_desktop.ui.study.entries import head
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label

OPENS = "The sheet opens the study. Put it back where it is kept: never with the laptop."
OPENS_NOT = "These groups do not open this study: the sheet is of another study, or was replaced. Find the right one."
LONGEST = 120


class KeysTab(Tab):
    """The key slots as a table; what each opens is decided by keys, not by manners."""

    name, words, group = "keys", "People and keys", "Keeping"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        self.alarm = Strip()
        by, wrote = Column("Opened by", 200, gives_way=1), Column("Last wrote", 176, gives_way=2)
        columns = (Column("Who", 240), by, Column("Opens"), wrote, Column("", 190, gives_way=3))
        self.table = Table("Ways in", columns)
        card = Card(margin=0, spacing=0)
        card.column.addLayout(_padded("Ways in", "Each opens the study alone; losing one loses nothing."))
        card.add(self.table)
        self._nowhere = Label("This study lives in memory only, so it has no keys.", "body", "muted", wrap=True)
        drill = Card(margin=16, spacing=8)
        drill.column.addLayout(
            head("Try the recovery sheet", "Once now, and whenever people or laptops change. The log keeps the try.")
        )
        self.groups = QLineEdit()
        self.groups.setMaxLength(LONGEST)
        self.groups.setProperty("tall", "true")
        self.groups.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.groups.returnPressed.connect(self._try)
        self.typed = Field("The eight groups, as they are printed", self.groups)
        self._try_it = quiet("Try the sheet", large=True)
        self._try_it.clicked.connect(lambda _checked: self._try())
        drill.add(self.typed)
        drill.column.addLayout(row(self._try_it, 1))
        self.drill = drill
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
                        Cell(self._day(way.last_wrote)),
                        Cell("opened this study", "unlock") if way.is_mine else Cell(""),
                    ),
                )
                for number, way in enumerate(found)
            ]
        )
        self.table.setFixedHeight(self.table.full_height())
        self._nowhere.setVisible(not found)
        self.drill.setVisible(bool(found))

    def _day(self, utc: str) -> str:
        return long_date(day_in(utc, self.session.plan.zone)) if utc else "nothing yet"

    def _try(self) -> None:
        """What was typed stays only where one of its groups is a slip, which is named."""
        text = self.groups.text()
        if not text.strip():
            self.typed.set_wrong("Type the groups from the paper first.")
            return
        try:
            opens = key_changes.try_sheet(self.session, text)
        except (OjmError, OSError) as error:
            self.typed.set_wrong(str(error))
            return
        self.groups.clear()
        if opens:
            self.typed.set_note(OPENS, "check", "text")
        else:
            self.typed.set_wrong(OPENS_NOT)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Groups that were typed do not wait for whoever comes back to the page."""
        self.groups.clear()
        self.typed.clear_wrong()
        super().hideEvent(event)

    def first(self) -> QWidget | None:
        return self.table


def _padded(title: str, words: str) -> QHBoxLayout:
    layout = row(margins=(16, 16, 16, 8))
    layout.addLayout(head(title, words))
    return layout
