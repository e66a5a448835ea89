"""Thank you, please hand the laptop back: waits for the researcher's PIN."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.counting import noun, spelt
from ojm_desktop.service.pin import Pin
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.pin_line import PinLine
from ojm_desktop.ui.widgets.text import Label


class Thanks(QWidget):
    """``returned`` by the right PIN, ``lost`` after five wrong ones."""

    returned = Signal()
    lost = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._pin = Pin()
        self.pin = PinLine()
        self.pin.setProperty("tall", "true")
        self.pin.setFixedWidth(look.px(400))
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

    def wait_for(self, pin: Pin, words: str) -> None:
        """Say thank you and wait for this PIN."""
        self._pin = pin
        self._words.setText(words)
        self.setAccessibleName(words)
        self.pin.clear()
        self.field.clear_wrong()

    def _try(self) -> None:
        typed = self.pin.text()
        self.pin.clear()
        if self._pin.matches(typed):
            self.returned.emit()
            return
        left = self._pin.tries_left
        if left <= 0:
            self.lost.emit()
            return
        self.field.set_wrong(
            f"That is not the PIN: {spelt(left)} more {noun(left, 'try', 'tries')}, then the study locks."
        )
