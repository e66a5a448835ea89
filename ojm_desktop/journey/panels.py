"""A person's pathways as small multiples on the same axes, strikes numbered across them (sheets: 02; MB29)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ojm_desktop.journey import sentence
from ojm_desktop.journey.boxes import MM_PER_POINT, Box
from ojm_desktop.journey.figure import figure
from ojm_desktop.journey.hot_spot_box import in_order
from ojm_desktop.journey.layout import PANEL, PX, SCREEN_PANEL, Layout, scaled
from ojm_desktop.journey.markers import marker
from ojm_desktop.journey.plot import shared_weeks
from ojm_desktop.journey.primitives import Figure, Hit, Primitive, Typesetter
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.transform import moved, moved_hits

COLUMNS = 4


@dataclass(frozen=True)
class Grid:
    """Measures of the panels: gutters between them, baseline and size of titles, what hangs under a plot."""

    layout: Layout
    column_gutter: float
    row_gutter: float
    title_baseline: float
    title_size: float
    marker: float
    under: float


def print_grid() -> Grid:
    """Sheet 02: four columns of 63.3 with gutters of 6.6."""
    return Grid(PANEL, 6.6, 4.6, 3.8, 9.0, 2.6, 6.0)


def screen_grid(text_scale: float = 1.0) -> Grid:
    """Two rows of four on the screen, at a text size of 1.0, 1.5 or 2.0."""
    px = PX * text_scale
    return Grid(scaled(SCREEN_PANEL, text_scale), 16 * px, 8 * px, 16 * px, 12.0 * text_scale, 13 * px, 28 * px)


def panels(
    journeys: Sequence[Trajectory],
    width: float,
    height: float,
    typeset: Typesetter,
    grid: Grid,
    *,
    suggestions_shown: bool = False,
    preview: Mapping[str, Mapping[str, int]] | None = None,
    chosen: str | None = None,
) -> Figure:
    """All pathways of a person on `width` x `height` mm, each with the whole scale and the same weeks.

    `preview` maps pathway keys to the values being dragged. Hits carry "pathway/key"; `chosen` names one of them, or a
    whole panel as "pathway:key". Text scales, cohorts and weeks have to be one person's.
    """
    sketch = Sketch(typeset)
    columns = min(COLUMNS, max(1, len(journeys)))
    rows = max(1, -(-len(journeys) // columns))
    panel_width = (width - (COLUMNS - 1) * grid.column_gutter) / COLUMNS
    pitch = (height + grid.row_gutter) / rows
    weeks = shared_weeks(journeys)
    number = 1
    for index, journey in enumerate(journeys):
        left = (index % columns) * (panel_width + grid.column_gutter)
        top = (index // columns) * pitch
        area = Box(left, top, left + panel_width, top + pitch - grid.row_gutter)
        mine = (preview or {}).get(journey.pathway.key)
        _draw_panel(sketch, journey, area, grid, weeks, number, suggestions_shown, mine, chosen)
        number += len(in_order(journey))
    return Figure(width, height, tuple(sketch.primitives), sentence.describe_all(journeys), tuple(sketch.hits))


def _draw_panel(
    sketch: Sketch,
    journey: Trajectory,
    area: Box,
    grid: Grid,
    weeks: tuple[int, int] | None,
    first_number: int,
    suggestions_shown: bool,
    preview: Mapping[str, int] | None,
    chosen: str | None,
) -> None:
    layout, key = grid.layout, journey.pathway.key
    y = area.top + grid.title_baseline
    _draw_title(sketch, journey, area, y, grid)
    height = area.bottom - y
    body = replace(layout, graph_height=height - layout.box_height - layout.box_gap - grid.under)
    kind, _, rest = (chosen or "").partition(":")
    pathway, _, inner = rest.partition("/")
    ring = f"{kind}:{inner}" if inner and pathway == key else None
    dragged = tuple(sorted(preview.items())) if preview else ()
    size = (round(area.right - area.left, 6), round(height, 6))
    request = _Request(journey, size, body, suggestions_shown, dragged, ring, first_number, weeks)
    primitives, hits = _placed(request, sketch.typeset, area.left, y)
    sketch.hit("pathway", key, area)
    sketch.primitives += primitives
    sketch.hits += hits
    if chosen == f"pathway:{key}":
        sketch.ring(area)


@dataclass(frozen=True)
class _Request:
    """All that a panel's figure depends on."""

    journey: Trajectory
    size: tuple[float, float]
    layout: Layout
    suggestions_shown: bool
    preview: tuple[tuple[str, int], ...]
    chosen: str | None
    first_number: int
    weeks: tuple[int, int] | None


@lru_cache(64)
def _placed(
    request: _Request, typeset: Typesetter, x: float, y: float
) -> tuple[tuple[Primitive, ...], tuple[Hit, ...]]:
    """A panel's figure in its place. Kept, since a drag changes one panel of eight from frame to frame."""
    shown = figure(
        request.journey,
        *request.size,
        request.layout,
        typeset,
        suggestions_shown=request.suggestions_shown,
        preview=dict(request.preview),
        chosen=request.chosen,
        first_number=request.first_number,
        weeks=request.weeks,
    )
    return moved(shown.primitives, x, y), moved_hits(shown.hits, x, y, request.journey.pathway.key)


def _draw_title(sketch: Sketch, journey: Trajectory, area: Box, y: float, grid: Grid) -> None:
    """Marker, letter and name; the short name where the long one has no room."""
    size, pathway = grid.title_size, journey.pathway
    lift = 0.36 * size * MM_PER_POINT
    sketch.primitives.append(marker(pathway.shape, (area.left + grid.marker * 0.6, y - lift), grid.marker))
    left = area.left + grid.marker * 0.6 + grid.marker
    for name in (pathway.name, pathway.short_name):
        text = f"{pathway.letter}  {name}"
        if sketch.typeset.width(text, size, True) <= area.right - left:
            sketch.text(left, y, text, size, bold=True)
            return
    sketch.text(left, y, pathway.letter, size, bold=True)
