"""Choices as rows of 48 px with the number that picks each: a list view, so that a thousand cost no more than ten.

Rows with pictures are as high as their pictures; fewer of them are in sight.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.interview.fields import pictures
from ojm_desktop.ui.interview.fields.keys import Entry, Picking
from ojm_desktop.ui.interview.fields.offered import ROW_ROLE, ChoiceModel, ChoiceRow, Index
from ojm_desktop.ui.widgets import paint

ROW: Final = 48
MOST_ROWS: Final = 8
"""Rows in sight; longer lists scroll."""
MOST_PICTURES: Final = 5
"""The same where the rows have pictures."""
NUMBER_ROOM: Final = 28
WALKS: Final = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
WAITS: Final = 900
_FLAGS: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignLeft)


class RowDelegate(QStyledItemDelegate):
    """Paints number, ring or box, and words; the chosen row has the chosen ground and a bar."""

    def __init__(self, view: QListView, *, boxes: bool) -> None:
        super().__init__(view)
        self._view = view
        self._boxes = boxes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        row = index.data(ROW_ROLE)
        if not isinstance(row, ChoiceRow):
            return QSize(0, look.px(ROW))
        room = QRect(0, 0, max(1, self._view.viewport().width() - self._words_left() - look.px(12)), 10_000)
        metrics = QFontMetrics(look.font("label" if row.is_chosen else "body"))
        needed = metrics.boundingRect(room, _FLAGS, row.words).height()
        picture = row.picture.height() + look.px(16) if row.picture is not None else 0
        return QSize(look.px(80), max(look.px(ROW), needed + look.px(24), picture))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, ChoiceRow):
            return
        look, rect = theme.current(), QRectF(option.rect)
        is_on = bool(option.state & QStyle.StateFlag.State_Enabled)
        painter.save()
        self._ground(painter, rect, row, option)
        ink = look.colour("on_selection" if row.is_chosen and is_on else "text" if is_on else "muted")
        if row.number:
            place = QRectF(rect.left() + look.px(16), rect.top(), look.px(NUMBER_ROOM), rect.height())
            quiet = ink if row.is_chosen else look.colour("muted")
            paint.row(painter, place, row.number, look.font("label"), quiet)
        side = look.px(22)
        left = rect.left() + self._left() - look.px(12) - side
        self._mark(painter, QRectF(left, rect.center().y() - side / 2, side, side), row.is_chosen, is_on)
        if row.picture is not None:
            wide = self._choices().picture_room.width()
            pictures.draw(painter, row.picture, QRectF(rect.left() + self._left(), rect.top(), wide, rect.height()))
        painter.setFont(look.font("label" if row.is_chosen else "body"))
        painter.setPen(ink)
        painter.drawText(rect.adjusted(self._words_left(), 0, -look.px(12), 0), _FLAGS, row.words)
        painter.restore()

    def _choices(self) -> ChoiceModel:
        model = self._view.model()
        assert isinstance(model, ChoiceModel)
        return model

    def _left(self) -> int:
        look = theme.current()
        return look.px(16) + (look.px(NUMBER_ROOM) if self._choices().numbers() else 0) + look.px(22 + 12)

    def _words_left(self) -> int:
        wide = self._choices().picture_room.width()
        return self._left() + (wide + theme.current().px(pictures.GAP) if wide else 0)

    def _ground(self, painter: QPainter, rect: QRectF, row: ChoiceRow, option: QStyleOptionViewItem) -> None:
        look = theme.current()
        if row.is_chosen:
            painter.fillRect(rect, look.colour("selection"))
            painter.fillRect(QRectF(rect.left(), rect.top(), look.px(4), rect.height()), look.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("sunken"))
        if rect.bottom() < self._view.viewport().height():  # the list has a border of its own
            line = QRectF(rect.left(), rect.bottom() - look.border, rect.width(), look.border)
            painter.fillRect(line, look.colour("line"))
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            inner = rect.adjusted(look.px(6), 3, -3, -3 - look.border)
            paint.ground(painter, inner, None, look.colour("on_selection" if row.is_chosen else "focus"), look.px(4), 2)

    def _mark(self, painter: QPainter, box: QRectF, is_chosen: bool, is_on: bool) -> None:
        look = theme.current()
        on = look.colour("accent" if is_on else "muted")
        if look.look is theme.Look.CONTRAST and is_chosen:
            on = look.colour("on_selection")
        if self._boxes and is_chosen:
            paint.ground(painter, box, on, None, look.px(4))
            ink = look.colour("selection" if look.look is theme.Look.CONTRAST else "on_accent")
            icons.paint(painter, "check", box.adjusted(2, 2, -2, -2), ink)
            return
        edge = on if is_chosen else look.colour("control")
        radius = look.px(4) if self._boxes else box.width() / 2
        paint.ground(painter, box, look.colour("card") if not is_chosen else None, edge, radius, 2)
        if is_chosen:
            painter.setBrush(on)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(box.center(), box.width() * 0.25, box.width() * 0.25)


class RowList(QListView):
    """`pressed_name(name)`: somebody pressed a row, by pointer, number, or Space or Enter where the keys stand.

    Arrows only walk: nothing is chosen by passing it.
    """

    pressed_name = Signal(str)

    def __init__(self, model: ChoiceModel, *, boxes: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._choices = model
        self._picking = Picking()
        self._kept = ""
        self._was_walked_to = False
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAITS)
        self._waiting.timeout.connect(self._press_picked)
        self._delegate = RowDelegate(self, boxes=boxes)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("kind", "choices")
        self.clicked.connect(lambda index: self._press(index.row()))
        model.modelReset.connect(self.fit)

    def take_key(self, event: QKeyEvent) -> bool:
        """Digits pick; with the focus here Space and Enter press the row where the keys stand."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._picking.place is not None:
            self._press_picked()
            return True
        if self.hasFocus() and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._press_current(event.key() == Qt.Key.Key_Space)
        text = event.text()
        if len(text) == 1 and text.isdigit() and (numbers := self._choices.numbers()):
            self._kept = ""
            self._picking = self._picking.then(text, numbers)
            self._waiting.stop()
            if self._picking.entry is Entry.COMPLETE:
                self._press_picked()
            elif self._picking.place is not None:
                self._waiting.start()
                self.setCurrentIndex(self._choices.index(self._picking.place))
            return True
        if not self.hasFocus() and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walk_in()
            return True
        return False

    def settle(self) -> None:
        """What was typed and waits for one more digit is meant as it stands: the question is left."""
        self._press_picked()

    @property
    def typed(self) -> str:
        """The choice whose number waits for one more digit, or was typed before a lock; empty for none."""
        place = self._picking.place
        return self._kept if place is None else self._choices.name_at(place)

    def stand_at(self, name: str) -> None:
        """The keys stand at a choice that was typed before a lock: Enter takes it."""
        row = self._choices.row_of(name)
        if row is not None:
            self._kept, self._was_walked_to = name, True
            self.setCurrentIndex(self._choices.index(row))

    def stand_somewhere(self) -> None:
        """The keys stand at what is chosen, else at the first row."""
        if not self.currentIndex().isValid() and self._choices.rowCount():
            row = self._choices.row_of(self._choices.chosen[0]) if self._choices.chosen else 0
            self.setCurrentIndex(self._choices.index(row or 0))

    def walk_in(self, *, to_first: bool = False) -> None:
        """Somebody comes to the rows to choose one: where the keys stand then, Enter takes it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stand_somewhere()
        if to_first:
            self.setCurrentIndex(self._choices.index(0))
        self._was_walked_to = True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.stand_somewhere()  # before Qt does, which would take the first row whatever is chosen
        self._was_walked_to = bool(self._kept)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.take_key(event):
            return
        self._was_walked_to = self._was_walked_to or event.key() in WALKS or bool(event.text().strip())
        at_end = self.currentIndex().row() == (0 if event.key() == Qt.Key.Key_Up else self._choices.rowCount() - 1)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and at_end and self.currentIndex().isValid():
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # what stands there is chosen already: the page goes on
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Letters look for a row by its words before they are anybody's shortcut."""
        is_letter = isinstance(event, QKeyEvent) and len(event.text()) == 1 and event.text().isalpha()
        if event.type() == QEvent.Type.ShortcutOverride and is_letter and self._choices.rowCount() > 9:
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """As high as its rows, up to the most that are in sight."""
        look = theme.current()
        most = MOST_ROWS if self._choices.picture_room.isEmpty() else MOST_PICTURES
        rows = min(self._choices.rowCount(), most)
        option = QStyleOptionViewItem()
        tall = sum(self._delegate.sizeHint(option, self._choices.index(row)).height() for row in range(rows))
        cut = look.px(ROW // 2) if self._choices.rowCount() > most else 0  # half a row says that there are more
        self.setFixedHeight(max(look.px(ROW), tall + cut) + 2 * look.border)
        self.scheduleDelayedItemsLayout()

    def _press_current(self, is_space: bool) -> bool:
        row = self.currentIndex().row()
        if row < 0:
            return False
        is_chosen = self._choices.name_at(row) in self._choices.chosen
        if not is_space and (is_chosen or not self._was_walked_to):
            return False  # Enter goes on: it takes no row that nobody went to
        self._press(row)
        return True

    def _press_picked(self) -> None:
        place, self._picking = self._picking.place, Picking()
        self._waiting.stop()
        if place is not None:
            self._press(place)

    def _press(self, row: int) -> None:
        self._kept = ""
        self.setCurrentIndex(self._choices.index(row))
        self.pressed_name.emit(self._choices.name_at(row))
