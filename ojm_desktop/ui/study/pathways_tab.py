"""Pathways: letter, name, short name, marker, what was asked, and their order on every map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from string import ascii_uppercase
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.plan import SHORT_NAME_LETTERS, Pathway, Shape
from ojm_desktop.service.edits.plan import ChangePathways
from ojm_desktop.service.queries import setup
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.beside import Beside
from ojm_desktop.ui.study.entries import LineEntry, field, fields
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.field import ChoiceBox
from ojm_desktop.ui.widgets.lines import apart
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label

IN_USE = "Something was said about this pathway, so it stays in the study."


class PathwaysTab(Tab):
    """The areas of life that are rated, in the order of the maps."""

    name, words, group = "pathways", "Pathways", "Questions"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        columns = (Column("Letter", 84, centred=True), Column("Name"), Column("Short name", 168, gives_way=1))
        self.table = Table("Pathways", columns)
        self.table.went_to.connect(lambda _key: self._show_chosen())
        self.letter = LineEntry(1, lambda text: self._change(letter=text.upper()))
        self.long_name = LineEntry(60, lambda text: self._change(name=text))
        self.short_name = LineEntry(SHORT_NAME_LETTERS, lambda text: self._change(short_name=text))
        self.asks = LineEntry(120, lambda text: self._change(asks=text))
        self.shape = ChoiceBox()
        for shape in Shape:
            self.shape.addItem(shape.value.replace("_", " ").capitalize(), shape)
        self.shape.activated.connect(lambda _index: self._change(shape=self.shape.currentData()))
        self.up = quiet("Up", key="Alt+↑")
        self.down = quiet("Down", key="Alt+↓")
        self.add = quiet("Add a pathway", icon="plus")
        self.remove = quiet("Take out")
        self.up.clicked.connect(lambda _checked: self._move(-1))
        self.down.clicked.connect(lambda _checked: self._move(1))
        self.add.clicked.connect(lambda _checked: self._add())
        self.remove.clicked.connect(lambda _checked: self._remove())
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._move(by))
        self._fixed = Label(IN_USE, "body", "muted", wrap=True)
        self._lay_out()

    def refresh(self) -> None:
        pathways = self.session.plan.pathways
        self.table.show_rows(
            [
                Row(found.key, (Cell(found.letter, bold=True, centred=True), Cell(found.name), Cell(found.short_name)))
                for found in pathways
            ]
        )
        self.table.setFixedHeight(self.table.full_height())
        self._show_chosen()

    def first(self) -> QWidget | None:
        return self.table

    def _show_chosen(self) -> None:
        pathways = self.session.plan.pathways
        chosen = next((found for found in pathways if found.key == self.table.key), None)
        if chosen is None:
            return
        self.letter.show_text(chosen.letter)
        self.long_name.show_text(chosen.name)
        self.short_name.show_text(chosen.short_name)
        self.asks.show_text(chosen.asks)
        self.shape.setCurrentIndex(list(Shape).index(chosen.shape))
        place = pathways.index(chosen)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < len(pathways) - 1)
        is_used = chosen.key in setup.pathways_in_use(self.session)
        self.remove.setEnabled(len(pathways) > 1 and not is_used)
        self._fixed.setVisible(is_used)

    def _change(self, **parts: Any) -> None:
        """Put other words for the chosen pathway."""
        try:
            changed = tuple(
                replace(found, **parts) if found.key == self.table.key else found
                for found in self.session.plan.pathways
            )
        except OjmError as error:
            self.refused(str(error))
            return
        self._put(changed)

    def _put(self, pathways: tuple[Pathway, ...]) -> None:
        if pathways != self.session.plan.pathways:
            self.do(ChangePathways(pathways=pathways))

    def _move(self, by: int) -> None:
        pathways = list(self.session.plan.pathways)
        place = next((number for number, found in enumerate(pathways) if found.key == self.table.key), -1)
        if 0 <= place + by < len(pathways) and place >= 0:
            pathways.insert(place + by, pathways.pop(place))
            self._put(tuple(pathways))

    def _add(self) -> None:
        made = fresh(self.session.plan.pathways)
        self._put((*self.session.plan.pathways, made))
        self.table.choose(made.key)
        self.long_name.setFocus()
        self.long_name.selectAll()

    def _remove(self) -> None:
        self._put(tuple(found for found in self.session.plan.pathways if found.key != self.table.key))

    def _lay_out(self) -> None:
        listed = Card(margin=0, spacing=0)
        listed.add(self.table)
        below = apart((self.up, self.down), (self.add,))
        look = theme.current()
        below.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        listed.column.addLayout(below)
        edited = Card(margin=24, spacing=12)
        edited.add(field("Name", self.long_name))
        edited.column.addLayout(fields((field("Letter", self.letter), 1), (field("Short name", self.short_name), 3)))
        edited.add(field("Marker on the maps", self.shape))
        example = "Stands under the map, such as: how safe and settled they felt at home"
        edited.add(field("Was asked …", self.asks, example))
        edited.column.addLayout(row(self.remove, 1))
        edited.add(self._fixed)
        self.column.addWidget(Beside(listed, edited))
        self.column.addStretch(1)


def fresh(pathways: tuple[Pathway, ...]) -> Pathway:
    """A pathway to be named: the first free letter, a marker that is used least."""
    letters = {found.letter for found in pathways}
    shapes = [found.shape for found in pathways]
    keys = {found.key for found in pathways}
    number = next(number for number in range(1, len(pathways) + 2) if f"pathway{number}" not in keys)
    return Pathway(
        key=f"pathway{number}",
        letter=next(letter for letter in ascii_uppercase if letter not in letters),
        name=f"New pathway {number}",
        short_name=f"New {number}",
        shape=min(Shape, key=shapes.count),
        asks="how it went",
    )
