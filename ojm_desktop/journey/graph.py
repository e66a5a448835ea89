"""The second band: scale, weeks, the course of the ratings, what is missing and why (journey-map: anatomy, rules)."""

from __future__ import annotations

from itertools import pairwise

from ojm_desktop.domain.handed_words import Word
from ojm_desktop.domain.scale import Scale
from ojm_desktop.journey import altered, numbers
from ojm_desktop.journey.boxes import MM_PER_POINT, Box, middle_baseline
from ojm_desktop.journey.layout import Layout
from ojm_desktop.journey.markers import marker, marker_box
from ojm_desktop.journey.plot import Course, Gap, Mark, Plot
from ojm_desktop.journey.primitives import Role, Segment, Stroke, Typesetter
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import Trajectory

DOTTED = (0.3, 1.0)
_SHORT_WORDS = (Word.BEST, Word.NEITHER, Word.WORST)
_COVERED_WEEKS = 4

COLUMN_WEEKS = 1.5
"""How far a wave's column reaches to each side of its planned week."""


def draw_ground(sketch: Sketch, trajectory: Trajectory, plot: Plot, layout: Layout, is_empty: bool) -> None:
    """Tints, context events, step lines, neutral line, frame and planned weeks."""
    box, scale = plot.box, plot.scale
    neutral = plot.y(scale.neutral)
    _draw_tints(sketch, box.left, box.right, box, neutral, (Role.TINT_POSITIVE, Role.TINT_NEGATIVE))
    start = trajectory.order_start
    for event in trajectory.events:
        left = max(box.left, plot.x((event.first_day - start).days / 7))
        right = min(box.right, plot.x(((event.last_day - start).days + 1) / 7))
        if right > left:
            _draw_tints(sketch, left, right, box, neutral, (Role.TINT_EVENT_POSITIVE, Role.TINT_EVENT_NEGATIVE))
    dash, width = (DOTTED, 0.12) if layout.is_print else ((), 0.26)
    every = 2 * scale.step if layout.ticks == "ends" and layout.is_print and len(scale.values()) > 8 else scale.step
    for value in scale.values():
        is_end = every > scale.step and value in (scale.minimum, scale.maximum)
        if value != scale.neutral and not is_end and (value - scale.neutral) % every == 0:
            sketch.line(((box.left, plot.y(value)), (box.right, plot.y(value))), Role.GRID, width, dash)
    if layout.is_line_boxed and not trajectory.cohort.is_recalled and not is_empty:
        for wave in trajectory.cohort.waves:
            x = plot.x(wave.week)
            sketch.line(((x, box.top), (x, box.bottom)), Role.TRACE, 0.26, (0.53, 1.06))
    sketch.line(((box.left, neutral), (box.right, neutral)), Role.AXIS, layout.axis)
    if layout.is_line_boxed:
        size = (box.right - box.left, box.bottom - box.top)
        sketch.band(box.left, box.top, *size, None, Stroke(Role.AXIS, layout.frame))
    else:
        if layout.has_frame:
            sketch.line(((box.left, box.top), (box.left, box.bottom)), Role.FRAME, layout.frame)
        sketch.line(((box.left, box.bottom), (box.right, box.bottom)), Role.AXIS, layout.axis)


def _draw_tints(sketch: Sketch, left: float, right: float, box: Box, neutral: float, roles: tuple[Role, Role]) -> None:
    if neutral > box.top:
        sketch.band(left, box.top, right - left, neutral - box.top, roles[0])
    if box.bottom > neutral:
        sketch.band(left, neutral, right - left, box.bottom - neutral, roles[1])


