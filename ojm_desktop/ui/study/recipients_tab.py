"""Recipients: for whom documents can be sealed when they leave the study, instead of leaving in clear (C7)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.service import recipients
from ojm_desktop.service.edits import AddRecipient, RemoveRecipient
from ojm_desktop.service.recipients import Known
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.asking import Asking
from ojm_desktop.ui.study.entries import head
from ojm_desktop.ui.study.recipient_steps import AddSomebody, RemoveSomebody
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets.buttons import Button, quiet
from ojm_desktop.ui.widgets.card import Card, headed
from ojm_desktop.ui.widgets.text import Hairline, Label

WHAT: Final = (
    "A document can be sealed for them when it leaves the study: they alone can open it, and no reason is asked for."
)
NOBODY: Final = "Nobody yet: everything leaves in clear, with a reason."
COMPARE: Final = "Compare a key’s words with its owner on the telephone: both must have the same."
ONLY_READS: Final = (
    "Your key opens the research data and no names, and takes no documents out. Who can be sealed for is changed by "
    "somebody whose key opens everything."
)


class RecipientsTab(Tab):
    """Everybody with the words of their key; adding and removing are asked about in a card in the list's place."""

    name, words, group = "recipients", "Recipients", "Keeping"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        self.step: Asking | None = None
        self.remove: dict[str, Button] = {}
        self.add = quiet("Add a recipient…", icon="plus")
        self.add.clicked.connect(lambda _checked: self.ask(AddSomebody()))
        self._closed = Label(ONLY_READS, "body", "muted", wrap=True)
        self._says = Label("", "body", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.current().px(12))
        self.card = Card(margin=16, spacing=12)
        self.card.column.addLayout(headed(head("Recipients", WHAT), self.add))
        self.card.column.addLayout(self._list)
        self.card.add(self._says, self._closed)
        self._step_place = QVBoxLayout()
        self.column.addWidget(self.card)
        self.column.addLayout(self._step_place)
        self.column.addStretch(1)

    def refresh(self) -> None:
        may = self.session.study.has_sealed_side
        focus = QApplication.focusWidget()
        had_focus = focus in self.remove.values()
        while self._list.count():
            item = self._list.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self.remove = {}
        found = recipients.known(self.session)
        for one in found:
            self._list.addWidget(Hairline())
            self._list.addWidget(self._row(one, may=may))
        if found:
            self._list.addWidget(Hairline())
        self._says.setText(COMPARE if found else NOBODY)
        self._closed.setVisible(not may)
        self.add.setVisible(may)
        self.card.setVisible(self.step is None)
        if had_focus and self.isVisible():
            self.add.setFocus()

    def ask(self, step: Asking) -> None:
        """Ask about one change; what was asked before is left."""
        self.leave()
        self.step = step
        step.closed.connect(self.leave)
        step.asked.connect(self._go)
        self._step_place.addWidget(step)
        step.show()
        self.card.hide()
        step.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Leave what is asked with nothing done."""
        step, self.step = self.step, None
        if step is None:
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and step.isAncestorOf(focus)
        step.hide()
        step.deleteLater()
        self.refresh()
        if had_focus and self.isVisible():
            self.add.setFocus()

    def first(self) -> QWidget | None:
        if self.step is not None:
            return self.step.first()
        return self.add if self.session.study.has_sealed_side else None

    def _go(self) -> None:
        step = self.step
        if isinstance(step, AddSomebody):
            given = step.given()
            is_done = given is not None and self.do(AddRecipient(recipient=given))
        else:
            is_done = isinstance(step, RemoveSomebody) and self.do(RemoveRecipient(name=step.who.name))
        if is_done:
            self.leave()

    def _row(self, one: Known, *, may: bool) -> QWidget:
        look = theme.current()
        line = QWidget()
        line.setProperty("ground", "clear")
        across = look.scale < 2
        way = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        layout = QBoxLayout(way, line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(12 if across else 8))
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        since = f"Since {long_date(day_in(one.since, self.session.plan.zone))}" if one.since else ""
        key = Label(one.words, wrap=True)
        key.setAccessibleName(f"Words of the key of {one.name}: {one.words}")
        key.setToolTip(one.key)
        for label in (Label(one.name, "label", wrap=True), key, Label(since, tone="muted")):
            words.addWidget(label)
        layout.addLayout(words, 1)
        if may:
            remove = quiet("Remove…")
            remove.setAccessibleName(f"Remove {one.name}…")
            remove.clicked.connect(partial(self._ask_removal, one))
            self.remove[one.name] = remove
            layout.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
        return line

    def _ask_removal(self, who: Known, _is_checked: bool = False) -> None:
        self.ask(RemoveSomebody(who))
