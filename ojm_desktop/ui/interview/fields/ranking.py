"""Choices put in order: dragged, or moved by keys; nothing is an order before somebody moved or confirmed one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.form import Question
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.interview.fields.offered import Index
from ojm_desktop.ui.interview.fields.pictures import GAP, Pictures, draw, room_for
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState

HOW: Final = "Drag a row, or stand on it and press Alt with an arrow. The first is the most."
NAME: Final = Qt.ItemDataRole.UserRole + 1
LEFT: Final = 52


class _Rows(QStyledItemDelegate):
    """The place in the order, or a dash while there is none; the words; a grip."""

    def __init__(self, view: RankList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        room = QRect(0, 0, max(1, self._view.viewport().width() - self._left() - look.px(56)), 10_000)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        needed = QFontMetrics(look.font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()
        picture = self._view.pictures.get(str(index.data(NAME)))
        tall = picture.height() + look.px(16) if picture is not None else 0
        return QSize(look.px(80), max(look.px(48), needed + look.px(24), tall))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = theme.current(), QRectF(option.rect)
        painter.save()
        stands = bool(option.state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus()
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("sunken"))
        if rect.bottom() < self._view.viewport().height():  # the list has a border of its own
            line = QRectF(rect.left(), rect.bottom() - look.border, rect.width(), look.border)
            painter.fillRect(line, look.colour("line"))
        if stands:
            box = rect.adjusted(3, 3, -3, -3 - look.border)
            paint.ground(painter, box, None, look.colour("focus"), look.px(4), 2)
        number = str(index.row() + 1) if self._view.is_ordered else "–"
        place = QRectF(rect.left() + look.px(16), rect.top(), look.px(28), rect.height())
        paint.row(painter, place, number, look.font("label"), look.colour("text" if self._view.is_ordered else "muted"))
        painter.setPen(look.colour("text"))
        painter.setFont(look.font())
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(rect.adjusted(self._left(), 0, -look.px(56), 0), flags, words)
        picture = self._view.pictures.get(str(index.data(NAME)))
        if picture is not None:
            wide = room_for(self._view.pictures).width()
            draw(painter, picture, QRectF(rect.left() + look.px(LEFT), rect.top(), wide, rect.height()))
        for step in (-5, 0, 5):
            grip = QRectF(rect.right() - look.px(36), rect.center().y() + look.px(step) - 1, look.px(20), 2)
            painter.fillRect(grip, look.colour("control"))
        painter.restore()

    def _left(self) -> int:
        """Where words begin: behind the place in the order, and behind the widest picture."""
        look, wide = theme.current(), room_for(self._view.pictures).width()
        return look.px(LEFT) + (wide + look.px(GAP) if wide else 0)


class RankList(QListWidget):
    """`moved` when a row went to another place."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_ordered = False
        self.pictures: Pictures = {}
        self.setItemDelegate(_Rows(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setProperty("kind", "choices")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def names(self) -> tuple[str, ...]:
        """The names from first to last."""
        return tuple(str(self.item(at).data(NAME)) for at in range(self.count()))

    def fit(self) -> None:
        """As high as its rows, up to ten of them."""
        tall = sum(self.sizeHintForRow(at) for at in range(min(self.count(), 10)))
        self.setFixedHeight(max(theme.current().px(48), tall) + 2 * theme.current().border)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        self.scheduleDelayedItemsLayout()

    def dropEvent(self, event: QDropEvent) -> None:
        before = self.names()
        super().dropEvent(event)
        if self.names() != before:
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the page goes on
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        here = self.currentRow()
        to = here + step
        if here < 0 or not 0 <= to < self.count():
            return
        self.insertItem(to, self.takeItem(here))
        self.setCurrentRow(to)
        self.moved.emit()


class RankField(Field):
    """Every move is an answer; an order that is right as it stands is given by its button."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.list = RankList()
        self.list.moved.connect(self._give)
        self.right = quiet("This order is right", large=True)
        self.right.clicked.connect(self._give)
        self._how = Label(HOW, tone="muted", wrap=True)
        self.column.addWidget(self.list)
        self.column.addLayout(row(self._how, self.right))

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        words = {one.name: one.label or one.name for one in state.choices}
        given = [name for name in state.value.split() if name in words]
        order = (*given, *(name for name in words if name not in given))
        self.list.is_ordered = bool(state.value)
        self.right.setVisible(not state.value)
        if order != self.list.names():
            self.list.clear()
            for name in order:
                item = QListWidgetItem(words[name])
                item.setData(NAME, name)
                self.list.addItem(item)
        self.list.fit()
        self.list.viewport().update()

    def show_pictures(self, pictures: Pictures) -> None:
        self.list.pictures = pictures

    def set_name(self, name: str) -> None:
        self.list.setAccessibleName(name)
        self.list.setAccessibleDescription(HOW)

    def first_focus(self) -> QWidget:
        return self.list

    def _give(self) -> None:
        self.given.emit(" ".join(self.list.names()))
