"""The strips under the graph: months, what each interview covers, diaries, events, reporting. None is drawn empty."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.domain.plan import window
from ojm_desktop.journey import altered, diary_marks
from ojm_desktop.journey.boxes import Box, middle_baseline
from ojm_desktop.journey.layout import Layout
from ojm_desktop.journey.markers import diary_cell
from ojm_desktop.journey.plot import Course, Mark, Plot
from ojm_desktop.journey.primitives import Role, Stroke
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import ContextEvent, Trajectory
from ojm_desktop.journey.wording import days_text, short_day

_NAMES = {
    "months": "Month",
    "interviews": "Interviews cover",
    "diary": "Weekly diaries",
    "events": "Events around them",
    "reporting": altered.NAME,
}
_SHORT = {"months": "", "interviews": "", "diary": "Diary", "events": "Events", "reporting": ""}
_WEEKS_A_MONTH = 4
_COVERED_WEEKS = 4
_AIR = 1.2


def wanted(trajectory: Trajectory, course: Course, layout: Layout) -> tuple[str, ...]:
    """The strips with content, in order."""
    content = {
        "months": True,
        "interviews": bool(course.marks or course.gaps),
        "diary": bool(trajectory.diary),
        "events": bool(trajectory.events),
        "reporting": trajectory.altered_from is not None,
    }
    return tuple(name for name in layout.strips if content[name])


def height_of(names: tuple[str, ...], layout: Layout) -> float:
    """How far under the graph the notes band begins."""
    if not names:
        return layout.week_baseline + 2.0
    return layout.first_strip + (len(names) - 1) * layout.strip_pitch + layout.strips_to_notes


def draw(
    sketch: Sketch,
    trajectory: Trajectory,
    course: Course,
    plot: Plot,
    layout: Layout,
    names: tuple[str, ...],
    left: float,
) -> None:
    """Draw the strips `names` one under the other; their own names stand in the gutter from `left`."""
    for index, name in enumerate(names):
        y = plot.box.bottom + layout.first_strip + index * layout.strip_pitch
        _draw_name(sketch, trajectory, plot, layout, name, (left, y))
        if name == "months":
            _draw_months(sketch, plot, layout, y)
        elif name == "interviews":
            _draw_interviews(sketch, trajectory, course, plot, layout, y)
        elif name == "diary":
            _draw_diary(sketch, trajectory, plot, layout, y)
        elif name == "events":
            _draw_events(sketch, trajectory, plot, layout, y)
        else:
            altered.draw_strip(sketch, trajectory, plot, layout, y)


def _draw_name(
    sketch: Sketch, trajectory: Trajectory, plot: Plot, layout: Layout, name: str, at: tuple[float, float]
) -> None:
    """What a strip is called, in the gutter; beside the diary's the mark of what was rated in it."""
    left, y = at
    baseline = y + middle_baseline(layout.size)
    half = diary_marks.width_of(layout) / 2
    if layout.is_print:
        beside = sketch.text(left, baseline, _NAMES[name], layout.size, Role.MUTED).right + _AIR + half
    elif _SHORT[name]:
        right = plot.box.left - layout.tick_gap
        beside = sketch.text(right, baseline, _SHORT[name], layout.size, Role.MUTED, anchor="end").left - _AIR - half
    else:
        return
    if name == "diary" and trajectory.diary_values:
        diary_marks.draw_key(sketch, (beside, y), layout)


