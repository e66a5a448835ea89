"""What every sheet has round its drawing: title, sentence, measure, rules, and a foot that says what the sheet is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ojm_desktop.journey.primitives import Figure, Role, TextRun, Typesetter
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.transform import moved, moved_hits
from ojm_desktop.journey.wording import long_day

_TITLE, _COHORT, _SENTENCE, _SMALL = 15.0, 10.0, 9.5, 8.0
_TITLE_PITCH, _SENTENCE_PITCH, _SMALL_PITCH = 6.6, 4.5, 3.6
_TITLE_AT = 16.0
_TO_SENTENCE, _TO_MEASURE, _TO_RULE, _TO_BODY = 6.2, 4.7, 1.9, 2.0
_RULE_TO_FOOT = 4.4
_BODY_TO_RULE = 2.0
_LONGEST_PAGE = "Sheet 99, continued  ·  page 999 of 999"


@dataclass(frozen=True)
class SheetFrame:
    """What the foot of a sheet says of the study and the day; no name of anybody.

    `head_words` are the log's head at the time of printing; `caveat` is the sentence of MB8 in the study's words.
    """

    study: str
    printed_on: date
    head_words: tuple[str, ...]
    caveat: str = "One person’s own account: no measurement, and not typical of everybody on an order."
    is_practice: bool = False
    width: float = 297.0
    height: float = 210.0
    margin: float = 12.0

    @property
    def inner_width(self) -> float:
        """Between the margins."""
        return self.width - 2 * self.margin

    @property
    def bottom(self) -> float:
        """Baseline of the last line of the foot."""
        return self.height - 10.8


@dataclass(frozen=True)
class Heading:
    """The words above a drawing, and `reading`: how to read it, in the foot."""

    title: str
    cohort: str
    sentence: str
    measure: str
    when: str
    description: str
    reading: str


@dataclass(frozen=True)
class Page:
    """Where a page stands: its sheet, its place within the sheet from 0, its number in the file, how many there are."""

    sheet: int
    index: int
    number: int
    total: int

    @property
    def text(self) -> str:
        """Sheet 3, continued · page 4 of 12."""
        return f"Sheet {self.sheet}{', continued' if self.index else ''}  ·  page {self.number} of {self.total}"


def _head(heading: Heading, frame: SheetFrame, typeset: Typesetter, page: Page | None) -> tuple[list[TextRun], float]:
    """Runs of the head and the height of its rule. Long titles, sentences and measures take further lines."""
    left, right = frame.margin, frame.width - frame.margin
    cohort = f"{heading.cohort}  ·  sheet {page.sheet}, continued" if page and page.index else heading.cohort
    widest = typeset.width(f"{heading.cohort}  ·  sheet 99, continued", _COHORT, True)
    runs = [TextRun(right, _TITLE_AT, cohort, _COHORT, Role.TEXT, True, False, "end")]
    y = _TITLE_AT
    for line in typeset.wrap(heading.title, frame.inner_width - widest - 6.0, _TITLE, True):
        runs.append(TextRun(left, y, line, _TITLE, Role.TEXT, True))
        y += _TITLE_PITCH
    y += _TO_SENTENCE - _TITLE_PITCH
    for line in typeset.wrap(heading.sentence, frame.inner_width, _SENTENCE):
        runs.append(TextRun(left, y, line, _SENTENCE))
        y += _SENTENCE_PITCH
    y += _TO_MEASURE - _SENTENCE_PITCH
    runs.append(TextRun(right, y, heading.when, _SMALL, Role.MUTED, False, False, "end"))
    room = frame.inner_width - typeset.width(heading.when, _SMALL) - 4.0
    for line in typeset.wrap(heading.measure, room, _SMALL):
        runs.append(TextRun(left, y, line, _SMALL, Role.MUTED))
        y += _SMALL_PITCH
    return runs, y - _SMALL_PITCH + _TO_RULE


def _foot_lines(heading: Heading, frame: SheetFrame, typeset: Typesetter) -> list[str]:
    """The foot: how to read the sheet and what it is not; then study, day and head words beside the page's number."""
    practice = " Practice: all of it is made up." if frame.is_practice else ""
    said = f"{heading.reading} {frame.caveat}{practice}"
    words = f"  ·  log {' '.join(frame.head_words)}" if frame.head_words else ""
    known = f"{frame.study}  ·  printed {long_day(frame.printed_on)}{words}"
    room = frame.inner_width - typeset.width(_LONGEST_PAGE, _SMALL) - 6.0
    return [*typeset.wrap(said, frame.inner_width, _SMALL), *typeset.wrap(known, room, _SMALL)]


def head_height(heading: Heading, frame: SheetFrame, typeset: Typesetter) -> float:
    """Where the drawing begins, from the top of the paper."""
    return _head(heading, frame, typeset, None)[1] + _TO_BODY


def foot_height(heading: Heading, frame: SheetFrame, typeset: Typesetter) -> float:
    """What the foot takes above its last baseline, with the air over its rule."""
    lines = len(_foot_lines(heading, frame, typeset))
    return (lines - 1) * _SMALL_PITCH + _RULE_TO_FOOT + _BODY_TO_RULE


def _foot(heading: Heading, frame: SheetFrame, typeset: Typesetter, page: Page) -> Iterator[TextRun]:
    lines = _foot_lines(heading, frame, typeset)
    first = frame.bottom - (len(lines) - 1) * _SMALL_PITCH
    for index, line in enumerate(lines):
        yield TextRun(frame.margin, first + index * _SMALL_PITCH, line, _SMALL, Role.MUTED)
    right = frame.width - frame.margin
    yield TextRun(right, frame.bottom, page.text, _SMALL, Role.MUTED, False, False, "end")


def framed(body: Figure, heading: Heading, frame: SheetFrame, page: Page, typeset: Typesetter) -> Figure:
    """A whole page: head, the body under it, foot. The description is the generated sentence."""
    sketch = Sketch(typeset)
    runs, rule = _head(heading, frame, typeset, page)
    for run in runs:
        sketch.put(run)
    left, right = frame.margin, frame.width - frame.margin
    sketch.line(((left, rule), (right, rule)), Role.TEXT, 0.35)
    top = head_height(heading, frame, typeset)
    sketch.primitives += moved(body.primitives, left, top)
    foot = frame.bottom - foot_height(heading, frame, typeset) + _BODY_TO_RULE
    sketch.line(((left, foot), (right, foot)), Role.FRAME, 0.25)
    for run in _foot(heading, frame, typeset, page):
        sketch.put(run)
    hits = moved_hits(body.hits, left, top)
    return Figure(frame.width, frame.height, tuple(sketch.primitives), heading.description, hits, body.overflow)
