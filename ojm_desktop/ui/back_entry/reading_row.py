"""One rating as it stands on the paper: its number and words, its values, and the letters for why there is none.

A value or letter is a cell of its own to press; typed, it is digits (minus first for below zero) or the letter that the
paper's own key gives. Nothing is filled beforehand.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.paper_check import NOTHING, Reading
from ojm_desktop.service.back_entry import AskedRating
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets import paint, relaying
from ojm_desktop.ui.widgets.text import ElidedLabel, Label

LETTERS: Final = (
    ("K", NonAnswer.DONT_KNOW),
    ("R", NonAnswer.REFUSED),
    ("A", NonAnswer.NOT_APPLICABLE),
    ("T", NonAnswer.NOT_ASKED_TIME),
    ("S", NonAnswer.NOT_ASKED_DISTRESS),
    ("P", NonAnswer.NOT_ASKED_THIRD_PARTY),
)
"""The letters of the paper's own key (report/form_pdf). N and D are not among them: they mean other things on a map."""
EMPTY: Final = "E"
CELL, GAP, WORDS, WIDEST = 44, 4, 188, 1116
"""A cell's side, the gap between cells, the width of the question, and a row's width at most: pixels at 100 %."""
EDGE = 8
_MINUSES = str.maketrans("−–", "--")


