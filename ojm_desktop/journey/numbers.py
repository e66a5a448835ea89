"""Where the number of a value stands: beside its marker, crossing nothing (sheets: collisions, rule 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

from ojm_desktop.journey.boxes import Box
from ojm_desktop.journey.primitives import Point, Segment

_AIR = 0.35
_FARTHER = (1.0, 1.5, 2.2, 3.2, 4.4)
_ABOVE, _BELOW, _RIGHT, _LEFT = (0, -1), (0, 1), (1, 0), (-1, 0)
_CORNERS = ((1, -1), (-1, -1), (1, 1), (-1, 1))


def _around(is_negative: bool) -> tuple[tuple[int, int], ...]:
    first = (_BELOW, _ABOVE) if is_negative else (_ABOVE, _BELOW)
    return (*first, _RIGHT, _LEFT, *_CORNERS)


def _candidates(
    centre: Point, width: float, height: float, gap: float, is_negative: bool, ground: Box
) -> Iterator[Box]:
    """Above, below (below first under the neutral value), right, left, the corners; then the same farther off.

    At an edge of the ground above and below are also tried moved inwards: nearer than the next ring.
    """
    x, y = centre
    for far in _FARTHER:
        reach = gap * far
        upright = []
        for dx, dy in _around(is_negative):
            lift = reach if not dx else reach * 0.45
            left = x - width / 2 if not dx else (x + reach if dx > 0 else x - reach - width)
            top = y - height / 2 if not dy else (y + lift if dy > 0 else y - lift - height)
            box = Box(left, top, left + width, top + height)
            if not dx and not (ground.left <= box.left and box.right <= ground.right):
                upright.append(box)
            yield box
        for box in upright:
            by = max(0.0, ground.left - box.left) - max(0.0, box.right - ground.right)
            yield Box(box.left + by, box.top, box.right + by, box.bottom)


def place(
    centre: Point,
    size: tuple[float, float],
    gap: float,
    is_negative: bool,
    ground: Box,
    lines: Sequence[Segment],
    boxes: Sequence[Box],
    shunned: Sequence[Segment],
) -> Box:
    """The first place within `ground` that no line crosses and no box touches.

    `shunned` are lines a number may stand on when there is nowhere else (neutral line, frame).
    """
    near_lines = [s for s in lines if _is_near(s, centre, gap, size)]
    found = [box for box in _candidates(centre, *size, gap, is_negative, ground) if ground.holds(box)]
    free: Box | None = None
    for box in found:
        grown = box.grown(_AIR)
        if any(grown.meets(other) for other in boxes) or any(grown.is_crossed(*line) for line in near_lines):
            continue
        if not any(grown.is_crossed(*line) for line in shunned):
            return box
        free = free or box
    if free is not None:
        return free
    return _anywhere(centre, size, ground, lines, boxes) or next(_candidates(centre, *size, gap, is_negative, ground))


def _anywhere(
    centre: Point, size: tuple[float, float], ground: Box, lines: Sequence[Segment], boxes: Sequence[Box]
) -> Box | None:
    """The free place nearest to the marker on a raster of half the number's size; None on a ground that is full."""
    width, height = size
    across = int((ground.right - ground.left - width) / (width / 2))
    down = int((ground.bottom - ground.top - height) / (height / 2))
    raster = [
        (ground.left + i * width / 2, ground.top + j * height / 2) for i in range(across + 1) for j in range(down + 1)
    ]
    for left, top in sorted(raster, key=lambda p: hypot(p[0] + width / 2 - centre[0], p[1] + height / 2 - centre[1])):
        box = Box(left, top, left + width, top + height)
        grown = box.grown(_AIR)
        if not any(grown.meets(other) for other in boxes) and not any(grown.is_crossed(*line) for line in lines):
            return box
    return None


def _is_near(line: Segment, centre: Point, gap: float, size: tuple[float, float]) -> bool:
    """Whether a line can matter to any candidate."""
    reach = gap * _FARTHER[-1] + max(size) + 1.0
    (x0, y0), (x1, y1) = line
    x, y = centre
    return not (
        max(x0, x1) < x - reach or min(x0, x1) > x + reach or max(y0, y1) < y - reach or min(y0, y1) > y + reach
    )
