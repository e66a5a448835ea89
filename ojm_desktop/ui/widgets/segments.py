"""Segments: one of a few views or filters, side by side ("Graph | Table")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QSizePolicy, QToolButton, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets import paint


@dataclass(frozen=True)
class Segment:
    """One choice: what is chosen by it, its word, and optionally its icon and key."""

    value: str
    words: str
    icon: str = ""
    key: str = ""


class Segments(QFrame):
    """A row of segments, or a ``stacked`` column, of which one is chosen; arrows move within, Tab leaves.

    ``chosen`` tells a person's choice. In ``unset`` ones nothing is chosen before somebody did.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        segments: Sequence[Segment],
        value: str = "",
        *,
        large: bool = False,
        stacked: bool = False,
        unset: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, _SegmentButton] = {}
        down = QBoxLayout.Direction.TopToBottom
        layout = QBoxLayout(down if stacked else QBoxLayout.Direction.LeftToRight, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for segment in segments:
            button = _SegmentButton(segment, large)
            self._group.addButton(button)
            self._buttons[segment.value] = button
            if stacked:
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            layout.addWidget(button)
            button.clicked.connect(lambda _=False, value=segment.value: self.chosen.emit(value))
        if value or not unset:
            self.set_value(value or segments[0].value)

    @property
    def value(self) -> str:
        """What is chosen; empty while nothing is."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def clear(self) -> None:
        """Nothing is chosen."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def set_offered(self, value: str, offered: bool) -> None:
        """Show a segment or leave it out."""
        self._buttons[value].setVisible(offered)

    def set_value(self, value: str) -> None:
        """Choose without telling."""
        self._buttons[value].setChecked(True)

    def first(self) -> QWidget:
        """The segment that is chosen: what takes the focus."""
        return self._buttons[self.value]

    def set_words(self, value: str, words: str) -> None:
        """Change the word of one segment (live counts)."""
        self._buttons[value].set_words(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        paint.ground(painter, QRectF(self.rect()), look.colour("card"), None, look.px(6))
        painter.end()


class _SegmentButton(QToolButton):
    def __init__(self, segment: Segment, large: bool) -> None:
        super().__init__()
        self._segment = segment
        self._words = segment.words
        self._large = large
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(segment.words)

    def set_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = paint.row_width(self._words, look.font("label"), icon=bool(self._segment.icon), key=self._segment.key)
        return QSize(round(width) + look.px(32), look.height("control_interview" if self._large else "control"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        frame = self.parentWidget() or self
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(frame.rect()).translated(-self.x(), -self.y())
        clip = QPainterPath()
        clip.addRoundedRect(whole, look.px(6), look.px(6))
        painter.setClipPath(clip)
        if self.isChecked():
            painter.fillRect(self.rect(), look.colour("selection"))
        elif self.underMouse():
            painter.fillRect(self.rect(), look.colour("accent_soft"))
        painter.setClipping(False)
        if self.x() > 0:
            painter.fillRect(0, 0, look.border, self.height(), look.colour("control"))
        if self.y() > 0:
            painter.fillRect(0, 0, self.width(), look.border, look.colour("control"))
        paint.ground(painter, whole, None, look.colour("control"), look.px(6), look.border)
        ink = look.colour("on_selection" if self.isChecked() else "text")
        bright = self.isChecked() and look.look is not theme.Look.CONTRAST
        paint.row(
            painter, QRectF(self.rect()), self._words, look.font("label" if self.isChecked() else "body"), ink,
            icon=self._segment.icon, icon_ink=look.colour("accent") if bright else ink,
            key=self._segment.key, key_ink=ink if self.isChecked() else look.colour("muted"), centred=True,
        )  # fmt: skip
        painter.end()
