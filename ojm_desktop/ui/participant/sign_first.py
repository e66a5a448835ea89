"""What stands in the journey's place until the agreement is signed (MB16): why, and the one filled button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.service.queries.people import AgreementState, PersonRow
from ojm_desktop.ui.widgets.empty import EmptyPage, Step

_WHY = {
    AgreementState.NOT_SIGNED: (
        "The agreement comes first",
        "Nothing can be rated, noted or recorded about this person before the agreement is signed: the study itself "
        "refuses it.",
    ),
    AgreementState.REFUSED: (
        "This person did not want to sign",
        "That was recorded, and nothing about them can be rated or noted. They can still change their mind.",
    ),
    AgreementState.WITHDRAWN: (
        "The agreement was withdrawn",
        "Nothing more can be recorded about this person.",
    ),
}


class SignFirst(QWidget):
    """``asked`` when the button is pressed."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._page: EmptyPage | None = None
        self._shown: AgreementState | None = None

    @property
    def first(self) -> QWidget | None:
        """The button that comes next."""
        return self._page.first if self._page is not None else None

    def show_state(self, found: PersonRow) -> None:
        """Say what stands between this person and their first rating."""
        if found.agreement is self._shown or found.agreement is AgreementState.SIGNED:
            return
        self._shown = found.agreement
        heading, why = _WHY[found.agreement]
        step = Step(
            "Read it together, then both sign",
            "The participant reads or hears the agreement, says what is allowed, and signs.",
            "Have the agreement signed",
            self.asked.emit,
            next=True,
            icon="check",
        )
        steps = () if found.agreement is AgreementState.WITHDRAWN else (step,)
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.deleteLater()
        self._page = EmptyPage(heading, why, steps)
        self._column.addWidget(self._page)
