"""The parts of the Study page: a list at its left side in groups; at large text a choice box above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ojm_desktop.ui import theme
from ojm_desktop.ui.reading_only import reads
from ojm_desktop.ui.study.tab import Tab
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.field import ChoiceBox

NAME: Final = "Parts of the study’s set-up"
WIDTH: Final = 168
PITCH: Final = 44
HEAD, LEAST_HEAD, LINE = 34, 18, 3
"""Width of the list, height of a part, and of a group's name: at least, and where even that would not fit with all of
the parts, of a line in its place. In pixels at 100 %."""
Index = QModelIndex | QPersistentModelIndex


class Parts(QWidget):
    """``chosen`` tells the number of the part that was gone to; ``current`` is the one that is shown."""

    chosen = Signal(int)

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self.is_beside = theme.current().scale < 1.5
        """At large text a list would leave the part itself no room."""
        self.current = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.list, self.box = _List(tabs), ChoiceBox()
        reads(self.box)
        self.box.addItems([f"{tab.group}: {tab.words}" for tab in tabs])
        self.box.setAccessibleName(NAME)
        column.addWidget(self.control)
        self.list.chosen.connect(self.go)
        self.box.activated.connect(self.go)
        self.list.mark(0)

    @property
    def control(self) -> QWidget:
        """What has the focus: the list, or the choice box."""
        return self.list if self.is_beside else self.box

    def go(self, number: int) -> None:
        """Show a part, and tell so."""
        if number != self.current:
            self.current = number
            self.list.mark(number)
            self.box.setCurrentIndex(number)
            self.chosen.emit(number)


class _List(QListWidget):
    """Parts under the names of their groups, which cannot be chosen."""

    chosen = Signal(int)

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__()
        look = theme.current()
        self.setProperty("kind", "rail")
        self.setAccessibleName(NAME)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setFixedWidth(look.px(WIDTH))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.head = look.px(HEAD)
        self._rows: list[int] = []
        group = ""
        for number, tab in enumerate(tabs):
            if tab.group != group:
                group = tab.group
                QListWidgetItem(group, self).setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(tab.words, self)
            item.setData(Qt.ItemDataRole.UserRole, number)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{group}: {tab.words}")
            self._rows.append(self.row(item))
        self.currentItemChanged.connect(self._tell)

    def mark(self, number: int) -> None:
        """Mark a part without telling."""
        self.blockSignals(True)
        self.setCurrentRow(self._rows[number])
        self.blockSignals(False)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Groups' names give way before a part goes out of sight: smaller, and then to a line between the groups."""
        look, heads = theme.current(), self.count() - len(self._rows)
        left = (self.viewport().height() - look.px(PITCH) * len(self._rows)) // heads
        self.head = min(look.px(HEAD), left) if left >= look.px(LEAST_HEAD) else look.px(LINE)
        self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class _Delegate(QStyledItemDelegate):
    def __init__(self, parts: _List) -> None:
        super().__init__(parts)
        self._parts = parts

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        is_head = index.data(Qt.ItemDataRole.UserRole) is None
        return QSize(look.px(WIDTH), self._parts.head if is_head else look.px(PITCH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        whole = QRectF(option.rect)
        inner = whole.adjusted(look.px(12), 0, -look.px(4), 0)
        painter.save()
        if index.data(Qt.ItemDataRole.UserRole) is None:
            if self._parts.head < look.px(LEAST_HEAD):
                if index.row():
                    painter.fillRect(inner.adjusted(0, look.px(1), 0, -look.px(1)), look.colour("line"))
                painter.restore()
                return
            lower = inner.adjusted(0, min(look.px(10), self._parts.head - look.px(LEAST_HEAD)), 0, 0)
            paint.row(painter, lower, words, look.font("body"), look.colour("muted"))
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = whole.adjusted(0, look.px(1), 0, -look.px(1))
        ink = look.colour("text")
        if chosen:
            paint.ground(painter, ground, look.colour("selection"), None, look.px(6))
            painter.setClipRect(QRectF(ground.left(), ground.top(), look.px(4), ground.height()))
            paint.ground(painter, ground, look.colour("accent"), None, look.px(6))
            painter.setClipping(False)
            ink = look.colour("on_selection")
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint.ground(painter, ground, look.colour("sunken"), None, look.px(6))
        paint.row(painter, inner, words, look.font("label" if chosen else "body"), ink)
        painter.restore()
