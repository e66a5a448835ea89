"""One figure, several pens: a trajectory laid out as three bands of primitives (journey-map; MB9, MB11, MB34)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ojm_desktop.domain.handed_words import Word
from ojm_desktop.journey import altered, diary_marks, graph, hot_spot_box, notes, pointed, recalled, sentence, strips
from ojm_desktop.journey.boxes import MM_PER_POINT, Box, middle_baseline
from ojm_desktop.journey.hot_spot_box import Arrangement, Strike
from ojm_desktop.journey.layout import Layout
from ojm_desktop.journey.plot import Course, Plot, course, week_range
from ojm_desktop.journey.primitives import Figure, Role, Segment, Stroke, Typesetter
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import Trajectory

_AWAITED = "Shown after the answer: an interview asks for it now"
_NOTES_HINT = "What is written of a {kind} stands here."
_FOOT = 3.6
"""Half the width of the ring round the foot of a column, in mm; it is twice as high as that."""
_RING_ROOM = 0.8
"""mm kept free of a ringed place at the figure's right edge: half of the ring would lie outside."""
_RECALLED_SIDE = 14.2  # mm kept free left of begin and right of end on paper


@dataclass(frozen=True)
class Bands:
    """Where the three bands of a figure lie; `left` is the gutter's left edge."""

    left: float
    box: Box
    plot: Plot
    notes: Box | None


def figure(
    trajectory: Trajectory,
    width: float,
    height: float,
    layout: Layout,
    typeset: Typesetter,
    *,
    suggestions_shown: bool = False,
    preview: Mapping[str, int] | None = None,
    pointed_at: pointed.Pointed | None = None,
    chosen: str | None = None,
    notes_from: int = 0,
    first_number: int = 1,
    weeks: tuple[int, int] | None = None,
) -> Figure:
    """Lay out a trajectory on `width` x `height` mm.

    `preview` holds values of waves as they are being dragged; `pointed_at` is a place that keys point at; `chosen` is
    the `Hit.name` of what has the keyboard; `notes_from` is the first line of notes seen on the screen; `first_number`
    is the number of the first strike; `weeks` is the axis where several figures share one. Same arguments, equal
    figure. While an answer is awaited the axes are empty but for the column of its wave, where it can be given.
    """
    hidden = trajectory.is_hidden
    sketch = Sketch(typeset)
    layout = _roomy(layout, trajectory, typeset)
    shown = course(trajectory, preview)
    strikes = hot_spot_box.strikes_of(trajectory, suggestions_shown and not layout.is_print, first_number)
    bands, arrangement, names = _measure(trajectory, strikes, shown, width, height, layout, typeset, weeks)
    _draw_box(sketch, trajectory, bands, layout)
    graph.draw_ground(sketch, trajectory, bands.plot, layout, not (hidden or shown.marks or shown.gaps))
    graph.draw_scale(sketch, trajectory, bands.plot, layout, bands.left)
    if trajectory.cohort.is_recalled:
        recalled.draw_under(sketch, trajectory, bands.plot, layout, bands.left)
    else:
        graph.draw_weeks(sketch, trajectory, bands.plot, layout, bands.left)
        strips.draw(sketch, trajectory, shown, bands.plot, layout, names, bands.left)
    if not strikes and _has_hints(layout):
        none_yet = f"No {_kind(trajectory)} on this pathway yet"
        _draw_hint(sketch, bands.box, _AWAITED if trajectory.awaited else none_yet, layout)
    if hidden:
        graph.draw_awaited(sketch, trajectory, bands.plot)
        graph.hit_waves(sketch, trajectory, shown, bands.plot, layout)
    else:
        _draw_journey(sketch, trajectory, shown, strikes, arrangement, bands, layout, chosen, "diary" in names)
    overflow = _draw_notes(sketch, trajectory, bands, layout, notes_from, first_number)
    is_empty = not (hidden or shown.marks or shown.gaps)
    if chosen is not None and pointed_at is None and (trajectory.cohort.is_recalled or not chosen.startswith("value:")):
        _ring(sketch, chosen, {} if trajectory.cohort.is_recalled else _feet(trajectory, bands.plot), width)
    if pointed_at is not None:
        pointed.draw(sketch, trajectory, shown, bands.plot, layout, pointed_at)
    elif is_empty:
        _draw_empty(sketch, bands.plot, layout, trajectory.labels[Word.NO_RATING])
    words = sentence.describe(trajectory)
    return Figure(width, height, tuple(sketch.primitives), words, tuple(sketch.hits), overflow)


