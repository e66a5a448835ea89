"""Tables: rows of 44 px whose cells are painted from plain values, so that ten thousand rows cost what is in sight.

A page builds :class:`Row` values from the session and gives them to :meth:`Table.show_rows`; the table tells which row
was opened (Enter, double click) and which row's button was pressed (click, Ctrl+Enter; see ``enter_presses``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.cells import CELL_ROLE, Cell, CellDelegate

LEAST = 200
"""What is left to a column without a width before others give way, in pixels at 100 %."""
Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in pixels at 100 % (0 takes what is left), and whether it stands in the middle.

    ``gives_way``: from 1 on, the turn in which it is left out where the table is narrow; 0 is never left out. What
    stood in it belongs into the tooltip of a cell that stays.
    """

    head: str
    width: int = 0
    centred: bool = False
    gives_way: int = 0


@dataclass(frozen=True)
class Row:
    """A row: what it is about (an id the page knows) and its cells in the order of the columns."""

    key: str
    cells: tuple[Cell, ...]


class RowsInSight(Sequence[Row]):
    """Rows of which each is made when it is first looked at: of ten thousand, a few dozen ever are."""

    def __init__(self, things: Sequence[T], make: Callable[[T], Row]) -> None:
        self._made: dict[int, Row] = {}
        self._count = len(things)
        self._make: Callable[[int], Row] = lambda number: make(things[number])

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | Sequence[Row]:
        if isinstance(number, slice):
            return tuple(self[place] for place in range(*number.indices(self._count)))
        place = number + self._count if number < 0 else number
        if not 0 <= place < self._count:
            raise IndexError(number)
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]


class RowsModel(QAbstractTableModel):
    """Rows of cells, read-only; replaced whole when the page refreshes."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: Sequence[Row] = ()
        self.is_for_reading = False
        """Whether rows have no buttons: for a key that changes nothing."""

    def replace(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows if rows and isinstance(rows, RowsInSight) else tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if self.columns[section].centred else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def cell(self, row: int, column: int) -> Cell:
        """A cell as it is shown."""
        cell = self.rows[row].cells[column]
        return dataclasses.replace(cell, button="") if cell.button and self.is_for_reading else cell

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index.row(), index.column())
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words or cell.button
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].head}: {cell.words or cell.button}"
        return None


class Table(QTableView):
    """A table of rows: ``opened(key)`` by Enter or double click, ``pressed(key)`` for a row's button, ``went_to``.

    ``menu_asked(key, place)`` by the right button or the menu's key; the place is on the screen.
    """

    opened = Signal(str)
    pressed = Signal(str)
    went_to = Signal(str)
    menu_asked = Signal(str, QPoint)
    ends_card = False
    """Whether nothing stands below it in its card: the card's own edge is then the line below the last row."""
    enter_presses = False
    """Whether Enter does what the row's button says, and Ctrl+Enter opens the row; else the other way round."""

    opening_writes = False
    """Whether what a row is opened for changes something: a key that only reads opens none of these."""

    def __init__(self, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setAccessibleName(name)
        self.rows = RowsModel(columns, self)
        self.setModel(self.rows)
        self.setItemDelegate(CellDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.height("row"))
        self.verticalHeader().setMinimumSectionSize(look.px(8))
        head = self.horizontalHeader()
        head.setFixedHeight(look.px(40))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for number, column in enumerate(columns):
            if column.width:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
                head.resizeSection(number, look.px(column.width))
            else:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self._open(self.rows.rows[index.row()].key))
        self.selectionModel().currentRowChanged.connect(self._went)

    @property
    def key(self) -> str:
        """The key of the chosen row, or an empty string."""
        row = self.currentIndex().row()
        return self.rows.rows[row].key if 0 <= row < len(self.rows.rows) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns give way, one after another, until each that stays has its width."""
        columns = self.rows.columns
        room = event.size().width() / theme.current().scale
        turns = sorted((column.gives_way, number) for number, column in enumerate(columns) if column.gives_way)
        needed = sum(column.width or LEAST for column in columns)
        for _turn, number in turns:
            is_out = needed > room
            self.setColumnHidden(number, is_out)
            needed -= (columns[number].width or LEAST) if is_out else 0
        super().resizeEvent(event)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the chosen one stays chosen when it is still there, else the first is."""
        kept = self.key
        blocked = self.blockSignals(True)
        self.rows.replace(rows)
        self.blockSignals(blocked)
        if rows:
            self.selectRow(next((number for number, row in enumerate(rows) if row.key == kept), 0) if kept else 0)

    def choose(self, key: str) -> bool:
        """Choose the row of a key and bring it into sight; whether it is there."""
        for number, row in enumerate(self.rows.rows):
            if row.key == key:
                self.selectRow(number)
                self.scrollTo(self.rows.index(number, 0))
                return True
        return False

    def full_height(self) -> int:
        """Height at which all rows are in sight, in pixels."""
        look = theme.current()
        return look.px(40) + len(self.rows.rows) * look.height("row") + 2 * look.border

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key:
            has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            presses = has_control is not self.enter_presses and not self.rows.is_for_reading
            self.pressed.emit(self.key) if presses else self._open(self.key)
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A key asks for the menu of the chosen row, below it; the pointer for that of the row it is on."""
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid() and not self.rows.is_for_reading:
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_asked.emit(self.rows.rows[index.row()].key, below if is_key else event.globalPos())

    def _open(self, key: str) -> None:
        if not (self.opening_writes and self.rows.is_for_reading):
            self.opened.emit(key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if (
            index.isValid()
            and event.button() == Qt.MouseButton.LeftButton
            and self.rows.cell(index.row(), index.column()).button
        ):
            self.pressed.emit(self.rows.rows[index.row()].key)

    def _went(self, now: QModelIndex) -> None:
        if now.isValid():
            self.went_to.emit(self.rows.rows[now.row()].key)
