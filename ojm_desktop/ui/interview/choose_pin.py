"""Before the first question: the PIN that takes the laptop back, chosen once a sitting (security: lock)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ojm_desktop.service import pin as pins
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import link, primary
from ojm_desktop.ui.widgets.card import Card, lay_alone, row
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.pin_line import PinLine
from ojm_desktop.ui.widgets.text import Label

ABOUT: Final = (
    "The PIN takes the laptop back when you have hidden the page (F12), paused (F9) or handed over (F11). It is kept "
    "until the study locks and nowhere else."
)
HINT: Final = f"{pins.SHORTEST} to {pins.LONGEST} digits"


class ChoosePin(QWidget):
    """``chosen(digits)`` by Enter; ``passed_over`` where nobody wants one: then only the passphrase returns."""

    chosen = Signal(str)
    passed_over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.pin = PinLine()
        self.pin.setProperty("tall", "true")
        self.field = Field("PIN for this sitting", self.pin, HINT)
        self.go = primary("Begin", icon="interview", key="Enter", large=True)
        self.without = link("Without a PIN")
        self.without.setFixedHeight(look.height("row"))
        self.without.setToolTip("Then only the passphrase takes the laptop back")
        self.pin.textChanged.connect(lambda text: self.go.setEnabled(pins.could_be(text)))
        self.pin.returnPressed.connect(self._tell)
        self.go.clicked.connect(self._tell)
        self.without.clicked.connect(self.passed_over)
        card = Card(margin=32, spacing=16)
        card.setMaximumWidth(look.px(560))
        card.add(Label("Before you begin", "title"), Label(ABOUT, "body", "muted", wrap=True), self.field)
        card.column.addLayout(row(self.without, 1, self.go))
        lay_alone(card, self)
        self.begin()

    def begin(self) -> None:
        """Nothing is typed."""
        self.pin.clear()
        self.go.setEnabled(False)

    def first_focus(self) -> QWidget:
        """The PIN."""
        return self.pin

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.passed_over.emit()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        digits = self.pin.text()
        if pins.could_be(digits):
            self.pin.clear()
            self.chosen.emit(digits)
