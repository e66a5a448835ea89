"""The first band: strikes and turning points at their time, numbered, with their drop-lines (MB34; journey-map)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ojm_desktop.domain.hot_spot import Direction, HotSpot, Polarity, TurningPoint
from ojm_desktop.domain.plan import place_of
from ojm_desktop.journey.boxes import MM_PER_POINT, Box, text_box
from ojm_desktop.journey.layout import Layout, StrikeRows
from ojm_desktop.journey.markers import BOLT_WIDTH, arrow, lightning
from ojm_desktop.journey.plot import Course, Plot
from ojm_desktop.journey.primitives import Point, Primitive, Role, Segment, Stroke, TextRun, Typesetter
from ojm_desktop.journey.sketch import Anchor, Sketch
from ojm_desktop.journey.strikes import Rows, Stand, Wish, arrange, spread
from ojm_desktop.journey.trajectory import Suggestion, Trajectory

_ELBOW, _SLANT = 0.5, 2.5
_BAR_LEVELS = (0.0, -0.55, 0.55)  # of the bar's height over the box's foot


@dataclass(frozen=True)
class Strike:
    """Something of the box: `kind` and `key` as in its Hit; `number` is 0 for what is not confirmed."""

    kind: str
    key: str
    first: float
    last: float
    number: int
    polarity: Polarity | None
    direction: Direction | None = None
    words: str = ""

    @property
    def place(self) -> float:
        """Its time: the middle of its days."""
        return (self.first + self.last) / 2

    @property
    def sign(self) -> str:
        """Plus, minus or both."""
        if self.direction is not None:
            return "+" if self.direction is Direction.UP else Polarity.NEGATIVE.sign
        return self.polarity.sign if self.polarity else ""

    def label(self, style: StrikeRows) -> str:
        """Number and sign; the number alone where it is crowded."""
        if not self.number:
            return "?"
        return str(self.number) if style.letter == "number" else f"{self.number} {self.sign}"

    def glyph(self, x: float, top: float, height: float) -> tuple[Primitive, ...]:
        """Its path, centred on `x`."""
        if self.direction is not None:
            return arrow(x, top, height, self.direction)
        return lightning(x, top, height, self.polarity if self.number else None)


def in_order(trajectory: Trajectory) -> tuple[HotSpot | TurningPoint, ...]:
    """What carries a number, in order of time: confirmed hot spots and turning points."""
    named: list[HotSpot | TurningPoint] = [spot for spot in trajectory.hot_spots if spot.is_confirmed]
    named += trajectory.turning_points
    return tuple(sorted(named, key=lambda item: (item.first_day, item.last_day, item.id)))


def strikes_of(trajectory: Trajectory, suggestions_shown: bool, first_number: int = 1) -> tuple[Strike, ...]:
    """Everything of the box in order of time; what is not confirmed only where suggestions show, without a number."""
    start = trajectory.order_start

    def span(item: HotSpot | TurningPoint | Suggestion) -> tuple[float, float]:
        return place_of(item.first_day, start), place_of(item.last_day, start)

    found: list[Strike] = []
    for number, item in enumerate(in_order(trajectory), first_number):
        if isinstance(item, HotSpot):
            found.append(Strike("hot_spot", item.id, *span(item), number, item.polarity))
        else:
            words = f"“{item.words}”" if item.words else ""
            found.append(Strike("turning_point", item.id, *span(item), number, None, item.direction, words))
    if suggestions_shown:
        pending = [spot for spot in trajectory.hot_spots if not spot.is_confirmed]
        found += [Strike("hot_spot", spot.id, *span(spot), 0, None) for spot in pending]
        found += [Strike("suggestion", each.wave, *span(each), 0, None) for each in trajectory.suggestions]
    return tuple(sorted(found, key=lambda strike: strike.place))


@dataclass(frozen=True)
class Arrangement:
    """How the strikes stand in a box of `height` mm."""

    stands: tuple[Stand, ...]
    style: StrikeRows
    height: float


def _width(strike: Strike, letter: str, style: StrikeRows, layout: Layout, typeset: Typesetter) -> float:
    """Room of the words beside a glyph."""
    number = typeset.width(strike.label(style), style.size, True)
    below = _below(strike, letter, style)
    if style.letter == "behind":
        return number + typeset.width("  " + letter, layout.size) if strike.number else number
    return max(number, typeset.width(below, layout.size))


def _below(strike: Strike, letter: str, style: StrikeRows) -> str:
    """The second line beside a glyph."""
    if style.letter == "words" and strike.words:
        return f"{letter} {strike.words}"
    if style.letter in {"below", "words"}:
        return letter if strike.number else "suggested" if strike.kind == "suggestion" else "not confirmed"
    return ""


def fitted(
    strikes: tuple[Strike, ...], plot: Plot, box: Box, letter: str, layout: Layout, typeset: Typesetter
) -> Arrangement:
    """The first way of standing that has room for all: two rows, then spread, then without letters, then more rows."""
    drops = any(strike.direction is None for strike in strikes)
    styles = layout.strikes if drops or not strikes else layout.arrows
    edges = (box.left + 0.4, box.right - 0.2)
    height = box.bottom - box.top
    for style, moves, extra in _ways(styles, layout):
        wishes = [Wish(plot.x(s.place), _width(s, letter, style, layout, typeset)) for s in strikes]
        rows = Rows(*edges, len(style.tops), _glyph_width(style, drops), _gap(style), style.slack, drops)
        stands = spread(wishes, rows) if moves else arrange(wishes, rows)
        if stands is not None:
            return Arrangement(stands, style, height + extra)
    style = replace(styles[-1], letter="number")
    share = (edges[1] - edges[0]) / len(strikes)
    crowd = tuple(Stand(edges[0] + share * (i + 0.5), i % len(style.tops)) for i in range(len(strikes)))
    return Arrangement(crowd, style, height)


def _ways(styles: tuple[StrikeRows, ...], layout: Layout) -> Iterator[tuple[StrikeRows, bool, float]]:
    """Styles to try in turn, whether strikes may leave their time in them, and what they add to the box's height."""
    yield from ((style, False, 0.0) for style in styles)
    yield from ((style, True, 0.0) for style in styles if len(style.tops) > 1)
    last = replace(styles[-1], letter="number", slack=0.3)
    yield last, True, 0.0
    if layout.has_notes:
        for more in (1, 2, 3):
            last = replace(last, tops=(*last.tops, last.tops[-1] + layout.grown_row))
            yield last, True, more * layout.grown_row


