"""The live figure: one item that paints every panel of the view and previews what the pointer does, with maths only.

It never sees the session. While a value or a strike is dragged nothing is told; the release tells it once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsSceneMouseEvent, QStyleOptionGraphicsItem, QWidget

from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.journey.pointed import Pointed
from ojm_desktop.journey.primitives import Hit
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.ui import theme
from ojm_desktop.ui.journey.inks import inks
from ojm_desktop.ui.journey.panel import Panel

_STILL = 4.0
"""Pixels a press may wander and still be a click."""


@dataclass
class _Drag:
    """What is held: a value (`value` it would get) or a strike (`days` it would lie on), and whether it moved."""

    panel: Panel
    hit: Hit
    start: QPointF
    value: int | None = None
    days: tuple[date, date] | None = None
    has_moved: bool = False


class JourneyItem(pyqtgraph.GraphicsObject):  # type: ignore[misc]  # pyqtgraph ships no types
    """The figures of one person. `held_on(wave)` says on which day a value given now would count.

    `rated_now`: in an interview only the values of its own waves can be given or moved, and nothing else; otherwise
    None, and an empty figure whose answer an interview waits for takes none.
    """

    point_moved = Signal(object, int)
    hot_spot_moved = Signal(str, object, object)
    turning_point_moved = Signal(str, object, object)
    chosen = Signal(str, str)

    def __init__(self, held_on: Callable[[str], date]) -> None:
        super().__init__()
        self.panels: tuple[Panel, ...] = ()
        self.participant = ""
        self.is_locked = False
        self.rates_by_click = True
        self.rated_now: frozenset[str] | None = None
        self._held_on = held_on
        self._drag: _Drag | None = None
        self._bounds = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)

    def show_panels(self, participant: str, panels: Sequence[Panel], bounds: QRectF) -> None:
        """Show other panels; a drag under way is dropped."""
        self._drag = None
        self.prepareGeometryChange()
        self.participant = participant
        self.panels = tuple(panels)
        self._bounds = bounds
        self.update()

    def panel_of(self, pathway: str) -> Panel | None:
        """The panel of a pathway."""
        return next((panel for panel in self.panels if panel.trajectory.pathway.key == pathway), None)

    def point_at(self, pathway: str, pointed: Pointed | None) -> None:
        """Show in the panel of a pathway where a value would stand that nobody has given, and in no other."""
        for panel in self.panels:
            panel.point_at(pointed if panel.trajectory.pathway.key == pathway else None)
        self.update()

    @property
    def is_dragging(self) -> bool:
        """Whether something is held."""
        return self._drag is not None

    def cancel_drag(self) -> bool:
        """Put back what is held (Esc); whether anything was."""
        if self._drag is None:
            return False
        self._drag.panel.end_preview()
        self.update(self._drag.panel.rect)
        self._drag = None
        return True

    # --- what Qt asks

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        ratio = widget.devicePixelRatioF() if widget is not None else 1.0
        colours = inks(theme.current())
        for panel in self.panels:
            if panel.rect.intersects(option.exposedRect):
                panel.paint(painter, colours, ratio)
            if panel.head:
                _paint_head(painter, panel)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        panel = next((panel for panel in self.panels if panel.rect.contains(event.pos())), None)
        hit = panel.hit_at(event.pos()) if panel is not None else None
        if panel is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        pathway = panel.trajectory.pathway.key
        if hit is None or hit.kind in ("notes", "pathway"):
            self.chosen.emit(pathway, "")
            return
        self.chosen.emit(pathway, panel.name_of(hit))
        current = self.panel_of(pathway)  # choosing may have laid the view out anew
        if current is None or self.is_locked or hit.kind in ("note", "suggestion"):
            return
        if hit.kind == "wave" and not self.rates_by_click:
            return
        if not self.takes(current.trajectory, hit):
            return
        self._drag = _Drag(current, hit, event.pos())
        if hit.kind == "wave":
            self._drag.has_moved = True
            self._preview(event.pos())

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        drag = self._drag
        if drag is None:
            return
        away = event.pos() - drag.start
        drag.has_moved = drag.has_moved or max(abs(away.x()), abs(away.y())) > _STILL
        if drag.has_moved:
            self._preview(event.pos())

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is None:
            return
        drag.panel.end_preview()
        self.update(drag.panel.rect)
        if drag.value is not None and drag.value != _kept(drag.panel, drag.hit.key):
            self.point_moved.emit(self._key(drag), drag.value)
        elif drag.days is not None and drag.days != _days(drag.panel, drag.hit.key):
            moved: Any = self.hot_spot_moved if drag.hit.kind == "hot_spot" else self.turning_point_moved
            moved.emit(drag.hit.key, *drag.days)

    def takes(self, journey: Trajectory, hit: Hit) -> bool:
        """Whether a place of a figure can be moved or rated now."""
        if self.rated_now is None:
            return not journey.awaited
        return hit.kind in ("value", "wave") and hit.key in self.rated_now

    def _preview(self, at: QPointF) -> None:
        drag = self._drag
        assert drag is not None
        plot = drag.panel.plot
        x, y = drag.panel.place(at)
        if drag.hit.kind in ("value", "wave"):
            value = plot.value_at(y)
            if value != drag.value:
                drag.value = value
                drag.panel.preview_value(self._key(drag), value, self._held_on(drag.hit.key))
        else:
            begun, _ = drag.panel.place(drag.start)
            week = plot.x(1) - plot.x(0)
            drag.days = drag.panel.preview_days(drag.hit.key, round((x - begun) / week * 7))
        self.update(drag.panel.rect)

    def _key(self, drag: _Drag) -> RatingKey:
        return RatingKey(self.participant, drag.panel.trajectory.pathway.key, drag.hit.key)


def _kept(panel: Panel, wave: str) -> int | None:
    rating = panel.trajectory.rating_at(wave)
    return rating.value if rating else None


def _days(panel: Panel, item: str) -> tuple[date, date] | None:
    found = panel.item(item)
    return (found.first_day, found.last_day) if found is not None else None


def _paint_head(painter: QPainter, panel: Panel) -> None:
    """Letter and short name over a panel."""
    look = theme.current()
    box = panel.rect.adjusted(0, -panel.head, 0, 0)
    box.setHeight(panel.head)
    painter.setPen(look.colour("text"))
    painter.setFont(look.font("label"))
    pathway = panel.trajectory.pathway
    words = f"{pathway.letter}  {pathway.short_name}"
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
