"""The one bar on top: menus on the left; undo, redo, the finder and Lock on the right, all from the list of actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QPushButton, QSizePolicy, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.actions import ACTIONS, MENUS, in_menu
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.buttons import IconButton, quiet

FINDER_WIDTHS: Final = {1.0: 376, 1.5: 130, 2.0: 48}
"""Width of the finder's button by text size, in pixels at 100 %: in large text the menus need the room."""


class FinderButton(QPushButton):
    """Looks like a field, opens the finder."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self.setAccessibleName("Find a person, page or action")
        self.setToolTip("Find a person, page or action (Ctrl+K)")
        self.setFixedSize(look.px(FINDER_WIDTHS[look.scale]), look.px(36))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        edge = look.colour("accent" if self.underMouse() else "control")
        paint.ground(painter, rect, look.colour("card"), edge, look.px(6), look.border)
        muted = look.colour("muted")
        inner = rect.adjusted(look.px(14), 0, -look.px(12), 0)
        words = "Find a person, page or action" if look.scale == 1 else ""
        paint.row(painter, inner, words, look.font(), muted, icon="search")
        painter.setPen(muted)
        if look.scale < 2:
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "Ctrl+K")
        painter.end()


class TopBar(QMenuBar):
    """The menu bar. ``asked(name)`` when an action was chosen by menu, key or button."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setNativeMenuBar(False)
        self.setFixedHeight(look.height("menu_bar") + look.border)
        self.actions_by_name: dict[str, QAction] = {}
        self._bound: dict[str, tuple[bool, str]] = {}
        for menu_name in MENUS:
            self._add_menu(menu_name)
        self._undo = IconButton("undo", "Undo", "Ctrl+Z")
        self._redo = IconButton("redo", "Redo", "Ctrl+Shift+Z")
        self.finder_button = FinderButton()
        self._lock = quiet("Lock", icon="lock", key="Ctrl+L" if look.scale < 2 else "")
        self._lock.setFixedHeight(look.px(36))
        self._wire_corner()

    def shortcut_owner(self, window: QWidget) -> None:
        """Let the keys work while the bar itself is hidden: the window owns the actions too."""
        window.addActions(list(self.actions_by_name.values()))

    def set_bound(self, bound: dict[str, tuple[bool, str]]) -> None:
        """Grey what nobody has bound. ``bound``: name -> (enabled, words; empty keeps the list's words)."""
        for action in ACTIONS:
            enabled, words = bound.get(action.name, (False, ""))
            if self._bound.get(action.name) == (enabled, words):
                continue
            self._bound[action.name] = (enabled, words)
            shown = self.actions_by_name[action.name]
            shown.setEnabled(enabled)
            shown.setText((words or action.words).replace("&", "&&"))
        for button, name in ((self._undo, "undo"), (self._redo, "redo")):
            enabled, words = bound.get(name, (False, ""))
            button.setEnabled(enabled)
            key = self.actions_by_name[name].shortcut().toString()
            button.setToolTip(f"{words} ({key})" if words else f"{name.capitalize()} ({key})")

    def _add_menu(self, menu_name: str) -> None:
        menu = self.addMenu(f"&{menu_name}")
        menu.setToolTipsVisible(True)
        for action in in_menu(menu_name):
            if action.rule_before:
                menu.addSeparator()
            shown = QAction(action.words, self)
            keys = [key for key in (action.key, action.also) if key]
            shown.setShortcuts([QKeySequence(key) for key in keys])
            shown.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            shown.setToolTip(action.says or action.words)
            shown.triggered.connect(self._asker(action.name))
            menu.addAction(shown)
            self.actions_by_name[action.name] = shown

    def _asker(self, name: str) -> Callable[[], None]:
        return lambda: self.asked.emit(name)

    def _wire_corner(self) -> None:
        look = theme.current()
        self._corner = corner = _Corner()  # kept: the menu bar does not own its corner in Python's eyes
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, look.px(5), 0, look.px(5))
        row.setSpacing(look.px(8))
        for button, name in (
            (self._undo, "undo"),
            (self._redo, "redo"),
            (self.finder_button, "find"),
            (self._lock, "lock"),
        ):
            button.clicked.connect(self._asker(name))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        if look.scale >= 2:  # the menus need the room; undo and redo stay in the Edit menu
            self._undo.hide()
            self._redo.hide()
        row.insertSpacing(2, look.px(8))
        row.insertSpacing(4, look.px(8))
        self.setCornerWidget(corner, Qt.Corner.TopRightCorner)


class _Corner(QWidget):
    """As high as the bar, so that the bar does not grow."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "clear")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().height("menu_bar"))
