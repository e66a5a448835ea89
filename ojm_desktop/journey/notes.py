"""The third band: what was said of each strike, in columns, wholes kept (MB11, MB34; sheets: collisions, rule 5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ojm_desktop.domain.hot_spot import Note
from ojm_desktop.journey.boxes import MM_PER_POINT, Box
from ojm_desktop.journey.hot_spot_box import Strike, in_order, strikes_of
from ojm_desktop.journey.layout import Layout
from ojm_desktop.journey.primitives import Role, Stroke, Typesetter
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.wording import moment_text, ranges_text

_BETWEEN = 1.5  # mm between two notes of a column


@dataclass(frozen=True)
class Line:
    """One line of a note as it is set."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True)
class Entry:
    """A strike's note: its lines in the column's width. `is_rest`: the second part of one that had to be split."""

    strike: Strike
    lines: tuple[Line, ...]
    is_rest: bool = False


@dataclass(frozen=True)
class Columns:
    """Measures of a notes box: inner edges, number and width of columns, type, height of a line, indent of the text."""

    box: Box
    count: int
    padding: float
    gutter: float
    size: float
    pitch: float
    indent: float

    @property
    def width(self) -> float:
        """Width of a column."""
        inner = self.box.right - self.box.left - 2 * self.padding
        return (inner - (self.count - 1) * self.gutter) / self.count

    @property
    def height(self) -> float:
        """What a column holds."""
        return self.box.bottom - self.box.top - 1.4 - self.pitch * 0.35

    def left(self, column: int) -> float:
        """Left edge of a column."""
        return self.box.left + self.padding + column * (self.width + self.gutter)

    def tall(self, entry: Entry) -> float:
        """Height of a note."""
        return len(entry.lines) * self.pitch


@lru_cache(2048)
def _wrapped(typeset: Typesetter, note: Note, when: str, width: float, size: float, is_split: bool) -> tuple[Line, ...]:
    """The lines of a note; the head carries the time. Kept, because a figure is laid out on every frame of a drag."""
    head = f"{note.title}, {when}" if note.title and not is_split else note.title or when[:1].upper() + when[1:]
    lines = [Line(text, True) for text in typeset.wrap(head, width, size, True)]
    if is_split:
        lines = [Line(text) for text in typeset.wrap(note.title, width, size)] if note.title else []
    if note.could_have_helped:
        text = f"Could have helped: {note.could_have_helped}"
        lines += [Line(text) for text in typeset.wrap(text, width, size)]
    if note.observation:
        lines += [Line(text, False, True) for text in typeset.wrap(f"“{note.observation}”", width, size, False, True)]
    return tuple(lines)


def entries(
    trajectory: Trajectory, typeset: Typesetter, columns: Columns, is_print: bool, first: int = 1
) -> tuple[Entry, ...]:
    """The notes of a trajectory in the order of its numbers, set in columns of that width."""
    numbered = sorted((s for s in strikes_of(trajectory, False, first) if s.number), key=lambda s: s.number)
    found = []
    for strike, item in zip(numbered, in_order(trajectory), strict=True):
        when = moment_text(item.first_day, item.last_day, trajectory.order_start)
        width = columns.width - (columns.indent if is_print else 0.0)
        lines = _wrapped(typeset, item.note, when, width, columns.size, not is_print)
        if not is_print:
            lines = (Line(f"{strike.number} {strike.sign}: {when}", True), *lines)
        found.append(Entry(strike, lines))
    return tuple(found)


def _fill(columns: Columns, notes: Sequence[Entry], height: float) -> tuple[list[list[Entry]], int]:
    """Notes in order into columns of that height, wholes kept; also how many found a place."""
    filled: list[list[Entry]] = [[]]
    used = 0.0
    for index, entry in enumerate(notes):
        tall = columns.tall(entry)
        room = tall + (_BETWEEN if filled[-1] else 0.0)
        if used + room > height + 1e-6:
            if len(filled) == columns.count or tall > height + 1e-6:
                return filled, index
            filled.append([])
            used, room = 0.0, tall
        filled[-1].append(entry)
        used += room
    return filled, len(notes)


def flow(columns: Columns, notes: Sequence[Entry]) -> tuple[list[list[Entry]], tuple[Entry, ...]]:
    """Columns balanced by the lowest bottom at which all fit; what does not fit goes whole to a further page."""
    filled, count = _fill(columns, notes, columns.height)
    if count < len(notes):
        filled, count = _fill(columns, notes, columns.height - columns.pitch - 0.8)
        return filled, tuple(notes[count:])
    low, high = max((columns.tall(entry) for entry in notes), default=0.0), columns.height
    while high - low > 0.2:
        middle = (low + high) / 2
        if _fill(columns, notes, middle)[1] == len(notes):
            high = middle
        else:
            low = middle
    return _fill(columns, notes, high)[0], ()


def fitted(columns: Columns, tell: Callable[[Columns], tuple[Entry, ...]]) -> tuple[Columns, tuple[Entry, ...]]:
    """As many of the columns as the notes fill, over the whole width of the box, and the notes as `tell` sets them.

    One note has the box's width, two have halves. Of what leaves the fewest notes over, most columns are taken; none
    stays empty.
    """
    best, fewest = (columns, tell(columns)), None
    for count in range(min(columns.count, max(1, len(best[1]))), 0, -1):
        tried = replace(columns, count=count)
        notes = tell(tried)
        filled, rest = flow(tried, notes)
        if len(filled) == count and (fewest is None or len(rest) < fewest):
            best, fewest = (tried, notes), len(rest)
    return best


