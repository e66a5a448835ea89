"""Two versions of a questionnaire beside each other, in words: what was added, removed, moved, asked otherwise."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.form_difference import Difference, What
from ojm_desktop.service import form_versions
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.forms.side_view import SideView
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.field import ChoiceBox
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.table import Column, Row
from ojm_desktop.ui.widgets.text import Label
from ojm_desktop.ui.widgets.wrapped import BELOW, WrappedTable

MOST_HEIGHT: Final = 620
MOST_LINES: Final = 8
"""A difference at the end of a long text must be seen, so it is cut later than elsewhere."""
MEANING: Final = (
    "Major: an answer may mean something else than before, because something else is asked, of others, or to be "
    "answered otherwise. Minor: help, order and further languages."
)
ALL, MAJOR = "all", "major"


class CompareView(SideView):
    """Two boxes choose the versions, the older one left; the table tells what differs."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: tuple[Difference, ...] = ()
        self.older, self.newer = ChoiceBox(), ChoiceBox()
        self.older.setAccessibleName("The older version")
        self.newer.setAccessibleName("The newer version")
        for box in (self.older, self.newer):
            box.setMinimumWidth(theme.current().px(180))
            box.activated.connect(lambda _index: self._compare())
        self.which = Segments("Which differences", [Segment(ALL, "All"), Segment(MAJOR, "Major")])
        self.which.chosen.connect(lambda _value: self._show())
        self.told = Label("", "label", wrap=True)
        self.table = WrappedTable("What differs", _columns(), most_height=MOST_HEIGHT, most_lines=MOST_LINES)
        self._lay_out()

    def show_versions(self, form: str, title: str, newer: str, older: str = "") -> None:
        """Compare a version with another one of the same questionnaire: the one given, else the one before it."""
        self.heading.setText(f"{title}: two versions compared")
        held = form_versions.versions(self._session, form)
        for box in (self.older, self.newer):
            box.clear()
            for one in held:
                box.addItem(f"Version {one.facts.version}", one.facts.digest)
        before = form_versions.version_before(self._session, newer)
        other = older or (before.digest if before is not None else held[0].facts.digest)
        pair = (other, newer)
        if [one.facts.digest for one in held].index(other) < [one.facts.digest for one in held].index(newer):
            pair = (newer, other)  # the newest stands first in the list; what is asked about is what became of the old
        self.older.setCurrentIndex(self.older.findData(pair[0]))
        self.newer.setCurrentIndex(self.newer.findData(pair[1]))
        self._compare()

    def first(self) -> QWidget:
        return self.table if self._found else self.older

    def _compare(self) -> None:
        older, newer = str(self.older.currentData()), str(self.newer.currentData())
        self._found = form_versions.compared(self._session, older, newer)
        major = sum(one.is_major for one in self._found)
        self.told.setText(f"{form_versions.summary(self._found)}.")
        self.which.set_words(ALL, f"All {len(self._found)}")
        self.which.set_words(MAJOR, f"Major {major}")
        self._show()

    def _show(self) -> None:
        shown = [one for one in self._found if self.which.value == ALL or one.is_major]
        self.table.show_rows([_row(number, one) for number, one in enumerate(shown)])
        self.table.setVisible(bool(shown))

    def _lay_out(self) -> None:
        card = Card(margin=0, spacing=0)
        look = theme.current()
        inside = QWidget()
        column = lines((self.older, Label("beside", "body", "muted")), (self.newer,), (self.which,))
        inside.setLayout(column)
        column.setContentsMargins(look.px(16), look.px(16), look.px(16), look.px(8))
        self.told.setContentsMargins(look.px(16), look.px(4), look.px(16), 0)
        meaning = Label(MEANING, "body", "muted", wrap=True)
        meaning.setContentsMargins(look.px(16), 0, look.px(16), look.px(12))
        card.add(inside, self.told, meaning, self.table)
        self.column.addWidget(card)
        self.column.addStretch(1)


def _columns() -> tuple[Column, ...]:
    scale = theme.current().scale
    weight, what, question = Column("", 104), Column("What", 150), Column("Question", 210)
    if scale == 1:
        return weight, what, question, Column("Was"), Column("Is")
    if scale < 2:
        return weight, what, Column("Was, and is")
    return weight, Column("Was, and is")


def _row(number: int, one: Difference) -> Row:
    weight = Cell("Major", "warn", "warn") if one.is_major else Cell("Minor", "check", "muted")
    where = f"list {one.name}" if one.what is What.CHOICES and one.of != "which choices" else one.name
    of = one.of if one.what in {What.LOGIC, What.CHOICES, What.HELP, What.ANSWERS, What.JOURNEY} else ""
    of = f"{of}, {one.language}" if one.language and of else of or one.language
    named = f"{where or 'The whole form'}{BELOW}{of}" if of else where or "The whole form"
    tip = f"{one.what.value}: {named}\nWas: {one.before}\nIs: {one.after}".replace(BELOW, ", ", 1)
    scale = theme.current().scale
    was, now = one.before or "–", one.after or "–"
    if scale == 1:
        cells = (
            weight,
            Cell(one.what.value),
            Cell(named, tip=tip),
            Cell(was, tone="muted", tip=tip),
            Cell(now, tip=tip),
        )
        return Row(str(number), cells)
    both = f"{now}{BELOW}was: {was}"
    if scale < 2:
        return Row(str(number), (weight, Cell(f"{one.what.value}{BELOW}{where}", tip=tip), Cell(both, tip=tip)))
    return Row(str(number), (weight, Cell(f"{one.what.value}, {where}: {both}", tip=tip)))
