"""What is asked before the keys of the open study are changed: one card at a time, below the list of ways in (K5, K7).

Each says what becomes of copies made before: they open as they did, whatever is changed here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import key_changes, office_key
from ojm_desktop.service.key_changes import KeyChange
from ojm_desktop.service.session import Place
from ojm_desktop.service.ways_in import ROLES, WayIn
from ojm_desktop.ui import messages
from ojm_desktop.ui.keys.new_passphrase import NewPassphrase
from ojm_desktop.ui.keys.new_sheet import NewSheet
from ojm_desktop.ui.study.asking import Asking
from ojm_desktop.ui.widgets.buttons import RadioButton, quiet
from ojm_desktop.ui.widgets.card import bounded, row
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.text import Label
from ojm_desktop.vault.keys import Role

WIDE: Final = 640
"""What a line of typing needs, in pixels at 100 %."""
LONGEST: Final = 60
OLD_COPIES: Final = "Backups and copies made before open as they did: keep them locked away, or destroy them."
LOCKS: Final = "The study gets new keys and locks."
WHO: Final = {
    "researcher": "Researcher",
    "lead": "Study lead",
    "analyst": "Analyst",
}
Work = Callable[[], KeyChange]
"""What makes the new key file, away from the window's thread."""


class KeyStep(Asking):
    """A change of keys: made away from the window's thread, in a second or two."""

    def work(self, place: Place) -> Work | None:
        """What is to be done, or None where what was typed does not do; then it is said in its place."""
        raise TypeError(f"{type(self).__name__} does not say what it does")

    def set_busy(self, is_busy: bool) -> None:
        """A key is being derived."""
        self.go.set_words("Making the key" if is_busy else self.go_words)
        self.go.setEnabled(not is_busy)
        if is_busy:
            self.wrong.show_state("", "")


class LetIn(KeyStep):
    """Somebody with a passphrase of their own, typed by them."""

    def __init__(self, study: str) -> None:
        super().__init__(
            "Let somebody in",
            "They type the passphrase themselves; nobody else learns it. It opens the study as it is now and every "
            "backup made from now on. Backups made before do not open with it.",
            "Let them in",
        )
        self._study = study
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST)
        self.name.setProperty("tall", "true")
        self.named = Field("Who", self.name, "As the list and the log are to call them")
        self.column.addLayout(bounded(self.named, WIDE, (0, 0, 0, 0)))
        self.add(Label("What the passphrase opens", "label"))
        self.roles = {role: RadioButton(f"{words}: {_small(ROLES[role])}") for role, words in WHO.items()}
        for button in self.roles.values():
            self.add(button)
        self.passphrase = NewPassphrase()
        self.column.addLayout(bounded(self.passphrase, WIDE, (0, 0, 0, 0)))
        self.end()
        self.name.returnPressed.connect(self.passphrase.first.line.setFocus)
        self.passphrase.entered.connect(self.asked)

    def first(self) -> QWidget:
        return self.name

    def work(self, place: Place) -> Work | None:
        name, words = self.name.text().strip(), self.passphrase.words
        role = next((role for role, button in self.roles.items() if button.isChecked()), "")
        if not name:
            self.named.set_wrong("Type who it is: the log names every change of theirs by it.")
            self.name.setFocus()
            return None
        self.named.clear_wrong()
        if not role:
            self.set_wrong("Choose what the passphrase opens.")
            next(iter(self.roles.values())).setFocus()
            return None
        self.passphrase.set_study(self._study, name)
        if not self.passphrase.check():
            return None
        return lambda: key_changes.prepare_person(place, name, cast(Role, role), words)

    def forget(self) -> None:
        self.passphrase.forget()


class OwnPassphrase(KeyStep):
    """A new passphrase for the key in use, or for the researcher's."""

    def __init__(self, study: str, way: WayIn) -> None:
        whose = "your passphrase" if way.is_mine else f"the passphrase of {way.label}"
        super().__init__(
            f"Change {whose}",
            f"{LOCKS} The new passphrase opens it from then on, and the old one no more. {OLD_COPIES}",
            "Change it and lock",
        )
        self.passphrase = NewPassphrase()
        self.passphrase.set_study(study, way.label)
        self.column.addLayout(bounded(self.passphrase, WIDE, (0, 0, 0, 0)))
        self.end()
        self.passphrase.entered.connect(self.asked)

    def first(self) -> QWidget:
        return self.passphrase.first_focus()

    def work(self, place: Place) -> Work | None:
        words = self.passphrase.words
        return (lambda: key_changes.prepare_passphrase(place, words)) if self.passphrase.check() else None

    def forget(self) -> None:
        self.passphrase.forget()


