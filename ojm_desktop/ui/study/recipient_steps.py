"""What is asked before somebody becomes a recipient of sealed documents, or is one no longer (C7)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.recipient import Recipient
from ojm_desktop.service import recipients
from ojm_desktop.service.edits.recipients import LONGEST
from ojm_desktop.service.recipients import Known
from ojm_desktop.ui import messages
from ojm_desktop.ui.study.asking import Asking
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import bounded, row
from ojm_desktop.ui.widgets.field import Field

WIDE: Final = 720
"""What a public key needs in a line, in pixels at 100 %."""
COMPARE: Final = "Its words: {}. Have them read theirs out on the telephone."


class AddSomebody(Asking):
    """Who, and their public key: pasted, or out of the file they gave. Its words are there to be compared."""

    def __init__(self) -> None:
        super().__init__(
            "Add a recipient",
            "They make a key once, with “ojm recipients new-key” or with age, and give you the public half. Whoever "
            "could put another key in its place would read what is sealed for them: so compare its words with them.",
            "Add the recipient",
        )
        self.name, self.key = QLineEdit(), QLineEdit()
        self.name.setMaxLength(LONGEST)
        for line in (self.name, self.key):
            line.setProperty("tall", "true")
        self.named = Field("Who", self.name, "As the list, the log and the line before a document leaves call them")
        self.keyed = Field("Public key", self.key, "It begins with age1")
        self.choose = quiet("Read it from a file…")
        self.choose.clicked.connect(lambda _checked: self._choose())
        for field in (self.named, self.keyed):
            self.column.addLayout(bounded(field, WIDE, (0, 0, 0, 0)))
        self.column.addLayout(row(self.choose, 1))
        self.end()
        self.name.returnPressed.connect(self.key.setFocus)
        self.key.returnPressed.connect(self.asked)
        self.key.textChanged.connect(lambda _text: self._tell_words())

    def first(self) -> QWidget:
        return self.name

    def given(self) -> Recipient | None:
        """Who was typed; None where something lacks, which is then said in its place."""
        name = self.name.text().strip()
        if not name:
            self.named.set_wrong("Type who it is: the log says by this name for whom something was sealed.")
            self.name.setFocus()
            return None
        self.named.clear_wrong()
        try:
            return Recipient(name, recipients.check_public(self.key.text()))
        except OjmError as error:
            self.keyed.set_wrong(str(error))
            self.key.setFocus()
            return None

    def take(self, path: Path) -> None:
        """The key out of a file; what else it may be is said."""
        try:
            self.key.setText(recipients.read_file(path))
        except OjmError as error:
            self.key.clear()
            self.keyed.set_wrong(str(error))

    def _tell_words(self) -> None:
        try:
            public = recipients.check_public(self.key.text())
        except OjmError:
            self.keyed.clear_wrong()  # it is being typed: what is wrong is said once it is done
            return
        self.keyed.set_note(COMPARE.format(recipients.fingerprint(public)), "check", "text")

    def _choose(self) -> None:
        path = messages.choose_file(self, "Their public key", Path.home(), "Public key (*.pub *.txt);;Any (*)")
        if path is not None:
            self.take(path)


class RemoveSomebody(Asking):
    """Somebody for whom nothing is to be sealed any more."""

    def __init__(self, who: Known) -> None:
        super().__init__(
            f"Remove {who.name}",
            f"Nothing is sealed for {who.name} from now on. What was sealed before they can still open. This can be "
            "undone.",
            "Remove",
        )
        self.who = who
        self.end()

    def first(self) -> QWidget:
        return self.go
