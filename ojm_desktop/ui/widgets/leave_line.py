"""Before something leaves the study in clear: a reason in one line, then a folder (C7; decisions: leaving)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import link, quiet
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import Label
from ojm_desktop.ui.widgets.waits import Waits


class LeaveLine(Waits, Card):
    """``given(reason, paper)`` when the reason is there and Enter or the button was pressed; Esc closes."""

    given = Signal(str, str)
    closed = Signal()

    def __init__(self, action: str, *, has_paper: bool, parent: QWidget | None = None) -> None:
        super().__init__(margin=12, spacing=8, parent=parent)
        look = theme.current()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._is_practice = False
        self._reasons: list[str] = []
        self._says = Label("", wrap=True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setPlaceholderText("Reason, such as: for the participant")
        self.paper = Segments("Paper", (Segment("a4", "A4"), Segment("a3", "A3")))
        self.go = quiet(action, key="Enter")
        self._cancel = link("Cancel", key="Esc")
        self.reason.returnPressed.connect(self._tell)
        self.reason.textChanged.connect(lambda _text: self._enable())
        self.go.clicked.connect(self._tell)
        self._cancel.clicked.connect(self.closed)
        self.closed.connect(self.hide)
        self.column.addWidget(self._says)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.reason, 1)
        for part in (self.paper, self.go, self._cancel):
            row.addWidget(part)
        row.addStretch(0)
        self.column.addLayout(row)
        self.paper.setVisible(has_paper)  # only now that it has a parent: before, it would be a window of its own
        self.hide()

    def ask(self, what: str, *, is_practice: bool, says: str = "") -> None:
        """Ask before `what` leaves the study, in the usual words or in these; the practice study needs no reason."""
        self._is_practice = is_practice
        if says:
            self._says.setText(says)
        elif is_practice:
            self._says.setText(f"{what} of the practice study: every page says that the people are made up.")
        else:
            self._says.setText(f"{what} becomes a file that is not encrypted: anybody who has it can read it. Say why.")
        self.reason.setVisible(not is_practice)
        completer = QCompleter(self._reasons, self.reason)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.reason.setCompleter(completer)
        self._enable()
        self.show()
        (self.go if is_practice else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        self.hide()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _enable(self) -> None:
        self.go.setEnabled(self._is_practice or bool(self.reason.text().strip()))

    def _tell(self) -> None:
        if not self.go.isEnabled():
            return
        reason = "" if self._is_practice else self.reason.text().strip()
        if reason and reason not in self._reasons:
            self._reasons.insert(0, reason)
        self.given.emit(reason, self.paper.value)
