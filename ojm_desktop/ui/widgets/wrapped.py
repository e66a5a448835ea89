"""A table whose long texts wrap and, after some lines, are cut, the whole in the tooltip; rows grow with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.cells import Cell, CellDelegate
from ojm_desktop.ui.widgets.table import Column, Row, Table

MOST_LINES: Final = 2
BELOW: Final = "\n"
"""What stands after it in a cell's words is a second text, in the secondary colour below the first."""


class WrappedDelegate(CellDelegate):
    """Paints words in up to ``most_lines`` lines, and what stands below them in as many more."""

    def __init__(self, parent: QWidget, most_lines: int) -> None:
        super().__init__(parent)
        self._most_lines = most_lines

    def _content(self, painter: QPainter, rect: QRectF, cell: Cell, chosen: bool) -> None:
        look = theme.current()
        room = _room(rect.width())
        if cell.button or cell.icon or cell.centred:
            super()._content(painter, rect, cell, chosen)
            return
        font, pitch = look.font("label" if cell.bold else "body"), look.px(24)
        told = list(_lines(cell, font, room, self._most_lines))
        top = rect.top() + (rect.height() - len(told) * pitch) / 2
        for number, (words, is_below) in enumerate(told):
            ink = self._ink(replace(cell, tone="muted") if is_below else cell, chosen)
            line = QRectF(rect.left() + look.px(16), top + number * pitch, room, pitch)
            _put(painter, line, words, font, ink)


class WrappedTable(Table):
    """A :class:`Table` of such cells; a row is as high as its longest text needs, the table as high as its rows.

    From ``most_height`` on (pixels at 100 %) it scrolls by itself; at rest no row is cut then.
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        parent: QWidget | None = None,
        *,
        most_height: int,
        most_lines: int = MOST_LINES,
    ) -> None:
        super().__init__(name, columns, parent)
        self._most_height, self._most_lines = most_height, most_lines
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.fit)
        self.setItemDelegate(WrappedDelegate(self, most_lines))
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self._later.start(0))

    def show_rows(self, rows: Sequence[Row]) -> None:
        super().show_rows(rows)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def full_height(self) -> int:
        """Height at which all rows are in sight, in pixels."""
        head = 0 if self.horizontalHeader().isHidden() else theme.current().px(40)
        return head + sum(self.rowHeight(number) for number in range(len(self.rows.rows))) + theme.current().border

    def _whole_rows(self, most: int) -> int:
        """Height of all rows, or of as many as are whole in `most` pixels; of the first one in any case."""
        height = self.full_height()
        for number in reversed(range(1, len(self.rows.rows))):
            if height <= most:
                break
            height -= self.rowHeight(number)
        return height

    def fit(self) -> None:
        """Give each row the height its texts need at the width there is, and the table that of its rows."""
        look = theme.current()
        widths = [_room(self.columnWidth(number)) for number in range(len(self.rows.columns))]
        least, pitch = look.height("row"), look.px(24)
        for number, row in enumerate(self.rows.rows):
            most = 1
            for column, cell in enumerate(row.cells):
                if cell.words and not (cell.icon or cell.button or cell.centred or self.isColumnHidden(column)):
                    font = look.font("label" if cell.bold else "body")
                    across = sum(widths[column : column + self.columnSpan(number, column)])
                    most = max(most, sum(1 for _ in _lines(cell, font, across, self._most_lines)))
            self.setRowHeight(number, max(least, most * pitch + least - pitch))
        height = self._whole_rows(look.px(self._most_height))
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)


def _room(width: float) -> float:
    return max(1.0, width - theme.current().px(24))


def _lines(cell: Cell, font: QFont, room: float, most: int) -> Iterator[tuple[str, bool]]:
    """The lines of a cell as they stand, and whether they are of the second text."""
    for number, text in enumerate(cell.words.split(BELOW, 1)):
        for line in wrapped(text, font, room, most):
            yield line, number > 0


def wrapped(text: str, font: QFont, room: float, most: int) -> Iterator[str]:
    """The lines of a text in so much room, the last of `most` cut where it must be."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= room:
        yield text
        return
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room)
        is_last = number == most - 1
        shown = text[line.textStart() :] if is_last else text[line.textStart() : line.textStart() + line.textLength()]
        yield metrics.elidedText(shown.strip(), Qt.TextElideMode.ElideRight, room + 1)
    layout.endLayout()


def _put(painter: QPainter, line: QRectF, words: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QPointF(line.left(), line.center().y() + QFontMetricsF(font).capHeight() / 2), words)
