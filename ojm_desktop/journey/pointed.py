"""A place on the axes where a rating would stand that nobody has given: pointed at by keys, and no part of the map.

It is not joined to the curve, has the pale marker of a value that is not there, and says so beside it (interview: no
value until touched).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ojm_desktop.domain.plan import place_of
from ojm_desktop.journey import numbers
from ojm_desktop.journey.boxes import MM_PER_POINT, Box, middle_baseline
from ojm_desktop.journey.layout import Layout
from ojm_desktop.journey.markers import marker, marker_box
from ojm_desktop.journey.plot import Course, Plot
from ojm_desktop.journey.primitives import Point, Role, Stroke
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import Trajectory

_DASH = (0.8, 0.8)


@dataclass(frozen=True)
class Pointed:
    """A value of a wave that has none. `held_on`: the day it would count for; `words`: that it is not given."""

    wave: str
    value: int
    held_on: date
    words: str


def draw(sketch: Sketch, trajectory: Trajectory, course: Course, plot: Plot, layout: Layout, pointed: Pointed) -> None:
    """The pale marker (a dashed box where it is told looking back) in a ring, its number, and that it is not given."""
    wave, recalled = trajectory.cohort.wave(pointed.wave), trajectory.cohort.is_recalled
    week = place_of(pointed.held_on, trajectory.order_start)
    if recalled or not plot.first <= week <= plot.last:  # an axis that a value would widen has its column only
        week = float(wave.week)
    x, half = plot.x(week), layout.marker
    x = x if recalled else min(max(x, plot.box.left + half), plot.box.right - half)
    centre = (x, plot.y(pointed.value))
    if recalled:
        width, height = layout.recalled_box
        room = Box(x - width / 2, centre[1] - height / 2, x + width / 2, centre[1] + height / 2)
        _tell(sketch, course, plot, layout, centre, room.grown(0.9), ("", pointed.words))
        sketch.band(room.left, room.top, width, height, Role.PLOT, Stroke(Role.MUTED, 0.3, _DASH))
        y = centre[1] + middle_baseline(layout.value_size)
        sketch.text(x, y, plot.scale.text(pointed.value), layout.value_size, Role.MUTED, anchor="middle")
        sketch.ring(room.grown(0.4))
        return
    room = marker_box(centre, layout.marker).grown(0.4)
    _tell(sketch, course, plot, layout, centre, room, (plot.scale.text(pointed.value), pointed.words))
    sketch.primitives.append(marker(trajectory.pathway.shape, centre, layout.marker, Role.GHOST))
    sketch.ring(room)


def _tell(
    sketch: Sketch, course: Course, plot: Plot, layout: Layout, centre: Point, room: Box, told: tuple[str, str]
) -> None:
    """The number and the words beside it, on ground of their own, so drawn first; no words where there is no room."""
    text, words = told
    size, em = layout.value_size, layout.value_size * MM_PER_POINT
    number = sketch.typeset.width(f"{text} " if text else "", size, True)
    told_width = sketch.typeset.width(words, layout.size)
    ground = Box(plot.box.left + 0.4, plot.box.top + 0.2, plot.box.right, plot.box.bottom - 0.2)
    points = [[(plot.x(mark.place), plot.y(mark.value)) for mark in run] for run in course.runs]
    lines = [segment for run in points for segment in pairwise(run)]
    taken = [room.grown(0.5), *(marker_box(point, layout.marker) for run in points for point in run)]
    neutral = plot.y(plot.scale.neutral)
    is_low = centre[1] > neutral
    for width, said in ((number + told_width, words), (number, "")):
        if width <= 0:
            return
        gap = layout.number_gap + (room.right - room.left - layout.marker) / 2
        box = numbers.place(centre, (width, 0.74 * em), gap, is_low, ground, lines, taken, ())
        if said and not (ground.holds(box) and not any(box.meets(other) for other in taken)):
            continue
        sketch.clear_ground(box.grown(0.4), Role.TINT_NEGATIVE if box.top > neutral else Role.TINT_POSITIVE)
        sketch.text(box.left, box.bottom - 0.02 * em, text, size, bold=True)
        sketch.text(box.left + number, box.bottom - 0.02 * em, said, layout.size, Role.MUTED)
        return
