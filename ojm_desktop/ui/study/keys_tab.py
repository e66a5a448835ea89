"""People and keys: who has a way in, and trying the recovery sheet before it is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import key_changes
from ojm_desktop.service.edits import AddKey
from ojm_desktop.service.key_changes import KeyChange
from ojm_desktop.service.session import Session
from ojm_desktop.service.ways_in import ROLES, Offer, WayIn, ways_in
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.entries import head
from ojm_desktop.ui.study.key_steps import KeyStep, LetIn, LetOfficeIn, NewRecovery, OwnPassphrase, TakeOut
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.tasks import Cancelled, Progress, Tasks
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label

OPENS = "The sheet opens the study. Put it back where it is kept: never with the laptop."
OPENS_NOT = "These groups do not open this study: the sheet is of another study, or was replaced. Find the right one."
ONLY_READS = (
    "Your key opens the research data and no names. Who has a way in is changed by somebody whose key opens everything."
)
LONGEST = 120
BUTTONS: Final[dict[Offer, str]] = {
    "": "",
    "passphrase": "Change passphrase…",
    "sheet": "New sheet…",
    "removal": "Take out…",
}


class KeysTab(Tab):
    """The key slots as a table; what each opens is decided by keys, not by manners.

    A change is asked about in a card of its own below the list, made in a worker (deriving a key takes a second), and
    put into the log and the key file here. One that gives the study new keys locks it.
    """

    name, words, group = "keys", "People and keys", "Keeping"

    def __init__(
        self, session: Session, do: Do, refused: Callable[[str], object], tasks: Callable[[], Tasks | None]
    ) -> None:
        super().__init__(session, do, refused)
        self._tasks = tasks
        self._found: dict[str, WayIn] = {}
        self.step: KeyStep | None = None
        self._is_unreadable = False
        self.alarm = Strip()
        self.let_in = quiet("Let somebody in…", icon="plus")
        self.let_in.clicked.connect(lambda _checked: self.ask(LetIn(self.session.plan.name)))
        self.let_office_in = quiet("Let the office in…")
        self.let_office_in.clicked.connect(lambda _checked: self.ask(LetOfficeIn()))
        self.table = self._table()
        self.card = Card(margin=0, spacing=0)
        self.card.column.addLayout(self._top())
        self.card.add(self.table)
        self._nowhere = Label("This study lives in memory only, so it has no keys.", "body", "muted", wrap=True)
        self._closed = Label(ONLY_READS, "body", "muted", wrap=True)
        self._step_place = QVBoxLayout()
        self.drill = self._drill()
        self.column.addWidget(self.alarm)
        self.column.addWidget(self.card)
        self.column.addWidget(self._nowhere)
        self.column.addWidget(self._closed)
        self.column.addLayout(self._step_place)
        self.column.addWidget(self.drill)
        self.column.addStretch(1)

    def refresh(self) -> None:
        try:
            found = ways_in(self.session)
        except (OjmError, OSError) as error:
            self._is_unreadable = True
            self.alarm.say(f"The key file could not be read: {error}", Tone.ERROR)
            return
        if self._is_unreadable:
            self.alarm.clear()
        self._is_unreadable = False
        self._found = {way.slot: way for way in found}
        self.table.show_rows([self._row(way) for way in found])
        self.table.setFixedHeight(self.table.full_height())
        changes_keys = bool(found) and self.session.study.has_sealed_side
        self._nowhere.setVisible(not found)
        self._closed.setVisible(bool(found) and not changes_keys)
        for part in (self.let_in, self.let_office_in):
            part.setVisible(changes_keys)
        self.card.setVisible(self.step is None)
        self.drill.setVisible(changes_keys and self.step is None)

    def ask(self, step: KeyStep) -> None:
        """Ask about one change; what was asked before is left."""
        self.leave()
        self.alarm.clear()
        self.step = step
        step.closed.connect(self.leave)
        step.asked.connect(self._go)
        self._step_place.addWidget(step)
        step.show()
        self.card.hide()
        self.drill.hide()
        step.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Leave what is asked with nothing done."""
        step, self.step = self.step, None
        if step is None:
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and step.isAncestorOf(focus)
        step.forget()
        step.hide()
        step.deleteLater()
        self.refresh()
        if had_focus and self.isVisible():
            self.table.setFocus()

    def _asked_of(self, slot: str) -> None:
        """What the row's button offers."""
        way, place = self._found[slot], self.session.place
        if way.offers == "passphrase":
            self.ask(OwnPassphrase(self.session.plan.name, way))
        elif way.offers == "removal":
            self.ask(TakeOut(way))
        elif way.offers == "sheet" and place is not None:
            try:
                change = key_changes.prepare_sheet(place)
            except (OjmError, OSError) as error:
                self.alarm.say(str(error), Tone.ERROR)
                return
            plan = self.session.plan
            self.ask(NewRecovery(plan.name, change, self.session.clock, is_practice=plan.is_practice))

    def _go(self) -> None:
        step, place, tasks = self.step, self.session.place, self._tasks()
        if step is None or place is None or tasks is None or not step.go.isEnabled():
            return
        work = step.work(place)
        if work is None:
            return
        step.set_busy(True)

        def make(progress: Progress) -> KeyChange:
            progress(0.1, "Making the key")
            made = work()
            progress(0.9, "Making the key")
            return made

        tasks.start("Making the key", make, lambda change: self._made(step, change), lambda e: self._failed(step, e))

    def _made(self, step: KeyStep, change: KeyChange) -> None:
        """Into the log, then into the key file; what takes a way out locks the study, so that it gets its new keys."""
        try:
            key_changes.put(self.session, change)
        except (OjmError, OSError) as error:
            self._failed(step, error)
            return
        if step is self.step:
            self.leave()
        self.refresh()
        if change.begun is not None:
            self.asked.emit("lock")
        elif isinstance(change.record, AddKey):
            self.alarm.say(f"{change.record.label} opens the study now: {ROLES[change.record.role].lower()}.")

    def _failed(self, step: KeyStep, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            said = "Cancelled. Nothing was changed."
        elif isinstance(error, OjmError | OSError):
            said = str(error)
        else:
            raise error
        if step is self.step:
            step.set_busy(False)
            step.set_wrong(said)
        else:
            self.alarm.say(said, Tone.ERROR)

    def _row(self, way: WayIn) -> Row:
        return Row(
            way.slot,
            (
                Cell(
                    f"{way.label}, you" if way.is_mine else way.label,
                    "unlock" if way.is_mine else "",
                    bold=True,
                    tip=f"{way.kind}, opened this study" if way.is_mine else way.kind,
                ),
                Cell(way.kind, tip=f"One guess costs {way.guess}" if way.guess else ""),
                Cell(way.opens),
                Cell(self._day(way.last_wrote)),
                Cell(button=BUTTONS[way.offers]),
            ),
        )

    def _table(self) -> Table:
        by, wrote = Column("Opened by", 200, gives_way=1), Column("Last wrote", 176, gives_way=2)
        columns = (Column("Who"), by, Column("Opens", 256, gives_way=3), wrote, Column("", 206))
        table = Table("Ways in", columns)
        table.pressed.connect(self._asked_of)
        table.opened.connect(self._asked_of)
        return table

    def _top(self) -> QBoxLayout:
        """Heading and buttons: beside each other, at large text below."""
        is_large = theme.current().scale > 1
        layout = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
        layout.setContentsMargins(*(theme.current().px(edge) for edge in (16, 16, 16, 12)))
        layout.setSpacing(theme.current().px(12))
        layout.addLayout(head("Ways in", "Each opens the study alone; losing one loses nothing."), 1)
        layout.addLayout(row(self.let_in, self.let_office_in, 1 if is_large else 0))
        return layout

    def _drill(self) -> Card:
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
        return drill

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
