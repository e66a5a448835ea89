"""Words on a page: labels in a type step and a tone, never read as markup."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ojm_desktop.ui import theme

Role = Literal["body", "label", "heading", "ask", "title", "display", "number", "note"]
Tone = Literal["text", "muted", "accent", "warn", "blocked"]


class Label(QLabel):
    """Plain text in one type step and tone. ``wrap`` breaks lines at spaces; otherwise the text keeps one line."""

    def __init__(self, words: str = "", role: Role = "body", tone: Tone = "text", *, wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setText(words)

    def set_tone(self, tone: Tone) -> None:
        """Change the tone of words already shown."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(Label):
    """One line, cut where it does not fit (in the middle for folder names); the tooltip then holds the whole text."""

    def __init__(self, words: str = "", role: Role = "body", tone: Tone = "text", *, middle: bool = False) -> None:
        self._whole = words
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        super().__init__(words, role, tone)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(words)

    def set_words(self, words: str) -> None:
        """Show other words, cut to the width there is."""
        if words == self._whole:
            return
        self._whole = words
        self.setAccessibleName(words)
        self._fit()
        self.updateGeometry()  # also where the cut words happen to look the same

    def minimumSizeHint(self) -> QSize:
        """As narrow as an ellipsis: the words give way before the layout does."""
        return QSize(theme.current().px(40), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """The width of the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, max(self.width(), 1))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


def first_line(label: QLabel) -> float:
    """Where the middle of a label's first line lies in its parent, in pixels: there an icon of all of it stands."""
    words = min(label.heightForWidth(label.width()) if label.wordWrap() else label.height(), label.height())
    return label.y() + (label.height() - words + label.fontMetrics().height()) / 2


class Hairline(QFrame):
    """A line of one border's width between things; ``strong`` is the rule under table heads."""

    def __init__(self, *, vertical: bool = False, strong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rule" if strong else "hairline")
        width = theme.current().border
        if vertical:
            self.setFixedWidth(width)
        else:
            self.setFixedHeight(width)
