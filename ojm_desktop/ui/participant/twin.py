"""The table twin of the figure: the same values in words, for whoever does not read the graph."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ojm_desktop.journey import sentence, table
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.ui import theme

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = (96, 104, 112, 82, 124, 100)
"""The columns before the notes, in pixels at 100 %."""
_WIDE = (0, 1, 2, 3, 4, 6, 7)
"""Of `table.HEADINGS`, those with a column of their own: whether it was recalled stands with who gave it."""
_LEFT, _INSET, _NOTES = 16, 10, 200
"""Room left of the words and above them, and the least for the notes, in pixels at 100 %."""


class _PaddedDelegate(QStyledItemDelegate):
    """Words that keep off the lines between cells, wrapped at spaces."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_chosen:
            painter.fillRect(option.rect, look.colour("selection"))
        painter.setPen(look.colour("on_selection" if is_chosen else "text"))
        painter.setFont(look.font("label" if _is_strong(index) else "body"))
        painter.drawText(self._inner(option.rect), _FLAGS, str(index.data()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QTableView)
        width = view.columnWidth(index.column()) - theme.current().px(_LEFT + 4)
        box = QRect(0, 0, max(width, 20), 100_000)
        font = theme.current().font("label" if _is_strong(index) else "body")
        needed = QFontMetrics(font).boundingRect(box, _FLAGS, str(index.data()))
        return QSize(box.width(), max(theme.current().height("row"), needed.height() + 2 * theme.current().px(_INSET)))

    def _inner(self, rect: QRect) -> QRect:
        inset = theme.current().px(_INSET)
        return rect.adjusted(theme.current().px(_LEFT), inset, -theme.current().px(4), -inset)


def _is_strong(index: Index) -> bool:
    """Whether these are words to find one's way by: the wave, and the value in a column of its own."""
    model = index.model()
    assert isinstance(model, TwinModel)
    return index.column() == 0 or (index.column() == 3 and not model.is_narrow)


_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class TwinModel(QAbstractTableModel):
    """Rows of `journey.table`, read-only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._is_narrow = False

    @property
    def is_narrow(self) -> bool:
        """Whether all that is known of a wave stands in one cell behind its name, a line for each heading."""
        return self._is_narrow

    def set_narrow(self, is_narrow: bool) -> None:
        """Show two columns, or one for each heading."""
        if is_narrow != self._is_narrow:
            self.beginResetModel()
            self._is_narrow = is_narrow
            self.endResetModel()

    def replace(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self._words(self._rows[index.row()], index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headings[index.column()]}: {words or 'nothing'}"
        return None

    @property
    def _headings(self) -> tuple[str, ...]:
        if self._is_narrow:
            return table.HEADINGS[0], "What is known"
        return tuple(table.HEADINGS[place] for place in _WIDE)

    def _words(self, cells: tuple[str, ...], column: int) -> str:
        if column == 0:
            return cells[0]
        if not self._is_narrow:
            recalled = {"no": ", not recalled", "yes": ", recalled"}.get(cells[5], "") if _WIDE[column] == 4 else ""
            return f"{cells[_WIDE[column]]}{recalled}"
        told = zip(table.HEADINGS[1:], cells[1:], strict=True)
        return "\n".join(f"{heading}: {words}" for heading, words in told if words)


class TableTwin(QTableView):
    """A row a wave; its accessible name is the generated sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.rows = TwinModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_PaddedDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(look.height("row"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = self.horizontalHeader()
        head.setMinimumHeight(look.px(40))
        head.setHighlightSections(False)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where its columns have no room there are two: nothing is cut, nothing scrolls sideways."""
        look = theme.current()
        self.rows.set_narrow(event.size().width() < look.px(sum(_WIDTHS) + _NOTES))
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """The width of each column; the last one takes what is left."""
        head, look = self.horizontalHeader(), theme.current()
        last = self.rows.columnCount() - 1
        for column, width in enumerate(_WIDTHS[:last]):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            head.resizeSection(column, look.px(width))
        head.setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)

    def show_journeys(self, journeys: tuple[Trajectory, ...]) -> None:
        """Show the waves of one pathway, or of all, each named before its waves."""
        if len(journeys) == 1:
            self.setAccessibleName(sentence.describe(journeys[0]))
            self.rows.replace(tuple(row.cells() for row in table.rows(journeys[0])))
            return
        self.setAccessibleName(sentence.describe_all(journeys) if journeys else "")
        self.rows.replace(
            tuple(
                (f"{journey.pathway.short_name}\n{cells[0]}", *cells[1:])
                for journey in journeys
                for cells in (row.cells() for row in table.rows(journey))
            )
        )