def _draw_months(sketch: Sketch, plot: Plot, layout: Layout, y: float) -> None:
    """Month m lies between ticks 4(m-1) and 4m and is named by them, so that "Month 2" can be checked."""
    height, lift = layout.strip_height, middle_baseline(layout.size)
    for month in range(1, plot.last // _WEEKS_A_MONTH + 1):
        first, last = (month - 1) * _WEEKS_A_MONTH, month * _WEEKS_A_MONTH
        left, right = plot.x(first), plot.x(last)
        fill = Role.MONTH if month % 2 else None
        stroke = Stroke(Role.FRAME, 0.18) if layout.is_print else None
        sketch.band(left, y - height / 2, right - left, height, fill, stroke)
        for text in (f"Month {month} (weeks {first}–{last})" if layout.is_print else "", f"Month {month}"):
            if text and sketch.typeset.width(text, layout.size) < right - left - _AIR:
                role = Role.TEXT if layout.is_print else Role.MUTED
                sketch.text((left + right) / 2, y + lift, text, layout.size, role, anchor="middle")
                break


def _interview_texts(trajectory: Trajectory, mark: Mark, number: int) -> tuple[str, ...]:
    """From the fullest to the shortest way of saying when an interview was held."""
    if mark.day is None:
        return (f"interview {number}", "")
    day, planned = (mark.day - trajectory.order_start).days, 7 * mark.wave.week
    first, last = window(mark.wave, trajectory.order_start)
    late = "" if first <= mark.day <= last else ", outside its window"
    told = f"{short_day(mark.day)} (day {day}, planned {planned}{late})"
    return (f"interview {number}, {told}", told, f"{short_day(mark.day)} (day {day}{late})", short_day(mark.day), "")


def _draw_interviews(
    sketch: Sketch, trajectory: Trajectory, course: Course, plot: Plot, layout: Layout, y: float
) -> None:
    """A bracket over the four weeks an answer speaks of, the day it was held as the heavy end."""
    lift = middle_baseline(layout.size)
    order = {wave.key: number for number, wave in enumerate(trajectory.cohort.waves, 1)}
    last = plot.x(plot.first)
    taken: list[tuple[float, float]] = []
    for mark in sorted(course.marks, key=lambda m: m.place):
        left, right = max(plot.x(mark.place - _COVERED_WEEKS), last), plot.x(mark.place)
        last = right
        taken.append((left, right))
        sketch.line(((left, y - 1.1), (left, y + 1.1)), Role.AXIS, 0.25)
        sketch.line(((right, y - 1.6), (right, y + 1.6)), Role.AXIS, 0.6)
        texts = _interview_texts(trajectory, mark, order[mark.wave.key])
        text = next(t for t in texts if not t or sketch.typeset.width(t, layout.size) < right - left - 8.0)
        if not text:
            sketch.line(((left, y), (right, y)), Role.AXIS, 0.25)
            continue
        box = sketch.text((left + right) / 2, y + lift, text, layout.size, anchor="middle")
        sketch.line(((left, y), (box.left - _AIR, y)), Role.AXIS, 0.25)
        sketch.line(((box.right + _AIR, y), (right, y)), Role.AXIS, 0.25)
    for gap in course.gaps:
        full = f"{gap.letter} {gap.words}"
        due = plot.x(gap.wave.week)
        for text in (f"{full}: {gap.reason}" if gap.reason else full, full):
            place = _room(taken, plot.box, due, sketch.typeset.width(text, layout.size))
            if place is not None:
                box = sketch.text(place, y + lift, text, layout.size)
                taken.append((box.left, box.right))
                break


def _room(taken: list[tuple[float, float]], box: Box, due: float, width: float) -> float | None:
    """Left edge for a text that ends at `due` or, at need, stands elsewhere in the free stretch around it."""
    edges = sorted(taken)
    stretches = [(box.left - 2 * _AIR, box.left), *edges, (box.right, box.right)]
    for (_, left), (right, _) in pairwise(stretches):
        start, end = left + 2 * _AIR, right - (0.0 if right == box.right else 2 * _AIR)
        if start <= due <= end + 2 * _AIR and end - start >= width:
            return max(start, min(due - width / 2, end - width))
    return None


def _draw_diary(sketch: Sketch, trajectory: Trajectory, plot: Plot, layout: Layout, y: float) -> None:
    """A cell in the middle of each week; on paper also how many came."""
    for week, state in enumerate(trajectory.diary, 1):
        sketch.primitives += diary_cell((plot.x(week - 0.5), y), layout.diary, state)
    if not layout.is_print:
        return
    came = sum(state in {DiaryState.DONE, DiaryState.LATE} for state in trajectory.diary)
    text = f"{came} of {len(trajectory.diary)} received"
    last = plot.x(len(trajectory.diary) - 0.5) + layout.diary
    if plot.box.right - sketch.typeset.width(text, layout.size) > last + _AIR:
        sketch.text(plot.box.right, y + middle_baseline(layout.size), text, layout.size, anchor="end")


def _draw_events(sketch: Sketch, trajectory: Trajectory, plot: Plot, layout: Layout, y: float) -> None:
    """Bars with their names right of them, else left, else within the bar, else not (the table twin has them all)."""
    height, lift = layout.strip_height * 0.8, middle_baseline(layout.size)
    bars = [(_span(event, trajectory.order_start, plot), event) for event in trajectory.events]
    bars = [((left, right), event) for (left, right), event in bars if right > left]
    for (left, right), _ in bars:
        sketch.band(left, y - height / 2, right - left, height, Role.EVENT, Stroke(Role.FRAME, 0.18))
    taken = [Box(left, y - height / 2, right, y + height / 2) for (left, right), _ in bars]
    for (left, right), event in bars:
        for text in (f"{event.name}, {days_text(event.first_day, event.last_day)}", event.name):
            width = sketch.typeset.width(text, layout.size)
            spots = [
                x for x in (right + _AIR, left - _AIR - width) if plot.box.left <= x and x + width <= plot.box.right
            ]
            boxes = [Box(x, y - height / 2, x + width, y + height / 2) for x in spots]
            free = [box for box in boxes if not any(box.meets(other) for other in taken)]
            if free:
                sketch.text(free[0].left, y + lift, text, layout.size)
                taken.append(free[0])
                break


def _span(event: ContextEvent, start: date, plot: Plot) -> tuple[float, float]:
    left = max(plot.box.left, plot.x((event.first_day - start).days / 7))
    return left, min(plot.box.right, plot.x(((event.last_day - start).days + 1) / 7))
