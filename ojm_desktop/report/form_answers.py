"""Where an answer is written on paper: boxes for choices, cells for a scale, lines for words, frames for numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from ojm_desktop.domain.form import Question, Range, Type
from ojm_desktop.domain.scale import MINUS
from ojm_desktop.domain.ticks import number, placed, reaches
from ojm_desktop.journey.primitives import Band, Disc, Polyline, Role, Stroke, TextRun
from ojm_desktop.report.flow import MARGIN, Flow
from ojm_desktop.report.form_layers import LEFT, WORDS_WIDTH
from ojm_desktop.report.pictures import LARGEST, Raster
from ojm_desktop.typeset import Typeset

_EDGE = Stroke(Role.AXIS, 0.3)
_RULE = Stroke(Role.FRAME, 0.25)
_BOX, _GAP = 4.0, 2.4
_SIZE, _SMALL = 10.0, 6.5
_TICK, _TICK_LINE = 8.5, 3.8
_ROW = 5.8
_LINE = 8.4
"""Between lines to write on: what a hand at a table needs."""
_CELL_HEIGHT = 8.4
_MOST_CELLS = 21
_MOST_COLUMNS = 4
_NARROWEST = 34.0
_LINES = 3
"""For an answer in sentences; who needs more goes on on the back."""
_FRAMES = {
    Type.DATE: (("day", 16.0), ("month", 16.0), ("year", 24.0)),
    Type.TIME: (("hour", 16.0), ("minute", 16.0)),
    Type.DATE_TIME: (("day", 16.0), ("month", 16.0), ("year", 24.0), ("hour", 16.0), ("minute", 16.0)),
    Type.INTEGER: (("", 30.0),),
    Type.DECIMAL: (("", 30.0),),
}


def put_answer(
    flow: Flow,
    typeset: Typeset,
    question: Question,
    choices: Sequence[str],
    ticks: Sequence[tuple[str, str]] = (),
    pictures: Sequence[Raster | None] = (),
) -> None:
    """The place for the answer to a question; `choices` are the words of its choices, empty where it has none, `ticks`
    values of a range with the words at them, `pictures` those of the choices, None for a choice without one.
    """
    match question.type:
        case Type.NOTE:
            return
        case Type.SELECT_ONE | Type.SELECT_MULTIPLE | Type.RANK if choices:
            _put_choices(flow, typeset, question.type, choices, pictures)
        case Type.RANGE if question.range is not None and len(cells(question.range)) <= _MOST_CELLS:
            _put_cells(flow, cells(question.range))
            _put_words(flow, typeset, placed(_values(question.range), ticks))
        case Type.ACKNOWLEDGE:
            _put_choices(flow, typeset, Type.SELECT_MULTIPLE, ("Yes",))
        case Type.DATE | Type.TIME | Type.DATE_TIME | Type.INTEGER | Type.DECIMAL | Type.RANGE:
            _put_frames(flow, question)
            if question.range is not None:
                _put_ticks(flow, question.range, ticks)
        case Type.SIGNATURE | Type.IMAGE:
            flow.keep(22.0)
            flow.put(Band(LEFT, flow.y + 1.0, 80.0, 20.0, Role.PAPER, _EDGE))
            flow.down(22.0)
        case _:
            _put_lines(flow, _LINES if "multiline" in question.appearance else 1)


def cells(limits: Range) -> list[str]:
    """Every value of a scale as printed: a real minus sign, and a plus where the scale has both sides.

    One more than fit on paper is the most that is counted.
    """
    values = _values(limits)
    return [_signed(value, values[0]) for value in values]


def _values(limits: Range) -> list[Decimal]:
    start, end, step = Decimal(limits.start), Decimal(limits.end), abs(Decimal(limits.step))
    if start > end:
        start, end = end, start
    count = int((end - start) / step) + 1 if step else 1
    return [start + step * place for place in range(min(count, _MOST_CELLS + 1))]


def _signed(value: Decimal, lowest: Decimal) -> str:
    if value < 0:
        return f"{MINUS}{-value}"
    return f"+{value}" if value > 0 > lowest else f"{value}"


def _put_choices(
    flow: Flow, typeset: Typeset, kind: Type, choices: Sequence[str], pictures: Sequence[Raster | None] = ()
) -> None:
    """A circle where one is chosen, a box where any may be, a wider box for a rank; beside each other where they fit.

    Columns are read downwards, as one reads a list. A picture stands between the mark and the words.
    """
    sizes = [(0.0, 0.0) if raster is None else raster.fitted(LARGEST) for raster in pictures] or [(0.0, 0.0)]
    wide = max(size[0] for size in sizes)
    mark = (_BOX * 2 if kind is Type.RANK else _BOX) + _GAP
    before = mark + (wide + _GAP if wide else 0.0)
    widest = max(typeset.width(words, _SIZE) for words in choices) + before
    columns = max(1, min(_MOST_COLUMNS, len(choices), int(WORDS_WIDTH / (widest + 3.0))))
    width = WORDS_WIDTH / columns if columns == 1 else min(WORDS_WIDTH / columns, max(_NARROWEST, widest + 8.0))
    rows = -(-len(choices) // columns)
    for start in range(rows):
        row = [typeset.wrap(words, width - before - 2.0, _SIZE) for words in choices[start::rows]]
        tallest = max((size[1] for size in sizes[start::rows]), default=0.0)
        height = max(_ROW + (max(map(len, row)) - 1) * 4.6, tallest + 1.6)
        flow.keep(height)
        for column, lines in enumerate(row):
            x = LEFT + column * width
            _put_mark(flow, kind, x)
            at = start + column * rows
            raster = pictures[at] if at < len(pictures) else None
            if raster is not None:
                flow.picture(x + mark + (wide - sizes[at][0]) / 2, flow.y + 0.8, sizes[at], raster)
            flow.put(*(TextRun(x + before, flow.y + 4.2 + 4.6 * down, line, _SIZE) for down, line in enumerate(lines)))
        flow.down(height)


def _put_mark(flow: Flow, kind: Type, x: float) -> None:
    top = flow.y + 0.8
    if kind is Type.SELECT_ONE:
        flow.put(Disc((x + _BOX / 2, top + _BOX / 2), _BOX / 2, Role.PAPER, _EDGE))
    else:
        flow.put(Band(x, top, _BOX * 2 if kind is Type.RANK else _BOX, _BOX, Role.PAPER, _EDGE))


def _cell_width(count: int) -> float:
    return min(WORDS_WIDTH / count, 14.0)


def _put_words(flow: Flow, typeset: Typeset, words: Sequence[str]) -> None:
    """The words below the cells of a scale: at its ends they begin and end with it, between them they are centred."""
    width = _cell_width(len(words))
    found = []
    for reach in reaches(words):
        room = (reach.last - reach.first + 1) * width
        found.append((reach, typeset.wrap(words[reach.at], room - 2.0, _TICK)))
    if not found:
        return
    tall = max(len(lines) for _, lines in found) * _TICK_LINE + 0.8
    flow.keep(tall)
    for reach, lines in found:
        is_first, is_last = reach.at == 0, reach.at == len(words) - 1
        x = LEFT + (0.0 if is_first else len(words) * width - 1.2 if is_last else (reach.at + 0.5) * width - 0.6)
        side: Literal["start", "middle", "end"] = "start" if is_first else "end" if is_last else "middle"
        for place, line in enumerate(lines):
            flow.put(TextRun(x, flow.y + 2.6 + place * _TICK_LINE, line, _TICK, anchor=side))
    flow.down(tall)


def _put_ticks(flow: Flow, limits: Range, ticks: Sequence[tuple[str, str]]) -> None:
    """The words at values of a scale that is too long for cells."""
    lowest = min(Decimal(limits.start), Decimal(limits.end))
    told = [(number(value), words) for value, words in ticks if words]
    said = "; ".join(f"{_signed(value, lowest)} {words}" for value, words in told if value is not None)
    if said:
        flow.text(said, _TICK, indent=LEFT - MARGIN)


def _put_cells(flow: Flow, values: Sequence[str]) -> None:
    width = _cell_width(len(values))
    flow.keep(_CELL_HEIGHT + 2.0)
    for place, value in enumerate(values):
        x = LEFT - 0.6 + place * width
        flow.put(
            Band(x + 0.6, flow.y + 1.0, width - 1.2, _CELL_HEIGHT, Role.PAPER, _EDGE),
            TextRun(x + width / 2, flow.y + 6.6, value, _SIZE, bold=True, anchor="middle"),
        )
    flow.down(_CELL_HEIGHT + 2.0)


def _put_frames(flow: Flow, question: Question) -> None:
    """Frames to write numbers in, each with what it is for in its corner; a scale that is too long says its limits."""
    flow.keep(11.0)
    x = LEFT
    for words, width in _FRAMES.get(question.type, (("", 30.0),)):
        flow.put(Band(x, flow.y + 1.0, width, 9.0, Role.PAPER, _EDGE))
        if words:
            flow.put(TextRun(x + 1.0, flow.y + 3.4, words, _SMALL, Role.MUTED))
        x += width + 3.0
    if question.range is not None:
        limits = f"from {question.range.start} to {question.range.end}, in steps of {question.range.step}"
        flow.put(TextRun(x, flow.y + 6.6, limits, _SIZE, Role.MUTED))
    flow.down(11.0)


def _put_lines(flow: Flow, count: int) -> None:
    for _ in range(count):
        flow.keep(_LINE)
        flow.down(_LINE)
        flow.put(Polyline(((LEFT, flow.y), (LEFT + WORDS_WIDTH, flow.y)), _RULE))
    flow.down(1.5)
