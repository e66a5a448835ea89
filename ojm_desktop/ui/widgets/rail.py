"""The rail of five places: icon and word; a bar marks the chosen one besides its ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Place:
    """One place of the rail: the page's name, its word, its icon."""

    name: str
    words: str
    icon: str


PITCHES: Final = {1.0: 48, 1.5: 46, 2.0: 42}
"""Distance of two places by text size, in pixels at 100 %: five of them and the foot fit a window of 768 px."""


def width() -> int:
    """Width of the rail in pixels: at 200 % it gives up what its words do not need."""
    look = theme.current()
    return look.px(174) if look.scale >= 2 else look.width("rail")


class Rail(QListWidget):
    """The places; ``chosen`` tells which the person went to by mouse or arrow keys."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("kind", "rail")
        self.setAccessibleName("Places")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_RailDelegate(self))
        self.setFixedWidth(width() - look.border)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        for place in places:
            item = QListWidgetItem(place.words, self)
            item.setData(Qt.ItemDataRole.UserRole, place)
        self.setFixedHeight(len(places) * look.px(PITCHES[look.scale]))
        self.currentItemChanged.connect(self._tell)

    def set_place(self, name: str) -> None:
        """Mark a place without telling; a page that is no place marks none."""
        self.blockSignals(True)
        self.setCurrentRow(next((row for row in range(self.count()) if self._place(row).name == name), -1))
        self.blockSignals(False)
        self.viewport().update()

    def _place(self, row: int) -> Place:
        place = self.item(row).data(Qt.ItemDataRole.UserRole)
        assert isinstance(place, Place)
        return place

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(self._place(self.row(item)).name)


class _RailDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        return QSize(width(), look.px(PITCHES[look.scale]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        place = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        rect = QRectF(option.rect).adjusted(look.px(12), 0, -look.px(12), -look.px(4))
        ink = look.colour("muted")
        icon_ink = ink
        if chosen:
            paint.ground(painter, rect, look.colour("selection"), None, look.px(6))
            bar = QRectF(rect.left(), rect.top(), look.px(4), rect.height())
            painter.setClipRect(bar)
            paint.ground(painter, rect, look.colour("accent"), None, look.px(6))
            painter.setClipping(False)
            ink = look.colour("on_selection")
            icon_ink = ink if look.look is theme.Look.CONTRAST else look.colour("accent")
        elif over:
            paint.ground(painter, rect, look.colour("sunken"), None, look.px(6))
            ink = icon_ink = look.colour("text")
        inner = rect.adjusted(look.px(14), 0, -look.px(4), 0)
        size = look.px(24)
        icons.paint(painter, place.icon, QRectF(inner.left(), inner.center().y() - size / 2, size, size), icon_ink)
        words = inner.adjusted(look.px(34), 0, 0, 0)
        paint.row(painter, words, place.words, look.font("label" if chosen else "body"), ink)
        painter.restore()