def draw_scale(sketch: Sketch, trajectory: Trajectory, plot: Plot, layout: Layout, left: float) -> None:
    """Numbers, words and signs in the gutter, which begins at `left`."""
    scale = plot.scale
    right = plot.box.left - layout.tick_gap
    ends = (scale.maximum, scale.neutral, scale.minimum)
    lift = middle_baseline(layout.size)
    for value in dict.fromkeys((*ends, *(scale.values() if layout.ticks == "all" else ()))):
        is_end = value in ends
        y = plot.y(value)
        box = Box(right - 1, y - lift, right, y + lift)
        if sketch.is_free(box, 0.5):
            sketch.text(right, y + lift, scale.text(value), layout.size, bold=is_end, anchor="end")
    if layout.words == "none":
        _draw_signs(sketch, plot, layout, right)
        return
    if layout.words == "short":
        _draw_signs(sketch, plot, layout, right)
        gap = _numbers_width(scale, layout, sketch.typeset)
        for word, value in zip(_SHORT_WORDS, ends, strict=True):
            y = plot.y(value) + lift
            sketch.text(right - gap - 1.0, y, trajectory.labels[word], layout.size, Role.MUTED, anchor="end")
        return
    _draw_own_words(sketch, plot, layout, left)
    _draw_signs(sketch, plot, layout, plot.box.left - 7.8)


def short_words_width(trajectory: Trajectory, layout: Layout, typeset: Typesetter) -> float:
    """What the words beside the numbers of the scale need with them, in mm."""
    words = max(typeset.width(trajectory.labels[word], layout.size) for word in _SHORT_WORDS)
    return words + _numbers_width(trajectory.scale, layout, typeset) + 1.0


def _numbers_width(scale: Scale, layout: Layout, typeset: Typesetter) -> float:
    ends = (scale.maximum, scale.neutral, scale.minimum)
    return max(typeset.width(scale.text(value) + " ", layout.size, True) for value in ends)


def _draw_signs(sketch: Sketch, plot: Plot, layout: Layout, right: float) -> None:
    """Plus over the neutral line and minus under it, as paths: graphics may have a polarity's colour, text may not."""
    size = 3.0 if layout.is_print else layout.size * MM_PER_POINT * 0.75
    neutral = plot.y(plot.scale.neutral)
    thick = size * 0.22
    if not layout.has_frame:
        return
    x = right - size / 2
    for y, role, is_plus in (
        ((plot.box.top + neutral) / 2, Role.POSITIVE, True),
        ((plot.box.bottom + neutral) / 2, Role.NEGATIVE, False),
    ):
        field = Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2)
        if abs(y - neutral) < 1.8 * size or not sketch.is_free(field):
            continue
        sketch.band(x - size / 2, y - thick / 2, size, thick, role)
        if is_plus:
            sketch.band(x - thick / 2, y - size / 2, thick, size, role)


def _draw_own_words(sketch: Sketch, plot: Plot, layout: Layout, left: float) -> None:
    """The words the participant heard: high from the top down, low from the bottom up, middle at the neutral line."""
    scale, size = plot.scale, layout.size
    pitch = size * MM_PER_POINT * 1.2
    width = layout.gutter - 13.5
    lift = middle_baseline(size)
    for words, value, share in (
        (scale.high, scale.maximum, 0.0),
        (scale.low, scale.minimum, 1.0),
        (scale.middle, scale.neutral, 0.5),
    ):
        lines = sketch.typeset.wrap(words, width, size) if words else []
        first = plot.y(value) + lift - pitch * (len(lines) - 1) * share
        if share == 1.0:
            first -= 0.2
        if all(
            sketch.is_free(Box(left, first + k * pitch - 2, left + width, first + k * pitch)) for k in range(len(lines))
        ):
            for k, line in enumerate(lines):
                sketch.text(left, first + k * pitch, line, size, Role.MUTED)


