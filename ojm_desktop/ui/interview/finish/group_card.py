"""A group of the finish screen as a card: its head with the count, and a line for each link."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.interview.finish.lines import Group, Line
from ojm_desktop.ui.widgets import paint

HEAD, ONE, TWO, EDGE = 48, 48, 52, 16
"""Heights of a head and of a line of one row and of two, room at the ends: pixels at 100 % (mock-up: finish)."""


ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})


class LineButton(QAbstractButton):
    """One line; pressed by a click, Enter or Space. One that leads nowhere only says what it says.

    ``walked(key)`` for an arrow: the area it stands in would scroll by it.
    """

    walked = Signal(int)

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setAccessibleName(line.said)
        self.setToolTip(". ".join(part for part in (line.words, line.note) if part))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring_room", 3)
        if line.action:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(280), look.px(TWO if self.line.note else ONE))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif event.key() in ARROWS and plain:
            self.walked.emit(event.key())
        else:
            event.ignore()  # Ctrl+Enter is the screen's

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.line.action and (self.underMouse() or self.isDown()):
            painter.fillRect(rect, look.colour("accent_soft"))
        painter.fillRect(QRectF(0, 0, rect.width(), look.border), look.colour("line"))
        inner = rect.adjusted(look.px(EDGE), 0, -look.px(EDGE), 0)
        bold, accent = look.font("label"), look.colour("accent")
        wide = 0.0
        if self.line.action:
            wide = paint.row_width(self.line.action, bold, icon=False, key="", trailing=True)
            right = QRectF(inner.right() - wide, inner.top(), wide, inner.height())
            paint.row(painter, right, self.line.action, bold, accent, trailing="next")
        words = inner.adjusted(0, 0, -wide - look.px(EDGE) if wide else 0, 0)
        self._words(painter, words)
        painter.end()

    def _words(self, painter: QPainter, rect: QRectF) -> None:
        look = theme.current()
        if not self.line.note:
            paint.row(painter, rect, self.line.words, look.font(), look.colour("text"))
            return
        half = look.px(22)
        middle = rect.center().y()
        upper = QRectF(rect.left(), middle - half, rect.width(), half)
        paint.row(painter, upper, self.line.words, look.font(), look.colour("text"))
        paint.row(painter, upper.translated(0, half), self.line.note, look.font(), look.colour("muted"))


class GroupCard(QWidget):
    """A bordered sheet; red where it stops the end. ``followed(path)``."""

    followed = Signal(str)
    walked = Signal(int)

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = group
        look = theme.current()
        self.setAccessibleName(f"{group.words}: {group.count}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lines = tuple(LineButton(line) for line in group.lines)
        column = QVBoxLayout(self)
        edge = max(look.border, 2)
        column.setContentsMargins(edge, look.px(HEAD), edge, look.px(4))
        column.setSpacing(0)
        for button in self.lines:
            button.clicked.connect(lambda _on=False, line=button.line: self._follow(line))
            button.walked.connect(self.walked)
            column.addWidget(button)

    def _follow(self, line: Line) -> None:
        if line.action:
            self.followed.emit(line.path)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        edge = look.colour("blocked" if self.group.stops else "line")
        width = max(2, look.border) if self.group.stops else look.border
        paint.ground(painter, QRectF(self.rect()), look.colour("card"), edge, look.px(8), width)
        ink = look.colour(self.group.tone)
        size = look.px(22)
        icons.paint(painter, self.group.icon, QRectF(look.px(18), (look.px(HEAD) - size) / 2, size, size), ink)
        head = QRectF(look.px(53), 0, self.width() - look.px(53 + EDGE), look.px(HEAD))
        bold, text = look.font("label"), look.colour("text")
        paint.row(painter, head, self.group.words, bold, text)
        count = str(self.group.count)
        wide = QFontMetricsF(bold).horizontalAdvance(count)
        paint.row(painter, QRectF(head.right() - wide, 0, wide + 2, head.height()), count, bold, text)
        painter.end()
