"""The body of sheet 1: the panels, one line for each strike under them, and the key (sheets: 02)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ojm_desktop.domain.answer import why_none
from ojm_desktop.domain.hot_spot import Direction, HotSpot, Polarity, TurningPoint
from ojm_desktop.journey import sentence
from ojm_desktop.journey.hot_spot_box import Strike, in_order, strikes_of
from ojm_desktop.journey.markers import arrow, lightning
from ojm_desktop.journey.panels import names_of, panels
from ojm_desktop.journey.primitives import Figure, Role, Typesetter
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.wording import moment_text, ranges_text

_SIZE, _PITCH = 8.0, 4.2
_COLUMNS = 3
_COLUMN, _GUTTER = 66.5, 2.5
_KEY_LEFT = 209.6
_FEWEST, _MOST = 3, 8
_OVER_LIST = 3.0
_BEFORE_WHEN, _AFTER_WHEN = 9.0, 2.0
_COMMON_WHEN = 18.5  # "M  20–30 Nov" fits, two months do not


@dataclass(frozen=True)
class Item:
    """A strike of the list: where it lies, and its title in as many lines as it needs."""

    strike: Strike
    where: str
    lines: tuple[str, ...]
    indent: float


def _items(journeys: Sequence[Trajectory], typeset: Typesetter) -> list[Item]:
    """One item a strike, in order of pathway, then time, numbered through as in the panels."""
    found: list[tuple[Strike, str, str]] = []
    for journey in journeys:
        numbered = [s for s in strikes_of(journey, False, len(found) + 1) if s.number]
        for strike, told in zip(sorted(numbered, key=lambda s: s.number), in_order(journey), strict=True):
            when = moment_text(told.first_day, told.last_day, journey.order_start)
            found.append((strike, f"{journey.pathway.letter}  {when}", _title(told)))
    widths = [typeset.width(where, _SIZE) for _, where, _words in found]
    common = max((width for width in widths if width <= _COMMON_WHEN), default=0.0)
    items = []
    for (strike, where, title), width in zip(found, widths, strict=True):
        # One for all but the longest, so that titles stand under each other and two months do not narrow every title.
        indent = _BEFORE_WHEN + max(common, width) + _AFTER_WHEN
        items.append(Item(strike, where, tuple(typeset.wrap(title, _COLUMN - indent, _SIZE)), indent))
    return items


def _title(item: HotSpot | TurningPoint) -> str:
    note = item.note
    return note.title or (f"“{note.observation}”" if note.observation else "") or note.could_have_helped or "no note"


def _columns(items: Sequence[Item], lines: int) -> tuple[list[list[Item]], list[Item]]:
    """Items in order into columns of so many lines, wholes kept; and those left over."""
    filled: list[list[Item]] = [[]]
    used = 0
    for index, item in enumerate(items):
        if used + len(item.lines) > lines:
            if len(filled) == _COLUMNS or len(item.lines) > lines:
                return filled, list(items[index:])
            filled.append([])
            used = 0
        filled[-1].append(item)
        used += len(item.lines)
    return filled, []


def pages(journeys: Sequence[Trajectory], width: float, height: float, typeset: Typesetter) -> tuple[Figure, ...]:
    """The panels with their list; what the list cannot hold goes to pages of its own."""
    items = _items(journeys, typeset)
    lines = next((n for n in range(_FEWEST, _MOST) if not _columns(items, n)[1]), _MOST)
    filled, rest = _columns(items, lines if not _columns(items, _MOST)[1] else _MOST)
    text = sentence.describe_all(journeys, names_of(journeys, width, typeset))
    sketch = Sketch(typeset)
    top = height - lines * _PITCH - _OVER_LIST + 1.0
    sketch.primitives += panels(journeys, width, top - 1.0, typeset).primitives
    sketch.line(((0.0, top), (width, top)), Role.FRAME, 0.25)
    _draw_list(sketch, filled, top + _OVER_LIST)
    _draw_key(sketch, journeys, top + _OVER_LIST, rest)
    drawn = [Figure(width, height, tuple(sketch.primitives), text)]
    while rest:
        sketch = Sketch(typeset)
        filled, rest = _columns(rest, int((height - 2.0) / _PITCH))
        _draw_list(sketch, filled, 1.0)
        drawn.append(Figure(width, height, tuple(sketch.primitives), text))
    return tuple(drawn)


def _draw_list(sketch: Sketch, columns: Sequence[Sequence[Item]], top: float) -> None:
    for index, column in enumerate(columns):
        left, y = index * (_COLUMN + _GUTTER), top + 2.2
        for item in column:
            sketch.text(left, y, str(item.strike.number), _SIZE, bold=True)
            sketch.primitives += item.strike.glyph(left + 6.4, y - 2.9, 3.6)
            sketch.text(left + _BEFORE_WHEN, y, item.where, _SIZE)
            for line in item.lines:
                sketch.text(left + item.indent, y, line, _SIZE)
                y += _PITCH


def _draw_key(sketch: Sketch, journeys: Sequence[Trajectory], top: float, rest: Sequence[Item]) -> None:
    """What the signs mean: strikes or arrows, missing letters that occur, events, and where the list goes on."""
    y = top + 2.2
    x = _KEY_LEFT
    if journeys[0].cohort.is_recalled:
        for direction, words in ((Direction.UP, "got better"), (Direction.DOWN, "got worse")):
            sketch.primitives += arrow(x + 1.4, y - 2.9, 3.6, direction)
            x = sketch.text(x + 4.0, y, words, _SIZE, Role.MUTED).right + 3.5
    else:
        for polarity in Polarity:
            sketch.primitives += lightning(x + 1.2, y - 2.9, 3.6, polarity)
            x = sketch.text(x + 3.6, y, polarity.value, _SIZE, Role.MUTED).right + 3.0
    meant = {(r.missing.value, why_none(r)) for j in journeys for r in j.ratings if r.missing is not None}
    if meant:
        y += _PITCH
        text = ", ".join(
            f"{letter} {' or '.join(sorted(words for one, words in meant if one == letter))}"
            for letter in sorted({letter for letter, _ in meant})
        )
        sketch.text(_KEY_LEFT, y, text, _SIZE, Role.MUTED)
    for words in _last_lines(journeys, rest, sketch.typeset, int((top + 3 * _PITCH - y) / _PITCH)):
        y += _PITCH
        sketch.text(_KEY_LEFT, y, words, _SIZE, Role.MUTED)


def _last_lines(journeys: Sequence[Trajectory], rest: Sequence[Item], typeset: Typesetter, room: int) -> list[str]:
    """Where the list goes on comes first; events by name as far as there are lines."""
    lines: list[str] = []
    if rest:
        lines.append(f"{ranges_text([item.strike.number for item in rest])} on the next page")
    names = list(dict.fromkeys(event.name for journey in journeys for event in journey.events))
    if names:
        lines += typeset.wrap(f"darker: {', '.join(names)}", 63.0, _SIZE)
    return lines[: max(0, room)]
