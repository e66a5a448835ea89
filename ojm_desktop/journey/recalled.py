"""A journey told in hindsight: begin and end in boxes, a dashed line between, and how long ago it was (sheets: 05)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from ojm_desktop.journey.boxes import MM_PER_POINT, Box, middle_baseline
from ojm_desktop.journey.layout import Layout
from ojm_desktop.journey.markers import hatch, marker
from ojm_desktop.journey.plot import Course, Plot
from ojm_desktop.journey.primitives import Role, Segment, Stroke
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.wording import gap_text, middle_day, wave_text

ONLY_JOINS = "The dashed line only joins two recalled ratings; nothing was rated between."
_BAR_UNDER = 14.6
_TEXT_UNDER = 20.6
STRIPS_HEIGHT = 24.2
_DASH = (2.6, 1.6)
_WEEKS_A_MONTH = 4


def told_on(trajectory: Trajectory) -> date | None:
    """The day of the one interview."""
    days = [rating.held_on for rating in trajectory.ratings if rating.held_on is not None]
    return max(days, default=None)


def period_end(trajectory: Trajectory) -> date:
    """The last day of what is recalled: that of the last wave's week."""
    return trajectory.order_start + timedelta(days=7 * max(wave.week for wave in trajectory.cohort.waves))


def gap_days(trajectory: Trajectory) -> int | None:
    """Days between the end of the period and the interview; None before there was one, or before the end."""
    told, end = told_on(trajectory), period_end(trajectory)
    return None if told is None or told < end else (told - end).days


def draw_course(sketch: Sketch, trajectory: Trajectory, course: Course, plot: Plot, layout: Layout) -> list[Box]:
    """The boxes, the dashed line that ends at them, and what each one is called. Returns the boxes."""
    width, height = layout.recalled_box
    boxes = {}
    for mark in course.marks:
        x, y = plot.x(mark.place), plot.y(mark.value)
        boxes[mark.wave.key] = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    for run in course.runs:
        for one, other in pairwise(run):
            first, second = boxes[one.wave.key], boxes[other.wave.key]
            start = (first.right + 0.2, (first.top + first.bottom) / 2)
            end = (second.left - 0.2, (second.top + second.bottom) / 2)
            sketch.line((start, end), Role.CURVE, max(0.5, layout.curve * 0.78), _DASH)
    for mark in course.marks:
        box = boxes[mark.wave.key]
        if mark.was is not None and mark.was != mark.value:
            sketch.primitives.append(
                marker(trajectory.pathway.shape, (plot.x(mark.place), plot.y(mark.was)), layout.marker, Role.GHOST)
            )
        sketch.band(box.left, box.top, width, height, Role.PLOT, Stroke(Role.CURVE, 0.5))
        y = (box.top + box.bottom) / 2 + middle_baseline(layout.value_size)
        text = plot.scale.text(mark.value)
        sketch.text(plot.x(mark.place), y, text, layout.value_size, bold=True, anchor="middle")
    return list(boxes.values())


def dashes(course: Course, plot: Plot, layout: Layout) -> list[Segment]:
    """The dashed line as segments, for whoever must keep off it."""
    half = layout.recalled_box[0] / 2
    return [
        ((plot.x(a.place) + half, plot.y(a.value)), (plot.x(b.place) - half, plot.y(b.value)))
        for run in course.runs
        for a, b in pairwise(run)
    ]


def draw_names(sketch: Sketch, course: Course, plot: Plot, layout: Layout, boxes: list[Box]) -> None:
    """Beginning and end beside their boxes (paper), and what the dashed line is not."""
    em = layout.size * MM_PER_POINT
    lines = dashes(course, plot, layout)
    for mark, box in zip(course.marks, boxes, strict=True):
        text = wave_text(mark.wave)
        half = sketch.typeset.width(text, layout.size) / 2
        x = min(max(plot.x(mark.place), plot.box.left + half + 0.5), plot.box.right - half - 0.5)
        under, over = box.bottom + 0.8 + 0.8 * em, box.top - 1.2
        below_first = mark.value < plot.scale.neutral
        for y in (under, over) if below_first else (over, under):
            room = Box(x - half, y - 0.78 * em, x + half, y + 0.25 * em)
            if plot.box.holds(room) and not any(room.is_crossed(*line) for line in lines):
                sketch.text(x, y, text, layout.size, anchor="middle")
                break
    if len(course.marks) < 2:
        return
    half = sketch.typeset.width(ONLY_JOINS, layout.size) / 2
    x = (plot.box.left + plot.box.right) / 2
    for y in (plot.box.bottom - 2.0, plot.box.top + 1.2 + em):
        room = Box(x - half, y - 0.78 * em, x + half, y + 0.25 * em)
        if plot.box.holds(room) and sketch.is_free(room, 0.8) and not any(room.is_crossed(*line) for line in lines):
            is_low = y > plot.y(plot.scale.neutral)
            sketch.clear_ground(room, Role.TINT_NEGATIVE if is_low else Role.TINT_POSITIVE)
            sketch.text(x, y, ONLY_JOINS, layout.size, Role.MUTED, anchor="middle")
            return