def split(columns: Columns, notes: Sequence[Entry]) -> tuple[Entry, ...]:
    """Notes longer than a column cut into pieces that fit one; only those are ever split."""
    most = int(columns.height / columns.pitch) - 1
    pieces: list[Entry] = []
    for entry in notes:
        lines, is_rest = entry.lines, entry.is_rest
        while len(lines) > most:
            pieces.append(replace(entry, lines=lines[:most], is_rest=is_rest))
            lines, is_rest = lines[most:], True
        pieces.append(replace(entry, lines=lines, is_rest=is_rest))
    return tuple(pieces)


def draw(
    sketch: Sketch, columns: Columns, notes: Sequence[Entry], further: str = "on the notes page"
) -> tuple[Entry, ...]:
    """The frame and the notes; returns what did not fit, which the last line names and says where it is."""
    box = columns.box
    sketch.band(box.left, box.top, box.right - box.left, box.bottom - box.top, None, Stroke(Role.FRAME, 0.25))
    filled, left_over = flow(columns, notes)
    foot = columns.pitch + 1.2 if left_over else 2.0
    for column, group in enumerate(filled):
        top = box.top + 1.0
        if column:
            x = columns.left(column) - columns.gutter / 2
            sketch.line(((x, box.top + 2.0), (x, box.bottom - foot)), Role.FRAME, 0.25)
        for entry in group:
            _draw_entry(sketch, columns, entry, columns.left(column), top)
            top += columns.tall(entry) + _BETWEEN
    if left_over:
        numbers = sorted({entry.strike.number for entry in left_over})
        text = f"{ranges_text(numbers)} {further}"
        right, y = box.right - columns.padding, box.bottom - 1.6
        sketch.text(right, y, text, columns.size, Role.MUTED, anchor="end")
    return left_over


def _draw_entry(sketch: Sketch, columns: Columns, entry: Entry, left: float, top: float) -> None:
    em = columns.size * MM_PER_POINT
    baseline = top + columns.pitch * 0.5 + 0.36 * em + 0.25
    if not entry.is_rest:
        box = sketch.text(left, baseline, str(entry.strike.number), columns.size + 1.0, bold=True)
        height = 4.2
        sketch.primitives += entry.strike.glyph(max(left + 5.0, box.right + 2.2), top + 0.2, height)
    for index, line in enumerate(entry.lines):
        y = baseline + index * columns.pitch
        sketch.text(left + columns.indent, y, line.text, columns.size, bold=line.is_bold, italic=line.is_italic)
    area = Box(left, top, left + columns.width, top + columns.tall(entry))
    sketch.hit("note", entry.strike.key, area)


def draw_scrolled(
    sketch: Sketch, columns: Columns, notes: Sequence[Entry], skipped: int, layout: Layout
) -> tuple[Entry, ...]:
    """The screen's notes: a column a note, row after row, from line `skipped` on; returns those not wholly seen."""
    box = columns.box
    sketch.band(
        box.left, box.top, box.right - box.left, box.bottom - box.top, Role.PLOT, Stroke(Role.AXIS, layout.frame)
    )
    shown = int((box.bottom - box.top - 4.0 * columns.pitch / 21) / columns.pitch)
    rows = [notes[k : k + columns.count] for k in range(0, len(notes), columns.count)]
    total = sum(max(len(entry.lines) for entry in row) for row in rows)
    skipped = max(0, min(skipped, total - shown))
    sketch.hit("notes", str(max(0, total - shown)), box)
    first, partly = 0, []
    for row in rows:
        for column, entry in enumerate(row):
            seen = range(max(first, skipped), min(first + len(entry.lines), skipped + shown))
            if len(seen) < len(entry.lines):
                partly.append(entry)
            _draw_seen(sketch, columns, entry, columns.left(column), first, skipped, seen)
        first += max(len(entry.lines) for entry in row)
    if total > shown:
        words = "scroll for more" if skipped + shown < total else "end of notes"
        right, pitch = box.left - layout.tick_gap, columns.pitch
        for k, text in enumerate(sketch.typeset.wrap(words, layout.gutter - layout.tick_gap, layout.size)):
            sketch.text(right, box.top + pitch * (2.2 + k), text, layout.size, Role.MUTED, anchor="end")
    return tuple(partly)


def _draw_seen(
    sketch: Sketch, columns: Columns, entry: Entry, left: float, first: int, skipped: int, seen: range
) -> None:
    """The lines `seen` of a note whose first line is line `first` of all."""
    em = columns.size * MM_PER_POINT
    for index in seen:
        top = columns.box.top + columns.pitch * (0.19 + index - skipped)
        baseline = top + columns.pitch * 0.5 + 0.36 * em
        line = entry.lines[index - first]
        x = left
        if index == first:
            sketch.primitives += entry.strike.glyph(
                left + 10 * columns.pitch / 21, top + columns.pitch * 0.05, columns.pitch * 0.9
            )
            x = left + columns.indent
        sketch.text(x, baseline, line.text, columns.size, bold=line.is_bold, italic=line.is_italic)
    if seen:
        top = columns.box.top + columns.pitch * (0.19 + seen[0] - skipped)
        sketch.hit("note", entry.strike.key, Box(left, top, left + columns.width, top + len(seen) * columns.pitch))
