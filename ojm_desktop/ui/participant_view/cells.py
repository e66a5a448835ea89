"""The scale as a row of large cells. Not coloured: a coloured scale leads the answer; nothing is filled beforehand.

Arrows, Home and End move the ring along the cells and choose nothing; Enter, Space, a digit or a touch fills one, as on
the researcher's scale: whoever tries a key has not answered (interview: no value until touched).
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ojm_desktop.domain.scale import Scale
from ojm_desktop.domain.ticks import reaches
from ojm_desktop.ui import theme
from ojm_desktop.ui.journey.walk import Entry, Typed
from ojm_desktop.ui.widgets import paint, relaying
from ojm_desktop.ui.widgets.text import Label

GAP = 10
_LEFT, _RIGHT, _CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
NARROWEST = 64
"""Narrower cells than this, in pixels at 100 %, stand in two rows."""
LOWEST = 56
"""How high a cell is at twice the size, in pixels at 100 %."""


class Cell(QAbstractButton):
    """One value; ``reached(bool)`` when the ring comes to it or goes."""

    reached = Signal(bool)

    def __init__(self, value: int, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = value
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look = theme.current()
        is_huge = look.scale >= 2  # two rows of them: both are in sight
        self.setFixedHeight(look.px(LOWEST) if is_huge else look.height("rating_cell_participant"))

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(NARROWEST), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(32), self.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.reached.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the page knows what keys mean here

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        is_on = self.isChecked()
        over = self.underMouse()
        edge = look.colour("accent" if over or is_on else "control")
        ground = look.colour("accent" if is_on else "card")
        paint.ground(painter, QRectF(self.rect()), ground, edge, look.px(6), 2)
        painter.setPen(look.colour("on_accent" if is_on else "text"))
        font = look.font("number")
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class ScaleCells(QWidget):
    """All values with the words under their ends; ``given(value)`` each time one is chosen.

    ``ringed``: the value the ring is at, chosen or not.
    """

    given = Signal(int)

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._scale = scale
        self._typed = Typed()
        self._rows = 0
        self._not_chosen = ""
        self.ringed: int | None = None
        self.cells = {value: Cell(value, scale.text(value)) for value in scale.values()}
        for cell in self.cells.values():
            cell.clicked.connect(lambda _on=False, value=cell.value: self.choose(value))
            cell.reached.connect(lambda is_here, value=cell.value: self._reached(value, is_here=is_here))
        self._words: tuple[str, ...] = ()
        self._labels = [Label("", wrap=True) for _value in self.cells]
        is_huge = look.scale >= 2
        font = look.font("heading" if look.scale > 1 else "title")
        for label in self._labels:
            label.setParent(self)
            policy = label.sizePolicy()
            policy.setVerticalPolicy(
                QSizePolicy.Policy.Preferred
            )  # as high as its width needs, not as Qt would break it
            label.setSizePolicy(policy)
            label.setStyleSheet(f"font-size: {font.pixelSize()}px; font-weight: 400")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(GAP))
        self._grid.setVerticalSpacing(look.px(4 if is_huge else 16))
        self.show_words(scale.words())

    def show_words(self, words: tuple[str, ...], not_chosen: str = "") -> None:
        """The words under the cells, a text for each value; and what is read out of a cell while none is chosen."""
        self._words, self._not_chosen = words, not_chosen
        for label, said in zip(self._labels, words, strict=True):
            label.setText(said)
            label.setVisible(bool(said))
        rows, self._rows = self._rows or 1, 0
        self._arrange(rows)

    @property
    def value(self) -> int | None:
        """What is chosen; None while nobody has answered."""
        return next((value for value, cell in self.cells.items() if cell.isChecked()), None)

    def clear(self) -> None:
        """Nothing is chosen."""
        self._typed, self.ringed = Typed(), None
        for cell in self.cells.values():
            cell.setChecked(False)
        self._name_cells()

    def choose(self, value: int) -> None:
        """Choose a value."""
        for each, cell in self.cells.items():
            cell.setChecked(each == value)
        self._name_cells()
        self._stand_at(value)
        self.given.emit(value)

    def choose_ringed(self) -> bool:
        """Choose the value the ring is at; False where that is chosen already, or the ring is at none."""
        if self.ringed is None or self.ringed == self.value:
            return False
        self.choose(self.ringed)
        return True

    def take_key(self, event: QKeyEvent) -> bool:
        """Arrows, digits, minus, Home and End; whether the key meant something here."""
        values = self._scale.values()
        key = event.key()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
        }
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._typed = Typed()
            self._stand_at(values[0 if key == Qt.Key.Key_Home else -1])
            return True
        if key in steps:
            self._typed = Typed()
            now = self.value if self.ringed is None else self.ringed
            step = 0 if now is None else steps[Qt.Key(key)]
            place = values.index(self._scale.neutral if now is None else now) + step
            self._stand_at(values[min(max(0, place), len(values) - 1)])
            return True
        text = event.text()
        if len(text) != 1 or text not in "0123456789-+\u2212":
            return False
        self._typed = self._typed.then(text, self._scale)
        if self._typed.value is not None:
            self.choose(self._typed.value)
        if self._typed.entry is Entry.COMPLETE:
            self._typed = Typed()
        return True

    def _stand_at(self, value: int) -> None:
        """Put the ring at a value."""
        self.cells[value].setFocus(Qt.FocusReason.OtherFocusReason)
        self.ringed = value

    def _reached(self, value: int, *, is_here: bool) -> None:
        self.ringed = value if is_here else None

    def _name_cells(self) -> None:
        """What is read out: the value, and while nothing is chosen that it is not."""
        is_open = self.value is None and bool(self._not_chosen)
        for cell in self.cells.values():
            cell.setAccessibleName(f"{cell.text()}, {self._not_chosen}" if is_open else cell.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        wide = (self.width() + look.px(GAP)) / len(self.cells) - look.px(GAP)
        self._arrange(2 if wide < look.px(NARROWEST) else 1)

    def _arrange(self, rows: int) -> None:
        """One row; or two, below the neutral value and from it on, each with its words beneath."""
        if rows == self._rows:
            return
        self._rows = rows
        relaying.empty(self._grid)
        values = list(self._scale.values())
        split = values.index(self._scale.neutral) if rows == 2 else 0
        upper, lower = values[:split], values[split:]
        for number, value in enumerate(upper):
            self._grid.addWidget(self.cells[value], 0, number)
        for number, value in enumerate(lower):
            self._grid.addWidget(self.cells[value], 2 if rows == 2 else 0, number)
        for column in range(len(values)):  # all cells are of one width: a wider one would lead the answer
            self._grid.setColumnStretch(column, 1 if column < max(len(upper), len(lower)) else 0)
        self._place_words(split)

    def _place_words(self, split: int) -> None:
        """The words below the cells; in two rows each below its own."""
        below = 3 if self._rows == 2 else 1
        for line, first, row in ((1, 0, self._words[:split]), (below, split, self._words[split:])):
            for reach in reaches(row):
                side = _LEFT if reach.at == 0 else _RIGHT if reach.at == len(row) - 1 else _CENTRE
                label = self._labels[first + reach.at]
                label.setAlignment(side | Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(label, line, reach.first, 1, reach.last - reach.first + 1)
