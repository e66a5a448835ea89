"""Why a visit takes no place: missed, declined, not reached, withdrawn."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ojm_desktop.domain.rating import Missing
from ojm_desktop.service.queries.occasions import Occasion
from ojm_desktop.ui import theme
from ojm_desktop.ui.visits.ask import VisitAsk, named, window_words
from ojm_desktop.ui.widgets.buttons import primary
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.segments import Segment, Segments

REASONS: Final = (
    (Missing.MISSED, "Missed"),
    (Missing.DECLINED, "Declined"),
    (Missing.NOT_REACHED, "Not reached"),
    (Missing.WITHDRAWN, "Withdrawn"),
)


class MissedPanel(VisitAsk):
    """``given(missing, words)``. A letter chooses a reason while nothing is being typed."""

    kind = "missed"
    given = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        is_large = theme.current().scale >= 2
        segments = [Segment(reason.value, words, key="" if is_large else reason.value) for reason, words in REASONS]
        self.reason = Segments("Reason", segments, stacked=is_large)
        self.words = QLineEdit()
        self.words.setMaxLength(200)
        field = Field("In a few words", self.words, "If it helps. No names.")
        self.record = primary("Record", key="Enter")
        self.record.clicked.connect(self.go)
        self.reason.chosen.connect(lambda _value: self.words.setFocus())
        self.column.addWidget(self.reason)
        self.column.addWidget(field)
        self.column.addLayout(row(self.record, 1))

    def show_occasion(self, occasion: Occasion) -> None:
        """Ask about one visit."""
        self.occasion = occasion
        rated = f"{occasion.answered} of {occasion.pathways} pathways have an answer, which stays."
        facts = [window_words(occasion), rated if occasion.answered else ""]
        self.say(f"No visit: {named(occasion)}", " ".join(facts).strip())
        self.reason.set_value(Missing.MISSED.value)
        self.words.clear()
        self.offer()

    def fields(self) -> tuple[str, ...]:
        """The reason and its words."""
        return self.reason.value, self.words.text()

    def take_up(self, fields: tuple[str, ...]) -> None:
        """Put them back; the typing goes on."""
        reason, words = fields
        self.reason.set_value(reason)
        self.words.setText(words)

    def first(self) -> QWidget:
        """The reasons."""
        return self.reason.first()

    def goes_on(self) -> QWidget:
        return self.words if self.is_begun else self.first()

    def go(self) -> None:
        """Record it."""
        self.given.emit(Missing(self.reason.value), self.words.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if any(letter == reason.value for reason, _ in REASONS):
            self.reason.set_value(letter)
            self.words.setFocus()
            return
        super().keyPressEvent(event)
