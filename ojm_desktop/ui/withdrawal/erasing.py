"""What an erasure takes away, counted, and what is asked before it: why, and the code once more (W3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from ojm_desktop.service import erasure
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.message import Message

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


class ErasingCard(Card):
    """Shown while erasing is chosen. ``reason`` stays in the study; ``again`` takes the code of whoever goes."""

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.goes = Message(keeps_line=False)
        self.reason, self.again = QLineEdit(), QLineEdit()
        self.reason.setMaxLength(200)
        self.again.setMaxLength(20)
        self.fields = (
            Field("Why", self.reason, "Stays with the code, so without the name: asked for it"),
            Field("The code once more", self.again, "Erasing cannot be undone"),
        )
        self.add(self.goes, *self.fields)
        for field, line in zip(self.fields, (self.reason, self.again), strict=True):
            line.textEdited.connect(field.clear_wrong)

    def show_person(self, session: Session, participant: str) -> None:
        """Count what would go; nothing is typed yet."""
        going = erasure.going(session, participant)
        if going.code != self.code:
            self.reason.clear()
            self.again.clear()
        self.code = going.code
        self.goes.show_state("warn", going.sentence)
        for field in self.fields:
            field.clear_wrong()

    def wanting(self) -> Field | None:
        """The first field that is not filled in as it must be: it says so and has the keys. None where all is well."""
        why, code = self.fields
        if not self.reason.text().strip():
            why.set_wrong("Write why in a few words.")
            self.reason.setFocus()
            return why
        if self.again.text().strip().casefold() != self.code.casefold():
            code.set_wrong(f"Type {self.code} to erase this person.")
            self.again.setFocus()
            return code
        return None
