"""The weekly diary as a strip of cells: filled, half, crossed, open, a dot; by form alone (mock-ups: participants)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets import paint

CELL, GAP, RADIUS = 18, 3, 2
"""A cell of a list, the room between two, and its corner, in pixels at 100 %."""
LOW = 14
"""A cell where a person's weeks stand in two rows: the next person's begin clear of them."""
WIDEST = 104
"""A week of the large strip at most."""
KEY = (DiaryState.DONE, DiaryState.LATE, DiaryState.MISSED, DiaryState.AWAITED, DiaryState.NOT_DUE)


def summary(states: Sequence[DiaryState]) -> str:
    """The strip in words: 5 done, 1 late, 1 missed, 2 not in yet."""
    told = [f"{states.count(state)} {state.words}" for state in KEY[:-1] if state in states]
    return ", ".join(told) or "Nothing due yet"


def draw_cell(painter: QPainter, box: QRectF, state: DiaryState, ink: QColor, edge: QColor) -> None:
    """One cell; `ink` for what came, `edge` for the border of what did not."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = look.px(RADIUS)
    if state is DiaryState.NOT_DUE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(edge)
        painter.drawEllipse(box.center(), box.width() * 0.12, box.width() * 0.12)
    elif state is DiaryState.DONE:
        paint.ground(painter, box, ink, None, radius)
    else:
        is_late = state is DiaryState.LATE
        paint.ground(painter, box, None, ink if is_late else edge, radius, 1.5)
        inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
        if is_late:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawPolygon(QPolygonF([inner.topLeft(), inner.bottomRight(), inner.bottomLeft()]))
        elif state is DiaryState.MISSED:
            painter.setPen(QPen(ink, 1.75 * look.scale))
            side = inner.width() * 0.26
            centre = inner.center()
            for dx, dy in ((side, side), (side, -side)):
                painter.drawLine(QPointF(centre.x() - dx, centre.y() - dy), QPointF(centre.x() + dx, centre.y() + dy))
    painter.restore()


def draw(painter: QPainter, box: QRectF, states: Sequence[DiaryState], ink: QColor, edge: QColor) -> None:
    """The strip at the left of ``box``, in its middle; two rows of half where one has no room."""
    look = theme.current()
    cell, pitch = look.px(CELL), look.px(CELL + GAP)
    fit = max(1, int((box.width() + look.px(GAP)) // pitch))
    a_row = len(states) if len(states) <= fit else max(1, min(fit, -(-len(states) // 2)))
    rows = -(-len(states) // a_row)
    if rows > 1:
        cell, pitch = look.px(LOW), look.px(LOW + GAP)
    top = box.center().y() - (rows * pitch - look.px(GAP)) / 2
    for number, state in enumerate(states):
        row, place = divmod(number, a_row)
        draw_cell(painter, QRectF(box.left() + place * pitch, top + row * pitch, cell, cell), state, ink, edge)


class DiaryKey(QWidget):
    """What each form means, in one line, as far as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Cells of the diary: {', '.join(state.words for state in KEY)}")

    def sizeHint(self) -> QSize:
        look = theme.current()
        metrics = QFontMetricsF(look.font())
        words = sum(metrics.horizontalAdvance(state.words) for state in KEY)
        return QSize(round(words) + len(KEY) * look.px(CELL + 8 + 20), look.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(look.font())
        metrics = QFontMetricsF(look.font())
        cell, left = look.px(CELL), 0.0
        for state in KEY:
            wide = cell + look.px(8) + metrics.horizontalAdvance(state.words)
            if left + wide > self.width():
                break
            box = QRectF(left, (self.height() - cell) / 2, cell, cell)
            draw_cell(painter, box, state, look.colour("text"), look.colour("control"))
            painter.setPen(look.colour("muted"))
            words = QRectF(left + cell + look.px(8), 0, wide, self.height())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), state.words)
            left += wide + look.px(20)
        painter.end()


class DiaryStrip(QWidget):
    """The weeks of one person as large cells with their numbers; Left and Right walk, Enter opens.

    ``went_to(week)`` when another one is chosen, ``opened(week)`` by Enter, double click or a second click on it.
    """

    went_to = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states: tuple[DiaryState, ...] = ()
        self._week = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    @property
    def week(self) -> int:
        """The chosen week, from 1."""
        return self._week

    def show_states(self, states: Sequence[DiaryState], week: int) -> None:
        """Show other weeks with one of them chosen."""
        self._states, self._week = tuple(states), max(1, min(week, len(states)))
        self._say()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(48) * max(1, self._a_row()), look.px(64) * self._rows())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(200), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self._go(self._week + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(1 if event.key() == Qt.Key.Key_Home else len(self._states))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._states:
            self.opened.emit(self._week)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        week = self._at(event.position())
        if not week:
            return
        if week == self._week:
            self.opened.emit(week)
        else:
            self._go(week)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        for week, state in enumerate(self._states, 1):
            box = self._box(week)
            is_chosen = week == self._week
            if is_chosen:
                paint.ground(painter, box, look.colour("selection"), look.colour("accent"), look.px(6), look.border)
            ink = look.colour("on_selection" if is_chosen else "text")
            side = look.px(24)
            cell = QRectF(box.center().x() - side / 2, box.top() + look.px(6), side, side)
            draw_cell(painter, cell, state, ink, ink if is_chosen else look.colour("control"))
            painter.setFont(look.font("label" if is_chosen else "body"))
            painter.setPen(ink if is_chosen else look.colour("muted"))
            number = QRectF(box.left(), cell.bottom() + look.px(2), box.width(), look.px(24))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(week))
        painter.end()

    def _go(self, week: int) -> None:
        week = max(1, min(week, len(self._states)))
        if week != self._week and self._states:
            self._week = week
            self._say()
            self.update()
            self.went_to.emit(week)

    def _a_row(self) -> int:
        return len(self._states) if theme.current().scale < 2 else -(-len(self._states) // 2)

    def _rows(self) -> int:
        a_row = self._a_row()
        return -(-len(self._states) // a_row) if a_row else 1

    def _box(self, week: int) -> QRectF:
        look = theme.current()
        row, place = divmod(week - 1, self._a_row())
        wide = min(look.px(WIDEST), self.width() / self._a_row())
        return QRectF(place * wide, row * look.px(64), wide, look.px(60)).adjusted(2, 2, -2, 0)

    def _at(self, place: QPointF) -> int:
        weeks = range(1, len(self._states) + 1)
        return next((week for week in weeks if self._box(week).contains(place)), 0)

    def _say(self) -> None:
        """What a screen reader gets: the chosen week, and the strip."""
        now = f"Week {self._week}: {self._states[self._week - 1].words}" if self._states else "No weeks"
        self.setAccessibleName(f"{now}. Weekly diary: {summary(self._states)}")
