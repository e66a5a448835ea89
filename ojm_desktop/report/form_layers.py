"""Words of a form on paper: the three text layers, told apart by bar, slope and label (interview: text layers)."""

from __future__ import annotations

from enum import Enum

from ojm_desktop.domain.form import Audience, Output, Words
from ojm_desktop.journey.primitives import Polyline, Role, Stroke, TextRun
from ojm_desktop.report.flow import MARGIN, TEXT_WIDTH, Flow
from ojm_desktop.report.pen import MM_PER_POINT
from ojm_desktop.typeset import Typeset

LEFT = MARGIN + 18.0
"""Where words begin: numbers stand before it."""
RIGHT = MARGIN + TEXT_WIDTH
REASON_WIDTH = 12.0
"""The column at the right edge in which a reason for no answer is written."""
WORDS_WIDTH = RIGHT - REASON_WIDTH - 6.0 - LEFT
_LABEL_SIZE, _LEADING = 7.5, 1.36
_BAR = 3.2
_RISE = 0.22
"""How far above the foot of its line a baseline stands, in sizes."""


class Layer(Enum):
    """Whom words on paper are for; the value is what stands over them."""

    ALOUD = "Read aloud"
    INTERVIEWER = "Interviewer only"
    PARTICIPANT = "For the participant to read"
    HELP = "Help"


LAYERS = {
    Audience.ALOUD: Layer.ALOUD,
    Audience.INTERVIEWER: Layer.INTERVIEWER,
    Audience.PARTICIPANT: Layer.PARTICIPANT,
}
_SIZES = {Layer.ALOUD: 12.0, Layer.PARTICIPANT: 12.0, Layer.INTERVIEWER: 10.0, Layer.HELP: 9.0}
BARS = {
    Layer.ALOUD: ((0.0, Stroke(Role.TEXT, 0.9)),),
    Layer.PARTICIPANT: ((-0.5, Stroke(Role.TEXT, 0.3)), (0.5, Stroke(Role.TEXT, 0.3))),
    Layer.INTERVIEWER: ((0.0, Stroke(Role.MUTED, 0.35, (1.2, 0.9))),),
    Layer.HELP: (),
}


def plain(words: Words, chain: tuple[str, ...], numbers: dict[str, str]) -> str:
    """Words in the first language of `chain` that has them; where an answer would stand in them, its number."""
    found = words.find(chain)
    if found is None:
        return ""
    return "".join(piece if isinstance(piece, str) else _place(piece, numbers) for piece in found[1]).strip()


def _place(output: Output, numbers: dict[str, str]) -> str:
    number = numbers.get(output.expression.strip())
    return f"[answer to {number}]" if number else "[………]"


def say(flow: Flow, typeset: Typeset, layer: Layer, words: str) -> None:
    """Words under the label of their layer, each line with its piece of bar: they may run on to another page."""
    if not words:
        return
    size = _SIZES[layer]
    lines = typeset.wrap(words, WORDS_WIDTH, size)
    flow.keep((_LABEL_SIZE + min(2, len(lines)) * size) * MM_PER_POINT * _LEADING)
    _line(flow, layer, layer.value, _LABEL_SIZE, Role.MUTED, bold=True)
    for line in lines:
        role = Role.MUTED if layer is Layer.HELP else Role.TEXT
        _line(flow, layer, line, size, role, italic=layer is Layer.INTERVIEWER)
    flow.down(1.4)


def _line(
    flow: Flow, layer: Layer, words: str, size: float, role: Role, *, bold: bool = False, italic: bool = False
) -> None:
    height = size * MM_PER_POINT * _LEADING
    flow.keep(height)
    top = flow.y
    flow.down(height)
    baseline = flow.y - height * (1 - 1 / _LEADING) / 2 - size * MM_PER_POINT * _RISE
    flow.put(TextRun(LEFT, baseline, words, size, role, bold, italic))
    for shift, stroke in BARS[layer]:
        x = LEFT - _BAR + shift
        flow.put(Polyline(((x, top), (x, flow.y)), stroke))