def ground(
    trajectory: Trajectory,
    width: float,
    height: float,
    layout: Layout,
    typeset: Typesetter,
    *,
    suggestions_shown: bool = False,
    preview: Mapping[str, int] | None = None,
    weeks: tuple[int, int] | None = None,
) -> Plot:
    """Where the graph of the same figure lies: what turns a place under the pointer into a value or a day."""
    layout = _roomy(layout, trajectory, typeset)
    shown = course(trajectory, preview)
    strikes = hot_spot_box.strikes_of(trajectory, suggestions_shown and not layout.is_print)
    return _measure(trajectory, strikes, shown, width, height, layout, typeset, weeks)[0].plot


def _band_name(trajectory: Trajectory) -> str:
    """What the first band is called."""
    return trajectory.labels[Word.TURNING_POINTS if trajectory.cohort.is_recalled else Word.HOT_SPOTS]


def _roomy(layout: Layout, trajectory: Trajectory, typeset: Typesetter) -> Layout:
    """A gutter wide enough that no word of the band's name is broken and none beside the scale cut, in any language."""
    if layout.has_key or not layout.has_frame:
        return layout
    widest = max(typeset.width(word, layout.size, True) for word in _band_name(trajectory).split())
    if layout.words == "short":
        widest = max(widest, graph.short_words_width(trajectory, layout, typeset))
    needed = widest + layout.tick_gap + 1.0
    return layout if needed <= layout.gutter else replace(layout, gutter=needed)


def _measure(
    trajectory: Trajectory,
    strikes: tuple[Strike, ...],
    shown: Course,
    width: float,
    height: float,
    layout: Layout,
    typeset: Typesetter,
    weeks: tuple[int, int] | None,
) -> tuple[Bands, Arrangement, tuple[str, ...]]:
    """The bands' places. The box grows only when its strikes cannot stand otherwise; the flexible band pays."""
    is_recalled = trajectory.cohort.is_recalled
    right = width - layout.frame / 2 if layout.is_line_boxed else width
    box_height = layout.turning_height if is_recalled else layout.box_height
    box = Box(layout.gutter, layout.frame / 2, right, box_height)
    first, last = weeks or week_range(trajectory)
    side = _side(layout) if is_recalled else (0.0, 0.0)
    inset = max(layout.inset, layout.recalled_box[1] / 2 + 0.4) if is_recalled else layout.inset
    ruler = Plot(box, first, last, trajectory.scale, inset, side)
    arrangement = hot_spot_box.fitted(strikes, ruler, box, trajectory.pathway.letter, layout, typeset)
    box = box._replace(bottom=box.top + arrangement.height)
    names = () if is_recalled else strips.wanted(trajectory, shown, layout)
    under = _under(layout, names, is_recalled)
    top = box.bottom + layout.box_gap
    if layout.graph_height is None:
        spare = layout.strip_pitch if layout.has_notes and "diary" in layout.strips and "diary" not in names else 0.0
        bottom = height - (layout.notes_height or 0.0) - spare - under  # the notes get an empty strip's room (sheets)
    else:
        bottom = top + layout.graph_height + (13.0 if is_recalled and layout.has_notes else 0.0)
    plot = Plot(Box(layout.gutter, top, right, bottom), first, last, trajectory.scale, inset, side)
    area = None
    if layout.has_notes:
        left = 0.0 if layout.is_print else layout.gutter
        area = Box(left, bottom + under, right, height - layout.frame / 2)
    return Bands(0.0, box, plot, area), arrangement, names


