"""One pathway laid out for the screen: its figure, where its graph lies, and its picture, kept until it changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from ojm_desktop.domain.hot_spot import HotSpot, TurningPoint
from ojm_desktop.domain.rating import Giver, Rating, RatingKey
from ojm_desktop.journey.figure import figure, ground
from ojm_desktop.journey.layout import Layout
from ojm_desktop.journey.plot import Plot
from ojm_desktop.journey.pointed import Pointed
from ojm_desktop.journey.primitives import Figure, Hit
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.ui.journey.pen import Inks, bundled, draw
from ojm_desktop.ui.journey.surface import PX_PER_MM

Moment = TypeVar("Moment", HotSpot, TurningPoint)


class Panel:
    """A trajectory in a rectangle of the view, in pixels. Points and hits are in mm from the panel's corner.

    `head` is the height above the rectangle that is kept for the pathway's name; 0 shows none. `first_number` is that
    of the first strike, because panels side by side are numbered through as on paper; `weeks` is the axis they share.
    """

    def __init__(
        self,
        trajectory: Trajectory,
        layout: Layout,
        rect: QRectF,
        *,
        head: float = 0,
        suggestions_shown: bool = True,
        first_number: int = 1,
        weeks: tuple[int, int] | None = None,
    ) -> None:
        self.trajectory = trajectory
        self.layout = layout
        self.rect = rect
        self.head = head
        self.chosen: str | None = None
        self.notes_from = 0
        self.suggestions_shown = suggestions_shown
        self.first_number = first_number
        self._weeks = weeks
        self._shown = trajectory
        self._preview: Mapping[str, int] | None = None
        self._pointed: Pointed | None = None
        self._figure: Figure | None = None
        self._picture: QPixmap | None = None
        self._inks: Inks = {}

    @property
    def figure(self) -> Figure:
        """The figure as it is shown now."""
        if self._figure is None:
            self._figure = figure(
                self._shown,
                self.rect.width() / PX_PER_MM,
                self.rect.height() / PX_PER_MM,
                self.layout,
                bundled(),
                suggestions_shown=self.suggestions_shown,
                first_number=self.first_number,
                weeks=self._weeks,
                preview=self._preview,
                pointed_at=self._pointed,
                chosen=self.chosen,
                notes_from=self.notes_from,
            )
        return self._figure

    @property
    def plot(self) -> Plot:
        """Where the graph of what is kept lies: a drag never moves the ground under the pointer."""
        size = (self.rect.width() / PX_PER_MM, self.rect.height() / PX_PER_MM)
        shown = self.suggestions_shown
        return ground(self.trajectory, *size, self.layout, bundled(), suggestions_shown=shown, weeks=self._weeks)

    def place(self, at: QPointF) -> tuple[float, float]:
        """A point of the view in the panel's mm."""
        return (at.x() - self.rect.left()) / PX_PER_MM, (at.y() - self.rect.top()) / PX_PER_MM

    def hit_at(self, at: QPointF) -> Hit | None:
        """The topmost place that answers at a point of the view."""
        x, y = self.place(at)
        for hit in reversed(self.figure.hits):
            if hit.holds(x, y):
                return hit
        return None

    def name_of(self, hit: Hit) -> str:
        """What a touched place chooses: a note stands for the strike it tells of."""
        if hit.kind != "note":
            return hit.name
        kind = "hot_spot" if isinstance(self.item(hit.key), HotSpot) else "turning_point"
        return f"{kind}:{hit.key}"

    def choose(self, name: str | None) -> None:
        """Ring what has the keyboard; None rings nothing."""
        if name != self.chosen:
            self.chosen = name
            self._drop()

    def scroll_notes(self, lines: int) -> bool:
        """Show the notes from another line on; whether anything moved."""
        furthest = next((int(hit.key) for hit in self.figure.hits if hit.kind == "notes"), 0)
        first = min(max(0, self.notes_from + lines), furthest)
        if first == self.notes_from:
            return False
        self.notes_from = first
        self._drop()
        return True

    def preview_value(self, key: RatingKey, value: int, held_on: date) -> None:
        """Show a value that is being given; a wave without one gets it at the day of the interview."""
        rating = self.trajectory.rating_at(key.wave)
        if rating is not None and rating.value is not None:
            self._show(self.trajectory, {key.wave: value})
            return
        recalled = self.trajectory.cohort.is_recalled
        version = self.trajectory.scale.version
        given = Rating(key, value, None, "", held_on, Giver.PARTICIPANT, recalled, version, "")
        waves = [wave.key for wave in self.trajectory.cohort.waves]
        kept = [rating for rating in self.trajectory.ratings if rating.key.wave != key.wave]
        ratings = tuple(sorted([*kept, given], key=lambda each: waves.index(each.key.wave)))
        self._show(dataclasses.replace(self.trajectory, ratings=ratings), None)

    def point_at(self, pointed: Pointed | None) -> None:
        """Show where a value would stand that nobody has given; None shows none."""
        if pointed != self._pointed:
            self._pointed = pointed
            self._drop()

    def item(self, item: str) -> HotSpot | TurningPoint | None:
        """The hot spot or turning point of that id."""
        return next((found for found in moments(self.trajectory) if found.id == item), None)

    def preview_days(self, item: str, days: int) -> tuple[date, date] | None:
        """Show a hot spot or turning point moved by whole days; its days then, None when it is not there."""
        old = self.item(item)
        if old is None:
            return None
        first, last = old.first_day + timedelta(days=days), old.last_day + timedelta(days=days)
        moved = dataclasses.replace(
            self.trajectory,
            hot_spots=tuple(_at(spot, item, first, last) for spot in self.trajectory.hot_spots),
            turning_points=tuple(_at(point, item, first, last) for point in self.trajectory.turning_points),
        )
        self._show(moved, None)
        return first, last

    def end_preview(self) -> None:
        """Show what is kept."""
        if self._preview is not None or self._shown is not self.trajectory:
            self._show(self.trajectory, None)

    def _show(self, trajectory: Trajectory, preview: Mapping[str, int] | None) -> None:
        self._shown, self._preview = trajectory, preview
        self._drop()

    def _drop(self) -> None:
        self._figure = None
        self._picture = None

    def paint(self, painter: QPainter, inks: Inks, ratio: float) -> None:
        """Draw the kept picture, made anew only when something about this panel changed, or the colours did."""
        if self._picture is None or self._inks != inks:
            self._inks = inks
            picture = QPixmap(round(self.rect.width() * ratio), round(self.rect.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(picture)
            draw(inner, self.figure, inks)
            inner.end()
            self._picture = picture
        painter.drawPixmap(self.rect.topLeft(), self._picture)


def moments(journey: Trajectory) -> tuple[HotSpot | TurningPoint, ...]:
    """Everything of the first band, confirmed or not."""
    return (*journey.hot_spots, *journey.turning_points)


def _at(thing: Moment, item: str, first: date, last: date) -> Moment:
    return dataclasses.replace(thing, first_day=first, last_day=last) if thing.id == item else thing
