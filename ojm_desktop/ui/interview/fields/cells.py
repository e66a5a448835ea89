"""The scale as a row of cells: not coloured by sign, none filled before somebody chose (interview: ratings).

Digits give a value, minus first for one below zero; arrows move along the cells and Enter or Space gives the one they
stand at, so that walking past a value records nothing and shows nothing of the last wave.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.fields.below import Below
from ojm_desktop.ui.interview.fields.keys import Entry, Picking
from ojm_desktop.ui.interview.fields.steps import Steps
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.text import Label

GAP, TIGHT_GAP = 8, 4
NARROWEST, WIDEST = 44, 96
"""Cells narrower than this stand in two rows, once they stand tight; wider than that they do not grow. At 100 %."""
LARGEST: Final = 2.0
"""The text size from which cells are as low as buttons, so that a question has room above its scale."""
MARKER: Final = 28
"""Room above each row for the last wave's marker, kept whether it is there or not."""
WAITS: Final = 900
"""Milliseconds in which a second digit may follow one that is a value already."""
_GIVES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Cell(QAbstractButton):
    """One value."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def nextCheckState(self) -> None:
        """The row says what is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the row knows what keys mean here

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(NARROWEST), _tall())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        ground, edge, ink, width = look.colour("card"), look.colour("control"), look.colour("text"), look.border
        if self.isChecked():
            ground, edge, ink = look.colour("accent"), look.colour("accent"), look.colour("on_accent")
        elif not self.isEnabled():
            ground, edge, ink = look.colour("sunken"), look.colour("line"), look.colour("muted")
        elif self.underMouse():
            edge, width = look.colour("accent"), 2
        paint.ground(painter, QRectF(self.rect()), ground, edge, look.px(6), width)
        painter.setPen(ink)
        painter.setFont(look.font("heading"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Whole(QWidget):
    """All cells as one place for the keys: a ring round an empty cell would lead the answer."""

    def __init__(self, cells: Cells) -> None:
        super().__init__(cells)
        self._cells = cells
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lower()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._cells.pass_focus(event.reason())


class Cells(QWidget):
    """All cells with the words under their ends; `given(value)` each time one is chosen."""

    given = Signal(str)

    def __init__(self, steps: Steps, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = steps
        self._upright = upright
        self._picking = Picking()
        self._cursor: int | None = None
        self._kept: int | None = None
        """Where the keys stand for what was typed and not given before a lock."""
        self._last: int | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAITS)
        self._waiting.timeout.connect(self._give_picked)
        self.cells = tuple(Cell(words, self) for words in steps.shown)
        for at, cell in enumerate(self.cells):
            cell.clicked.connect(lambda _on=False, place=at: self._choose(place))
        self._below = Below(self, self.cells)
        self._marker = Label("", tone="muted")
        self._marker.setParent(self)
        self._marker.hide()
        self.whole = Whole(self)
        self.setFocusProxy(self.whole)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_words(steps.words or ("",) * len(steps.values))

    # --- what is shown

    @property
    def value(self) -> str:
        """What is chosen; empty while nobody has answered."""
        return next((each for each, cell in zip(self.steps.values, self.cells, strict=True) if cell.isChecked()), "")

    def show_value(self, value: str) -> None:
        """Show an answer, or none; tells nobody."""
        chosen = self.steps.place(value) if value else None
        for at, cell in enumerate(self.cells):
            cell.setChecked(at == chosen)
        if chosen is not None and self.whole.hasFocus():  # given at the graph, or by the person: the keys go on there
            self.cells[chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def words(self) -> tuple[str, ...]:
        """The words under the cells, a text for each value, most of them empty."""
        return self._below.words

    def show_words(self, words: tuple[str, ...]) -> None:
        """Put words under the cells, a text for each value."""
        if words != self.words:
            self._below.show(words)
            self._place()

    def show_last(self, words: str, value: str) -> None:
        """Mark the last wave's value, or take the mark away; nothing moves."""
        self._last = self.steps.place(value) if value else None
        self._marker.setText(words if self._last is not None else "")
        self._marker.setVisible(self._last is not None)
        self._place()
        self.update()

    # --- what waits

    @property
    def typed(self) -> str:
        """The value whose digits wait for one more, or that `stand_at` put the keys at; empty for none."""
        place = self._picking.place if self._picking.place is not None else self._kept
        return "" if place is None else self.steps.values[place]

    def stand_at(self, value: str) -> None:
        """The keys stand at a value that was typed before a lock and not given: Enter gives it, another digit begins
        anew, since nobody knows any more whether one was to follow.
        """
        place = self.steps.place(value)
        if place is not None:
            self._forget_typed()
            self._cursor = self._kept = place

    # --- keys

    def take_key(self, event: QKeyEvent) -> bool:
        """Arrows, digits, signs, Home, End, Enter and Space; whether the key meant something here."""
        key, count = event.key(), len(self.cells)
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in moves:
            self._stand_at(self._next(moves[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._stand_at(0 if key == Qt.Key.Key_Home else count - 1)
        elif key in _GIVES:
            return self._give_waiting()
        elif len(event.text()) == 1 and event.text() in "0123456789+-\u2212":
            self._type(event.text())
        else:
            return False
        return True

    def settle(self) -> None:
        """What was typed and waits for one more digit is meant as it stands: the question is left."""
        self._give_picked()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def pass_focus(self, reason: Qt.FocusReason) -> None:
        """From all cells to the chosen one, where there is one."""
        chosen = next((cell for cell in self.cells if cell.isChecked()), None)
        chosen = chosen if self._kept is None else self.cells[self._kept]
        if chosen is not None and reason != Qt.FocusReason.BacktabFocusReason:
            chosen.setFocus(reason)

    def _next(self, step: int) -> int:
        at = self._cursor if self._cursor is not None else self.steps.place(self.value) if self.value else None
        return self.steps.neutral if at is None else min(max(0, at + step), len(self.cells) - 1)

    def _stand_at(self, place: int) -> None:
        self._forget_typed()
        self._cursor = place
        self.cells[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, character: str) -> None:
        if character in "+-\u2212" and not any(value.startswith("-") for value in self.steps.values):
            self._stand_at(self._next(1 if character == "+" else -1))
            return
        self._kept = None
        self._picking = self._picking.then(character, self.steps.values)
        self._waiting.stop()
        if self._picking.entry is Entry.COMPLETE:
            self._give_picked()
        elif self._picking.place is not None:
            self._waiting.start()

    def _give_waiting(self) -> bool:
        """Enter gives what was typed or stood at; where that is given already it is left to the page."""
        if self._picking.place is not None:
            self._give_picked()
            return True
        if self._cursor is None or self.cells[self._cursor].isChecked():
            return False
        self._choose(self._cursor)
        return True

    def _give_picked(self) -> None:
        place = self._picking.place
        if place is not None:
            self._choose(place)

    def _choose(self, place: int) -> None:
        self._forget_typed()
        self._cursor = None
        self.show_value(self.steps.values[place])
        self.cells[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.given.emit(self.steps.values[place])

    def _forget_typed(self) -> None:
        self._kept = None
        self._waiting.stop()
        self._picking = Picking()

    # --- where things stand

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(len(self.cells) * (NARROWEST + GAP)), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(5 * (NARROWEST + GAP)), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._last is None or self._upright:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("text"))
        painter.setBrush(look.colour("card"))
        pen = painter.pen()
        pen.setWidthF(2)
        painter.setPen(pen)
        at = self.cells[self._last].geometry()
        centre, foot, half = at.center().x() + 0.5, at.top() - look.px(7), look.px(7)
        corners = (QPointF(centre - half, foot - half * 1.4), QPointF(centre + half, foot - half * 1.4))
        painter.drawPolygon(QPolygonF([*corners, QPointF(centre, foot)]))
        painter.end()

    def _place(self) -> None:
        """Cells, words and marker where the width puts them; the height follows."""
        if self._upright:
            self._stack()
            return
        look = theme.current()
        split = self._split()
        rows = [range(split), range(split, len(self.cells))] if split else [range(len(self.cells))]
        columns = max(map(len, rows))
        gap, tall = self._gap(), _tall()
        wide = min(look.px(WIDEST), (self.width() + gap) / columns - gap)
        top = 0
        for row in rows:
            top += look.px(MARKER)
            for column, at in enumerate(row):
                left = round(column * (wide + gap))
                self.cells[at].setGeometry(left, top, round(column * (wide + gap) + wide) - left, tall)
            top += tall + look.px(8)
            top += self._below.place(row, top)
        self._place_marker()
        self._take_height(top)

    def _stack(self) -> None:
        """One cell above the other, the highest value on top; words and marker beside them."""
        look = theme.current()
        wide, tall, gap = look.px(WIDEST), look.height("control_interview"), look.px(4)
        count = len(self.cells)
        for at, cell in enumerate(self.cells):
            cell.setGeometry(0, (count - 1 - at) * (tall + gap), wide, tall)
        beside, room = wide + look.px(16), max(1, self.width() - wide - look.px(16))
        self._below.stack(beside, room)
        if self._last is not None:
            words = self._marker.sizeHint().width()
            self._marker.setGeometry(self.width() - words, self.cells[self._last].y(), words, tall)
        self._take_height(count * (tall + gap) - gap)

    def _take_height(self, tall: int) -> None:
        covered = QRect()
        for cell in self.cells:
            covered = covered.united(cell.geometry())
        self.whole.setGeometry(covered)
        if self.minimumHeight() != tall:
            self.setFixedHeight(tall)
            self.updateGeometry()

    def _split(self) -> int:
        """Where the second row begins: with the value that has no sign; 0 for one row."""
        if self._wide(theme.current().px(TIGHT_GAP)) >= theme.current().px(NARROWEST):
            return 0
        count = len(self.cells)
        return self.steps.neutral if 0 < self.steps.neutral < count else count // 2

    def _gap(self) -> int:
        """Between two cells: less where all of them have room in one row by that."""
        look = theme.current()
        wide, tight = look.px(GAP), look.px(TIGHT_GAP)
        return wide if self._split() or self._wide(wide) >= look.px(NARROWEST) else tight

    def _wide(self, gap: int) -> float:
        """What each cell has in one row."""
        return (self.width() + gap) / len(self.cells) - gap

    def _place_marker(self) -> None:
        if self._last is None:
            return
        look = theme.current()
        at, wide = self.cells[self._last].geometry(), self._marker.sizeHint().width()
        centre, away = at.center().x(), look.px(14)
        left = centre - away - wide if centre - away - wide >= 0 else centre + away
        self._marker.setGeometry(QRect(left, at.top() - look.px(MARKER), wide, look.px(24)))


def _tall() -> int:
    look = theme.current()
    return look.height("control_interview" if look.scale >= LARGEST else "rating_cell")
