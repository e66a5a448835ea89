"""The diary as a booklet to write in (MB19; interview: diary): a page a week, for those who write on paper.

Its cover says nothing of what it is for: whoever finds it learns a code at most, and that only where it was asked for.
The pages are A5; folded, two of them stand on an A4 sheet so that the sheets, printed on both sides and turned over
their short edge, fold into the booklet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ojm_desktop.domain.counting import noun, spelt
from ojm_desktop.domain.plan import Pathway
from ojm_desktop.domain.scale import Scale
from ojm_desktop.journey.primitives import Disc, Figure, Polyline, Primitive, Role, Stroke, TextRun
from ojm_desktop.journey.transform import moved
from ojm_desktop.report.document import Document, Facts
from ojm_desktop.typeset import Typeset

WIDTH, HEIGHT, MARGIN = 148.0, 210.0, 13.0
"""A page of the booklet and its margin, in mm; A4 lying down holds two."""
RIGHT, BOTTOM = WIDTH - MARGIN, HEIGHT - 11.0
_MM = 25.4 / 72
_RULE, _LINE = 7.2, Stroke(Role.FRAME, 0.2)
_OF_EACH, _LINES = 2, 3
_CIRCLE, _PITCH = 5.2, 7.4

_HOW = (
    "Once a week, write down what was good for you and what was bad. As much or as little as you like; spelling does "
    "not matter. A week may stay empty.",
    "About: circle the letter of the part of life it was about most. The letters are below.",
    "How it was: circle a number if you want to. It may stay empty. {low} is {worst}, {middle} is {neither}, {high} is "
    "{best}.",
    "Please leave out names, your own too. Do not write about something against the law that nobody knows of, or about "
    "harm to anybody: it would have to be passed on. Talk to us first.",
    "Keep the booklet where only you read it. Bring it when we meet, or read it out to us.",
)


@dataclass(frozen=True)
class Booklet:
    """What is printed: a page for each of `weeks`; `code` on the cover where it was asked for, else room for it."""

    weeks: int
    pathways: tuple[Pathway, ...]
    scale: Scale
    code: str = ""
    is_practice: bool = False


def pages(booklet: Booklet, typeset: Typeset) -> tuple[Figure, ...]:
    """The A5 pages: cover, how to, the weeks, and room for more until their number can be folded."""
    told = [_cover(booklet), _how(booklet, typeset)]
    told += [_week(booklet, week, typeset) for week in range(1, booklet.weeks + 1)]
    told += [_more() for _ in range(-len(told) % 4)]
    number = len(told)
    return tuple(
        Figure(WIDTH, HEIGHT, tuple(page) + (_number(place) if place > 1 else ()), f"Diary, page {place} of {number}")
        for place, page in enumerate(told, 1)
    )


def folded(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The same two to a page of A4 lying down: the first beside the last, then inwards."""
    number = len(figures)
    made = []
    for side in range(number // 2):
        low, high = figures[side], figures[number - 1 - side]
        left, right = (high, low) if side % 2 == 0 else (low, high)
        drawn = (*left.primitives, *moved(right.primitives, WIDTH + 1.0, 0.0))
        made.append(Figure(2 * WIDTH + 1.0, HEIGHT, drawn, f"{left.sentence}; {right.sentence}"))
    return tuple(made)


def octets(booklet: Booklet, typeset: Typeset, *, is_folded: bool) -> bytes:
    """The booklet as a PDF."""
    document = Document(Facts("Diary", "", (), booklet.is_practice), typeset)
    made = pages(booklet, typeset)
    for page in folded(made) if is_folded else made:
        document.add(page)
    return document.octets()


def _cover(booklet: Booklet) -> list[Primitive]:
    """A title that could be anybody's, the code or room for it, and whom to give it to: left blank."""
    middle = WIDTH / 2
    drawn: list[Primitive] = [
        TextRun(middle, 70.0, "Diary", 30.0, bold=True, anchor="middle"),
        TextRun(
            middle, 81.0, f"{spelt(booklet.weeks)} {noun(booklet.weeks, 'week')}", 12.0, Role.MUTED, anchor="middle"
        ),
    ]
    if booklet.code:
        drawn.append(TextRun(middle, 104.0, booklet.code, 16.0, bold=True, anchor="middle"))
    else:
        drawn += _blank("Code", middle - 25.0, middle + 25.0, 104.0)
    drawn += _blank("If you find this, please ring", MARGIN + 8.0, RIGHT - 8.0, 168.0)
    return drawn


def _how(booklet: Booklet, typeset: Typeset) -> list[Primitive]:
    scale, y = booklet.scale, MARGIN + 5.5
    drawn: list[Primitive] = [TextRun(MARGIN, y, "How to use it", 15.0, bold=True)]
    y += 4.0
    for paragraph in _HOW:
        words = paragraph.format(
            low=scale.text(scale.minimum),
            worst=scale.low,
            middle=scale.text(scale.neutral),
            neither=scale.middle,
            high=scale.text(scale.maximum),
            best=scale.high,
        )
        for line in typeset.wrap(words, RIGHT - MARGIN, 10.5):
            y += 5.2
            drawn.append(TextRun(MARGIN, y, line, 10.5))
        y += 2.4
    y += 3.0
    for pathway in booklet.pathways:
        lines = typeset.wrap(pathway.name, RIGHT - MARGIN - 10.0, 10.5)
        y += 7.0
        drawn += _letter(pathway.letter, MARGIN + 3.0, y - 1.3)
        for number, line in enumerate(lines):
            y += 5.0 if number else 0.0
            drawn.append(TextRun(MARGIN + 10.0, y, line, 10.5))
    return drawn


def _week(booklet: Booklet, week: int, typeset: Typeset) -> list[Primitive]:
    y = MARGIN + 5.5
    drawn: list[Primitive] = [TextRun(MARGIN, y, f"Week {week}", 15.0, bold=True)]
    label = "I wrote this on"
    left = RIGHT - 46.0
    drawn.append(TextRun(left - 2.0, y, label, 9.0, Role.MUTED, anchor="end"))
    drawn.append(Polyline(((left, y + 0.8), (RIGHT, y + 0.8)), _LINE))
    y += 2.0
    for heading in ("What was good", "What was bad"):
        y += 7.6
        drawn.append(TextRun(MARGIN, y, heading, 11.0, bold=True))
        for _ in range(_OF_EACH):
            y = _happening(drawn, booklet, y, typeset)
    y += 7.2
    drawn.append(TextRun(MARGIN, y, "What would have made this week better", 11.0, bold=True))
    _rules(drawn, y, BOTTOM - 4.0)
    return drawn


def _happening(drawn: list[Primitive], booklet: Booklet, y: float, typeset: Typeset) -> float:
    """Lines to write on, letters and numbers to circle; where the next begins."""
    for _ in range(_LINES):
        y += _RULE
        drawn.append(Polyline(((MARGIN, y), (RIGHT, y)), _LINE))
    y += 5.6
    drawn.append(TextRun(MARGIN, y, "About", 8.5, Role.MUTED))
    start = MARGIN + max(typeset.width(words, 8.5) for words in ("About", "How it was")) + 5.0
    _choices(drawn, [pathway.letter for pathway in booklet.pathways], start, y)
    y += 6.2
    drawn.append(TextRun(MARGIN, y, "How it was", 8.5, Role.MUTED))
    _choices(drawn, [booklet.scale.text(value) for value in booklet.scale.values()], start, y)
    return y + 1.4


def _choices(drawn: list[Primitive], words: Sequence[str], left: float, y: float) -> None:
    """Words side by side with room to be circled, in columns of one width so that letters and numbers align."""
    pitch = min(_PITCH + 1.4, (RIGHT - left) / max(1, len(words)))
    for number, each in enumerate(words):
        drawn.append(TextRun(left + (number + 0.5) * pitch, y, each, 9.5, anchor="middle"))


def _more() -> list[Primitive]:
    y = MARGIN + 5.5
    drawn: list[Primitive] = [TextRun(MARGIN, y, "If you have more to tell", 15.0, bold=True)]
    drawn.append(TextRun(MARGIN, y + 6.4, "Write beside it which week it is about.", 9.0, Role.MUTED))
    _rules(drawn, y + 8.0, BOTTOM - 4.0)
    return drawn


def _rules(drawn: list[Primitive], y: float, bottom: float) -> None:
    while y + _RULE <= bottom:
        y += _RULE
        drawn.append(Polyline(((MARGIN, y), (RIGHT, y)), _LINE))


def _blank(words: str, left: float, right: float, y: float) -> list[Primitive]:
    return [
        Polyline(((left, y), (right, y)), _LINE),
        TextRun((left + right) / 2, y + 5.0, words, 9.0, Role.MUTED, anchor="middle"),
    ]


def _letter(letter: str, x: float, y: float) -> list[Primitive]:
    return [
        Disc((x, y), _CIRCLE / 2, None, Stroke(Role.FRAME, 0.25)),
        TextRun(x, y + 10.0 * _MM * 0.36, letter, 10.0, bold=True, anchor="middle"),
    ]


def _number(page: int) -> tuple[Primitive, ...]:
    return (TextRun(WIDTH / 2, HEIGHT - 7.0, str(page), 8.0, Role.MUTED, anchor="middle"),)
