"""Lists: order types, accommodation types, agencies; each entry can be renamed, moved and taken out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ojm_desktop.service.edits.plan import ChangeList, PlanList
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.beside import Beside
from ojm_desktop.ui.study.entries import LineEntry, field
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label

MOST_ROWS = 8


class ListsTab(Tab):
    """What a participant's details are chosen from. What was recorded for somebody stays as it was."""

    name, words, group = "lists", "Lists", "Questions"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        names = [Segment(which.value, which.words.capitalize()) for which in PlanList]
        self.lists = Segments("List", names, stacked=theme.current().scale >= 2)
        self.lists.chosen.connect(lambda _value: self.refresh())
        self.table = Table("Entries", (Column("Entry"),))
        self.table.went_to.connect(lambda _key: self._show_chosen())
        self._empty = Label("Nothing is on this list yet. Add the first entry below.", "body", wrap=True)
        self.entry = LineEntry(120, self._rename)
        self.new = NewEntry(self._add)
        self.up, self.down = quiet("Up", key="Alt+↑"), quiet("Down", key="Alt+↓")
        self.remove = quiet("Take out", key="Del")
        self.add = quiet("Add", icon="plus", key="Enter")
        self.up.clicked.connect(lambda _checked: self._move(-1))
        self.down.clicked.connect(lambda _checked: self._move(1))
        self.remove.clicked.connect(lambda _checked: self._remove())
        self.add.clicked.connect(lambda _checked: self._add(self.new.text()))
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._move(by))
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self._lay_out()

    def refresh(self) -> None:
        entries = self._entries
        self.table.show_rows([Row(words, (Cell(words),)) for words in entries])
        self.table.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        look = theme.current()
        whole = look.px(4) + look.height("row") * min(len(entries), MOST_ROWS)
        self.table.setFixedHeight(max(whole, look.height("row")))
        self._show_chosen()

    def first(self) -> QWidget | None:
        return self.table if self._entries else self.new

    @property
    def _which(self) -> PlanList:
        return PlanList(self.lists.value)

    @property
    def _entries(self) -> tuple[str, ...]:
        entries: tuple[str, ...] = getattr(self.session.plan, self._which.value)
        return entries

    def _show_chosen(self) -> None:
        entries, chosen = self._entries, self.table.key
        has_one = chosen in entries
        self.entry.show_text(chosen if has_one else "")
        self.entry.setEnabled(has_one)
        self.up.setEnabled(has_one and entries[0] != chosen)
        self.down.setEnabled(has_one and entries[-1] != chosen)
        self.remove.setEnabled(has_one)

    def _put(self, entries: tuple[str, ...], chosen: str) -> bool:
        if entries == self._entries or not self.do(ChangeList(which=self._which, entries=entries)):
            return False
        self.table.choose(chosen)
        return True

    def _rename(self, text: str) -> None:
        self._put(tuple(text if words == self.table.key else words for words in self._entries), text)

    def _add(self, text: str) -> None:
        if self._put((*self._entries, text.strip()), text.strip()):
            self.new.clear()
        self.new.setFocus()

    def _move(self, by: int) -> None:
        entries, chosen = list(self._entries), self.table.key
        place = entries.index(chosen) if chosen in entries else -1
        if place >= 0 and 0 <= place + by < len(entries):
            entries.insert(place + by, entries.pop(place))
            self._put(tuple(entries), chosen)

    def _remove(self) -> None:
        entries, chosen = self._entries, self.table.key
        if chosen in entries:
            place = entries.index(chosen)
            kept = tuple(words for words in entries if words != chosen)
            self._put(kept, kept[min(place, len(kept) - 1)] if kept else "")

    def _lay_out(self) -> None:
        self.table.horizontalHeader().hide()
        look = theme.current()
        self._empty.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        card = Card(margin=0, spacing=0)
        card.column.addLayout(row(self.lists, 1, margins=(16, 16, 16, 16)))
        card.add_rule()
        card.add(self.table)
        card.add(self._empty)
        card.column.addLayout(row(self.up, self.down, 1, margins=(16, 12, 16, 16)))
        edited = Card(margin=24, spacing=12)
        edited.add(field("The chosen entry", self.entry))
        edited.column.addLayout(row(self.remove, 1))
        edited.add_rule()
        edited.add(field("A new entry", self.new))
        edited.column.addLayout(row(self.add, 1))
        self.column.addWidget(Beside(card, edited))
        self.column.addStretch(1)


class NewEntry(LineEntry):
    """A line for a new entry: Enter adds it, leaving it does not."""

    def __init__(self, add: Callable[[str], object]) -> None:
        super().__init__(120, lambda _text: None)
        self._add = add

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add(self.text())
            return
        super().keyPressEvent(event)