def _gap(style: StrikeRows) -> float:
    """Air between a glyph and the words beside it."""
    return max(0.7, style.height * 0.12)


def _glyph_width(style: StrikeRows, drops: bool) -> float:
    return style.height * BOLT_WIDTH if drops else style.height * 3.4 / 7


def draw(
    sketch: Sketch,
    strikes: tuple[Strike, ...],
    arrangement: Arrangement,
    box: Box,
    plot: Plot,
    course: Course,
    letter: str,
    layout: Layout,
) -> tuple[Segment, ...]:
    """Draw bars, drop-lines, rings, glyphs and words; returns the drop-lines' segments within the graph."""
    _draw_bars(sketch, strikes, box, plot, layout)
    segments: list[Segment] = []
    for strike, stand in zip(strikes, arrangement.stands, strict=True):
        top = box.top + arrangement.style.tops[stand.row]
        if strike.direction is None:
            segments += _draw_drop(sketch, strike, stand, top, arrangement, box, plot, course, layout)
    for strike, stand in zip(strikes, arrangement.stands, strict=True):
        top = box.top + arrangement.style.tops[stand.row]
        _draw_strike(sketch, strike, stand, top, arrangement.style, letter, layout)
    return tuple(segments)


def _draw_bars(sketch: Sketch, strikes: Iterable[Strike], box: Box, plot: Plot, layout: Layout) -> None:
    """Days that lasted, or a width of not knowing, as bars at the foot of the box; those that overlap stand higher."""
    ends: list[float] = []
    for strike in strikes:
        if strike.last <= strike.first or strike.kind == "suggestion":
            continue
        left, right = max(plot.x(strike.first), box.left), min(plot.x(strike.last), box.right)
        level = next((k for k, end in enumerate(ends) if end < left), min(len(ends), len(_BAR_LEVELS) - 1))
        ends[level : level + 1] = [right]
        y = box.bottom - layout.bar_up * (1.0 + _BAR_LEVELS[level])
        half = min(1.0, layout.bar_up * 0.42)
        sketch.line(((left, y), (right, y)), Role.CURVE, 0.5)
        for x in (left, right):
            sketch.line(((x, y - half), (x, y + half)), Role.CURVE, 0.3)


