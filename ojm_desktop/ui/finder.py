"""The finder (Ctrl+K): participants by code, pages and actions, by the first letters typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from textwrap import shorten

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
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
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.field import SearchField
from ojm_desktop.ui.widgets.text import Label

SHOWN = 9
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Found:
    """Something to go to or to do: its words, what kind it is (shown behind them), its icon and key."""

    words: str
    kind: str
    act: Callable[[], object]
    icon: str = ""
    key: str = ""


def ranked(entries: Iterable[Found], typed: str) -> list[Found]:
    """Entries that hold every typed word: those that begin with the text first, then by their own order."""
    wanted = typed.casefold().split()
    matching = [entry for entry in entries if all(part in entry.words.casefold() for part in wanted)]
    whole = typed.strip().casefold()
    return sorted(matching, key=lambda entry: not entry.words.casefold().startswith(whole))[:SHOWN]


class Finder(QFrame):
    """A sheet under the top bar with a field and what it finds; Enter goes, Esc closes. Not modal, not a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        look = theme.current()
        self.setProperty("kind", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = SearchField("A code, a page or an action", "Esc")
        self.list = QListWidget()
        self.list.setAccessibleName("Found")
        self.list.setItemDelegate(_FoundDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = Label("", tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(12),) * 4)
        column.setSpacing(look.px(8))
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.none)
        self.none.hide()
        self._entries: tuple[Found, ...] = ()
        self._back_to: QWidget | None = None
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._go())
        self.hide()

    def open_with(self, entries: Iterable[Found], back_to: QWidget | None) -> None:
        """Show the sheet; ``back_to`` gets the focus again when it closes without going anywhere."""
        self._entries = tuple(entries)
        self._back_to = back_to
        self.field.clear()
        self._fill("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys, Enter and Esc of the field; leaving the field closes the sheet."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            if self._back_to is not None:
                self._back_to.setFocus()
            return True
        return False

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for entry in ranked(self._entries, typed):
            item = QListWidgetItem(f"{entry.words}, {entry.kind}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, entry)
        self.list.setCurrentRow(0)
        rows = self.list.count()
        self.none.setText("" if rows else f"Nothing found for “{shorten(typed, 40, placeholder='…')}”.")
        self.none.setVisible(not rows)
        self.field.setAccessibleDescription(self.none.text())
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(rows * theme.current().px(40))
        self.adjustSize()
        self._place()

    def _place(self) -> None:
        look = theme.current()
        window = self.window()
        width = min(look.px(560), window.width() - look.px(48))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((window.width() - width) // 2, look.height("menu_bar") + look.px(8))

    def _go(self) -> None:
        entry = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        self.hide()
        if isinstance(entry, Found):
            entry.act()


class _FoundDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, theme.current().px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        look = theme.current()
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            paint.ground(painter, rect, look.colour("selection"), None, look.px(6))
        ink = look.colour("on_selection" if chosen else "text")
        quiet_ink = ink if chosen and look.look is theme.Look.CONTRAST else look.colour("muted")
        inner = rect.adjusted(look.px(12), 0, -look.px(12), 0)
        paint.row(
            painter, inner, entry.words, look.font("label" if chosen else "body"), ink,
            icon=entry.icon or "next", key=entry.kind, key_ink=quiet_ink,
        )  # fmt: skip
        if entry.key:
            painter.setPen(quiet_ink)
            painter.setFont(look.font())
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.key)
        painter.restore()
