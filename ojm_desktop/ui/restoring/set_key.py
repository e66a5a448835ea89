"""What opens a backup that today's keys do not open: the passphrase of its time, or the recovery sheet."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.keys.passphrase_field import PassphraseField
from ojm_desktop.ui.widgets.buttons import link, quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.field import Field

WRONG: Final = "Wrong passphrase for this backup."
NEXT: Final = "The next try is taken in"


class SetKey(QWidget):
    """``entered`` on Enter or by the button; ``words`` is what was typed, ``by_sheet`` whether as groups of a sheet."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_busy = self._waits = False
        self.passphrase = PassphraseField("Passphrase at the time of this backup")
        self.sheet = QLineEdit()
        self._sheet_field = Field("Groups of the recovery sheet", self.sheet, "Eight groups; capitals do not matter")
        self._ways = QStackedWidget()
        for way in (self.passphrase, self._sheet_field):
            self._ways.addWidget(way)
        self.open_button = quiet("Unlock this backup", icon="unlock")
        self._other = link("Use the recovery sheet…")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        column.addWidget(self._ways)
        column.addLayout(row(self.open_button, self._other, 1))
        self.setFocusProxy(self.passphrase)
        self.passphrase.entered.connect(self.entered)
        self.sheet.returnPressed.connect(self.entered)
        self.open_button.clicked.connect(self.entered)
        self._other.clicked.connect(self._swap)

    @property
    def by_sheet(self) -> bool:
        """Whether the recovery sheet's field is shown."""
        return self._ways.currentWidget() is self._sheet_field

    @property
    def words(self) -> str:
        """What was typed."""
        return self.sheet.text() if self.by_sheet else self.passphrase.words

    def set_wrong(self, sentence: str) -> None:
        """Say why it does not open."""
        (self._sheet_field if self.by_sheet else self.passphrase).set_wrong(sentence)

    def set_busy(self, is_busy: bool) -> None:
        """While keys are derived."""
        self._is_busy = is_busy
        self.open_button.setEnabled(not (is_busy or self._waits))
        self.open_button.set_words("Unlocking" if is_busy else "Unlock this backup")

    def show_wait(self, left: str) -> None:
        """After wrong passphrases no try is taken for as long as ``left`` says in words; empty when one is (K4)."""
        self._waits = bool(left)
        self.open_button.setEnabled(not (self._is_busy or self._waits))
        if left:
            self.passphrase.set_wrong(f"{WRONG} {NEXT} {left}.")
        elif self.passphrase.message.words.startswith(f"{WRONG} {NEXT}"):
            self.passphrase.set_wrong(f"{WRONG} You can try again now, or use the recovery sheet.")

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.passphrase.line.forget()
        self.passphrase.clear_wrong()
        self.sheet.clear()
        self._sheet_field.clear_wrong()

    def _swap(self) -> None:
        self._ways.setCurrentIndex(0 if self.by_sheet else 1)
        self._other.set_words("Use the passphrase…" if self.by_sheet else "Use the recovery sheet…")
        (self.sheet if self.by_sheet else self.passphrase.line).setFocus()
