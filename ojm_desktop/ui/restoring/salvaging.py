"""Saving what can be read of a damaged study into a new folder, and naming what could not be (R9)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import restoring, salvage
from ojm_desktop.service.salvage import Salvage
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.ui import theme
from ojm_desktop.ui.restoring.new_folder import NewFolder
from ojm_desktop.ui.tasks import Cancelled, Tasks
from ojm_desktop.ui.widgets.buttons import primary, quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.text import Label

WORDS = (
    "Where backups are older than what was done since: the log of the damaged study is done again in a new folder, as "
    "far as it can be read, with the newest whole backup for what it lacks. The damaged folder stays byte for byte."
)


class SalvageCard(Card):
    """``open_asked(unlocked)`` when the salvaged study is to be opened; the study must be closed by now."""

    open_asked = Signal(object)

    def __init__(self, tasks: Callable[[], Tasks], clock: Clock, broken: Unlocked, opens: str) -> None:
        super().__init__(margin=16, spacing=8)
        self._tasks, self._clock, self._broken = tasks, clock, broken
        self._made: Unlocked | None = None
        self.folder = NewFolder()
        self.folder.propose(restoring.free_name(broken.folder.path, "salvaged"))
        self.salvage = quiet("Save what can be read")
        self.said = Message(keeps_line=False)
        self.gone = QPlainTextEdit()
        self.gone.setReadOnly(True)
        self.gone.setTabChangesFocus(True)
        self.gone.setAccessibleName("What could not be read")
        self.gone.setFixedHeight(theme.current().px(132))
        self.gone.hide()
        self.open = primary(opens, icon="unlock")
        self.open.hide()
        self.add(Label("Save what can be read", "heading"), Label(WORDS, "body", "muted", wrap=True))
        self.add(self.folder, self.said, self.gone)
        self.column.addLayout(row(self.salvage, self.open, 1))
        self.salvage.clicked.connect(self._salvage)
        self.folder.entered.connect(self._salvage)
        self.open.clicked.connect(lambda: self.open_asked.emit(self._made))

    def _salvage(self) -> None:
        if not self.salvage.isEnabled() or not self.folder.check():
            return
        broken, target, clock = self._broken, self.folder.path, self._clock
        self.salvage.setEnabled(False)
        self.salvage.set_words("Saving what can be read")
        self.said.show_state("", "")
        self._tasks().start(
            "Saving what can be read",
            lambda progress: salvage.salvage_closed(broken, target, clock, progress),
            self._done,
            self._failed,
        )

    def _done(self, found: Salvage) -> None:
        self._made = found.unlocked
        lost, of = len(found.affected), counted(found.events, "event")
        name = found.unlocked.folder.path.name
        if found.is_complete:
            self.said.show_state("check", f"Everything could be read: {of}, in {name} now.")
        else:
            self.said.show_state(
                "warn", f"{lost} of {of} could not be read any more; the others are in {name} now.", "warn"
            )
            self.gone.setPlainText("\n".join(found.in_words()))
            self.gone.show()
        self.salvage.hide()
        self.open.show()
        self.open.setFocus()

    def _failed(self, error: BaseException) -> None:
        self.salvage.setEnabled(True)
        self.salvage.set_words("Save what can be read")
        if isinstance(error, Cancelled):
            self.said.show_state("warn", "Stopped. No new folder was made.", "warn")
        elif isinstance(error, OjmError):
            self.said.show_state("blocked", str(error), "blocked")
        else:
            raise error
