"""Ratings that stand in the weekly diary, as small open diamonds on the map (issue 3, diary).

They are the diary's own: no line joins them, no number stands beside them, and nothing else is worked out from them.
The same sign stands beside the name of the diary's strip, so a figure without that strip has none.
"""

from __future__ import annotations

from collections import Counter

from ojm_desktop.journey.boxes import Box
from ojm_desktop.journey.layout import Layout
from ojm_desktop.journey.markers import marker_box
from ojm_desktop.journey.plot import Plot
from ojm_desktop.journey.primitives import Point, Role, Shape, Stroke
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import Trajectory

_BESIDE = 1.25
"""How far apart two of one week and one value stand, in sizes of the mark."""


def sign(centre: Point, size: float, width: float) -> Shape:
    """The mark, `size` mm across, drawn with a line of `width` mm."""
    (x, y), r = centre, size / 2
    return Shape(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), Role.PLOT, Stroke(Role.AXIS, width))


def draw(sketch: Sketch, trajectory: Trajectory, plot: Plot, layout: Layout) -> list[Box]:
    """One in the middle of its week at its value; those of one week and value side by side. Gives where they stand."""
    size, width = width_of(layout), _width(layout)
    taken: list[Box] = []
    told = Counter(trajectory.diary_values)
    for (week, value), count in sorted(told.items()):
        x = plot.x(week - 0.5) - size * _BESIDE * (count - 1) / 2
        for index in range(count):
            centre = (x + index * size * _BESIDE, plot.y(value))
            sketch.primitives.append(sign(centre, size, width))
            taken.append(marker_box(centre, size))
    return taken


def draw_key(sketch: Sketch, centre: Point, layout: Layout) -> None:
    """The mark beside the name of the strip."""
    sketch.primitives.append(sign(centre, width_of(layout), _width(layout)))


def width_of(layout: Layout) -> float:
    """How wide the mark is."""
    return layout.diary * (1.2 if layout.is_print else 0.8)


def _width(layout: Layout) -> float:
    return 0.3 if layout.is_print else layout.thin
