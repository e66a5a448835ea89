"""Backup: make one, copy it to a stick, see what there is and where, check one again, restore one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ojm_desktop.domain.clock import local_time, long_date, parse_utc
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import backups, sticks
from ojm_desktop.service.session import Session
from ojm_desktop.service.sticks import Copied
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.reading_only import reads
from ojm_desktop.ui.study.entries import head
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.tasks import Cancelled, Tasks
from ojm_desktop.ui.widgets.buttons import Button, primary, quiet
from ojm_desktop.ui.widgets.card import Card, headed, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label, Tone

STICK = (
    "Sets on this laptop are lost with it. A copy on a stick is read again there before it counts and stays encrypted: "
    "with the passphrase or the recovery sheet it opens on any laptop. Lock the stick away from this one."
)
RESTORE = (
    "A backup goes into a new folder, never over a study. Before it does you see what it holds, and what has happened "
    "since that it does not have."
)
FOR_PRACTICE = (
    "A practice study is not restored in the window: its backups ask for a passphrase, and the window’s own practice "
    "study opens without one. Nobody real is in it."
)
MOST_ROWS = 8
Said = tuple[str, str, Tone]
"""Icon, words and tone."""


class BackupTab(Tab):
    """Sets, newest first; Check reads every file of one again, off the thread. ``went`` names another page."""

    name, words, group = "backup", "Backup", "Keeping"
    went = Signal(str)

    def __init__(
        self, session: Session, do: Do, refused: Callable[[str], object], tasks: Callable[[], Tasks | None]
    ) -> None:
        super().__init__(session, do, refused)
        self._tasks, self._own = tasks, Tasks(self)
        self._said: dict[str, Said] = {}
        self._media: tuple[Path, ...] = ()
        self.make = primary("Back up and check now", icon="backup")
        reads(self.make)
        self.make.clicked.connect(lambda _checked: self.asked.emit("backup"))
        self.elsewhere = quiet("To a stick or folder…")
        self.elsewhere.clicked.connect(self._choose_medium)
        self.restore = quiet("Restore a backup…")
        self.restore.clicked.connect(lambda _checked: self.went.emit("restore"))
        self.copied = Message(keeps_line=False)
        self._on_media = QHBoxLayout()
        counted = Column("Events", 110, centred=True, gives_way=1)
        columns = (Column("Made", 220), counted, Column("State"), Column("", 126))
        self.table = Table("Backups", columns)
        self.table.pressed.connect(self.check)
        self.table.opened.connect(self.check)
        self._none = Label("", "body", wrap=True)
        self._where = Label("", "body", "muted", wrap=True)
        self._lay_out()

    def refresh(self) -> None:
        found = backups.sets(self.session)
        has_place = self.session.place is not None
        for button in (self.make, self.elsewhere, self.restore):
            button.setEnabled(has_place)
        self.table.show_rows([self._row(made.path.name, made.made, made.sequence) for made in found])
        self.table.setVisible(bool(found))
        look = theme.current()
        self.table.setFixedHeight(look.px(44) + look.height("row") * min(len(found), MOST_ROWS))
        nowhere = "This study lives in memory only, so it has no backups."
        self._none.setText("No backup yet. Back up now." if has_place else nowhere)
        self._none.setVisible(not found)
        self._where.setVisible(bool(found))
        self._where.setText(f"They lie in {self.session.place.folder.backups}." if self.session.place else "")
        if not self.copied.words:
            self._show_last_copy()
        self._show_media()

    def first(self) -> QWidget | None:
        return self.make if self.make.isEnabled() else None

    # --- a set on this laptop

    def check(self, name: str) -> None:
        """Read one set again; what is found is said in its row."""
        place = self.session.place
        chosen = next((made for made in backups.sets(self.session) if made.path.name == name), None)
        if place is None or chosen is None or self._own.current is not None:
            return
        self._say(name, ("in-progress", "Checking", "text"))
        self._own.start(
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

    # --- a set on a stick

    def copy_to(self, medium: Path) -> None:
        """Back up what is new, copy the newest set there, and read it again there."""
        place, tasks = self.session.place, self._tasks()
        if place is None or tasks is None or not self.elsewhere.isEnabled():
            return
        made, is_due = self.session.clock.now().utc, backups.is_due(self.session)
        self.copied.show_state("in-progress", f"Copying to {medium.name or medium}: leave it plugged in", "text")
        self._let_copy(False)
        tasks.start(
            f"Copying to {medium.name or medium}",
            lambda progress: sticks.copy_newest(place, medium, made, is_due=is_due, progress=progress),
            self._copied,
            self._not_copied,
        )

    def _copied(self, copied: Copied) -> None:
        self._let_copy(True)
        if self.do(copied.record()):
            self.refresh()
            self.copied.show_state("check", f"Copied to {copied.where}, and read again there. It can be taken out now.")

    def _not_copied(self, error: BaseException) -> None:
        self._let_copy(True)
        if isinstance(error, Cancelled):
            self.copied.show_state("warn", "Stopped. What is on the stick so far does not count as a backup.", "warn")
        elif isinstance(error, OjmError):
            self.copied.show_state("blocked", str(error), "blocked")
        else:
            raise error

    def _let_copy(self, is_free: bool) -> None:
        self.elsewhere.setEnabled(is_free)
        for button in self._medium_buttons():
            button.setEnabled(is_free)

    def _choose_medium(self) -> None:
        medium = messages.choose_folder(self, "A stick, or a folder on another disk", Path.home())
        if medium is not None:
            self.copy_to(medium)

    def _show_last_copy(self) -> None:
        last = sticks.last_copy(self.session) if self.session.place is not None else None
        if last is not None:
            self.copied.show_state("check", f"Last copied to {last.where} on {self._when(last.at)}.", "muted")
        else:
            self.copied.show_state("warn", "No copy on a stick yet.")

    def _show_media(self) -> None:
        """A button for each medium that is plugged in."""
        found = sticks.found() if self.session.place is not None else ()
        if found == self._media:
            return
        self._media = found
        for button in self._medium_buttons():
            self._on_media.removeWidget(button)
            button.deleteLater()
        for number, medium in enumerate(found):
            button = quiet(f"To {medium.name or medium}", icon="backup")
            button.clicked.connect(partial(self.copy_to, medium))
            self._on_media.insertWidget(number, button)

    def _medium_buttons(self) -> list[Button]:
        there = [self._on_media.itemAt(number) for number in range(self._on_media.count())]
        found = [item.widget() for item in there if item is not None]
        return [button for button in found if isinstance(button, Button) and button is not self.elsewhere]

    # --- small things

    def _row(self, name: str, made: str, events: int) -> Row:
        icon, words, tone = self._said.get(name, ("check", "Checked when it was made", "text"))
        return Row(
            name,
            (
                Cell(self._when(made)),
                Cell(str(events), centred=True),
                Cell(words, icon, tone, tip=words),
                Cell(button="Check"),
            ),
        )

    def _when(self, utc: str) -> str:
        return f"{long_date(parse_utc(utc).date())}, {local_time(utc, self.session.clock.now().offset)[:5]}"

    def _lay_out(self) -> None:
        card = Card(margin=0, spacing=0)
        card.column.addLayout(headed(head("Backups", backups.WHEN), self.make, margins=(16, 16, 16, 12)))
        card.add(self.table)
        card.column.addLayout(row(self._none, self._where, margins=(16, 8, 16, 12)))
        away = Card(margin=16, spacing=8)
        away.column.addLayout(head("On a stick", STICK))
        away.add(self.copied)
        self._on_media.setSpacing(theme.current().px(12))
        self._on_media.addWidget(self.elsewhere)
        self._on_media.addStretch(1)
        away.column.addLayout(self._on_media)
        restoring = Card(margin=16, spacing=8)
        is_practice = self.session.plan.is_practice
        restoring.column.addLayout(head("Restoring", FOR_PRACTICE if is_practice else RESTORE))
        restoring.column.addLayout(row(self.restore, 1))
        self.restore.setVisible(not is_practice)
        for one in (card, away, restoring):
            self.column.addWidget(one)
        self.column.addStretch(1)


def _judged(problems: list[str]) -> Said:
    if not problems:
        return "check", "Whole: every file was read again", "text"
    return "blocked", f"Damaged: {problems[0]}", "blocked"
