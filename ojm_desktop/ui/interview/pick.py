"""A list of few choices, each with a digit that picks it where digits mean nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets import paint

BEFORE_ICON, BEFORE_WORDS, EDGE = 48, 80, 16
"""Where a row's icon and words begin, and the room at its ends, in pixels at 100 % (mock-up: components)."""


@dataclass(frozen=True)
class Choice:
    """What is picked, its words, its icon."""

    value: object
    words: str
    icon: str = ""


class PickRow(QAbstractButton):
    """One choice: its digit (none for 0), its icon, its words; 44 px high."""

    def __init__(self, number: int, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._number = number
        self.setText(choice.words)
        self.setAccessibleName(f"{number}: {choice.words}" if number else choice.words)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_room", 3)

    def sizeHint(self) -> QSize:
        look = theme.current()
        words = paint.row_width(self.choice.words, look.font(), icon=False, key="")
        return QSize(round(words) + look.px(self._before + EDGE) + 2, look.height("row"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # arrows and digits are the list's

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ink = look.colour("text")
        if self.isChecked():
            painter.fillRect(rect, look.colour("selection"))
            ink = look.colour("on_selection")
        elif self.underMouse() or self.isDown():
            painter.fillRect(rect, look.colour("accent_soft"))
        if self._number:
            digit = rect.adjusted(look.px(EDGE), 0, 0, 0)
            paint.row(painter, digit, str(self._number), look.font("label"), ink)
        if self.choice.icon:
            size = look.px(20)
            box = QRectF(look.px(BEFORE_ICON), (rect.height() - size) / 2, size, size)
            icons.paint(painter, self.choice.icon, box, ink)
        words = rect.adjusted(look.px(self._before), 0, -look.px(8), 0)
        paint.row(painter, words, self.choice.words, look.font(), ink)
        painter.end()

    @property
    def _before(self) -> int:
        if not self._number:
            return EDGE
        return BEFORE_WORDS if self.choice.icon else BEFORE_ICON


class PickList(QWidget):
    """``picked(value)`` by a digit, a press, or Enter on a row. Nothing has the focus beforehand: no easy default.

    In two ``columns`` it is read down the first and then down the second; Left and Right go across. One that is not
    ``is_numbered`` takes no digit: beside a field for a PIN each digit is the PIN's.
    """

    picked = Signal(object)

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice],
        parent: QWidget | None = None,
        *,
        columns: int = 1,
        is_numbered: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", True)  # round the whole list until an arrow goes to a row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._is_numbered = is_numbered
        self.rows = tuple(PickRow(number if is_numbered else 0, each) for number, each in enumerate(choices, 1))
        self._high = -(-len(self.rows) // columns)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for number, row in enumerate(self.rows):
            row.clicked.connect(lambda _on=False, row=row: self._pick(row))
            grid.addWidget(row, number % self._high, number // self._high)

    def mark(self, value: object) -> None:
        """Show what is kept; None marks nothing."""
        for row in self.rows:
            row.setChecked(row.choice.value == value)

    @property
    def marked(self) -> object:
        """What is marked, or None."""
        return next((row.choice.value for row in self.rows if row.isChecked()), None)

    def take_key(self, event: QKeyEvent) -> bool:
        """Digits pick, arrows walk; whether the key meant something here."""
        text = event.text() if self._is_numbered else ""
        if text and text in "123456789"[: len(self.rows)]:
            self.rows[int(text) - 1].click()
            return True
        last = len(self.rows) - 1
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if self._high <= last:
            steps |= {Qt.Key.Key_Left: -self._high, Qt.Key.Key_Right: self._high}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            return False
        now = next((number for number, row in enumerate(self.rows) if row.hasFocus()), None)
        place = (0 if step > 0 else last) if now is None else now + step
        if abs(step) == 1:
            place = min(max(0, place), last)
        if 0 <= place <= last:
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            event.ignore()

    def _pick(self, row: PickRow) -> None:
        self.mark(row.choice.value)
        self.picked.emit(row.choice.value)
