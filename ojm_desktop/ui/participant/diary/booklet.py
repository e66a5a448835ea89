"""Before a booklet is printed: how it is to be folded, and whether the code stands on its cover."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.participant import Participant
from ojm_desktop.domain.plan import Cohort
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.journey.pen import bundled
from ojm_desktop.ui.widgets.buttons import CheckBox, link, quiet
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.lines import apart, lines
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

FOLDED, PAGES = "folded", "pages"
WAYS = (Segment(FOLDED, "A4, to fold"), Segment(PAGES, "A5 pages"))
_SAYS = (
    "A blank booklet: its cover says “Diary” and nothing else. Folded sheets are printed on both sides, turned over "
)
_SHORT_EDGE = "their short edge."


class BookletLine(Card):
    """``done(sentence, folder)`` when it was written, ``wrong`` with why not; ``closed`` by Esc."""

    done = Signal(str, object)
    wrong = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(margin=12, spacing=8, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._session = session
        self._code = ""
        self._cohort: Cohort | None = None
        self.way = Segments("Paper", WAYS)
        self.has_code = CheckBox("Code on the cover")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setPlaceholderText("Why the code leaves the study")
        self.go = quiet("Choose a folder", key="Enter")
        self._cancel = link("Cancel", key="Esc")
        self.column.addWidget(Label(_SAYS + _SHORT_EDGE, wrap=True))
        asked, answers = (self.way, self.has_code, self.reason), (self.go, self._cancel)
        is_large = theme.current().scale > 1
        self.column.addLayout(lines(*((each,) for each in asked), answers) if is_large else apart(asked, answers))
        self.has_code.toggled.connect(lambda _on: self._enable())
        self.reason.textChanged.connect(lambda _text: self._enable())
        self.reason.returnPressed.connect(self._write)
        self.go.clicked.connect(self._write)
        self._cancel.clicked.connect(self.closed)

    def ask(self, person: Participant, cohort: Cohort) -> None:
        """Ask how the booklet is to be."""
        self._code, self._cohort = person.code, cohort
        self.has_code.setChecked(False)
        self.reason.clear()
        self._enable()
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _enable(self) -> None:
        needs_reason = self.has_code.isChecked() and not self._session.plan.is_practice
        self.reason.setVisible(needs_reason)
        self.go.setEnabled(not needs_reason or bool(self.reason.text().strip()))

    def _write(self) -> None:
        from ojm_desktop.service import booklets

        if self._cohort is None or not self.go.isEnabled():
            return
        folder = messages.choose_folder(self, "Where to write the booklet", Path.home())
        if folder is None:
            return
        code = self._code if self.has_code.isChecked() else ""
        is_folded, reason = self.way.value == FOLDED, self.reason.text()
        try:
            path = booklets.write(
                self._session, self._cohort, folder, bundled(), code=code, is_folded=is_folded, reason=reason
            )
        except OjmError as error:
            self.wrong.emit(str(error))
            return
        self.closed.emit()
        self.done.emit(f"{path.name} was written to {folder.name}.", folder)
