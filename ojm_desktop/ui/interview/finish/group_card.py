"""A group of the finish screen as a card: its head with the count, and a line for each link."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.interview.finish.lines import Group, Line
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.text import Tone
from ojm_desktop.ui.widgets.wrapped import wrapped

HEAD, ONE, TWO, EDGE, PITCH = 48, 48, 52, 16, 22
"""Heights of a head and of a line of one row and of two, room at the ends, from row to row: pixels at 100 % (mock-up:
finish)."""
MOST = 12
"""Rows of one text: more than any question needs."""


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
        return QSize(theme.current().px(280), self._height(len(self.rows())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self._height(len(self.rows()))
        if height != self.minimumHeight():
            self.setFixedHeight(height)

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
        wide = self._action_width()
        if wide:
            right = QRectF(inner.right() - wide, inner.top(), wide, inner.height())
            paint.row(painter, right, self.line.action, bold, accent, trailing="next")
        words = inner.adjusted(0, 0, -wide - look.px(EDGE) if wide else 0, 0)
        self._words(painter, words)
        painter.end()

    def _words(self, painter: QPainter, rect: QRectF) -> None:
        look = theme.current()
        told, pitch = self.rows(), look.px(PITCH)
        top = rect.center().y() - len(told) * pitch / 2
        for number, (words, tone) in enumerate(told):
            line = QRectF(rect.left(), top + number * pitch, rect.width() + 2, pitch)
            paint.row(painter, line, words, look.font(), look.colour(tone))

    def rows(self) -> list[tuple[str, Tone]]:
        """What it is about and what is known of it, in as many lines as the width asks for; nothing is cut."""
        look = theme.current()
        wide = self._action_width()
        room = max(look.px(80), self.width() - look.px(2 * EDGE) - (wide + look.px(EDGE) if wide else 0))
        texts: tuple[tuple[str, Tone], ...] = ((self.line.words, "text"), (self.line.note, "muted"))
        return [(each, tone) for words, tone in texts if words for each in wrapped(words, look.font(), room, MOST)]

    def _action_width(self) -> float:
        """Room for the word that is pressed; none where there is none."""
        if not self.line.action:
            return 0.0
        return paint.row_width(self.line.action, theme.current().font("label"), icon=False, key="", trailing=True)

    def _height(self, lines: int) -> int:
        look = theme.current()
        return look.px(ONE) + max(0, lines - 1) * look.px(PITCH) if lines != 2 else look.px(TWO)


class GroupCard(QWidget):
    """A bordered sheet; red where it stops the end. ``followed(path)``; ``apart_asked`` for what lies elsewhere."""

    followed = Signal(str)
    apart_asked = Signal()
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
        if line.is_apart:
            self.apart_asked.emit()
        elif line.action:
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