class ReadingCell(QAbstractButton):
    """One thing that can stand on the paper."""

    def __init__(self, reading: Reading, shown: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reading = reading
        self.setText(shown)
        self.setAccessibleName(name)
        self.setToolTip("" if shown == name else name)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = theme.current().px(CELL)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        is_on = self.isChecked()
        edge = look.colour("accent" if is_on or self.underMouse() else "control")
        paint.ground(
            painter, QRectF(self.rect()), look.colour("accent" if is_on else "card"), edge, look.px(6), look.border
        )
        painter.setPen(look.colour("on_accent" if is_on else "text"))
        painter.setFont(look.font("label"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class ReadingRow(QWidget):
    """``given(path, Reading | None)`` when something was typed or pressed; ``onward(step)`` to another rating;
    ``focused`` when it is this one's turn.
    """

    given = Signal(str, object)
    onward = Signal(int)
    focused = Signal()

    def __init__(self, asked: AskedRating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.asked = asked
        self._typed = ""
        self._reading: Reading | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setMaximumWidth(look.px(WIDEST))
        self.cells = [
            *(ReadingCell(Reading(value), shown, shown) for value, shown in asked.values),
            *(ReadingCell(Reading("", reason), letter, f"{letter}: {reason.words}") for letter, reason in LETTERS),
            ReadingCell(NOTHING, EMPTY, f"{EMPTY}: nothing stands there"),
        ]
        for cell in self.cells:
            cell.clicked.connect(lambda _on=False, cell=cell: self.choose(cell.reading))
        self.number_line = None if asked.values else QLineEdit()
        self._lay_out()
        self.show_reading(None)

    @property
    def reading(self) -> Reading | None:
        """What was typed; None before."""
        return self._reading

    def show_reading(self, reading: Reading | None) -> None:
        """Show what is kept, without telling."""
        self._reading = reading
        for cell in self.cells:
            cell.setChecked(cell.reading == reading)
        if self.number_line is not None:
            self.number_line.setText(reading.value if reading is not None else "")
        told = "nothing typed" if reading is None else self.asked.shown(reading)
        self.setAccessibleName(f"{self.asked.number} {self.asked.label}: {told}")

    def choose(self, reading: Reading | None) -> None:
        """Take a reading, and tell."""
        self.show_reading(reading)
        self.given.emit(self.asked.path, reading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
                                      Qt.KeyboardModifier.KeypadModifier)  # fmt: skip
        if plain and (step := steps.get(Qt.Key(event.key()))):
            self.onward.emit(step)
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._typed = ""
            if self._reading is not None:
                self.choose(None)
        elif not (plain and self._take(event.text().translate(_MINUSES).upper())):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._typed = ""
        self.update()
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.hasFocus():
            paint.ground(painter, rect, look.colour("accent_soft"), look.colour("focus"), look.px(6), 3)
        else:
            line = QRectF(look.px(EDGE), rect.bottom() - look.border, rect.width() - look.px(2 * EDGE), look.border)
            painter.fillRect(line, look.colour("line"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _take(self, text: str) -> bool:
        """A letter of the paper's key, or the next character of a number; whether it meant something here."""
        if len(text) != 1:
            return False
        letter = next((cell.reading for cell in self.cells[len(self.asked.values) :] if cell.text() == text), None)
        if letter is not None:
            self._typed = ""
            self.choose(letter)
            return True
        if text not in "0123456789-+.":
            return False
        values = [value for value, _shown in self.asked.values]
        for typed in (self._typed + text, text):
            meant = typed.removeprefix("+")
            if not meant or any(value.startswith(meant) for value in values):
                self._typed = typed
                if meant in values:
                    self.choose(Reading(meant))
                break
        return True

    def _lay_out(self) -> None:
        look = theme.current()
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in self._head():
            words.addWidget(label)
            if look.scale == 1:
                label.setFixedWidth(look.px(WORDS))
        words.addStretch(1)
        answers = QVBoxLayout()
        answers.setSpacing(look.px(GAP))
        if self.number_line is not None:
            self.number_line.setAccessibleName(
                f"{self.asked.number} {self.asked.label}: number on the paper, or its letter"
            )
            self.number_line.setMaximumWidth(look.px(4 * CELL))
            self.number_line.editingFinished.connect(self._take_number)
            self.setFocusProxy(self.number_line)
            answers.addWidget(self.number_line)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(GAP))
        self._columns = 0
        answers.addLayout(self._grid)
        answers.addStretch(1)
        is_beside = look.scale == 1
        layout = QBoxLayout(QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom, self)
        layout.setContentsMargins(look.px(EDGE), look.px(8), look.px(EDGE), look.px(8))
        layout.setSpacing(look.px(16 if is_beside else 4))
        layout.addLayout(words, 0 if is_beside else 1)
        layout.addLayout(answers, 1)
        self._arrange()

    def _head(self) -> tuple[Label, ...]:
        """Number and section above the question's first words; a section too long for its line takes theirs too."""
        look = theme.current()
        head = f"{self.asked.number}  {self.asked.section}".strip()
        if look.scale == 1 and QFontMetrics(look.font("label")).horizontalAdvance(head) > look.px(WORDS):
            whole = Label(head, "label", wrap=True)
            whole.setToolTip(self.asked.label)
            return (whole,)
        return ElidedLabel(head, "label"), ElidedLabel(self.asked.label, tone="muted")

    def _arrange(self) -> None:
        """As many cells in a line as fit; the letters begin after a gap, or in a line of their own."""
        look = theme.current()
        room = self.width() - look.px(2 * EDGE) - (look.px(WORDS + 16) if look.scale == 1 else 0)
        columns = max(4, (room + look.px(GAP) - look.px(12)) // look.px(CELL + GAP))
        if columns == self._columns:
            return
        self._columns = columns
        relaying.empty(self._grid)
        count = len(self.asked.values)
        is_one_line = columns >= len(self.cells)
        first_line = -(-count // columns)
        for number, cell in enumerate(self.cells[:count]):
            self._grid.addWidget(cell, number // columns, number % columns)
        for number, cell in enumerate(self.cells[count:]):
            if is_one_line:
                self._grid.addWidget(cell, 0, count + 1 + number)
            else:
                self._grid.addWidget(cell, first_line + number // columns, number % columns)
        last = len(self.cells) + 1 if is_one_line else columns
        for column in range(max(last, self._grid.columnCount()) + 1):
            self._grid.setColumnStretch(column, 1 if column == last else 0)
            self._grid.setColumnMinimumWidth(column, look.px(12) if is_one_line and column == count else 0)
        self.updateGeometry()

    def _take_number(self) -> None:
        """What was typed where there are too many values for cells: a number, or a letter of the paper's key."""
        typed = self.number_line.text().strip() if self.number_line is not None else ""
        letter = next((cell.reading for cell in self.cells if cell.text() == typed.upper()), None)
        reading = letter or Reading(typed.translate(_MINUSES).removeprefix("+"))
        if typed and reading != self._reading:
            self.choose(reading)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(WIDEST), super().sizeHint().height())
