"""The empty page: a sentence, why it is empty, the next action as a button, other ways as links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets.buttons import Button, Kind, link
from ojm_desktop.ui.widgets.card import Card, Scroll
from ojm_desktop.ui.widgets.text import Label


@dataclass(frozen=True)
class Step:
    """One step to a full page: done (ticked) or open (numbered); its button is filled when it comes next."""

    title: str
    words: str
    button: str = ""
    act: Callable[[], object] | None = None
    done: bool = False
    next: bool = False
    icon: str = ""


@dataclass(frozen=True)
class Way:
    """Another way, as a link."""

    words: str
    act: Callable[[], object]


class EmptyPage(QWidget):
    """What a page shows while there is nothing on it yet; ``first`` is the button to focus, if any."""

    def __init__(
        self,
        heading: str,
        why: str,
        steps: Sequence[Step] = (),
        ways: Sequence[Way] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look = theme.current()
        self.first: Button | None = None
        inside = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(8), look.px(24), look.px(8), look.px(8))
        column.setSpacing(look.space(5))
        column.addLayout(self._top(heading, why))
        if steps:
            card = Card(margin=0, spacing=0)
            card.setMaximumWidth(look.px(800))
            for number, step in enumerate(steps, start=1):
                if number > 1:
                    card.add_rule()
                card.add(self._step(number, step))
            column.addLayout(_centred(card))
        if ways:
            column.addLayout(self._ways(ways))
        column.addStretch(1)

    def _top(self, heading: str, why: str) -> QHBoxLayout:
        look = theme.current()
        words = QVBoxLayout()
        words.setSpacing(look.px(8))
        words.addWidget(Label(heading, "heading", wrap=True))
        words.addWidget(Label(why, "body", "muted", wrap=True))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look.px(42))
        row.addStretch(1)
        if look.scale < 2:
            row.addWidget(_Picture(), 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setLayout(words)
        words.setContentsMargins(0, 0, 0, 0)
        holder.setMaximumWidth(look.px(478 if look.scale < 2 else 800))
        row.addWidget(holder, 1000)
        row.addStretch(1)
        return row

    def _step(self, number: int, step: Step) -> QWidget:
        look = theme.current()
        line = QWidget()
        below = QBoxLayout.Direction.TopToBottom if look.scale >= 2 else QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(below, line)
        row.setContentsMargins(look.px(24), look.px(10), look.px(24), look.px(10))
        row.setSpacing(look.px(16))
        row.addWidget(_Mark("" if step.done else str(number), step.done))
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addStretch(1)
        words.addWidget(Label(step.title, "label"))
        words.addWidget(Label(step.words, "body", "muted", wrap=True))
        words.addStretch(1)
        row.addLayout(words, 1)
        if step.button and step.act is not None:
            button = Button(step.button, Kind.PRIMARY if step.next else Kind.QUIET, icon=step.icon, large=step.next)
            button.setMinimumWidth(look.px(190))
            act = step.act
            button.clicked.connect(lambda _=False: act())
            row.addWidget(button)
            if step.next:
                self.first = button
        line.setMinimumHeight(look.px(91))
        return line

    def _ways(self, ways: Sequence[Way]) -> QHBoxLayout:
        look = theme.current()
        row = QHBoxLayout()
        row.setSpacing(look.px(26))
        row.addStretch(1)
        for way in ways:
            button = link(way.words)
            button.clicked.connect(lambda _=False, act=way.act: act())
            row.addWidget(button)
        row.addStretch(1)
        return row


def _centred(widget: QWidget) -> QHBoxLayout:
    """In the middle of the page, as wide as it may be."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget, 1000)
    row.addStretch(1)
    return row


class _Mark(QWidget):
    """A tick, or a number in a ring."""

    def __init__(self, words: str, done: bool) -> None:
        super().__init__()
        self._words, self._done = words, done
        self.setAccessibleName("Done" if done else f"Step {words}")
        side = theme.current().px(28)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self._done:
            icons.paint(painter, "check", rect, look.colour("accent"))
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
            painter.setFont(look.font("label"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()


class _Picture(QWidget):
    """A journey still to be drawn: three open dots on a dashed line."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(280), look.px(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width()
        for line, ink in ((12, "line"), (42, "control"), (72, "line")):
            painter.setPen(QPen(look.colour(ink), 2))
            painter.drawLine(QPointF(0, look.px(line)), QPointF(width, look.px(line)))
        dots = [QPointF(look.px(x), look.px(y)) for x, y in ((50, 64), (140, 38), (230, 12))]
        dashes = QPen(look.colour("trace"), 2)
        dashes.setDashPattern([3, 3])
        painter.setPen(dashes)
        painter.drawPolyline(dots)
        painter.setPen(QPen(look.colour("trace"), 2))
        painter.setBrush(look.colour("window"))
        for dot in dots:
            painter.drawEllipse(dot, look.px(7), look.px(7))
        painter.end()
