"""The way through the pathways: marker, letter, short name and sparkline of each, and all of them on the same axes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ojm_desktop.domain.counting import spelt
from ojm_desktop.domain.plan import Pathway
from ojm_desktop.journey.markers import marker
from ojm_desktop.journey.primitives import Disc
from ojm_desktop.journey.primitives import Shape as Outline
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.reading_only import reads
from ojm_desktop.ui.widgets import paint, sparkline
from ojm_desktop.ui.widgets.field import ChoiceBox
from ojm_desktop.ui.widgets.sparkline import Spark, SparkPoint

ALL = "all"
"""The key of the last row: every pathway at once."""
ROW, TIGHT_ROW = 44, 32
"""Height of a row in pixels at 100 %, and what it shrinks to before the last rows are lost below."""
_RATES = frozenset("0123456789+-\u2212")
Index = QModelIndex | QPersistentModelIndex


class PathwayList(QListWidget):
    """``chosen`` tells the pathway's key (or :data:`ALL`) that the person went to by mouse or arrows.

    ``typed`` hands on a key that belongs to the graph: a digit, a sign, Left and Right.
    """

    chosen = Signal(str)
    typed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = theme.current().px(ROW)
        self.setAccessibleName("Pathways")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_PathwayDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._shown: list[tuple[Pathway, Spark]] = []
        self.currentItemChanged.connect(self._tell)

    def show_journeys(self, journeys: Sequence[Trajectory], chosen: str) -> None:
        """Show these pathways and mark one without telling."""
        blocked = self.blockSignals(True)
        while self.count() > len(journeys) + 1:
            self.takeItem(self.count() - 1)
        while self.count() < len(journeys) + 1:
            self.addItem(QListWidgetItem())
        shown = [(journey.pathway, spark_of(journey)) for journey in journeys]
        for row, (pathway, spark) in enumerate(shown):
            if self._shown[row : row + 1] != [(pathway, spark)]:
                self._show_row(self.item(row), pathway, spark)
            if pathway.key == chosen:
                self.setCurrentRow(row)
        self._shown = shown
        last, words = self.item(len(journeys)), f"All {spelt(len(journeys))}"
        if last.text() != words:
            last.setData(Qt.ItemDataRole.UserRole, None)
            last.setText(words)
            last.setData(Qt.ItemDataRole.AccessibleTextRole, "All pathways on the same axes")
        if chosen == ALL:
            self.setCurrentRow(len(journeys))
        if self.maximumHeight() != self.full_height():
            self.setMinimumHeight(min(self.full_height(), 4 * row_height()))
            self.setMaximumHeight(self.full_height())
            self.updateGeometry()
        self.scrollToItem(self.currentItem())
        self.blockSignals(blocked)

    def _show_row(self, item: QListWidgetItem, pathway: Pathway, spark: Spark) -> None:
        """Put other words and another line into a row. Qt would lay all rows out and paint them anew; the size stays,
        so that this row is enough.
        """
        with QSignalBlocker(self.model()):
            item.setData(Qt.ItemDataRole.UserRole, (pathway, spark))
            words = f"{pathway.letter}, {pathway.short_name}: {spark.sentence()}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(pathway.name)
        self.update(self.indexFromItem(item))

    def full_height(self) -> int:
        """Height at which every row is seen."""
        return self.count() * row_height()

    @property
    def drawn_row(self) -> int:
        """Height of a row now, in pixels: less than :data:`ROW` where a strip above takes room."""
        return self._row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = theme.current().px(TIGHT_ROW)
        fitting = self.viewport().height() // max(1, self.count())
        row = min(row_height(), max(tight, fitting))
        if row != self._row:
            self._row = row
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk here; what rates a pathway goes to its graph."""
        if for_graph(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(200), self.full_height())

    def key(self, row: int) -> str:
        """What a row stands for."""
        held = self.item(row).data(Qt.ItemDataRole.UserRole)
        return ALL if held is None else str(held[0].key)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(self.key(self.row(item)))


