"""A sparkline: one pathway's values across the waves at a glance, broken where one is missing and lettered there."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ojm_desktop.domain.scale import Scale
from ojm_desktop.ui import theme


@dataclass(frozen=True)
class SparkPoint:
    """One wave: ``along`` is its place from 0 to 1, ``value`` its rating or None, ``letter`` why there is none."""

    along: float
    value: int | None
    letter: str = ""


@dataclass(frozen=True)
class Spark:
    """The points of one pathway, and the scale they are values of."""

    points: tuple[SparkPoint, ...]
    scale: Scale = field(default_factory=Scale)

    def sentence(self) -> str:
        """The values as they are printed: "-2, +1, R"."""
        told = [self.scale.text(p.value) if p.value is not None else p.letter or "none" for p in self.points]
        return ", ".join(told)


def draw(painter: QPainter, box: QRectF, spark: Spark, ink: QColor, neutral: QColor) -> None:
    """Draw into ``box``: the neutral line, the curve between neighbours, a dot a value, a letter where none is."""
    look, scale = theme.current(), spark.scale
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = box.adjusted(look.px(5), look.px(5), -look.px(5), -look.px(5))

    def place(point: SparkPoint, value: float) -> QPointF:
        share = (value - scale.minimum) / (scale.maximum - scale.minimum)
        return QPointF(inner.left() + point.along * inner.width(), inner.bottom() - share * inner.height())

    share = (scale.neutral - scale.minimum) / (scale.maximum - scale.minimum)
    middle = inner.bottom() - share * inner.height()
    painter.setPen(QPen(neutral, 1))
    painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
    painter.setPen(QPen(ink, 2))
    for first, second in zip(spark.points, spark.points[1:], strict=False):
        if first.value is not None and second.value is not None:
            painter.drawLine(place(first, first.value), place(second, second.value))
    painter.setFont(look.font("label"))
    metrics = QFontMetricsF(look.font("label"))
    for point in spark.points:
        if point.value is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(place(point, point.value), look.px(4), look.px(4))
        elif point.letter:
            painter.setPen(ink)
            at = place(point, scale.neutral)
            painter.drawText(
                QPointF(at.x() - metrics.horizontalAdvance(point.letter) / 2, middle + metrics.capHeight() / 2),
                point.letter,
            )
    painter.restore()
