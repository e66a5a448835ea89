"""Painting shared by the controls that draw themselves: rounded grounds, and a row of icon, word and key."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ojm_desktop.ui import icons, theme

GAP = 8
"""Between icon, word and key, in pixels at 100 %."""


def ground(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    edge: QColor | None,
    radius: float,
    width: float = 1.0,
    *,
    dashed: bool = False,
) -> None:
    """A rounded rectangle whose border lies wholly inside ``rect``; dashed where no grey can say "out of use"."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(edge, width, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def row_width(words: str, font: QFont, *, icon: bool, key: str, trailing: bool = False) -> float:
    """Width of icon, word, key and trailing mark in a row, in pixels."""
    look = theme.current()
    gap = look.px(GAP)
    width = QFontMetricsF(font).horizontalAdvance(words)
    if icon:
        width += look.px(20) + (gap if words else 0)
    if key:
        width += gap + QFontMetricsF(look.font("body")).horizontalAdvance(key)
    if trailing:
        width += gap + look.px(20)
    return width


def row(
    painter: QPainter,
    rect: QRectF,
    words: str,
    font: QFont,
    ink: QColor,
    *,
    icon: str = "",
    icon_ink: QColor | None = None,
    key: str = "",
    key_ink: QColor | None = None,
    trailing: str = "",
    centred: bool = False,
) -> None:
    """Draw icon, word, key (in the secondary colour) and a trailing mark, words cut at the end if they must be."""
    look = theme.current()
    gap, size = look.px(GAP), look.px(20)
    needed = row_width(words, font, icon=bool(icon), key=key, trailing=bool(trailing))
    left = rect.left() + max(0.0, (rect.width() - needed) / 2 if centred else 0.0)
    middle = rect.center().y()
    if icon:
        icons.paint(painter, icon, QRectF(left, middle - size / 2, size, size), icon_ink or ink)
        left += size + (gap if words else 0)
    room = min(needed, rect.width()) - (needed - QFontMetricsF(font).horizontalAdvance(words))
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room + 1)
    left = _text(painter, left, rect, shown, font, ink)
    if key:
        left = _text(painter, left + gap, rect, key, look.font("body"), key_ink or look.colour("muted"))
    if trailing:
        icons.paint(painter, trailing, QRectF(left + gap, middle - size / 2, size, size), ink)


def _text(painter: QPainter, left: float, rect: QRectF, words: str, font: QFont, ink: QColor) -> float:
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(ink)
    baseline = rect.center().y() + (metrics.capHeight()) / 2
    painter.drawText(QPointF(left, baseline), words)
    return left + metrics.horizontalAdvance(words)
