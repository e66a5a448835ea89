"""Putting a mistake right after "no new data": a reason first, in its place, and then what stands can be changed (W1).

Each change is one correction that carries the reason; that nothing new comes in is refused by the edit itself.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service.edits import Correct, Edit
from ojm_desktop.service.edits.withdrawal import as_text
from ojm_desktop.service.queries.people import PersonRow
from ojm_desktop.ui import theme
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.widgets.buttons import link, quiet
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.text import Label

LONGEST: Final = 200
OFFERED: Final = "Nothing new is recorded about this person. A mistake can be put right."
ON: Final = "What stands can be put right"
ASKED: Final = "What was wrong? It stays with each change. Leave out names."


class Correcting(Card):
    """``changed`` when corrections begin or end. In sight only for somebody who withdrew at level 2.

    ``opened`` tells when the reason is asked and no longer: where text is large a page needs all its room for it.
    """

    changed = Signal()
    opened = Signal(bool)

    def __init__(self, do: Do) -> None:
        super().__init__(margin=12, spacing=8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._do = do
        self._participant = ""
        self._reason = ""
        self._words = Label(OFFERED, tone="muted", wrap=True)
        self.begin = quiet("Put a mistake right…")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("What was wrong")
        self.reason.setPlaceholderText("Such as: typed into the wrong week")
        self.reason.setMaxLength(LONGEST)
        self.go, self.cancel, self.end = quiet("Go on", key="Enter"), link("Cancel", key="Esc"), quiet("Done")
        self.column.addWidget(self._words)
        self.column.addLayout(lines((self.begin, self.reason), (self.go, self.cancel, self.end)))
        self.begin.clicked.connect(lambda _checked: self._ask())
        self.reason.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._given)
        self.go.clicked.connect(lambda _checked: self._given())
        for button in (self.cancel, self.end):
            button.clicked.connect(lambda _checked: self.stop())
        self._show(is_asked=False)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether what stands can be changed now."""
        return bool(self._reason)

    def show_person(self, found: PersonRow, *, is_journey_shown: bool) -> None:
        """Offered for somebody who wants no new data; a reason given for somebody else is gone."""
        if found.person.id != self._participant:
            self._participant = found.person.id
            self._reason = ""
            self._show(is_asked=False)
        self.setVisible(found.level == Level.NO_NEW_DATA.value and is_journey_shown)

    def do(self, *edits: Edit) -> bool:
        """The page's ``do``, each edit as a correction while there is a reason for it."""
        if not self.is_on:
            return self._do(*edits)
        who = self._participant
        return self._do(*(Correct(participant=who, reason=self._reason, edit=as_text(each)) for each in edits))

    def stop(self) -> None:
        """No more corrections; the next one is asked about again."""
        was, self._reason = self._reason, ""
        self._show(is_asked=False)
        if was:
            self.changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.cancel.isHidden():
            self.stop()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        self._show(is_asked=True)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _given(self) -> None:
        if self.go.isEnabled():
            self._reason = self.reason.text().strip()
            self._show(is_asked=False)
            self.changed.emit()

    def _show(self, *, is_asked: bool) -> None:
        self.reason.clear()
        self.go.setEnabled(False)
        is_large = theme.current().scale > 1  # one line: the figure needs the room
        because = f"{ON}." if is_large else f"{ON}, because: {self._reason}"
        self._words.setText(ASKED if is_asked else because if self.is_on else OFFERED)
        self._words.setVisible(is_asked or self.is_on or not is_large)
        self.begin.setVisible(not is_asked and not self.is_on)
        self.end.setVisible(self.is_on)
        for part in (self.reason, self.go, self.cancel):
            part.setVisible(is_asked)
        self.opened.emit(is_asked)
