"""Who a code stands for: sealed, shown for some minutes once the passphrase is typed again, and changed there (W9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service import reveal
from ojm_desktop.service.edits import RecordIdentity
from ojm_desktop.service.names import MINUTES
from ojm_desktop.ui import theme
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.passphrase_again import WIDE, PassphraseAgain
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card, bounded, row
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.tasks import Tasks

LONGEST: Final = 400
LOOKED_EVERY: Final = 1000
"""Milliseconds between two looks at whether the minutes are over."""
SEALED: Final = "Sealed. Everywhere else the code stands for this person."
LOGGED: Final = f"Type the passphrase again. Names stay open for {MINUTES} minutes; each showing stands in the log."
NO_KEY: Final = "Your key opens the research data and no names."
OPEN: Final = f"Shown until you leave this page, at most {MINUTES} minutes. What is changed here is sealed at once."


class NameCard(Card):
    """A button; then the passphrase; then two lines that hold name and contact while they may be seen."""

    def __init__(self, session: Session, do: Do, tasks: Callable[[], Tasks | None]) -> None:
        super().__init__()
        look = theme.current()
        self.setMaximumWidth(look.px(1120))
        self._session, self._do = session, do
        self._participant = ""
        self._shown: Identity | None = None
        self._words = Label(SEALED, tone="muted", wrap=True)
        self.show_it, self.hide_it = quiet("Show name and contact…", icon="unlock"), quiet("Hide them again")
        self.again = PassphraseAgain(session, tasks, "Show the name")
        self.passphrase, self.go = self.again.passphrase, self.again.go
        self.name, self.contact = QLineEdit(), QLineEdit()
        self._open = QWidget()
        self._lay_out()
        self._look = QTimer(self)
        self._look.setInterval(LOOKED_EVERY)
        self._connect()
        self.close_name()

    def show_person(self, participant: str) -> None:
        """Whose name it is; what was shown of somebody else is gone, of the same person it is as it is kept now."""
        if participant != self._participant:
            self._participant = participant
            self.close_name()
        elif self._shown is not None:
            self._draw_again()

    def close_name(self) -> None:
        """Show nothing, and keep nothing that was shown or typed."""
        self._shown = None
        self._look.stop()
        self.again.close_it()
        for line in (self.name, self.contact):
            line.clear()
            line.setText("")  # nothing to undo in it
        self._open.hide()
        has_key = self._session.study.has_sealed_side
        self._words.setText(SEALED if has_key else NO_KEY)
        self.show_it.setVisible(has_key)

    def hideEvent(self, event: QHideEvent) -> None:
        self._give()
        self.close_name()
        super().hideEvent(event)

    # --- showing

    def _ask(self) -> None:
        if not reveal.is_asked(self._session):
            self._reveal()
            return
        self.show_it.hide()
        self._words.setText(LOGGED)
        self.again.ask()

    def _reveal(self) -> None:
        try:
            found = reveal.show(self._session, self._participant)
        except OjmError as error:
            self._words.setText(str(error))
            return
        self._put(found)
        self.again.close_it()
        self.show_it.hide()
        self._words.setText(OPEN)
        self._open.show()
        self._look.start()
        self.name.setFocus()

    def _draw_again(self) -> None:
        try:
            found = reveal.still(self._session, self._participant)
        except OjmError:
            self.close_name()
            return
        if found != self._shown:
            self._put(found)

    def _put(self, found: Identity) -> None:
        self._shown = found
        self.name.setText(found.name)
        self.contact.setText(found.contact)

    def _hide(self) -> None:
        self._give()
        self.close_name()
        self.show_it.setFocus()

    def _look_again(self) -> None:
        if reveal.is_asked(self._session):
            self._give()
            self.close_name()

    def _give(self) -> None:
        """A line that was changed and is left, or goes with the page: sealed."""
        before, name, contact = self._shown, self.name.text().strip(), self.contact.text().strip()
        if before is None or (before.name, before.contact) == (name, contact):
            return
        identity = Identity(name, contact) if name or contact else None
        self._shown = Identity(name, contact)  # before it is done: the page is drawn again at once
        if not self._do(RecordIdentity(participant=self._participant, identity=identity)):
            self._put(before)

    # --- how it is made

    def _connect(self) -> None:
        self._look.timeout.connect(self._look_again)
        self.show_it.clicked.connect(lambda _checked: self._ask())
        self.again.opened.connect(self._reveal)
        self.again.cancelled.connect(self.close_name)
        self.hide_it.clicked.connect(lambda _checked: self._hide())
        for line in (self.name, self.contact):
            line.setMaxLength(LONGEST)
            line.editingFinished.connect(self._give)

    def _lay_out(self) -> None:
        self.add(Label("Name and contact", "heading"), self._words)
        self.column.addLayout(row(self.show_it, 1))
        lines = QVBoxLayout(self._open)
        lines.setContentsMargins(0, 0, 0, 0)
        for words, line in (("Name", self.name), ("Contact", self.contact)):
            lines.addLayout(bounded(Field(words, line, keeps_line=False), WIDE, (0, 0, 0, 0)))
        lines.addLayout(row(self.hide_it, 1, margins=(0, 8, 0, 0)))
        self.add(self.again, self._open)