class PathwayChoice(ChoiceBox):
    """The same way at large text: a choice box. ``typed`` as in the list."""

    typed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Pathway")
        reads(self)

    def show_journeys(self, journeys: Sequence[Trajectory], chosen: str) -> None:
        """Show these pathways and mark one."""
        words = [f"{each.pathway.letter}  {each.pathway.short_name}" for each in journeys]
        words.append(f"All {spelt(len(journeys))}")
        keys = [each.pathway.key for each in journeys] + [ALL]
        if [self.itemText(row) for row in range(self.count())] != words:
            self.clear()
            for word, key in zip(words, keys, strict=True):
                self.addItem(word, key)
        self.setCurrentIndex(keys.index(chosen))
        self.setToolTip(next((each.pathway.name for each in journeys if each.pathway.key == chosen), ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if for_graph(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)


def for_graph(event: QKeyEvent) -> bool:
    """Whether a key pressed on the way through the pathways rates or walks the waves."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and (event.text() in _RATES or event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right))


def row_height() -> int:
    """Height of a row in pixels where there is room."""
    return theme.current().px(ROW)


def spark_of(journey: Trajectory) -> Spark:
    """A trajectory as a sparkline: waves evenly spaced, a letter where there is a reason instead of a value."""
    waves = journey.cohort.waves
    points = []
    for number, wave in enumerate(waves):
        rating = journey.rating_at(wave.key)
        letter = rating.missing.value if rating and rating.missing else ""
        along = number / max(1, len(waves) - 1)
        points.append(SparkPoint(along, rating.value if rating else None, letter))
    return Spark(tuple(points), journey.scale)


class _PathwayDelegate(QStyledItemDelegate):
    def __init__(self, shown: PathwayList) -> None:
        super().__init__(shown)
        self._list = shown

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.current().px(200), self._list.drawn_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        held = index.data(Qt.ItemDataRole.UserRole)
        rect = QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = look.colour("on_selection" if is_chosen else "text")
        if is_chosen:
            painter.fillRect(rect, look.colour("selection"))
            painter.fillRect(QRectF(rect.left(), rect.top(), look.px(4), rect.height()), look.colour("accent"))
        if index.row():
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), look.border), look.colour("line"))
        font = look.font("label" if is_chosen else "body")
        words = rect.adjusted(look.px(62), 0, -look.px(66), 0)
        middle = rect.center().y()
        if held is None:
            box = QRectF(rect.left() + look.px(14), middle - look.px(10), look.px(20), look.px(20))
            icons.paint(painter, "graph", box, ink)
            paint.row(
                painter, words.adjusted(0, 0, look.px(72), 0), str(index.data(Qt.ItemDataRole.DisplayRole)), font, ink
            )
            painter.restore()
            return
        pathway, spark = held
        _draw_marker(painter, pathway, QPointF(rect.left() + look.px(24), middle), QPen(ink, look.px(1.75)))
        letter = QRectF(rect.left() + look.px(40), rect.top(), look.px(24), rect.height())
        paint.row(painter, letter, pathway.letter, look.font("label"), ink)
        paint.row(painter, words, pathway.short_name, font, ink)
        box = QRectF(rect.right() - look.px(60), middle - look.px(16), look.px(56), look.px(32))
        if is_chosen and look.is_dark and any(point.letter or point.value is not None for point in spark.points):
            paint.ground(painter, box, look.colour("plot"), None, look.px(4))
        sparkline.draw(painter, box, spark, look.colour("curve"), look.colour("grid"))
        painter.restore()


def _draw_marker(painter: QPainter, pathway: Pathway, centre: QPointF, pen: QPen) -> None:
    """The pathway's marker in outline, 18 px across."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    size = theme.current().px(18)
    shape = marker(pathway.shape, (centre.x(), centre.y()), float(size))
    if isinstance(shape, Disc):
        painter.drawEllipse(centre, size / 2, size / 2)
    elif isinstance(shape, Outline):
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape.points]))