def _side(layout: Layout) -> tuple[float, float]:
    """Room left of begin and right of end."""
    if layout.is_print and layout.has_notes:
        return _RECALLED_SIDE, _RECALLED_SIDE
    half = layout.recalled_box[0] / 2 + 1.0
    return half, half


def _under(layout: Layout, names: tuple[str, ...], is_recalled: bool) -> float:
    """Height of what hangs under the graph."""
    if not is_recalled:
        return strips.height_of(names, layout)
    if layout.is_print and layout.has_notes:
        return recalled.STRIPS_HEIGHT
    return layout.week_baseline + layout.size * MM_PER_POINT * 0.6


def _draw_box(sketch: Sketch, trajectory: Trajectory, bands: Bands, layout: Layout) -> None:
    """Frame of the first band, with the key on paper and the band's name on the screen."""
    box = bands.box
    if not layout.has_frame:
        return
    name = _band_name(trajectory)
    if layout.has_key:
        left = bands.left
        sketch.band(left, box.top, box.right - left, box.bottom - box.top, None, Stroke(Role.FRAME, layout.frame))
        sketch.line(((box.left, box.top), (box.left, box.bottom)), Role.FRAME, layout.frame)
        hot_spot_box.draw_key(sketch, name, trajectory, box, left, layout)
        return
    sketch.band(
        box.left, box.top, box.right - box.left, box.bottom - box.top, Role.PLOT, Stroke(Role.AXIS, layout.frame)
    )
    right = box.left - layout.tick_gap
    lines = sketch.typeset.wrap(name, layout.gutter - layout.tick_gap, layout.size, True)
    pitch = layout.size * MM_PER_POINT * 1.31
    first = (box.top + box.bottom) / 2 - pitch * (len(lines) - 1) / 2 + middle_baseline(layout.size)
    for k, line in enumerate(lines):
        sketch.text(right, first + k * pitch, line, layout.size, bold=True, anchor="end")


def _draw_journey(
    sketch: Sketch,
    trajectory: Trajectory,
    shown: Course,
    strikes: tuple[Strike, ...],
    arrangement: Arrangement,
    bands: Bands,
    layout: Layout,
    chosen: str | None,
    has_diary: bool,
) -> None:
    """Gaps, what was rated in the diary, curve, strikes with their drop-lines, markers, numbers."""
    plot = bands.plot
    letter = trajectory.pathway.letter
    taken = graph.draw_gaps(sketch, shown, plot, layout)
    graph.hit_waves(sketch, trajectory, shown, plot, layout)
    if has_diary:
        taken += diary_marks.draw(sketch, trajectory, plot, layout)  # under the line, which does not stop at them
    if trajectory.cohort.is_recalled:
        boxes = recalled.draw_course(sketch, trajectory, shown, plot, layout)
        if layout.has_notes and layout.is_print:
            recalled.draw_names(sketch, shown, plot, layout, boxes)
        flat = Course((), ())
        hot_spot_box.draw(sketch, strikes, arrangement, bands.box, plot, flat, letter, layout)
    else:
        lines: list[Segment] = graph.draw_curve(sketch, shown, plot, layout)
        passed_on, daggers = altered.draw_line(sketch, trajectory, plot, layout)
        lines, taken = lines + passed_on, taken + daggers
        lines += hot_spot_box.draw(sketch, strikes, arrangement, bands.box, plot, shown, letter, layout)
        graph.draw_cover(sketch, shown, plot, layout, lines)
        graph.draw_marks(sketch, trajectory, shown, plot, layout, lines, taken, chosen)


def _draw_empty(sketch: Sketch, plot: Plot, layout: Layout, words: str) -> None:
    """An empty graph says so. It knows one pathway only, so not whether a visit was held."""
    width = plot.box.right - plot.box.left - 4.0
    lines = sketch.typeset.wrap(words, width, layout.size)
    pitch = layout.size * MM_PER_POINT * 1.35
    first = (plot.box.top + plot.y(plot.scale.neutral)) / 2 - pitch * (len(lines) - 1) / 2
    for k, line in enumerate(lines):
        x, half = (plot.box.left + plot.box.right) / 2, sketch.typeset.width(line, layout.size) / 2
        y, em = first + k * pitch, layout.size * MM_PER_POINT
        tint = Role.TINT_POSITIVE if y < plot.y(plot.scale.neutral) else Role.TINT_NEGATIVE
        sketch.clear_ground(Box(x - half, y - 0.78 * em, x + half, y + 0.25 * em), tint)
        sketch.text(x, y, line, layout.size, Role.MUTED, anchor="middle")