def draw_weeks(sketch: Sketch, trajectory: Trajectory, plot: Plot, layout: Layout, left: float) -> None:
    """Ticks and week numbers; planned weeks heavier. The last is set against the margin, none touches another."""
    bottom, baseline = plot.box.bottom, plot.box.bottom + layout.week_baseline
    planned = {wave.week for wave in trajectory.cohort.waves}
    unit = 1.0 if layout.is_print else 1.3
    for week in range(plot.first, plot.last + 1):
        x = plot.x(week)
        if layout.is_print or week not in planned:
            long, width = (1.8, 0.5) if week in planned else (1.1, 0.25)
            sketch.line(((x, bottom), (x, bottom + long * unit)), Role.AXIS, width)
        else:
            sketch.shape(((x, bottom - 1.9), (x + 1.3, bottom), (x - 1.3, bottom)), Role.AXIS)
    begin = f"week {plot.first}" if layout.week_numbers == "planned" else str(plot.first)
    if layout.week_numbers == "all":
        name = "Week of the order" if layout.is_print else trajectory.labels[Word.WEEK]
        if layout.is_print:
            sketch.text(left, baseline, name, layout.size, Role.MUTED)
        else:
            sketch.text(plot.box.left - layout.tick_gap - 0.6, baseline, name, layout.size, Role.MUTED, anchor="end")
    ordered = [*sorted(planned), plot.first, plot.last, *range(plot.first, plot.last)]
    for week in dict.fromkeys(ordered if layout.week_numbers == "all" else ordered[: len(planned) + 1]):
        text = begin if week == plot.first else str(week)
        bold = week in planned
        width = sketch.typeset.width(text, layout.size, bold)
        x = min(plot.x(week) - width / 2, plot.box.right - width)
        air = width * 0.4 if week not in planned and layout.week_numbers == "all" else 0.5
        if sketch.is_free(Box(x - air, baseline - 2, x + width + air, baseline), 0.0):
            role = Role.TEXT if bold or layout.is_print else Role.MUTED
            sketch.text(x, baseline, text, layout.size, role, bold=bold)


def draw_gaps(sketch: Sketch, course: Course, plot: Plot, layout: Layout) -> list[Box]:
    """A boxed letter on the baseline for every wave without a value (rules: M, D, N, W). Returns the boxes."""
    return [_draw_gap(sketch, gap, plot, layout) for gap in course.gaps]


def _draw_gap(sketch: Sketch, gap: Gap, plot: Plot, layout: Layout) -> Box:
    size = layout.letter_box
    type_size = 9.0 if layout.is_print else layout.size
    x = min(max(plot.x(gap.wave.week), plot.box.left + size / 2), plot.box.right - size / 2)
    top = plot.box.bottom - size - (0.0 if layout.is_print else 0.6)
    sketch.band(x - size / 2, top, size, size, Role.PLOT, Stroke(Role.AXIS, 0.3))
    baseline = top + size / 2 + middle_baseline(type_size)
    sketch.text(x, baseline, gap.letter, type_size, bold=True, anchor="middle")
    return Box(x - size / 2, top, x + size / 2, top + size)


def draw_curve(sketch: Sketch, course: Course, plot: Plot, layout: Layout) -> list[Segment]:
    """Straight segments between consecutive held interviews, nothing else (rules). Returns them."""
    segments: list[Segment] = []
    for run in course.runs:
        points = tuple((plot.x(mark.place), plot.y(mark.value)) for mark in run)
        if len(points) > 1:
            sketch.line(points, Role.CURVE, layout.curve)
            segments += list(pairwise(points))
    return segments


def draw_cover(sketch: Sketch, course: Course, plot: Plot, layout: Layout, lines: list[Segment]) -> None:
    """While a value is dragged: a bracket over the four weeks it speaks of, where nothing stands in its way."""
    for mark in course.marks:
        if mark.was is None:
            continue
        left, right = plot.x(max(plot.first, mark.place - _COVERED_WEEKS)), plot.x(mark.place)
        y = plot.box.bottom - 5.6 * (1.0 if layout.is_print else 1.15)
        words, width = "past 4 weeks", sketch.typeset.width("past 4 weeks", layout.size)
        room = Box(
            (left + right - width) / 2, y - 1.2 - layout.size * MM_PER_POINT, (left + right + width) / 2, y + 1.5
        )
        area = Box(min(left, room.left), room.top, max(right, room.right), room.bottom)
        if (
            any(area.is_crossed(*line) for line in lines)
            or not sketch.is_free(area)
            or plot.y(mark.value) > area.top - 3
        ):
            continue
        sketch.line(((left, y + 1.3), (left, y), (right, y), (right, y + 1.3)), Role.MUTED, layout.axis)
        sketch.text((left + right) / 2, y - 1.0, words, layout.size, Role.MUTED, anchor="middle")


