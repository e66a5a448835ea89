"""Boxes and what meets them: where a text stands, and whether a line or another text runs through it. Millimetres."""

from __future__ import annotations

from typing import NamedTuple

from ojm_desktop.journey.primitives import Point, TextRun, Typesetter

MM_PER_POINT = 25.4 / 72
_UPRIGHT = frozenset(" ABCDEFGHIKLMNOPRSTUVWXYZ0123456789+\u2212\u00b1?")
_TALL, _LOW, _FIGURE = 0.77, 0.24, 0.72  # of the type size: ascenders, descenders, figures (Noto Sans)


class Box(NamedTuple):
    """A rectangle by its edges, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, clearance: float = 0.0) -> bool:
        """Whether the two overlap, or come nearer than `clearance`."""
        return (
            self.left < other.right + clearance
            and other.left < self.right + clearance
            and self.top < other.bottom + clearance
            and other.top < self.bottom + clearance
        )

    def holds(self, other: Box, slack: float = 1e-6) -> bool:
        """Whether `other` lies wholly inside."""
        return (
            self.left - slack <= other.left
            and other.right <= self.right + slack
            and self.top - slack <= other.top
            and other.bottom <= self.bottom + slack
        )

    def grown(self, by: float) -> Box:
        """The box with `by` mm more on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def is_crossed(self, start: Point, end: Point) -> bool:
        """Whether the segment has a point inside (clipping by Liang and Barsky)."""
        (x0, y0), (x1, y1) = start, end
        if (
            max(x0, x1) <= self.left
            or min(x0, x1) >= self.right
            or max(y0, y1) <= self.top
            or min(y0, y1) >= self.bottom
        ):
            return False
        enter, leave = 0.0, 1.0
        for delta, low, high in (
            (x1 - x0, self.left - x0, self.right - x0),
            (y1 - y0, self.top - y0, self.bottom - y0),
        ):
            if delta == 0.0:
                continue
            first, second = sorted((low / delta, high / delta))
            enter, leave = max(enter, first), min(leave, second)
        return enter < leave


def text_box(run: TextRun, typeset: Typesetter) -> Box:
    """Where the ink of a run can be: figures and capitals stand between base line and figure height, all
    else has ascenders and descenders.
    """
    width = typeset.width(run.text, run.size, run.bold, run.italic)
    left = run.x - {"start": 0.0, "middle": width / 2, "end": width}[run.anchor]
    em = run.size * MM_PER_POINT
    up, down = (_FIGURE, 0.02) if _UPRIGHT.issuperset(run.text) else (_TALL, _LOW)
    return Box(left, run.y - up * em, left + width, run.y + down * em)


def middle_baseline(size: float) -> float:
    """How far under a height a baseline lies for figures of `size` points to be centred on it."""
    return _FIGURE * size * MM_PER_POINT / 2
