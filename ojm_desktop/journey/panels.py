"""A person's pathways as small multiples on the same axes, strikes numbered across them (sheets: 02; MB29)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ojm_desktop.journey import sentence
from ojm_desktop.journey.boxes import MM_PER_POINT, Box
from ojm_desktop.journey.figure import figure
from ojm_desktop.journey.hot_spot_box import in_order
from ojm_desktop.journey.layout import PANEL
from ojm_desktop.journey.markers import marker
from ojm_desktop.journey.plot import shared_weeks
from ojm_desktop.journey.primitives import Figure, Typesetter
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.transform import moved, moved_hits

COLUMNS = 4
_COLUMN_GUTTER, _ROW_GUTTER = 6.6, 4.6  # sheet 02: four columns of 63.3 mm
_TITLE_BASELINE, _TITLE_SIZE = 3.8, 9.0
_MARKER = 2.6
_TITLE_INDENT = _MARKER * 1.6
_UNDER = 6.0  # what hangs under a plot


def panels(journeys: Sequence[Trajectory], width: float, height: float, typeset: Typesetter) -> Figure:
    """All pathways of a person on `width` x `height` mm of paper, each with the whole scale and the same weeks.

    Hits carry "pathway/key". Text scales, cohorts and weeks have to be one person's. (On the screen each panel is a
    figure of its own, so that a drag lays out one of eight.)
    """
    sketch = Sketch(typeset)
    columns = min(COLUMNS, max(1, len(journeys)))
    rows = max(1, -(-len(journeys) // columns))
    panel_width = _panel_width(width)
    names = names_of(journeys, width, typeset)
    pitch = (height + _ROW_GUTTER) / rows
    weeks = shared_weeks(journeys)
    number = 1
    for index, journey in enumerate(journeys):
        left = (index % columns) * (panel_width + _COLUMN_GUTTER)
        top = (index // columns) * pitch
        area = Box(left, top, left + panel_width, top + pitch - _ROW_GUTTER)
        _draw_panel(sketch, journey, area, weeks, number, names[journey.pathway.key])
        number += len(in_order(journey))
    return Figure(width, height, tuple(sketch.primitives), sentence.describe_all(journeys, names), tuple(sketch.hits))


def names_of(journeys: Sequence[Trajectory], width: float, typeset: Typesetter) -> dict[str, str]:
    """What each pathway is called on the whole sheet: its name, or the short one where a panel has no room for that.

    The sentence over the panels takes its names from here: one pathway has one name on one sheet.
    """
    room = _panel_width(width) - _TITLE_INDENT
    pathways = [journey.pathway for journey in journeys]
    fits = {p.key: typeset.width(f"{p.letter}  {p.name}", _TITLE_SIZE, True) <= room for p in pathways}
    return {p.key: p.name if fits[p.key] else p.short_name for p in pathways}


def _panel_width(width: float) -> float:
    return (width - (COLUMNS - 1) * _COLUMN_GUTTER) / COLUMNS


def _draw_panel(
    sketch: Sketch, journey: Trajectory, area: Box, weeks: tuple[int, int] | None, first_number: int, name: str
) -> None:
    y = area.top + _TITLE_BASELINE
    _draw_title(sketch, journey, area, y, name)
    height = area.bottom - y
    body = replace(PANEL, graph_height=height - PANEL.box_height - PANEL.box_gap - _UNDER)
    width = area.right - area.left
    shown = figure(journey, width, height, body, sketch.typeset, first_number=first_number, weeks=weeks)
    sketch.hit("pathway", journey.pathway.key, area)
    sketch.primitives += moved(shown.primitives, area.left, y)
    sketch.hits += moved_hits(shown.hits, area.left, y, journey.pathway.key)


def _draw_title(sketch: Sketch, journey: Trajectory, area: Box, y: float, name: str) -> None:
    """Marker, letter and name; the letter alone where not even the short name has room."""
    size, pathway = _TITLE_SIZE, journey.pathway
    lift = 0.36 * size * MM_PER_POINT
    sketch.primitives.append(marker(pathway.shape, (area.left + _MARKER * 0.6, y - lift), _MARKER))
    left, text = area.left + _TITLE_INDENT, f"{pathway.letter}  {name}"
    has_room = sketch.typeset.width(text, size, True) <= area.right - left
    sketch.text(left, y, text if has_room else pathway.letter, size, bold=True)
