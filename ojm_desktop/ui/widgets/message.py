"""A message beside what it is about: an icon and a sentence that may take several lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets.text import Label, Tone


class Message(QWidget):
    """At least one line of 24 px high, so that a short message moves nothing when it comes or goes.

    One that does not ``keeps_line`` is there only while it says something.
    """

    def __init__(self, parent: QWidget | None = None, *, keeps_line: bool = True) -> None:
        super().__init__(parent)
        look = theme.current()
        self._icon, self._tone = "", "muted"
        self._keeps_line = keeps_line
        if not keeps_line:
            self.hide()
        self._label = Label("", tone="muted", wrap=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._label)
        self.setMinimumHeight(look.px(24))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def words(self) -> str:
        """What it says."""
        return self._label.text()

    def show_state(self, icon: str, words: str, tone: Tone = "text") -> None:
        """Say something, or nothing."""
        self._icon, self._tone = icon, tone
        self._label.setText(words)
        if words:
            self._label.set_tone(tone)
        self.setAccessibleName(words)
        if not self._keeps_line:
            self.setVisible(bool(words))
        self._row.setContentsMargins(theme.current().px(28) if icon else 0, 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._icon:
            return
        look = theme.current()
        painter = QPainter(self)
        size = look.px(20)
        icons.paint(painter, self._icon, QRectF(0, look.px(1), size, size), look.colour(self._tone))
        painter.end()
