"""Glyphs as paths, never letters: lightning, value markers, arrows, diary cells (sheets: lightning, markers)."""

from __future__ import annotations

from math import cos, pi, sin

from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.domain.hot_spot import Direction, Polarity
from ojm_desktop.domain.plan import Shape as MarkerShape
from ojm_desktop.journey.boxes import Box
from ojm_desktop.journey.primitives import Disc, Point, Polyline, Primitive, Role, Shape, Stroke

_BOLT = ((6.2, 0.0), (0.0, 9.2), (4.1, 9.2), (2.2, 16.0), (10.0, 6.2), (5.7, 6.2), (8.6, 0.0))
_LOWER_HALF = ((0.809, 8.0), (0.0, 9.2), (4.1, 9.2), (2.2, 16.0), (8.567, 8.0))
BOLT_WIDTH = 10 / 16  # of its height
_TIME_AT = 5.0  # the unit of the bolt's box that stands at its time


def _bolt(units: tuple[Point, ...], x: float, top: float, height: float) -> tuple[Point, ...]:
    scale = height / 16
    return tuple((x + (u - _TIME_AT) * scale, top + v * scale) for u, v in units)


def lightning(x: float, top: float, height: float, polarity: Polarity | None) -> tuple[Primitive, ...]:
    """A strike at time `x`: solid positive, outline negative, half mixed; None is a suggestion, grey and dashed."""
    outline = _bolt(_BOLT, x, top, height)
    width = max(0.3, height / 15)
    if polarity is None:
        return (Shape(outline, Role.PLOT, Stroke(Role.SUGGESTED, width * 0.8, (0.8, 0.8))),)
    if polarity is Polarity.POSITIVE:
        return (Shape(outline, Role.POSITIVE, Stroke(Role.POSITIVE, width)),)
    if polarity is Polarity.NEGATIVE:
        return (Shape(outline, Role.PLOT, Stroke(Role.NEGATIVE, width)),)
    return (
        Shape(outline, Role.PLOT, None),
        Shape(_bolt(_LOWER_HALF, x, top, height), Role.CURVE, None),
        Shape(outline, None, Stroke(Role.CURVE, width)),
    )


def arrow(x: float, top: float, height: float, direction: Direction) -> tuple[Primitive, ...]:
    """A turning point: up is full, down is open; the head is 3.4 x 2.6 at a height of 7."""
    scale = height / 7
    head, half, shaft = 2.6 * scale, 1.7 * scale, max(0.3, 0.7 * scale)
    line = max(0.3, 0.3 * scale)
    if direction is Direction.UP:
        tip, base, foot = top, top + head, top + height
        role, fill = Role.POSITIVE, Role.POSITIVE
    else:
        tip, base, foot = top + height, top + height - head, top
        role, fill = Role.NEGATIVE, Role.PLOT
    return (
        Polyline(((x, foot), (x, base)), Stroke(role, shaft)),
        Shape(((x, tip), (x - half, base), (x + half, base)), fill, Stroke(role, line)),
    )


def _ring(corners: int, radius: float, turn: float, inner: float = 1.0) -> tuple[Point, ...]:
    points = []
    for k in range(corners):
        angle = turn + 2 * pi * k / corners
        reach = radius * (inner if k % 2 else 1.0)
        points.append((reach * sin(angle), -reach * cos(angle)))
    return tuple(points)


_CORNERS: dict[MarkerShape, tuple[Point, ...]] = {
    MarkerShape.SQUARE: ((-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)),
    MarkerShape.TRIANGLE_UP: ((0.0, -1.15), (1.1, 0.8), (-1.1, 0.8)),
    MarkerShape.TRIANGLE_DOWN: ((0.0, 1.15), (-1.1, -0.8), (1.1, -0.8)),
    MarkerShape.DIAMOND: _ring(4, 1.22, 0.0),
    MarkerShape.PENTAGON: _ring(5, 1.12, 0.0),
    MarkerShape.HEXAGON: _ring(6, 1.1, pi / 2),
    MarkerShape.STAR: _ring(10, 1.4, 0.0, 0.45),
}
"""Corners round the origin for half a size of 1: as in the sheets, the new ones of a like area."""


def marker(shape: MarkerShape, centre: Point, size: float, role: Role = Role.CURVE) -> Primitive:
    """A value marker, filled, `size` mm across; its pathway is told by shape and, always beside it, by letter."""
    if shape is MarkerShape.CIRCLE:
        return Disc(centre, size / 2, role, None)
    (x, y), r = centre, size / 2
    return Shape(tuple((x + dx * r, y + dy * r) for dx, dy in _CORNERS[shape]), role, None)


def marker_box(centre: Point, size: float) -> Box:
    """The room a marker takes, whichever its shape."""
    r = size * 0.6
    return Box(centre[0] - r, centre[1] - r, centre[0] + r, centre[1] + r)


def diary_cell(centre: Point, size: float, state: DiaryState) -> tuple[Primitive, ...]:
    """Filled, half, crossed, open, or a dot: told apart by form (mock-ups: participants)."""
    x, y = centre
    if state is DiaryState.NOT_DUE:
        return (Disc(centre, size * 0.14, Role.MUTED, None),)
    line = Stroke(Role.CURVE, max(0.2, size * 0.1))
    s = size / 2
    corners = ((x - s, y - s), (x + s, y - s), (x + s, y + s), (x - s, y + s))
    if state is DiaryState.DONE:
        return (Shape(corners, Role.CURVE, None),)
    s = (size - line.width) / 2
    corners = ((x - s, y - s), (x + s, y - s), (x + s, y + s), (x - s, y + s))
    if state is DiaryState.LATE:
        return (Shape(corners, Role.PLOT, line), Shape((corners[1], corners[2], corners[0]), Role.CURVE, None))
    if state is DiaryState.AWAITED:
        return (Shape(corners, Role.PLOT, line),)
    c = s * 0.5
    return (
        Shape(corners, Role.PLOT, line),
        Polyline(((x - c, y - c), (x + c, y + c)), line),
        Polyline(((x - c, y + c), (x + c, y - c)), line),
    )


def hatch(box: Box, spacing: float) -> tuple[Primitive, ...]:
    """Lines at 45 degrees cut to the rectangle, the same in every pen (sheets: hatches)."""
    lines: list[Primitive] = []
    height = box.bottom - box.top
    offset = box.left - height + spacing
    while offset < box.right:
        start = max(offset, box.left)
        end = min(offset + height, box.right)
        if end - start > 0.05:
            points = ((start, box.bottom - (start - offset)), (end, box.bottom - (end - offset)))
            lines.append(Polyline(points, Stroke(Role.FRAME, 0.18)))
        offset += spacing
    return tuple(lines)
