"""Where the strikes of the hot-spot box stand so that none meets another's words or drop-line (sheets)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_TRIES = 600  # of the search for a place for everybody; past that the strikes are spread instead
_AIR = 0.5  # mm between a drop-line and the words beside it


@dataclass(frozen=True)
class Wish:
    """A strike that wants to stand at `x`; `width` is the room of the words beside it, in mm."""

    x: float
    width: float


@dataclass(frozen=True)
class Stand:
    """Where it stands: glyph centred on `x`, in `row` from the top, words right of it or left."""

    x: float
    row: int
    is_left: bool = False


@dataclass(frozen=True)
class Rows:
    """The box's measures: edges, number of rows, width of a glyph, gap before its words, slack between two strikes."""

    left: float
    right: float
    count: int
    glyph: float
    gap: float
    slack: float
    has_drops: bool

    def body(self, x: float, width: float, is_left: bool) -> tuple[float, float]:
        """Left and right edge of glyph and words."""
        half, words = self.glyph / 2, self.gap + width if width else 0.0
        return (x - half - words, x + half) if is_left else (x - half, x + half + words)


def arrange(wishes: Sequence[Wish], rows: Rows) -> tuple[Stand, ...] | None:
    """Everybody at their own time: row 1 first, words on the right first; None when that cannot be had.

    The search goes in order of time and steps back when somebody finds no place.
    """
    return _Search(wishes, rows).stands()


class _Search:
    """Depth first over row and side of each strike, given up after `_TRIES` looks."""

    def __init__(self, wishes: Sequence[Wish], rows: Rows) -> None:
        self._wishes, self._rows = wishes, rows
        self._options = [(row, False) for row in range(rows.count)]
        self._options += [(row, True) for row in reversed(range(rows.count))]
        self._placed: list[tuple[Stand, tuple[float, float]]] = []
        self._tries = 0

    def stands(self) -> tuple[Stand, ...] | None:
        return tuple(stand for stand, _ in self._placed) if self._settle(0) else None

    def _settle(self, index: int) -> bool:
        if index == len(self._wishes):
            return True
        wish = self._wishes[index]
        for row, is_left in self._options:
            self._tries += 1
            if self._tries > _TRIES:
                return False
            body = self._rows.body(wish.x, wish.width, is_left)
            if not self._fits(wish.x, row, body):
                continue
            self._placed.append((Stand(wish.x, row, is_left), body))
            if self._settle(index + 1):
                return True
            self._placed.pop()
        return False

    def _fits(self, x: float, row: int, body: tuple[float, float]) -> bool:
        if body[0] < self._rows.left or body[1] > self._rows.right:
            return False
        return not any(self._meets(x, row, body, other, taken) for other, taken in self._placed)

    def _meets(self, x: float, row: int, body: tuple[float, float], other: Stand, taken: tuple[float, float]) -> bool:
        if other.row == row:
            slack = self._rows.slack
            return body[0] < taken[1] + slack and taken[0] < body[1] + slack
        line, words = (other.x, body) if other.row < row else (x, taken)
        return self._rows.has_drops and words[0] - _AIR < line < words[1] + _AIR


def spread(wishes: Sequence[Wish], rows: Rows) -> tuple[Stand, ...] | None:
    """Everybody in order of time, rows in turn, moved right as far as need be (and left from the right edge).

    Upper drop-lines pass between the words of the rows below, so no two strikes may stand nearer than that asks.
    None when there is not that much room.
    """
    row_of = [index % rows.count for index in range(len(wishes))]
    bodies = [rows.body(0.0, wish.width, False) for wish in wishes]
    apart = [[_apart(row_of, bodies, rows, i, j) for i in range(max(0, j - rows.count), j)] for j in range(len(wishes))]
    low = [rows.left - body[0] for body in bodies]
    high = [rows.right - body[1] for body in bodies]
    xs: list[float] = []
    for j, wish in enumerate(wishes):
        first = max(0, j - rows.count)
        xs.append(max([wish.x, low[j]] + [xs[first + k] + gap for k, gap in enumerate(apart[j])]))
    for j in range(len(wishes) - 1, -1, -1):
        xs[j] = min(xs[j], high[j])
        first = max(0, j - rows.count)
        for k, gap in enumerate(apart[j]):
            xs[first + k] = min(xs[first + k], xs[j] - gap)
    if any(x < edge - 1e-9 for x, edge in zip(xs, low, strict=True)):
        return None
    return tuple(Stand(x, row) for x, row in zip(xs, row_of, strict=True))


def _apart(row_of: list[int], bodies: list[tuple[float, float]], rows: Rows, i: int, j: int) -> float:
    """How far strike `j` has to stand right of strike `i`."""
    if row_of[i] == row_of[j]:
        return bodies[i][1] - bodies[j][0] + rows.slack
    if not rows.has_drops:
        return 0.0
    if row_of[i] < row_of[j]:
        return _AIR - bodies[j][0]
    return bodies[i][1] + _AIR
