"""Where an answer is written on paper: boxes for choices, cells for a scale, lines for words, frames for numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ojm_desktop.domain.form import Question, Range, Type
from ojm_desktop.domain.scale import MINUS
from ojm_desktop.journey.primitives import Band, Disc, Polyline, Role, Stroke, TextRun
from ojm_desktop.report.flow import Flow
from ojm_desktop.report.form_layers import LEFT, WORDS_WIDTH
from ojm_desktop.typeset import Typeset

_EDGE = Stroke(Role.AXIS, 0.3)
_RULE = Stroke(Role.FRAME, 0.25)
_BOX, _GAP = 4.0, 2.4
_SIZE, _SMALL = 10.5, 8.0
_ROW = 6.6
_LINE = 9.0
_CELL_HEIGHT = 10.0
_MOST_CELLS = 21
_SHORTEST_COLUMN = 24
"""Choices of no more letters than this stand in two columns."""
_FRAMES = {
    Type.DATE: (("day", 14.0), ("month", 14.0), ("year", 24.0)),
    Type.TIME: (("hour", 14.0), ("minute", 14.0)),
    Type.DATE_TIME: (("day", 14.0), ("month", 14.0), ("year", 24.0), ("hour", 14.0), ("minute", 14.0)),
    Type.INTEGER: (("", 30.0),),
    Type.DECIMAL: (("", 30.0),),
}


def put_answer(flow: Flow, typeset: Typeset, question: Question, choices: Sequence[str]) -> None:
    """The place for the answer to a question; `choices` are the words of its choices, empty where it has none."""
    match question.type:
        case Type.NOTE:
            return
        case Type.SELECT_ONE | Type.SELECT_MULTIPLE | Type.RANK if choices:
            _put_choices(flow, typeset, question.type, choices)
        case Type.RANGE if question.range is not None and len(cells(question.range)) <= _MOST_CELLS:
            _put_cells(flow, cells(question.range))
        case Type.ACKNOWLEDGE:
            _put_choices(flow, typeset, Type.SELECT_MULTIPLE, ("Done",))
        case Type.DATE | Type.TIME | Type.DATE_TIME | Type.INTEGER | Type.DECIMAL | Type.RANGE:
            _put_frames(flow, question)
        case Type.SIGNATURE | Type.IMAGE:
            flow.keep(24.0)
            flow.put(Band(LEFT, flow.y + 1.0, 80.0, 20.0, Role.PAPER, _EDGE))
            flow.down(24.0)
        case _:
            _put_lines(flow, 4 if "multiline" in question.appearance else 1)


def cells(limits: Range) -> list[str]:
    """Every value of a scale as printed: a real minus sign, and a plus where the scale has both sides.

    One more than fit on paper is the most that is counted.
    """
    start, end, step = Decimal(limits.start), Decimal(limits.end), abs(Decimal(limits.step))
    if start > end:
        start, end = end, start
    count = int((end - start) / step) + 1 if step else 1
    return [_signed(start + step * place, start) for place in range(min(count, _MOST_CELLS + 1))]


def _signed(value: Decimal, lowest: Decimal) -> str:
    if value < 0:
        return f"{MINUS}{-value}"
    return f"+{value}" if value > 0 > lowest else f"{value}"


def _put_choices(flow: Flow, typeset: Typeset, kind: Type, choices: Sequence[str]) -> None:
    """A circle where one is chosen, a box where any may be, a wider box for a rank; short words in two columns."""
    columns = 2 if len(choices) > 4 and max(map(len, choices)) <= _SHORTEST_COLUMN else 1
    width = WORDS_WIDTH / columns
    before = (_BOX * 2 if kind is Type.RANK else _BOX) + _GAP
    for start in range(0, len(choices), columns):
        row = [typeset.wrap(words, width - before - 2.0, _SIZE) for words in choices[start : start + columns]]
        height = _ROW + (max(map(len, row)) - 1) * 5.0
        flow.keep(height)
        for column, lines in enumerate(row):
            x = LEFT + column * width
            _put_mark(flow, kind, x)
            flow.put(*(TextRun(x + before, flow.y + 4.4 + 5.0 * at, line, _SIZE) for at, line in enumerate(lines)))
        flow.down(height)


def _put_mark(flow: Flow, kind: Type, x: float) -> None:
    top = flow.y + 1.0
    if kind is Type.SELECT_ONE:
        flow.put(Disc((x + _BOX / 2, top + _BOX / 2), _BOX / 2, Role.PAPER, _EDGE))
    else:
        flow.put(Band(x, top, _BOX * 2 if kind is Type.RANK else _BOX, _BOX, Role.PAPER, _EDGE))


def _put_cells(flow: Flow, values: Sequence[str]) -> None:
    width = min(WORDS_WIDTH / len(values), 14.0)
    flow.keep(_CELL_HEIGHT + 3.0)
    for place, value in enumerate(values):
        x = LEFT + place * width
        flow.put(
            Band(x + 0.6, flow.y + 1.0, width - 1.2, _CELL_HEIGHT, Role.PAPER, _EDGE),
            TextRun(x + width / 2, flow.y + 7.6, value, _SIZE, bold=True, anchor="middle"),
        )
    flow.down(_CELL_HEIGHT + 3.0)


def _put_frames(flow: Flow, question: Question) -> None:
    """Frames to write numbers in, with what each is for under it; a scale that is too long says its limits."""
    flow.keep(15.0)
    x = LEFT
    for words, width in _FRAMES.get(question.type, (("", 30.0),)):
        flow.put(
            Band(x, flow.y + 1.0, width, 8.0, Role.PAPER, _EDGE), TextRun(x, flow.y + 12.2, words, _SMALL, Role.MUTED)
        )
        x += width + 3.0
    if question.range is not None:
        limits = f"from {question.range.start} to {question.range.end}, in steps of {question.range.step}"
        flow.put(TextRun(x, flow.y + 6.6, limits, _SMALL, Role.MUTED))
    flow.down(14.0)


def _put_lines(flow: Flow, count: int) -> None:
    for _ in range(count):
        flow.keep(_LINE)
        flow.down(_LINE)
        flow.put(Polyline(((LEFT, flow.y), (LEFT + WORDS_WIDTH, flow.y)), _RULE))
    flow.down(1.5)
