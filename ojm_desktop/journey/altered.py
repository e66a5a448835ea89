"""The mark of a journey that reporting may have altered (MB16; sheets: 01): drawn only on paper that was asked for it.

Three signs, none of them a colour: a dagger at each value from that day on, a dashed line at the day, a hatched strip.
The day itself is not written: a copy that leaves says that there was a report, and not when.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from ojm_desktop.journey.boxes import MM_PER_POINT, Box, middle_baseline
from ojm_desktop.journey.layout import Layout
from ojm_desktop.journey.markers import hatch
from ojm_desktop.journey.plot import Plot
from ojm_desktop.journey.primitives import Role, Segment, Stroke
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import Trajectory

MARK: Final = "†"
NAME: Final = "Reporting"
SAYS: Final = f"{MARK} ratings from here may be altered by reporting"
READING: Final = f"{MARK} Given after something had to be passed on: may be altered by reporting."
_DASH: Final = (1.6, 0.8)
_HATCH: Final = 1.5
_AIR: Final = 1.2


def marked(trajectory: Trajectory, text: str, day: date | None) -> str:
    """A value's text, with the dagger where it was given on that day or later."""
    since = trajectory.altered_from
    return f"{text}{MARK}" if since is not None and day is not None and day >= since else text


def is_marked(trajectory: Trajectory) -> bool:
    """Whether any value of it was given on that day or later."""
    given = [rating for rating in trajectory.ratings if rating.value is not None]
    return any(marked(trajectory, "", rating.held_on) for rating in given)


def draw_line(sketch: Sketch, trajectory: Trajectory, plot: Plot, layout: Layout) -> tuple[list[Segment], list[Box]]:
    """The line at the day and the dagger at its foot, for whatever must keep off them; none past the axis."""
    x = _place(trajectory, plot)
    if x is None or x >= plot.box.right:
        return [], []
    sketch.line(((x, plot.box.top), (x, plot.box.bottom)), Role.AXIS, 0.3, _DASH)
    em = layout.size * MM_PER_POINT
    width = sketch.typeset.width(MARK, layout.size, True)
    left = x + 0.8 if x + 0.8 + width < plot.box.right else x - 0.8 - width
    text = sketch.text(left, plot.box.bottom - 0.5 * em, MARK, layout.size, bold=True)
    return [((x, plot.box.top), (x, plot.box.bottom))], [text]


def draw_strip(sketch: Sketch, trajectory: Trajectory, plot: Plot, layout: Layout, y: float) -> None:
    """Hatched from the day to the end, and what that says: left of it, else on a white field in it."""
    x = _place(trajectory, plot)
    height, right = layout.strip_height * 0.8, plot.box.right
    left = right if x is None else min(max(x, plot.box.left), right)
    baseline, width = y + middle_baseline(layout.size), sketch.typeset.width(SAYS, layout.size)
    if right > left:
        sketch.primitives += hatch(Box(left, y - height / 2, right, y + height / 2), _HATCH)
        sketch.band(left, y - height / 2, right - left, height, None, Stroke(Role.FRAME, 0.18))
    if left - _AIR - width >= plot.box.left:
        sketch.text(left - _AIR, baseline, SAYS, layout.size, anchor="end")
        return
    middle = (left + right) / 2
    sketch.band(middle - width / 2 - _AIR, y - height / 2 + 0.1, width + 2 * _AIR, height - 0.2, Role.PAPER)
    sketch.text(middle, baseline, SAYS, layout.size, anchor="middle")


def _place(trajectory: Trajectory, plot: Plot) -> float | None:
    since = trajectory.altered_from
    if since is None:
        return None
    return max(plot.box.left, plot.x((since - trajectory.order_start).days / 7))
