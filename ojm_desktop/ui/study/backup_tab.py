"""Backup: make one, see what there is, check one again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.clock import local_time, long_date, parse_utc
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import backups
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.entries import head
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.tasks import Tasks
from ojm_desktop.ui.widgets.buttons import primary
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label, Tone

RESTORE = (
    "A backup is restored into a new folder, never over a study: type ojm restore in a terminal, with the backup and "
    "the new folder. Copy the backups folder to another disk now and then; what lies in it stays encrypted."
)
MOST_ROWS = 8
Said = tuple[str, str, Tone]
"""Icon, words and tone."""


class BackupTab(Tab):
    """Sets, newest first; Check reads every file of one again, off the thread."""

    name, words, group = "backup", "Backup", "Keeping"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        self._tasks = Tasks(self)
        self._said: dict[str, Said] = {}
        self.make = primary("Back up and check now", icon="backup")
        self.make.clicked.connect(lambda _checked: self.asked.emit("backup"))
        counted = Column("Events", 110, centred=True, gives_way=1)
        columns = (Column("Made", 220), counted, Column("State"), Column("", 126))
        self.table = Table("Backups", columns)
        self.table.pressed.connect(self.check)
        self.table.opened.connect(self.check)
        self._none = Label("", "body", wrap=True)
        card = Card(margin=0, spacing=0)
        top = row(margins=(16, 16, 16, 12))
        top.addLayout(head("Backups", backups.WHEN), 1)
        top.addWidget(self.make)
        card.column.addLayout(top)
        card.add(self.table)
        card.column.addLayout(row(self._none, margins=(16, 0, 16, 16)))
        restoring = Card(margin=16, spacing=8)
        restoring.add(Label("Restoring", "label"), Label(RESTORE, "body", "muted", wrap=True))
        self.column.addWidget(card)
        self.column.addWidget(restoring)
        self.column.addStretch(1)

    def refresh(self) -> None:
        found = backups.sets(self.session)
        self.make.setEnabled(self.session.place is not None)
        self.table.show_rows([self._row(made.path.name, made.made, made.sequence) for made in found])
        self.table.setVisible(bool(found))
        look = theme.current()
        self.table.setFixedHeight(look.px(44) + look.height("row") * min(len(found), MOST_ROWS))
        nowhere = "This study lives in memory only, so it has no backups."
        self._none.setText("No backup yet. Back up now." if self.session.place else nowhere)
        self._none.setVisible(not found)

    def first(self) -> QWidget | None:
        return self.make if self.make.isEnabled() else None

    def check(self, name: str) -> None:
        """Read one set again; what is found is said in its row."""
        place = self.session.place
        chosen = next((made for made in backups.sets(self.session) if made.path.name == name), None)
        if place is None or chosen is None or self._tasks.current is not None:
            return
        self._say(name, ("in-progress", "Checking", "text"))
        self._tasks.start(
            "Checking a backup",
            lambda _progress: backups.check_set(place, chosen),
            lambda problems: self._say(name, _judged([f"{found.file}: {found.what}" for found in problems])),
            lambda error: self._failed(name, error),
        )

    def _failed(self, name: str, error: BaseException) -> None:
        if not isinstance(error, OjmError):
            raise error
        self._say(name, ("blocked", str(error), "blocked"))

    def _say(self, name: str, said: Said) -> None:
        self._said[name] = said
        self.refresh()

    def _row(self, name: str, made: str, events: int) -> Row:
        icon, words, tone = self._said.get(name, ("check", "Checked when it was made", "text"))
        offset = self.session.clock.now().offset
        when = f"{long_date(parse_utc(made).date())}, {local_time(made, offset)[:5]}"
        return Row(
            name,
            (Cell(when), Cell(str(events), centred=True), Cell(words, icon, tone, tip=words), Cell(button="Check")),
        )


def _judged(problems: list[str]) -> Said:
    if not problems:
        return "check", "Whole: every file was read again", "text"
    return "blocked", f"Damaged: {problems[0]}", "blocked"