def _draw_drop(
    sketch: Sketch,
    strike: Strike,
    stand: Stand,
    top: float,
    arrangement: Arrangement,
    box: Box,
    plot: Plot,
    course: Course,
    layout: Layout,
) -> list[Segment]:
    """The line from a strike to the curve; dashed, and only to the plot's top, where there was no rating then."""
    style, x = arrangement.style, plot.x(strike.place)
    value = course.value_at(strike.place)
    role = Role.CURVE if strike.number else Role.SUGGESTED
    dash = () if value is not None and strike.number else (0.8, 0.8)
    end = plot.box.top if value is None else plot.y(value) - (layout.ring if strike.number else 0.0)
    begin = (stand.x, top + style.height + _ELBOW)
    if abs(stand.x - x) < 1e-6:
        points: tuple[Point, ...] = (begin, (x, end))
    else:
        elbow = max(begin[1], box.top + style.tops[-1] + style.height + _ELBOW)
        foot = max(box.bottom, min(plot.box.top, elbow + _SLANT))
        points = (begin, (stand.x, elbow), (x, foot), (x, max(end, foot)))
    sketch.line(points, role, layout.thin, dash)
    if value is None:
        return []
    if strike.number:
        sketch.disc((x, plot.y(value)), layout.ring, Role.PLOT, Stroke(Role.CURVE, layout.axis))
    return [((x, plot.box.top), (x, plot.y(value)))]


def _draw_strike(
    sketch: Sketch, strike: Strike, stand: Stand, top: float, style: StrikeRows, letter: str, layout: Layout
) -> None:
    sketch.primitives += strike.glyph(stand.x, top, style.height)
    half = _glyph_width(style, strike.direction is None) / 2
    sign = -1 if stand.is_left else 1
    x = stand.x + sign * (half + _gap(style))
    anchor: Anchor = "end" if stand.is_left else "start"
    em = style.size * MM_PER_POINT
    below = _below(strike, letter, style)
    first = top + style.height * 0.5 if below else top + style.height / 2 + 0.36 * em
    role = Role.TEXT if strike.number else Role.MUTED
    area = Box(stand.x - half, top, stand.x + half, top + style.height)
    run = TextRun(x, first, strike.label(style), style.size, role, bool(strike.number), False, anchor)
    if not sketch.is_free(text_box(run, sketch.typeset), 0.0):
        return sketch.hit(strike.kind, strike.key, area)
    texts = [sketch.put(run)]
    if below:
        pitch = max(style.height * 0.5833, layout.size * MM_PER_POINT * 1.2)
        texts.append(sketch.text(x, first + pitch, below, layout.size, Role.MUTED, anchor=anchor))
    elif style.letter == "behind" and strike.number:
        gap = sketch.typeset.width("  ", layout.size)
        texts.append(
            sketch.text(
                texts[0].left - gap if stand.is_left else texts[0].right + gap,
                first,
                letter,
                layout.size,
                Role.MUTED,
                anchor=anchor,
            )
        )
    for box in texts:
        area = Box(
            min(area.left, box.left), min(area.top, box.top), max(area.right, box.right), max(area.bottom, box.bottom)
        )
    return sketch.hit(strike.kind, strike.key, area)


def draw_key(sketch: Sketch, name: str, trajectory: Trajectory, box: Box, left: float, layout: Layout) -> None:
    """The key in the gutter of the printed box."""
    sketch.text(left + 2.0, box.top + 4.6, name, 9.0, bold=True)
    x, size = left + 3.2, layout.size
    if trajectory.cohort.is_recalled:
        for top, direction, words in ((6.4, Direction.UP, "got better"), (11.4, Direction.DOWN, "got worse")):
            sketch.primitives += arrow(x, box.top + top, 4.0, direction)
            sketch.text(left + 6.2, box.top + top + 3.1, words, size, Role.MUTED)
        y = box.top + 18.6
        sketch.line(((left + 1.6, y), (left + 5.2, y)), Role.CURVE, 0.5)
        for end in (left + 1.6, left + 5.2):
            sketch.line(((end, y - 1.0), (end, y + 1.0)), Role.CURVE, 0.3)
        sketch.text(left + 6.2, y + 1.0, "some time within", size, Role.MUTED)
        return
    for top, polarity in ((6.2, Polarity.POSITIVE), (10.7, Polarity.NEGATIVE), (15.2, Polarity.MIXED)):
        sketch.primitives += lightning(x, box.top + top, 3.6, polarity)
        sketch.text(left + 6.2, box.top + top + 2.9, polarity.value, size, Role.MUTED)
    y = box.top + 21.1
    sketch.line(((left + 2.0, y), (left + 8.0, y)), Role.CURVE, layout.thin, (0.8, 0.8))
    sketch.text(left + 9.2, y + 1.0, "no rating then", size, Role.MUTED)
