"""The interviews of a person as papers: each printed as it was asked; one from paper typed a second time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.paper_check import CheckState
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.back_entry import check_of
from ojm_desktop.service.queries.occasions import occasions, receipts
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.widgets.buttons import Button, CheckBox, quiet
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.leave_line import LeaveLine
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Label, Tone

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

_CHECKS: dict[CheckState, tuple[str, Tone]] = {
    CheckState.OPEN: ("not-started", "muted"),
    CheckState.ENTERING: ("in-progress", "muted"),
    CheckState.DIFFERENT: ("warn", "warn"),
    CheckState.CHECKED: ("check", "muted"),
}


class InterviewPapers(Card):
    """``wrong(sentence)``, ``done(sentence, folder)`` when one was written, ``check_asked(visit)`` to type it again.

    Hidden where nobody was asked yet.
    """

    wrong = Signal(str)
    done = Signal(str, object)
    check_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self._visit = ""
        self.save: dict[str, Button] = {}
        self.check: dict[str, Button] = {}
        self.line = LeaveLine("Choose a folder", has_paper=False)
        self.notes = CheckBox("With the researcher’s notes: context, queries, the own note at the end")
        self.line.column.addWidget(self.notes)
        self.line.given.connect(self._print)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.current().px(16))
        self.column.addWidget(Label("Interviews as they were asked", "label"))
        self.column.addLayout(self._list)
        self.column.addWidget(self.line)

    def show_person(self, participant: str) -> None:
        """List what was held, in the order it is asked."""
        from ojm_desktop.service.interview_paper import was_held

        if self._visit not in {visit.id for visit in self._session.study.store.visits.of(participant)}:
            self.line.hide()
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.save, self.check = {}, {}
        for found in (*occasions(self._session, participant), *receipts(self._session, participant)):
            if found.was is not None and was_held(found.was):
                self._list.addWidget(self._row(found.name, found.was))
        self.setVisible(bool(self.save))

    def _row(self, name: str, visit: Visit) -> QWidget:
        from ojm_desktop.service.interview_paper import HELD

        look = theme.current()
        line = QWidget()
        line.setProperty("ground", "clear")
        across = look.scale == 1
        way = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        layout = QBoxLayout(way, line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(12 if across else 8))
        words = QVBoxLayout()
        words.setSpacing(0)
        day = f"{long_date(visit.held_on)}, " if visit.held_on else ""
        words.addWidget(Label(name, "label"))
        words.addWidget(Label(f"{day}{HELD[visit.mode]}; {visit.state.words}", tone="muted", wrap=not across))
        check = check_of(self._session, visit)
        if check.words:
            icon, tone = _CHECKS[check.state]
            words.addWidget(State(icon, check.words, tone))
        layout.addLayout(words, 1)
        if check.state in _CHECKS and not visit.is_locked:
            again = quiet("Look at the check" if check.state is CheckState.CHECKED else "Second entry…", icon="table")
            again.setAccessibleName(f"{again.accessibleName()} {name}")
            again.clicked.connect(lambda: self.check_asked.emit(visit.id))
            self.check[visit.id] = again
            layout.addWidget(again)
        save = quiet("Save as asked…", icon="print")
        save.setAccessibleName(f"{save.accessibleName()} {name}")
        save.clicked.connect(lambda: self._ask(visit.id, name))
        self.save[visit.id] = save
        layout.addWidget(save)
        return line

    def _ask(self, visit: str, name: str) -> None:
        from ojm_desktop.service.leaving import offered

        self._visit = visit
        self.notes.setChecked(False)  # the paper may be for the person it is about
        self.line.ask(f"The interview “{name}”", offered(self._session))

    def _print(self, reason: str, _size: str) -> None:
        from ojm_desktop.service import interview_paper
        from ojm_desktop.ui.journey.pen import bundled
        from ojm_desktop.ui.rasters import rasters

        folder = messages.choose_folder(self, "Where to save the interview", Path.home())
        if folder is None:
            return
        try:
            files = interview_paper.print_interviews(
                self._session,
                [self._visit],
                folder,
                reason=reason,
                recipients=self.line.sealed_for,
                with_notes=self.notes.isChecked(),
                typeset=bundled(),
                decode=rasters,
            )
        except OjmError as error:
            self.wrong.emit(str(error))
            return
        self.line.hide()
        self.done.emit(f"{files[0].outside} was written to {folder.name}.", folder)