def draw_marks(
    sketch: Sketch,
    trajectory: Trajectory,
    course: Course,
    plot: Plot,
    layout: Layout,
    lines: list[Segment],
    taken: list[Box],
    chosen: str | None,
) -> None:
    """Markers, the pale place a dragged value came from, and the number at every value."""
    shape = trajectory.pathway.shape
    for mark in course.marks:
        centre = (plot.x(mark.place), plot.y(mark.value))
        if mark.was is not None and mark.was != mark.value:
            old = (centre[0], plot.y(mark.was))
            sketch.line((old, centre), Role.CURVE, layout.thin, (0.5, 0.5))
            sketch.primitives.append(marker(shape, old, layout.marker, Role.GHOST))
            lines.append((old, centre))
            taken.append(marker_box(old, layout.marker))
        sketch.primitives.append(marker(shape, centre, layout.marker))
        room = marker_box(centre, layout.marker)
        if chosen == f"value:{mark.wave.key}":
            room = room.grown(0.4)
            sketch.ring(room)
        taken.append(room.grown(0.5) if chosen == f"value:{mark.wave.key}" else room)
    taken += [box for box in sketch.texts if box.meets(plot.box)]
    edge = plot.box
    shunned = [((edge.left, y), (edge.right, y)) for y in (plot.y(plot.scale.neutral), edge.bottom)]
    if layout.is_line_boxed and layout.words != "none":
        weeks = [plot.x(wave.week) for wave in trajectory.cohort.waves]
        shunned += [((x, edge.top), (x, edge.bottom)) for x in weeks]
    for mark in course.marks:
        text = altered.marked(trajectory, plot.scale.text(mark.value), mark.day)
        taken.append(_draw_number(sketch, text, mark, plot, layout, lines, taken, shunned))


def _draw_number(
    sketch: Sketch,
    text: str,
    mark: Mark,
    plot: Plot,
    layout: Layout,
    lines: list[Segment],
    taken: list[Box],
    shunned: list[Segment],
) -> Box:
    em = layout.value_size * MM_PER_POINT
    width, height = sketch.typeset.width(text, layout.value_size, True), 0.74 * em
    centre = (plot.x(mark.place), plot.y(mark.value))
    ground = Box(plot.box.left + 0.4, plot.box.top + 0.2, plot.box.right, plot.box.bottom - 0.2)
    is_low = mark.value < plot.scale.neutral
    box = numbers.place(centre, (width, height), layout.number_gap, is_low, ground, lines, taken, shunned)
    sketch.text(box.left, box.bottom - 0.02 * em, text, layout.value_size, bold=True)
    return box


def draw_awaited(sketch: Sketch, trajectory: Trajectory, plot: Plot) -> None:
    """The column of each wave whose answer is awaited: where on the empty axes it can be given."""
    for _wave, column in _columns(trajectory, plot):
        size = (column.right - column.left, column.bottom - column.top)
        sketch.band(column.left, column.top, *size, None, Stroke(Role.AXIS, 0.3, (0.8, 0.8)))


def _columns(trajectory: Trajectory, plot: Plot) -> list[tuple[str, Box]]:
    """Each wave that can be rated now with its column: all of them, or those that are awaited."""
    waves = trajectory.cohort.waves
    places = sorted(plot.x(wave.week) for wave in waves)
    edges = [plot.box.left, *((a + b) / 2 for a, b in pairwise(places)), plot.box.right]
    reach = plot.x(COLUMN_WEEKS) - plot.x(0)
    found = []
    for wave in waves:
        if trajectory.awaited and wave.key not in trajectory.awaited:
            continue
        middle = plot.x(wave.week)
        index = places.index(middle)
        left, right = max(edges[index], middle - reach), min(edges[index + 1], middle + reach)
        found.append((wave.key, Box(left, plot.box.top, right, plot.box.bottom)))
    return found


def hit_waves(sketch: Sketch, trajectory: Trajectory, course: Course, plot: Plot, layout: Layout) -> None:
    """Columns to click for a rating, and above them the values to drag.

    A column lies round its planned week and ends well before the next: a click on empty ground rates nothing.
    """
    for wave, column in _columns(trajectory, plot):
        sketch.hit("wave", wave, column)
    for mark in course.marks:
        centre = (plot.x(mark.place), plot.y(mark.value))
        reach = max(layout.marker * 0.9, 3.2 if not layout.is_print else 0.0)
        sketch.hit(
            "value", mark.wave.key, Box(centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach)
        )
