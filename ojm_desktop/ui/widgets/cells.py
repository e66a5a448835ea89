"""The cells of a table, and the delegate that paints them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets import diary_strip, paint
from ojm_desktop.ui.widgets.text import Tone

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Cell:
    """What one cell shows: words and icon, or a button (``link``: as words only).

    Or ``weeks`` of a diary: of one its form before the words, of more the strip, which the words then say.
    """

    words: str = ""
    icon: str = ""
    tone: Tone = "text"
    bold: bool = False
    centred: bool = False
    button: str = ""
    link: bool = False
    tip: str = ""
    weeks: tuple[DiaryState, ...] = ()


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: chosen ground with its bar, hairline below, then what the cell holds."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.current().px(40), theme.current().height("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        look = theme.current()
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        if chosen:
            painter.fillRect(rect, look.colour("selection"))
            if index.column() == 0:
                painter.fillRect(QRectF(rect.left(), rect.top(), look.px(4), rect.height()), look.colour("accent"))
        if not (getattr(option.widget, "ends_card", False) and index.row() == index.model().rowCount() - 1):
            painter.fillRect(
                QRectF(rect.left(), rect.bottom() - look.border, rect.width(), look.border), look.colour("line")
            )
        self._content(painter, rect, cell, chosen)
        painter.restore()

    def _content(self, painter: QPainter, rect: QRectF, cell: Cell, chosen: bool) -> None:
        look = theme.current()
        inner = rect.adjusted(look.px(16), 0, -look.px(8), 0)
        if cell.button:
            self._button(painter, rect, cell)
        elif cell.weeks:
            self._weeks(painter, inner, cell, chosen)
        else:
            font = look.font("label" if cell.bold else "body")
            ink = self._ink(cell, chosen)
            paint.row(painter, inner, cell.words, font, ink, icon=cell.icon, centred=cell.centred)

    def _weeks(self, painter: QPainter, inner: QRectF, cell: Cell, chosen: bool) -> None:
        look, ink = theme.current(), self._ink(cell, chosen)
        is_bright = chosen and look.look is theme.Look.CONTRAST
        diary_strip.draw(painter, inner, cell.weeks, ink, ink if is_bright else look.colour("control"))
        if len(cell.weeks) == 1:
            words = inner.adjusted(look.px(diary_strip.CELL + 8), 0, 0, 0)
            paint.row(painter, words, cell.words, look.font("label" if cell.bold else "body"), ink)

    def _ink(self, cell: Cell, chosen: bool) -> QColor:
        look = theme.current()
        if chosen and (cell.tone == "text" or look.look is theme.Look.CONTRAST):
            return look.colour("on_selection")
        return look.colour(cell.tone)

    def _button(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        look = theme.current()
        if cell.link:
            words = rect.adjusted(look.px(8), 0, -look.px(16), 0)
            wide = paint.row_width(cell.button, look.font("label"), icon=False, key="")
            words.setLeft(max(words.left(), words.right() - wide))
            paint.row(painter, words, cell.button, look.font("label"), look.colour("accent"))
            return
        box = rect.adjusted(look.px(8), look.px(4), -look.px(16), -look.px(4))
        paint.ground(painter, box, look.colour("card"), look.colour("control"), look.px(6), look.border)
        paint.row(painter, box, cell.button, look.font(), look.colour("text"), centred=True)
