"""The diary strip: a cell a week, told apart by form (filled, half, crossed, dot) and so without colour."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets import paint


class DiaryCell(StrEnum):
    """What became of one diary week."""

    DONE = "done"
    LATE = "late"
    MISSED = "missed"
    NOT_DUE = "not due"


CELL = 17
PITCH = 21
"""Side of a cell and distance between two, in pixels at 100 %."""


def draw(painter: QPainter, left: float, middle: float, cells: Sequence[DiaryCell], *, row: str = "card") -> None:
    """Draw cells from ``left`` along the line ``middle``; ``row`` names the ground behind them."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    chosen_contrast = row == "selection" and look.look is theme.Look.CONTRAST
    ink = look.colour("on_selection" if chosen_contrast else "curve")
    side = look.px(CELL)
    for number, cell in enumerate(cells):
        box = QRectF(left + number * look.px(PITCH), middle - side / 2, side, side)
        if cell is DiaryCell.NOT_DUE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("on_selection") if chosen_contrast else look.colour("control"))
            painter.drawEllipse(box.center(), look.px(2), look.px(2))
            continue
        if cell is DiaryCell.DONE:
            paint.ground(painter, box, ink, None, look.px(2))
            continue
        paint.ground(
            painter,
            box,
            look.colour("card"),
            ink if cell is DiaryCell.LATE else look.colour("control"),
            look.px(2),
            1.25,
        )
        if cell is DiaryCell.LATE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("curve"))
            painter.drawPolygon(QPolygonF([box.topLeft(), box.bottomLeft(), box.bottomRight()]))
        else:
            painter.setPen(QPen(look.colour("curve"), 1.75))
            arm = side * 0.2
            centre = box.center()
            for slope in (1, -1):
                painter.drawLine(centre + QPointF(-arm, -arm * slope), centre + QPointF(arm, arm * slope))


def sentence(cells: Sequence[DiaryCell]) -> str:
    """The strip in words, for a screen reader: "Diary: 4 done, 1 late, 0 missed, 7 not due"."""
    counts = ", ".join(f"{sum(1 for cell in cells if cell is kind)} {kind.value}" for kind in DiaryCell)
    return f"Diary: {counts}"


def width(count: int) -> int:
    """Width of a strip of ``count`` weeks, in pixels."""
    look = theme.current()
    return look.px(PITCH) * max(count - 1, 0) + look.px(CELL)


class DiaryStrip(QWidget):
    """The strip as a widget of its own."""

    def __init__(self, cells: Sequence[DiaryCell], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = tuple(cells)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(sentence(self._cells))

    def sizeHint(self) -> QSize:
        return QSize(width(len(self._cells)) + 2, theme.current().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw(painter, 1, self.height() / 2, self._cells)
        painter.end()


class DiaryLegend(QWidget):
    """What the four forms mean, in one line under a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Diary cells: " + ", ".join(cell.value for cell in DiaryCell))

    def sizeHint(self) -> QSize:
        return QSize(round(self._lefts()[-1]), theme.current().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        for cell, left in zip(DiaryCell, self._lefts(), strict=False):
            draw(painter, left, self.height() / 2, [cell])
            box = QRectF(left + look.px(26), 0, look.px(200), self.height())
            paint.row(painter, box, cell.value, look.font(), look.colour("muted"))
        painter.end()

    def _lefts(self) -> list[float]:
        look = theme.current()
        lefts: list[float] = [0.0]
        for cell in DiaryCell:
            lefts.append(lefts[-1] + look.px(26 + 24) + paint.row_width(cell.value, look.font(), icon=False, key=""))
        return lefts
