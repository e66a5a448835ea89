"""The head of a report: what happened in bold, what is safe below it, and what to press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets.buttons import Button
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.strip import Tone
from ojm_desktop.ui.widgets.text import Label, first_line

_LOOKS: Final = {
    Tone.NEUTRAL: ("accent", "card", "check"),
    Tone.WARNING: ("warn", "warn_soft", "warn"),
    Tone.ERROR: ("blocked", "blocked_soft", "blocked"),
}
"""Ink, ground and icon of each tone."""


class Headline(QWidget):
    """68 px with a 4 px bar; its buttons stand on the right, below the words at large text. ``is_alone``: nothing is
    below it in its card, so that all its corners are round.
    """

    is_alone = False

    def __init__(self, buttons: Sequence[Button], go: Button) -> None:
        super().__init__()
        look = theme.current()
        self._tone = Tone.NEUTRAL
        self._happened = Label("", "label", wrap=True)
        self._safe = Label("", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._happened)
        words.addWidget(self._safe)
        across = lines(buttons, (go,)) if look.scale >= 2 else row(*buttons, go, 0 if look.scale == 1 else 1)
        below = QBoxLayout.Direction.TopToBottom if look.scale > 1 else QBoxLayout.Direction.LeftToRight
        layout = QBoxLayout(below, self)
        layout.setContentsMargins(look.px(56), look.px(10), look.px(16), look.px(10))
        layout.setSpacing(look.px(12))
        layout.addLayout(words, 1)
        layout.addLayout(across)
        self.setMinimumHeight(look.px(68))

    @property
    def words(self) -> str:
        """What it says, both lines."""
        return f"{self._happened.text()} {self._safe.text()}".strip()

    def say(self, happened: str, safe: str, tone: Tone) -> None:
        """Say something else."""
        self._tone = tone
        self._happened.setText(happened)
        self._safe.setText(safe)
        self._safe.setVisible(bool(safe))
        self.setAccessibleName(self.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        ink, ground, icon = _LOOKS[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, radius = QRectF(self.rect()), look.px(8) - look.border
        corners = QPainterPath()
        corners.addRoundedRect(rect if self.is_alone else rect.adjusted(0, 0, 0, radius), radius, radius)
        painter.setClipPath(corners)
        painter.fillRect(rect, look.colour(ground))
        painter.fillRect(QRectF(0, 0, look.px(4), rect.height()), look.colour(ink))
        size = look.px(22)
        top = first_line(self._happened) - size / 2
        icons.paint(painter, icon, QRectF(look.px(20), top, size, size), look.colour(ink))
        painter.end()
