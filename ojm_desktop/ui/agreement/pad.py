"""The box to sign in, with mouse, finger or pen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ojm_desktop.domain.agreement import Signature, StrokePoint
from ojm_desktop.domain.clock import Instant
from ojm_desktop.ui import theme
from ojm_desktop.ui.agreement.strokes import SHAPE, UNITS, Strokes
from ojm_desktop.ui.widgets import paint

MOUSE_PRESSURE = 0.5
THINNEST, THICKEST = 1.5, 3.5
"""Width of the line in pixels at 100 %, for no pressure and for full pressure."""
HINT = "Sign here with mouse, finger or pen"


class SignaturePad(QWidget):
    """``signed`` after each stroke with everything drawn so far; four times as wide as high, as on paper."""

    signed = Signal(object)

    def __init__(
        self, who: str, now: Callable[[], Instant], parent: QWidget | None = None, *, hint: str = HINT
    ) -> None:
        super().__init__(parent)
        self._now, self._hint = now, hint
        self._strokes = Strokes()
        self._is_down = False
        self._since = QElapsedTimer()
        self._since.start()
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(f"{who}: {hint.lower()}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def clear(self) -> None:
        """Nothing drawn."""
        self._strokes.clear()
        self._is_down = False
        self.update()

    def take_up(self, strokes: tuple[tuple[StrokePoint, ...], ...]) -> None:
        """Show what was drawn before, and go on from there."""
        self._strokes.take_up(strokes)
        self.update()

    @property
    def is_empty(self) -> bool:
        """Nothing is drawn."""
        return not self._strokes.drawn

    def sizeHint(self) -> QSize:
        width = theme.current().px(632)
        return QSize(width, width // SHAPE)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen, with its pressure."""
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._begin(event.position(), event.pressure(), event.timestamp())
        elif kind == QEvent.Type.TabletMove and self._is_down:
            self._move(event.position(), event.pressure(), event.timestamp())
        elif kind == QEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position(), _pressure(event), event.timestamp())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_down:
            self._move(event.position(), _pressure(event), event.timestamp())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint.ground(painter, rect, look.colour("card"), look.colour("control"), look.px(6), look.border)
        foot = rect.height() * 0.8
        painter.setPen(QPen(look.colour("control"), 1.5))
        painter.drawLine(QPointF(look.px(24), foot), QPointF(rect.width() - look.px(24), foot))
        arm = look.px(5)
        cross = QPointF(look.px(32), foot - look.px(13))
        painter.setPen(QPen(look.colour("control"), 2))
        for slope in (1, -1):
            painter.drawLine(cross + QPointF(-arm, -arm * slope), cross + QPointF(arm, arm * slope))
        if not self._strokes.drawn:
            words = QRectF(look.px(56), foot - look.px(32), rect.width() - look.px(80), look.px(24))
            paint.row(painter, words, self._hint, look.font(), look.colour("muted"))
        draw(painter, self._strokes.drawn, QPointF(0, 0), rect.width(), look.colour("ink"), look.px(1))
        painter.end()

    def _begin(self, at: QPointF, pressure: float, stamp: int) -> None:
        self._is_down = True
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._strokes.begin(at.x() / self.width(), at.y() / self.width(), pressure, self._time(stamp))
        self.update()

    def _move(self, at: QPointF, pressure: float, stamp: int) -> None:
        self._strokes.move(at.x() / self.width(), at.y() / self.width(), pressure, self._time(stamp))
        self.update()

    def _end(self) -> None:
        if not self._is_down:
            return
        self._is_down = False
        self._strokes.end()
        self.update()
        if self._strokes.is_signature:
            instant = self._now()
            self.signed.emit(Signature(self._strokes.drawn, instant.utc, instant.offset))

    def _time(self, stamp: int) -> int:
        """The event's own time where it has one: a late event keeps the moment at which the pen was there."""
        return stamp or self._since.elapsed()


def draw(
    painter: QPainter,
    strokes: tuple[tuple[StrokePoint, ...], ...],
    corner: QPointF,
    width: float,
    ink: QColor,
    pixel: float,
) -> None:
    """Draw strokes into a box with this top left corner and width; wider where the pen was pressed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stroke in strokes:
        places = [corner + QPointF(point.x, point.y) * (width / UNITS) for point in stroke]
        for number, point in enumerate(stroke):
            thick = (THINNEST + (THICKEST - THINNEST) * point.pressure / 1000) * pixel
            painter.setPen(QPen(ink, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(places[max(0, number - 1)], places[number])


def _pressure(event: QMouseEvent) -> float:
    """How hard a finger or pen pressed, where the device tells; a mouse does not."""
    device = event.pointingDevice()
    tells = device.type() in (
        QPointingDevice.DeviceType.TouchScreen,
        QPointingDevice.DeviceType.Stylus,
    )
    pressure = event.points()[0].pressure() if tells and event.points() else 0.0
    return pressure if 0.0 < pressure < 1.0 else MOUSE_PRESSURE
