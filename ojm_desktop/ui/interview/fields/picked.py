"""Choices side by side: an agreement scale, columns, a table's rows and its heads; one button each.

The boxes of a table (`list-nolabel`) keep their words: a card stands alone, and boxes without words say nothing there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.form import Question, Type
from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.interview.fields import pictures
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.interview.fields.keys import Entry, Picking
from ojm_desktop.ui.interview.fields.pictures import Pictures
from ojm_desktop.ui.interview.fields.rows import WAITS
from ojm_desktop.ui.widgets import paint

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState

NARROWEST: Final = 100
"""A column in pixels at 100 %; where there is no room for as many as were asked for there are fewer."""
HEADS: Final = "label"
_COLUMNS: Final = re.compile(r"columns-(\d+)|w(\d+)")
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_GIVES: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEPT, _SMOOTH = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap)


class Pick(QAbstractButton):
    """One choice: its mark, and its words beside it or (upright) below it; a head has words alone. A picture stands
    above the words.
    """

    def __init__(
        self, words: str, picture: QPixmap | None, *, boxes: bool, upright: bool, is_head: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.picture = picture
        self.words, self._boxes, self._upright, self._is_head = words, boxes, upright, is_head
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def nextCheckState(self) -> None:
        """The field says what is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the field knows what keys mean here

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(NARROWEST), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(44), self.heightForWidth(max(self.width(), look.px(NARROWEST))))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = theme.current()
        room = QRect(0, 0, max(1, width - look.px(16 if self._upright else 56)), 10_000)
        needed = QFontMetrics(look.font("label")).boundingRect(room, _WRAPPED, self.words).height()
        above = look.px(22 + 12) if self._upright and not self._is_head else 0
        above += self._drawn_size(width).height() + look.px(8) if self.picture is not None else 0
        return max(look.px(48), needed + above + look.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect, side = QRectF(self.rect()), look.px(22)
        ink = self._ground(painter, rect)
        flags = _WRAPPED | int(Qt.AlignmentFlag.AlignCenter if self._upright else Qt.AlignmentFlag.AlignVCenter)
        words, mark = rect.adjusted(look.px(8), look.px(8), -look.px(8), -look.px(8)), None
        if self._upright and not self._is_head:
            mark = QRectF(rect.center().x() - side / 2, rect.top() + look.px(10), side, side)
            words.setTop(mark.bottom() + look.px(4))
        elif not self._is_head:
            mark = QRectF(look.px(12), rect.center().y() - side / 2, side, side)
            words.setLeft(look.px(44))
        if self.picture is not None:
            drawn = self._drawn_size(self.width())
            wide = words.width() if self._upright else drawn.width()
            place = QRectF(words.topLeft(), QSizeF(wide, drawn.height()))
            pictures.draw(painter, self.picture.scaled(drawn, _KEPT, _SMOOTH), place)
            words.setTop(place.bottom() + look.px(8))
            flags = _WRAPPED | int(Qt.AlignmentFlag.AlignTop)
            flags |= int(Qt.AlignmentFlag.AlignHCenter if self._upright else Qt.AlignmentFlag.AlignLeft)
        if mark is not None:
            self._mark(painter, mark)
        painter.setFont(look.font("label" if self.isChecked() or self._is_head else "body"))
        painter.setPen(ink)
        painter.drawText(words, flags, self.words)
        painter.end()

    def _drawn_size(self, width: int) -> QSize:
        """The size of the picture in a button of a width, no wider than the words may be."""
        assert self.picture is not None
        look = theme.current()
        room = max(1, width - look.px(16 if self._upright or self._is_head else 56))
        whole = self.picture.size()
        return whole if whole.width() <= room else whole.scaled(room, whole.height(), _KEPT)

    def _ground(self, painter: QPainter, rect: QRectF) -> QColor:
        """Ground and border; the colour of the words on it."""
        look = theme.current()
        if self._is_head:
            return look.colour("muted")
        is_on = self.isChecked()
        edge = look.colour("accent" if is_on or (self.underMouse() and self.isEnabled()) else "control")
        ground = look.colour("selection" if is_on else "card" if self.isEnabled() else "sunken")
        paint.ground(painter, rect, ground, edge, look.px(6), 2 if is_on else look.border)
        return look.colour("on_selection" if is_on else "text" if self.isEnabled() else "muted")

    def _mark(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        is_on, contrast = self.isChecked(), look.look is theme.Look.CONTRAST
        ink = look.colour("on_selection" if contrast else "accent")
        if self._boxes and is_on:
            paint.ground(painter, box, ink, None, look.px(4))
            tick = look.colour("selection" if contrast else "on_accent")
            icons.paint(painter, "check", box.adjusted(2, 2, -2, -2), tick)
            return
        radius = look.px(4) if self._boxes else box.width() / 2
        paint.ground(painter, box, None, ink if is_on else look.colour("control"), radius, 2)
        if is_on:
            painter.setBrush(ink)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(box.center(), box.width() * 0.25, box.width() * 0.25)


class PickedField(Field):
    """Choices side by side; a press, Space where the keys stand, or a choice's number gives it."""

    def __init__(self, question: Question, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._columns, self._several = columns, question.type is Type.SELECT_MULTIPLE
        self._is_heads = HEADS in question.appearance
        self._at: int | None = None
        self._kept = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", not self._is_heads)
        self._upright = columns == 0
        self._picks: dict[str, Pick] = {}
        self._words: tuple[tuple[str, str], ...] = ()
        self._pictures: Pictures = {}
        self._across = 0
        self._picking = Picking()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAITS)
        self._waiting.timeout.connect(self.commit)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.current().px(8))
        self.column.addLayout(self._grid)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Names that are chosen, in the order of the choices."""
        return tuple(name for name, pick in self._picks.items() if pick.isChecked())

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        names = state.value.split() if self._several else [state.value] if state.value else []
        offered = {one.name: one.label or one.name for one in state.choices}
        words = tuple({**offered, **{name: name for name in names if name not in offered}}.items())
        if words != self._words:
            self._make(words)
        for name, pick in self._picks.items():
            pick.setChecked(name in names)

    def show_pictures(self, pictures: Pictures) -> None:
        if pictures != self._pictures:
            self._pictures, self._words = pictures, ()

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        for pick in self._picks.values():
            pick.setAccessibleName(f"{name} {pick.words}")

    def take_key(self, event: QKeyEvent) -> bool:
        names = list(self._picks)
        if self._is_heads or not names:
            return False
        if event.key() in _STEPS:
            self._walk(_STEPS[Qt.Key(event.key())])
            return True
        if event.key() in _GIVES and self._picking.place is not None:
            self.commit()
            return True
        if event.key() in _GIVES:
            return self._press_where_the_keys_stand(event.key() == Qt.Key.Key_Space)
        if len(event.text()) == 1 and event.text().isdigit():
            self._kept = ""
            self._picking = self._picking.then(event.text(), [str(at) for at in range(1, len(names) + 1)])
            self._waiting.stop()
            if self._picking.entry is Entry.COMPLETE:
                self.commit()
            elif self._picking.place is not None:
                self._waiting.start()
            return True
        return False

    def commit(self) -> None:
        """Give the choice whose number was typed; one that another digit may follow after a moment, or on leaving."""
        place, self._picking = self._picking.place, Picking()
        self._waiting.stop()
        if place is not None and place < len(self._picks) and not self.is_reading:
            self._press(list(self._picks)[place])

    def typed(self) -> str:
        """The choice whose number waits for one more digit, or was typed before a lock and not given."""
        place = self._picking.place
        return self._kept if place is None else list(self._picks)[place]

    def take_up(self, text: str) -> None:
        """The keys stand at it: Space or Enter gives it."""
        if text in self._picks:
            self._kept, self._at = text, list(self._picks).index(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._kept:
            self._picks[self._kept].setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        return self

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _make(self, words: tuple[tuple[str, str], ...]) -> None:
        for pick in self._picks.values():
            self._grid.removeWidget(pick)
            pick.deleteLater()
        self._words, self._picks, self._across = words, {}, 0
        for name, told in words:
            shown = self._pictures.get(name)
            pick = Pick(told, shown, boxes=self._several, upright=self._upright, is_head=self._is_heads, parent=self)
            pick.clicked.connect(lambda _=False, name=name: self._press(name))
            self._picks[name] = pick
        self._place()

    def _place(self) -> None:
        """As many beside each other as were asked for, or as there is room for."""
        wide = theme.current().px(NARROWEST) + self._grid.spacing()
        room = max(1, (self.width() + self._grid.spacing()) // wide)
        count = max(1, len(self._picks))
        across = min(self._columns or count, room)
        if not self._columns:
            across = -(-count // -(-count // across))  # rows of equal length: 4 in two rows are 2 and 2
        if across == self._across:
            return
        for column in range(max(across, self._across)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        self._across = across
        for at, pick in enumerate(self._picks.values()):
            self._grid.addWidget(pick, at // across, at % across)

    def _walk(self, step: int) -> None:
        """The keys go to the next choice, from the chosen one or the first; nothing is chosen by it."""
        picks = list(self._picks.values())
        here = next((at for at, pick in enumerate(picks) if pick.isChecked()), None) if self._at is None else self._at
        self._at = 0 if here is None else min(max(0, here + step), len(picks) - 1)
        picks[self._at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _press_where_the_keys_stand(self, is_space: bool) -> bool:
        picks = list(self._picks.items())
        at = next((at for at, (_, pick) in enumerate(picks) if pick.hasFocus()), None)
        if at is None or (not is_space and picks[at][1].isChecked()):
            return False
        self._press(picks[at][0])
        return True

    def _press(self, name: str) -> None:
        self._at, self._kept = list(self._picks).index(name), ""
        if self._is_heads:
            return
        if self._several:
            self._picks[name].setChecked(not self._picks[name].isChecked())
            self.given.emit(" ".join(self.chosen))
        elif self.chosen != (name,):
            for each, pick in self._picks.items():
                pick.setChecked(each == name)
            self.given.emit(name)


def columns_of(question: Question) -> int | None:
    """How many choices are asked to stand beside each other: 0 for all of them, None for rows."""
    for look in question.appearance:
        if look in ("likert", HEADS, "list-nolabel", "columns-pack"):
            return 0
        if look == "columns":
            return 3
        if found := _COLUMNS.fullmatch(look):
            return max(1, int(found[1] or found[2]))
    return None
