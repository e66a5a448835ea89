"""Thank you, please hand the laptop back: waits for the researcher's PIN."""

from __future__ import annotations

import hmac

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.domain.counting import noun, spelt
from ojm_desktop.ui import theme
from ojm_desktop.ui.participant_view.preparing import LONGEST
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.text import Label

TRIES = 5


class Thanks(QWidget):
    """``returned`` by the right PIN, ``lost`` after five wrong ones."""

    returned = Signal()
    lost = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._pin = ""
        self._left = TRIES
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(LONGEST)
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self.pin.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d*"), self.pin))
        self.pin.setFixedWidth(look.px(280))
        self.pin.returnPressed.connect(self._try)
        self.field = Field("For the researcher: PIN, then Enter", self.pin, "")
        self.field.setFixedWidth(look.px(420))
        self._words = Label("", "display", wrap=True)
        edge = look.px(64)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, look.px(90), edge, look.px(48))
        column.addWidget(self._words)
        column.addStretch(1)
        column.addWidget(self.field)

    def wait_for(self, pin: str, words: str) -> None:
        """Say thank you and wait for this PIN."""
        self._pin, self._left = pin, TRIES
        self._words.setText(words)
        self.setAccessibleName(words)
        self.pin.clear()
        self.field.clear_wrong()

    def _try(self) -> None:
        typed = self.pin.text()
        self.pin.clear()
        if hmac.compare_digest(typed, self._pin):
            self._pin = ""
            self.returned.emit()
            return
        self._left -= 1
        if self._left <= 0:
            self._pin = ""
            self.lost.emit()
            return
        self.field.set_wrong(
            f"That is not the PIN: {spelt(self._left)} more {noun(self._left, 'try', 'tries')}, then the study locks."
        )