def _has_hints(layout: Layout) -> bool:
    """Only the page where hot spots are added says what an empty box is for; paper and participant see it empty."""
    return layout.has_notes and not layout.is_print


def _kind(trajectory: Trajectory) -> str:
    """What the first band holds one of."""
    return "turning point" if trajectory.cohort.is_recalled else "hot spot"


def _draw_hint(sketch: Sketch, box: Box, words: str, layout: Layout) -> None:
    """What an empty box is for, in the middle of it, where it has room."""
    lines = sketch.typeset.wrap(words, box.right - box.left - 4.0, layout.size)
    pitch = layout.size * MM_PER_POINT * 1.35
    if len(lines) * pitch > box.bottom - box.top:
        return
    first = (box.top + box.bottom) / 2 - pitch * (len(lines) - 1) / 2 + middle_baseline(layout.size)
    for k, line in enumerate(lines):
        x = (box.left + box.right) / 2
        sketch.text(x, first + k * pitch, line, layout.size, Role.MUTED, anchor="middle")


def _draw_notes(
    sketch: Sketch,
    trajectory: Trajectory,
    bands: Bands,
    layout: Layout,
    notes_from: int,
    first_number: int,
) -> tuple[int, ...]:
    """The third band; returns the numbers of the notes that are not wholly in it."""
    if bands.notes is None:
        return ()
    columns = columns_of(bands.notes, layout, trajectory.cohort.is_recalled)

    def tell(columns: notes.Columns) -> tuple[notes.Entry, ...]:
        return notes.entries(trajectory, sketch.typeset, columns, layout.is_print, first_number)

    if layout.is_print:
        rest = notes.draw(sketch, *notes.fitted(columns, tell))
    else:
        y = bands.notes.top + layout.notes_pitch * 1.2
        sketch.text(bands.notes.left - layout.tick_gap, y, "Notes", layout.size, bold=True, anchor="end")
        told = tell(columns)
        rest = notes.draw_scrolled(sketch, columns, told, notes_from, layout)
        if not (told or trajectory.awaited):
            _draw_hint(sketch, bands.notes, _NOTES_HINT.format(kind=_kind(trajectory)), layout)
    return tuple(dict.fromkeys(entry.strike.number for entry in rest))


def columns_of(box: Box, layout: Layout, is_recalled: bool) -> notes.Columns:
    """The columns of a notes box where the notes fill them all."""
    count = layout.notes_columns_recalled if is_recalled else layout.notes_columns
    return notes.Columns(
        box,
        count,
        layout.notes_padding,
        layout.notes_gutter,
        layout.notes_size,
        layout.notes_pitch,
        layout.notes_indent,
    )


def _feet(trajectory: Trajectory, plot: Plot) -> dict[str, Box]:
    """Where each wave stands on the axis: the mark of its planned week, or the letter in place of its value."""
    foot = plot.box.bottom
    weeks = {f"wave:{wave.key}": plot.x(wave.week) for wave in trajectory.cohort.waves}
    return {name: Box(x - _FOOT, foot - 2 * _FOOT, x + _FOOT, foot - 0.5) for name, x in weeks.items()}


def _ring(sketch: Sketch, chosen: str, feet: dict[str, Box], width: float) -> None:
    """A ring round what has the keyboard; of a column only round its foot: a frame of that size would be a drawing."""
    for hit in reversed(sketch.hits):
        if hit.name == chosen:
            right = min(hit.x + hit.width, width - _RING_ROOM)
            sketch.ring(feet.get(chosen) or Box(hit.x, hit.y, right, hit.y + hit.height))
            return
