"""A filter as a button: says what it filters, opens its choices, and carries a cross to cancel while it is on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import Button, Kind


class FilterButton(Button):
    """``changed`` when a choice was made or cancelled (the cross, Delete, or "any"); ``value`` is empty for any."""

    changed = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__("", Kind.QUIET, trailing="open-list")
        self._name = name
        self._choices = dict(choices)
        self.value = ""
        self.clicked.connect(self._open)
        self.set_value("")

    def set_value(self, value: str) -> None:
        """Choose without telling."""
        self.value = value
        self._trailing = "cancel" if value else "open-list"
        self.set_words(f"{self._name}: {self._choices[value]}")
        self.setAccessibleDescription("Delete shows any again" if value else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = self.value and event.position().x() >= self.width() - theme.current().px(40)
        if on_cross and event.button() == Qt.MouseButton.LeftButton and self.isDown():
            self.setDown(False)
            self._choose("")
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.value and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose("")
            return
        super().keyPressEvent(event)

    def menu_of_choices(self) -> QMenu:
        """The choices, the one in force ticked."""
        menu = QMenu(self)
        for value, words in self._choices.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(lambda _=False, value=value: self._choose(value))
        return menu

    def _open(self) -> None:
        menu = self.menu_of_choices()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + theme.current().px(4))))

    def _choose(self, value: str) -> None:
        self.set_value(value)
        self.changed.emit()
