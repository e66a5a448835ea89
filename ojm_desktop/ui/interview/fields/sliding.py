"""A range of many steps: a line to slide along, and a number to type. No handle is on it before somebody chose."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.form import Question, Range
from ojm_desktop.domain.ticks import number
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.fields import reading
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.interview.fields.lines import Line
from ojm_desktop.ui.interview.fields.steps import plain, shown_number
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState

MOST_TICKS: Final = 21
_MOVES: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
_LEAPS: Final = {Qt.Key.Key_PageDown: -10, Qt.Key.Key_PageUp: 10}


class Track(QWidget):
    """The line. `moved(place)` while a handle is dragged or walked; `let_go` when it is where it shall be."""

    moved = Signal(int)
    let_go = Signal(int)

    def __init__(self, count: int, *, ticks: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._ticks = count, ticks and count <= MOST_TICKS
        self.place: int | None = None
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.current().px(48))

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(320), self.height())

    def stand_at(self, place: int | None) -> None:
        """Show the handle at a place, or none."""
        self.place = place
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._drag(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.place is not None:
            self.let_go.emit(self.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _MOVES.get(Qt.Key(event.key())) or _LEAPS.get(Qt.Key(event.key()))
        if step is not None:
            middle = (self._count - 1) // 2
            self._go(middle if self.place is None else self.place + step)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if event.key() == Qt.Key.Key_Home else self._count - 1)
        elif event.key() == Qt.Key.Key_Space and self.place is not None:
            self.let_go.emit(self.place)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, middle = look.px(14), self.height() / 2
        painter.setPen(QPen(look.colour("control"), look.px(4), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(edge, middle), QPointF(self.width() - edge, middle))
        if self._ticks:
            painter.setPen(QPen(look.colour("control"), 2))
            for place in range(self._count):
                at = self._at(place)
                painter.drawLine(QPointF(at, middle - look.px(10)), QPointF(at, middle + look.px(10)))
        if self.place is not None:
            side = look.px(28)
            box = QRectF(self._at(self.place) - side / 2, middle - side / 2, side, side)
            painter.setBrush(look.colour("accent"))
            painter.setPen(QPen(look.colour("card"), 2))
            painter.drawEllipse(box)
        painter.end()

    def _at(self, place: int) -> float:
        edge = theme.current().px(14)
        return edge + (self.width() - 2 * edge) * place / max(1, self._count - 1)

    def _drag(self, x: float) -> None:
        edge = theme.current().px(14)
        share = (x - edge) / max(1, self.width() - 2 * edge)
        self._go(round(share * (self._count - 1)))

    def _go(self, place: int) -> None:
        self.stand_at(min(max(0, place), self._count - 1))
        assert self.place is not None
        self.moved.emit(self.place)


class SlidingField(Field):
    """Sliding shows the number; letting go, Space, or leaving the field gives it."""

    def __init__(self, question: Question, limits: Range, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        low, high = sorted((Decimal(limits.start or "0"), Decimal(limits.end or "10")))
        self._low, self._step = low, abs(Decimal(limits.step or "1")) or Decimal(1)
        count = int((high - low) / self._step) + 1
        signed = low < 0
        self.track = Track(count, ticks="no-ticks" not in question.appearance)
        self.track.moved.connect(self._slide)
        self.track.let_go.connect(lambda _place: self.commit())
        self.line = Line(reading.Kind(reading.decimal_value, reading.number_text, "A number", 120))
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.commit)
        ends = [Label(shown_number(plain(end), signed=signed), tone="muted") for end in (low, high)]
        self.column.addLayout(row(ends[0], self.track, ends[1], self.line))
        self._words = Label("", tone="muted", wrap=True)
        self._signed = signed
        self._said = ""
        self.column.addWidget(self._words)

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        told = ((shown_number(value, signed=self._signed), words) for value, words in state.tick_words if words)
        self._said = "   ".join(f"{value}: {words}" for value, words in told)
        self._words.setText(self._said)
        self._words.setVisible(bool(self._said))
        self.line.show_value(state.value)
        if not self.line.is_typed:
            self.track.stand_at(self._place_of(state.value))

    def set_name(self, name: str) -> None:
        self.track.setAccessibleName(f"{name} {self._said}".strip())
        self.line.setAccessibleName(f"{name} As a number")

    def typed(self) -> str:
        return self.line.text() if self.line.is_typed else ""

    def take_up(self, text: str) -> None:
        if text:
            self.line.setText(text)
            self.track.stand_at(self._place_of(self.line.value))

    def commit(self) -> None:
        if not self.is_reading and self.line.is_typed and self.line.settle():
            self.given.emit(self.line.value)

    def first_focus(self) -> QWidget:
        return self.track

    def _slide(self, place: int) -> None:
        self.line.setText(reading.number_text(plain(self._low + self._step * place)))
        self.edited.emit()

    def _place_of(self, value: str) -> int | None:
        found = number(value)
        return None if found is None else int((found - self._low) / self._step)
