"""Words of a form on paper: the three text layers, told apart by bar, slope and label (interview: text layers)."""

from __future__ import annotations

from enum import Enum

from ojm_desktop.domain.form import Audience, Output, Words
from ojm_desktop.journey.primitives import Polyline, Role, Stroke, TextRun
from ojm_desktop.report.flow import MARGIN, TEXT_WIDTH, Flow
from ojm_desktop.report.pen import MM_PER_POINT
from ojm_desktop.typeset import Typeset, clean

LEFT = MARGIN + 16.0
"""Where words begin: numbers stand before it."""
RIGHT = MARGIN + TEXT_WIDTH
REASON_WIDTH = 12.0
"""The column at the right edge in which a reason for no answer is written."""
WORDS_WIDTH = RIGHT - REASON_WIDTH - 5.0 - LEFT
_LABEL_SIZE, _LEADING = 7.0, 1.3
_AFTER_LABEL = 2.2
BAR = LEFT - 3.2
"""Where the bars of the layers stand."""
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
_SIZES = {Layer.ALOUD: 11.0, Layer.PARTICIPANT: 11.0, Layer.INTERVIEWER: 9.0, Layer.HELP: 8.5}
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
    """Words behind the label of their layer, each line with its piece of bar: they may run on to another page."""
    if not words:
        return
    size, italic = _SIZES[layer], layer is Layer.INTERVIEWER
    lines = _beside_label(typeset, layer, words, size, italic=italic)
    height = size * MM_PER_POINT * _LEADING
    flow.keep(min(2, len(lines)) * height)
    role = Role.MUTED if layer is Layer.HELP else Role.TEXT
    for place, (left, line) in enumerate(lines):
        flow.keep(height)
        top = flow.y
        flow.down(height)
        baseline = flow.y - height * (1 - 1 / _LEADING) / 2 - size * MM_PER_POINT * _RISE
        if place == 0:
            flow.put(TextRun(LEFT, baseline, layer.value, _LABEL_SIZE, Role.MUTED, bold=True))
        flow.put(TextRun(left, baseline, line, size, role, italic=italic))
        for shift, stroke in BARS[layer]:
            x = BAR + shift
            flow.put(Polyline(((x, top), (x, flow.y)), stroke))
    flow.down(0.8)


def _beside_label(typeset: Typeset, layer: Layer, words: str, size: float, *, italic: bool) -> list[tuple[float, str]]:
    """Lines with the place where each begins: the first behind its label, where its words can be taken off the rest."""
    left = LEFT + typeset.width(layer.value, _LABEL_SIZE, bold=True) + _AFTER_LABEL
    whole = clean(words).strip()
    first = typeset.wrap(whole, RIGHT - REASON_WIDTH - 5.0 - left, size, italic=italic)[0]
    if not whole.startswith(first):
        return [(left, ""), *((LEFT, line) for line in typeset.wrap(whole, WORDS_WIDTH, size, italic=italic))]
    rest = whole[len(first) :].strip()
    more = typeset.wrap(rest, WORDS_WIDTH, size, italic=italic) if rest else []
    return [(left, first), *((LEFT, line) for line in more)]
