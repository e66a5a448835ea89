"""Line breaking: at spaces, long words cut, nothing lost; the time grows with the length, no faster (I7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ojm_desktop.typeset.characters import first_strong_is_right_to_left, has_right_to_left, joins_the_one_before

_LONGEST_MEASURED_WORD = 2000
_GOOD_TO_BREAK_AFTER = frozenset("-/_.,;:@&+=?)]}–—…")
_SHORTEST_GOOD_PART = 0.5
_ROUNDING = 1e-6
_LEFT_TO_RIGHT_MARK = "\u200e"
_RIGHT_TO_LEFT_MARK = "\u200f"
_COUNTED = re.compile(r"[(\[“‘\"']?(days?|interview|months?|pages?|sheet|visit|wave|weeks?|wks?)", re.I)
_NUMBER = re.compile(r"\d{1,3}(?!\d)")
_DAY = re.compile(r"[(\[“‘\"']?(\d{1,2}–)?\d{1,2}")
_MONTH = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[^a-z]*", re.I)

Measure = Callable[[str], float]


def broken(text: str, limit: float, em: Measure, widest: Measure) -> Iterator[str]:
    """Lines of a cleaned text, each at most `limit` thousandths wide as `em` measures it.

    `widest` gives the advance of one character standing alone. Each line feed ends a line.
    """
    for paragraph in text.split("\n"):
        lines = _paragraph_lines(paragraph, limit, em, widest)
        yield from _with_direction(paragraph, lines) if has_right_to_left(paragraph) else lines


def _paragraph_lines(paragraph: str, limit: float, em: Measure, widest: Measure) -> Iterator[str]:
    space = em(" ")
    line: list[str] = []
    used = 0.0
    for word in _units(paragraph, limit, em):
        pieces = list(_pieces(word, limit, em, widest))
        advance = em(pieces[0])
        if line and used + space + advance > limit + _ROUNDING:
            if any(line):
                yield " ".join(line).rstrip(" ")
            line, used = [], 0.0
        elif line:
            used += space
        for piece in pieces[:-1]:
            yield " ".join([*line, piece])
            line, used = [], 0.0
        line.append(pieces[-1])
        used += em(pieces[-1])
    yield " ".join(line)


def _belong(before: str, word: str) -> bool:
    if _NUMBER.match(word):
        return _COUNTED.fullmatch(before) is not None
    return _DAY.fullmatch(before) is not None and _MONTH.fullmatch(word) is not None


def _units(paragraph: str, limit: float, em: Measure) -> Iterator[str]:
    """The words; "week" and its number, a day and its month are one where both fit on a line, and never parted."""
    before: str | None = None
    for word in paragraph.split(" "):
        if before is not None and _belong(before, word):
            both = f"{before} {word}"
            if em(both) <= limit + _ROUNDING:
                yield both
                before = None
                continue
        if before is not None:
            yield before
        before = word
    if before is not None:
        yield before


def _pieces(word: str, limit: float, em: Measure, widest: Measure) -> Iterator[str]:
    """The word, or the parts of one that is wider than a line."""
    if len(word) <= _LONGEST_MEASURED_WORD and em(word) <= limit + _ROUNDING:
        yield word
        return
    start = 0
    while start < len(word):
        end = _end_of_piece(word, start, limit, em, widest)
        yield word[start:end]
        start = end


def _end_of_piece(word: str, start: int, limit: float, em: Measure, widest: Measure) -> int:
    """Where the piece from `start` ends: at least one character, then as many as fit, best after a sign like `-`."""
    used, end = 0.0, start
    while end < len(word) and (end == start or used + widest(word[end]) <= limit):
        used += widest(word[end])
        end += 1
    if end == len(word):
        return end
    while end > start + 1 and (joins_the_one_before(word[end]) or em(word[start:end]) > limit + _ROUNDING):
        end -= 1
    for good in range(end, start + int((end - start) * _SHORTEST_GOOD_PART), -1):
        if word[good - 1] in _GOOD_TO_BREAK_AFTER and not joins_the_one_before(word[good]):
            return good
    return end


def _with_direction(paragraph: str, lines: Iterator[str]) -> Iterator[str]:
    """The lines in the paragraph's direction: a mark without shape stands before those that would differ."""
    right_to_left = first_strong_is_right_to_left(paragraph)
    mark = _RIGHT_TO_LEFT_MARK if right_to_left else _LEFT_TO_RIGHT_MARK
    for line in lines:
        yield line if first_strong_is_right_to_left(line) == right_to_left else mark + line