def draw_under(sketch: Sketch, trajectory: Trajectory, plot: Plot, layout: Layout, left: float) -> None:
    """Under the graph in place of weeks: months and the recall bar on paper, the ends' names on the screen."""
    if layout.is_print and layout.has_notes:
        _draw_months(sketch, plot, layout, left)
        _draw_recall_bar(sketch, trajectory, plot, layout, left)
        return
    baseline = plot.box.bottom + layout.week_baseline
    waves = trajectory.cohort.waves
    ends = []
    for wave in (waves[0], waves[-1]):
        half = sketch.typeset.width(wave.name, layout.size, True) / 2
        x = min(max(plot.x(wave.week), plot.box.left + half), plot.box.right - half)
        ends.append(sketch.text(x, baseline, wave.name, layout.size, bold=True, anchor="middle"))
    gap = gap_days(trajectory)
    if not gap:
        return
    text = f"recalled, {gap_text(gap)} on"
    if sketch.typeset.width(text, layout.size) < ends[1].left - ends[0].right - 4.0:
        sketch.text((ends[0].right + ends[1].left) / 2, baseline, text, layout.size, Role.MUTED, anchor="middle")


def _draw_months(sketch: Sketch, plot: Plot, layout: Layout, left: float) -> None:
    y, height, lift = plot.box.bottom + 3.8, layout.strip_height, middle_baseline(layout.size)
    sketch.text(left, y + lift, "First three months", layout.size, Role.MUTED)
    begin, end = plot.x(plot.first), plot.x(plot.last)
    months = max(1, (plot.last - plot.first) // _WEEKS_A_MONTH)
    share = (end - begin) / months
    for month in range(months):
        x = begin + share * month
        sketch.band(x, y - height / 2, share, height, None if month % 2 else Role.MONTH, Stroke(Role.FRAME, 0.18))
        sketch.text(x + share / 2, y + lift, f"Month {month + 1}", layout.size, anchor="middle")


def _draw_recall_bar(sketch: Sketch, trajectory: Trajectory, plot: Plot, layout: Layout, left: float) -> None:
    """From the order's start to the interview on a scale of its own; the gap hatched, its length on a white field."""
    told, gap_length = told_on(trajectory), gap_days(trajectory)
    if told is None or gap_length is None:
        return
    y, height, lift = plot.box.bottom + _BAR_UNDER, layout.strip_height, middle_baseline(layout.size)
    begin, end = plot.x(plot.first), plot.x(plot.last)
    start, ended = trajectory.order_start, period_end(trajectory)
    whole = max(1, (max(told, ended) - start).days)
    middle = begin + (end - begin) * (ended - start).days / whole
    sketch.text(left, y + lift, "Recall, to scale", layout.size, Role.MUTED)
    gap = Box(middle, y - height / 2, end, y + height / 2)
    sketch.primitives += hatch(gap, 2.0)
    if end > middle:
        sketch.band(middle, gap.top, end - middle, height, None, Stroke(Role.FRAME, 0.25))
    sketch.band(begin, gap.top, middle - begin, height, Role.PAPER, Stroke(Role.CURVE, 0.4))
    sketch.line(((end, y - 3.2), (end, y + 3.2)), Role.CURVE, 0.7)
    whole_text = "the three months recalled"
    for text in (whole_text, "recalled"):
        if sketch.typeset.width(text, layout.size) < middle - begin - 2:
            sketch.text((begin + middle) / 2, y + lift, text, layout.size, anchor="middle")
            break
    for words in (f"recall gap: {gap_text(gap_length)}", gap_text(gap_length)):
        width = sketch.typeset.width(words, layout.size, True)
        if width + 4 < end - middle:
            sketch.band((middle + end - width) / 2 - 1.5, gap.top + 0.13, width + 3, height - 0.26, Role.PAPER)
            sketch.text((middle + end) / 2, y + lift, words, layout.size, bold=True, anchor="middle")
            break
    _draw_recall_days(sketch, trajectory, (begin, middle, end), plot.box.bottom + _TEXT_UNDER, layout, told)


def _draw_recall_days(
    sketch: Sketch, trajectory: Trajectory, xs: tuple[float, float, float], y: float, layout: Layout, told: date
) -> None:
    begin, middle, end = xs
    sketch.text(begin, y, f"{middle_day(trajectory.order_start)}, order began", layout.size)
    sketch.text(end, y, f"interview, {middle_day(told)}", layout.size, anchor="end")
    text = middle_day(period_end(trajectory))
    half = sketch.typeset.width(text, layout.size) / 2
    if sketch.is_free(Box(middle - half, y - 2, middle + half, y), 1.5):
        sketch.text(middle, y, text, layout.size, anchor="middle")
