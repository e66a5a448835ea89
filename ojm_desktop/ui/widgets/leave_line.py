"""Before something leaves the study: a reason in one line, or for whom it is sealed, then a folder (C7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QWidget

from ojm_desktop.ui.widgets.buttons import link, quiet
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.field import ChoiceBox
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import Label
from ojm_desktop.ui.widgets.waits import Waits

if TYPE_CHECKING:
    from ojm_desktop.service.leaving import Offered

IN_CLEAR = "Not sealed"
FOR_ALL = "Sealed for every recipient"


class LeaveLine(Waits, Card):
    """``given(reason, paper)`` when what is needed is there and Enter or the button was pressed; Esc closes.

    ``opened`` tells when it comes into sight and goes: where text is large a page needs all its room for it.

    ``sealed_for`` names whom it is sealed for then, nobody where it leaves in clear.
    """

    given = Signal(str, str)
    closed = Signal()
    opened = Signal(bool)

    def __init__(self, action: str, *, has_paper: bool, parent: QWidget | None = None) -> None:
        super().__init__(margin=12, spacing=8, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._is_practice = False
        self._in_clear = ""
        self._recipients: tuple[str, ...] = ()
        self._says = Label("", wrap=True)
        self.way = ChoiceBox()
        self.way.setAccessibleName("How it leaves the study")
        self.way.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.way.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setPlaceholderText("Reason, such as: for the participant")
        self.paper = Segments("Paper", (Segment("a4", "A4"), Segment("a3", "A3")))
        self.go = quiet(action, key="Enter")
        self._cancel = link("Cancel", key="Esc")
        self.way.currentIndexChanged.connect(lambda _index: self._turn())
        self.reason.returnPressed.connect(self._tell)
        self.reason.textChanged.connect(lambda _text: self._enable())
        self.go.clicked.connect(self._tell)
        self._cancel.clicked.connect(self.closed)
        self.closed.connect(self.hide)
        self.column.addWidget(self._says)
        self.column.addLayout(lines((self.way, self.reason), (self.paper, self.go, self._cancel)))
        self.paper.setVisible(has_paper)  # only now that it has a parent: before, it would be a window of its own
        self.hide()

    @property
    def sealed_for(self) -> tuple[str, ...]:
        """The recipients that are chosen."""
        chosen = self.way.currentIndex() - 1
        if chosen < 0:
            return ()
        return self._recipients if chosen == len(self._recipients) else (self._recipients[chosen],)

    def ask(self, what: str, offered: Offered, *, says: str = "") -> None:
        """Ask before `what` leaves the study; `says` is what the file holds, in words of its own.

        The practice study needs no reason. Nothing is sealed unless somebody chooses so each time.
        """
        self._is_practice, self._recipients = offered.is_practice, offered.recipients
        self._in_clear = _in_clear(what, says, is_practice=offered.is_practice)
        self.way.clear()
        self.way.addItems([IN_CLEAR, *(f"Sealed for {name}" for name in self._recipients)])
        if len(self._recipients) > 1:
            self.way.addItem(FOR_ALL)
        self.way.setVisible(bool(self._recipients))
        completer = QCompleter(list(offered.reasons), self.reason)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.reason.setCompleter(completer)
        self._turn()
        self.show()
        (self.go if self._is_practice else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.opened.emit(False)

    def leave(self) -> bool:
        self.hide()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _turn(self) -> None:
        """Say what becomes of it as it is chosen now, and ask for a reason where one is needed."""
        names = self.sealed_for
        self._says.setText(_sealed(names) if names else self._in_clear)
        self.reason.setVisible(not self._is_practice and not names)
        self._enable()

    def _enable(self) -> None:
        self.go.setEnabled(self._is_practice or bool(self.sealed_for) or bool(self.reason.text().strip()))

    def _tell(self) -> None:
        if self.go.isEnabled():
            self.given.emit("" if self.reason.isHidden() else self.reason.text().strip(), self.paper.value)


def _in_clear(what: str, says: str, *, is_practice: bool) -> str:
    if says:
        return says if is_practice else f"{says} Say why it leaves the study."
    if is_practice:
        return f"{what} of the practice study: every page says that the people are made up."
    return f"{what} becomes a file that is not encrypted: anybody who has it can read it. Say why."


def _sealed(names: tuple[str, ...]) -> str:
    who = " and ".join(names)
    return f"It is sealed: nobody but {who} can open it, with a key of their own. The log keeps for whom."
