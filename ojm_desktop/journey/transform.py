"""A figure moved or enlarged as a whole: panels on a sheet, A4 drawn at A3 (sheets: A3 and A4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ojm_desktop.journey.primitives import (
    Band,
    Disc,
    Figure,
    Hit,
    Point,
    Polyline,
    Primitive,
    Shape,
    Stroke,
    TextRun,
)


def moved(primitives: Sequence[Primitive], dx: float, dy: float) -> tuple[Primitive, ...]:
    """The same drawing `dx` to the right and `dy` down, in mm."""
    return tuple([_placed(each, 1.0, dx, dy) for each in primitives])


def moved_hits(hits: Sequence[Hit], dx: float, dy: float, under: str = "") -> tuple[Hit, ...]:
    """The same places moved; with `under`, keys become `under/key` so that panels keep theirs apart."""
    prefix = f"{under}/" if under else ""
    return tuple(Hit(h.kind, prefix + h.key, h.x + dx, h.y + dy, h.width, h.height) for h in hits)


def enlarged(figure: Figure, factor: float) -> Figure:
    """Everything `factor` times as large: lengths, type, lines."""
    hits = tuple(
        Hit(h.kind, h.key, h.x * factor, h.y * factor, h.width * factor, h.height * factor) for h in figure.hits
    )
    primitives = tuple(_placed(each, factor, 0.0, 0.0) for each in figure.primitives)
    size = figure.width * factor, figure.height * factor
    return replace(figure, width=size[0], height=size[1], primitives=primitives, hits=hits)


def _stroke(stroke: Stroke | None, factor: float) -> Stroke | None:
    if stroke is None or factor == 1.0:
        return stroke
    return Stroke(stroke.role, stroke.width * factor, tuple(dash * factor for dash in stroke.dash))


def _points(points: Sequence[Point], factor: float, dx: float, dy: float) -> tuple[Point, ...]:
    return tuple([(x * factor + dx, y * factor + dy) for x, y in points])  # a list is quicker than a generator


def _placed(each: Primitive, factor: float, dx: float, dy: float) -> Primitive:
    if isinstance(each, TextRun):
        x, y = each.x * factor + dx, each.y * factor + dy
        return TextRun(x, y, each.text, each.size * factor, each.role, each.bold, each.italic, each.anchor)
    if isinstance(each, Polyline):
        stroke = _stroke(each.stroke, factor)
        return Polyline(_points(each.points, factor, dx, dy), stroke or each.stroke)
    if isinstance(each, Shape):
        return Shape(_points(each.points, factor, dx, dy), each.fill, _stroke(each.stroke, factor))
    if isinstance(each, Disc):
        (x, y), radius = each.centre, each.radius * factor
        return Disc((x * factor + dx, y * factor + dy), radius, each.fill, _stroke(each.stroke, factor))
    size = each.width * factor, each.height * factor
    return Band(each.x * factor + dx, each.y * factor + dy, *size, each.fill, _stroke(each.stroke, factor))
