"""The focus ring: 3 px outside the control with a 2 px gap, so that nothing moves when the focus does."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QScrollBar,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ojm_desktop.ui import theme

_RINGED = (QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QDateTimeEdit, QAbstractItemView, QTabBar)
_REACH = 5
"""Ring and gap, in pixels at every size."""


class _RingStyle(QProxyStyle):
    """Tells QFocusFrame how far out it reaches and that it lies above its neighbours (asked by the ring alone)."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            is_beside = metric == QStyle.PixelMetric.PM_FocusFrameHMargin
            return _REACH + (_room(widget) if is_beside else 0)
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returnData)


def _room(ring: QWidget | None) -> int:
    """What a control without a border of its own asks for beside its words (property ``ring_room``), in pixels."""
    target = ring.widget() if isinstance(ring, QFocusFrame) else None
    return int(target.property("ring_room") or 0) if target is not None else 0


def _bars_around(widget: QWidget | None) -> tuple[QScrollBar, ...]:
    """What scrolls a control: the bars of every area it lies in."""
    found: list[QScrollBar] = []
    around = widget.parentWidget() if widget is not None else None
    while around is not None:
        if isinstance(around, QAbstractScrollArea):
            found += [around.verticalScrollBar(), around.horizontalScrollBar()]
        around = around.parentWidget()
    return tuple(found)


class FocusRing(QFocusFrame):
    """The ring of one window; it follows the control it is set on through moves, scrolling and hiding."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar: QTabBar | None = None
        self._bars: tuple[QScrollBar, ...] = ()
        style = _RingStyle("fusion")
        style.setParent(self)
        self.setStyle(style)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("focus"), 3))
        corner = look.px(6) + 3
        painter.drawRoundedRect(QRectF(self._traced()).adjusted(1.5, 1.5, -1.5, -1.5), corner, corner)
        painter.end()

    def follow(self, widget: QWidget | None) -> None:
        """Go round another control; in a bar of tabs round the chosen one, also when another is chosen."""
        if self._bar is not None and isValid(self._bar):
            self._bar.currentChanged.disconnect(self._retrace)
        self._bar = widget if isinstance(widget, QTabBar) else None
        if self._bar is not None:
            self._bar.currentChanged.connect(self._retrace)
        self.setWidget(widget)  # type: ignore[arg-type]  # Qt takes None: no ring
        for bar in self._bars:
            if isValid(bar):
                bar.valueChanged.disconnect(self._scrolled)
        self._bars = _bars_around(widget)
        for bar in self._bars:
            bar.valueChanged.connect(self._scrolled)

    def _scrolled(self, _value: int) -> None:
        """Qt leaves out the ring of a control that is out of sight, and does not bring it back when scrolled to.

        Asked of the scroll bars, not of what Qt tells the ring by events: the last of those comes from the control's
        destructor, and must not be touched from Python.
        """
        if self.isHidden() and self._is_in_sight():
            self.raise_()
            self.show()

    def _is_in_sight(self) -> bool:
        around: QWidget | None = self.widget()
        room = self.parentWidget()
        if around is None or room is None:
            return False
        return around.isVisible() and room.rect().intersects(self.geometry())

    def _traced(self) -> QRect:
        if self._bar is None:
            return self.rect()
        tab = self._bar.tabRect(self._bar.currentIndex()).translated(_REACH, _REACH)
        gap = theme.current().px(8)  # resources/style.qss: each tab ends with the gap before the next one
        return tab.adjusted(-_REACH, 0, _REACH - gap, _REACH)

    def _retrace(self, _row: int) -> None:
        self.update()


class FocusRings(QObject):
    """Watches the application's focus and sets the ring of the window it is in. Owned by the application object.

    A dialog that closes tells its last change of focus from its destructor: nothing of it may be touched then, so the
    rings are kept here by window and never looked for among a window's children.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._rings: list[tuple[QWidget, FocusRing]] = []
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        window = now.window() if now is not None else None
        self._rings = [(of, ring) for of, ring in self._rings if isValid(ring)]
        own = None
        for of, ring in self._rings:
            if of is window:
                own = ring
            else:
                ring.follow(None)
        target = ringed(now) if now is not None else None
        if own is None and window is not None and target is not None:
            own = FocusRing(window)
            self._rings.append((window, own))
        if own is not None:
            own.follow(target)


def ringed(widget: QWidget) -> QWidget | None:
    """What the ring goes round when ``widget`` has the focus: it, its parent marked ``ring_for_child``, or nothing.

    A widget with the property ``ring`` set to False shows its focus in its own way; True asks for a ring on any widget.
    """
    wanted = widget.property("ring")
    if wanted is False:
        return None
    if wanted is True or isinstance(widget, _RINGED):
        parent = widget.parentWidget()
        return parent if parent is not None and parent.property("ring_for_child") else widget
    return None
