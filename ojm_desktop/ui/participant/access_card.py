"""All that is kept about somebody, for them: asked for by one button, with their name, made beside the window (W8)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import reveal
from ojm_desktop.service.names import MINUTES
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.journey.pen import bundled
from ojm_desktop.ui.participant.passphrase_again import PassphraseAgain
from ojm_desktop.ui.tasks import Cancelled, Progress
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.leave_line import LeaveLine
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.tasks import Tasks

ABOUT: Final = (
    "Whoever asks has a right to all that is kept about them. It is written as a PDF to read and as a file for a "
    "machine. Look first at the words it lists that may name somebody else."
)
LOGGED: Final = f"The name stands in it: type the passphrase again. Names then stay open for {MINUTES} minutes."
NO_KEY: Final = "Your key opens no names, so it cannot write what is kept about somebody."
SAYS: Final = "Both files hold everything with the name, and are not encrypted: anybody who has them can read them."
MADE_UP: Final = "Everything of one person of the practice study: every page says that the people are made up."
CANCELLED: Final = "It was cancelled before anything was written."


class AccessCard(Card):
    """``wrong(sentence)``; ``done(sentence, folder)`` when both files were written."""

    wrong = Signal(str)
    done = Signal(str, object)

    def __init__(self, session: Session, tasks: Callable[[], Tasks | None]) -> None:
        super().__init__()
        self.setMaximumWidth(theme.current().px(1120))
        self._session, self._tasks = session, tasks
        self._participant = ""
        self._words = Label(ABOUT, tone="muted", wrap=True)
        self.save = quiet("Save all that is kept…", icon="print")
        self.again = PassphraseAgain(session, tasks, "Go on")
        self.line = LeaveLine("Choose a folder", has_paper=False)
        self.add(Label("What is kept about this person", "heading"), self._words)
        self.column.addLayout(row(self.save, 1))
        self.add(self.again, self.line)
        self.save.clicked.connect(lambda _checked: self._ask())
        self.again.opened.connect(self._say_why)
        self.again.cancelled.connect(self.close_it)
        self.line.given.connect(self._save)

    def show_person(self, participant: str) -> None:
        """Whose it would be; what was asked of somebody else is gone."""
        if participant != self._participant:
            self._participant = participant
            self.close_it()

    def close_it(self) -> None:
        """Ask nothing, and keep nothing that was typed."""
        self.again.close_it()
        self.line.hide()
        has_key = self._session.study.has_sealed_side
        self._words.setText(ABOUT if has_key else NO_KEY)
        self.save.setVisible(has_key)

    def hideEvent(self, event: QHideEvent) -> None:
        self.close_it()
        super().hideEvent(event)

    def _ask(self) -> None:
        if not reveal.is_asked(self._session):
            self._say_why()
            return
        self.save.hide()
        self._words.setText(LOGGED)
        self.again.ask()

    def _say_why(self) -> None:
        from ojm_desktop.service.leaving import offered

        self.close_it()
        found = offered(self._session)
        self.line.ask("", found, says=MADE_UP if found.is_practice else SAYS)

    def _save(self, reason: str, _size: str) -> None:
        """Choose a folder, freeze it here, and set the pages off the thread."""
        from ojm_desktop.service import access

        session, tasks = self._session, self._tasks()
        folder = messages.choose_folder(self, "Where to save what is kept", Path.home())
        if folder is None or tasks is None:
            return
        try:
            pdf = access.free_pair(folder, session.study.participant(self._participant).code)
            job = access.begin(session, self._participant, pdf, reason, self.line.sealed_for)
        except OjmError as error:
            self.wrong.emit(str(error))
            return
        self.line.hide()

        def work(progress: Progress) -> None:
            access.render(job, bundled(), progress)  # the figure on the page has read the faces

        def done(_result: object) -> None:
            try:
                job.outgoing.record(session)
            except OjmError as error:
                self.wrong.emit(str(error))
                return
            self.done.emit(f"{job.names} was written to {folder.name}.", folder)

        def failed(error: BaseException) -> None:
            job.outgoing.record(session, is_whole=False)
            if not isinstance(error, OjmError | Cancelled):
                raise error
            self.wrong.emit(CANCELLED if isinstance(error, Cancelled) else str(error))

        tasks.start("Writing what is kept about this person", work, done, failed)