class TakeOut(KeyStep):
    """A way in that is to open nothing more."""

    def __init__(self, way: WayIn) -> None:
        super().__init__(
            f"Take {way.label} out",
            f"{LOCKS} {way.label} opens nothing that is written from then on, everybody else does as before. "
            f"{OLD_COPIES} This cannot be undone; whoever was taken out can be let in again.",
            "Take out and lock",
        )
        self._slot = way.slot
        self.end()

    def first(self) -> QWidget:
        return self.go

    def work(self, place: Place) -> Work | None:
        return lambda: key_changes.prepare_removal(place, self._slot)


class NewRecovery(KeyStep):
    """A new recovery sheet: nothing counts before one of its groups was typed back from the paper."""

    def __init__(self, study: str, change: KeyChange, clock: Clock, *, is_practice: bool) -> None:
        super().__init__(
            "A new recovery sheet",
            f"It counts from the moment you press the button; until then the old sheet does. {LOCKS} The old sheet "
            f"opens nothing that is written from then on: destroy it. {OLD_COPIES}",
            "Use the new sheet and lock",
        )
        assert change.sheet is not None
        self._change = change
        self.sheet = NewSheet(clock, is_practice=is_practice)
        self.sheet.show_groups(study, change.sheet.groups)
        self.add(self.sheet)
        self.end()
        self.go.setEnabled(False)
        self.sheet.ready.connect(self.go.setEnabled)
        self.sheet.entered.connect(self.asked)

    def first(self) -> QWidget:
        return self.sheet.first_focus()

    def work(self, place: Place) -> Work | None:
        del place
        return (lambda: self._change) if self.sheet.check() else None

    def hideEvent(self, event: QHideEvent) -> None:
        """Left half-way the sheet never counted; it is made anew when it is asked for again."""
        super().hideEvent(event)
        self.closed.emit()

    def forget(self) -> None:
        self.sheet.forget()


class LetOfficeIn(KeyStep):
    """The office, by the public half of the key it keeps."""

    def __init__(self) -> None:
        super().__init__(
            "Let the office in",
            "The office keeps a key away from every laptop, and opens the study with it if all else is lost. It makes "
            "the key once with “ojm office-key new” and gives you the file that ends in .pub. The key opens the study "
            "as it is now and every backup made from now on. Backups made before do not open with it.",
            "Let the office in",
        )
        self._public: bytes | None = None
        self.label = QLineEdit("Office")
        self.label.setMaxLength(LONGEST)
        self.label.setProperty("tall", "true")
        self.named = Field("Which office", self.label, "As the list and the log are to call it")
        self.choose = quiet("Choose its file…")
        self.choose.clicked.connect(lambda _checked: self._choose())
        self._file = Message()
        self.column.addLayout(bounded(self.named, WIDE, (0, 0, 0, 0)))
        self.column.addLayout(row(self.choose, 1))
        self.add(self._file)
        self.end()
        self.label.returnPressed.connect(self.asked)

    def first(self) -> QWidget:
        return self.choose

    def work(self, place: Place) -> Work | None:
        label, public = self.label.text().strip(), self._public
        if not label:
            self.named.set_wrong("Type which office it is.")
            self.label.setFocus()
            return None
        self.named.clear_wrong()
        if public is None:
            self._file.show_state("blocked", "Choose the file with the public half of its key first.", "blocked")
            self.choose.setFocus()
            return None
        return lambda: key_changes.prepare_office(place, label, public)

    def _choose(self) -> None:
        path = messages.choose_file(self, "The office’s public key", Path.home(), "Public key (*.pub);;Any (*)")
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Read the public half out of a file; what else it may be is said."""
        try:
            self._public = office_key.read_public(path)
        except OjmError as error:
            self._public = None
            self._file.show_state("blocked", str(error), "blocked")
            return
        self._file.show_state("check", f"{path.name} holds a public key.", "text")


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
