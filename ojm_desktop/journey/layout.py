"""Measures of a figure: the screen's from the mock-ups (px, 96 to the inch), the paper's from the sheets, in mm."""

from __future__ import annotations

from dataclasses import dataclass, replace

PX = 25.4 / 96


@dataclass(frozen=True)
class StrikeRows:
    """One way to stand the strikes: height of the glyph, tops of the rows under the box's top, where the letter stands.

    `letter`: "below" the number, "behind" it, or "none"; `slack` is the room between two strikes.
    """

    height: float
    tops: tuple[float, ...]
    size: float
    letter: str
    slack: float = 1.0


@dataclass(frozen=True)
class Layout:
    """Every length of a figure in mm and every type size in points.

    Of `graph_height` and `notes_height` one is None: that band takes what the others leave.
    `ticks`: "all" or "ends"; `words`: the scale's own words at its ends, short ones, or none;
    `week_numbers`: "all", or "planned" with the word week before the first.
    """

    gutter: float
    tick_gap: float
    box_height: float
    turning_height: float
    box_gap: float
    graph_height: float | None
    notes_height: float | None
    is_print: bool
    has_key: bool
    has_frame: bool
    is_line_boxed: bool
    words: str
    ticks: str
    week_numbers: str
    strips: tuple[str, ...]
    strikes: tuple[StrikeRows, ...]
    arrows: tuple[StrikeRows, ...]
    bar_up: float
    grown_row: float
    size: float
    value_size: float
    number_gap: float
    marker: float
    curve: float
    ring: float
    thin: float
    week_baseline: float
    first_strip: float
    strip_pitch: float
    strip_height: float
    strips_to_notes: float
    diary: float
    letter_box: float
    recalled_box: tuple[float, float]
    notes_columns: int
    notes_columns_recalled: int
    notes_padding: float
    notes_gutter: float
    notes_size: float
    notes_pitch: float
    notes_indent: float
    axis: float
    frame: float
    inset: float = 0.0

    @property
    def has_notes(self) -> bool:
        """Whether there is a notes band at all."""
        return self.notes_height is None or self.notes_height > 0


PRINT = Layout(
    gutter=33.8,
    tick_gap=1.8,
    box_height=24.0,
    turning_height=22.0,
    box_gap=3.2,
    graph_height=53.0,
    notes_height=None,
    is_print=True,
    has_key=True,
    has_frame=True,
    is_line_boxed=False,
    words="own",
    ticks="all",
    week_numbers="all",
    strips=("months", "interviews", "diary", "events", "reporting"),
    strikes=(
        StrikeRows(6.0, (2.2, 12.6), 10.0, "below", 1.6),
        StrikeRows(6.0, (2.2, 12.6), 10.0, "none", 0.5),
    ),
    arrows=(
        StrikeRows(7.0, (3.0,), 10.0, "words"),
        StrikeRows(7.0, (3.0,), 10.0, "below"),
        StrikeRows(5.6, (1.8, 9.4), 10.0, "none"),
    ),
    bar_up=2.4,
    grown_row=10.2,
    size=8.0,
    value_size=11.0,
    number_gap=2.6,
    marker=3.0,
    curve=0.9,
    ring=0.9,
    thin=0.2,
    week_baseline=4.8,
    first_strip=9.2,
    strip_pitch=5.0,
    strip_height=4.4,
    strips_to_notes=4.2,
    diary=2.0,
    letter_box=4.4,
    recalled_box=(7.2, 6.2),
    notes_columns=4,
    notes_columns_recalled=3,
    notes_padding=3.0,
    notes_gutter=5.0,
    notes_size=9.0,
    notes_pitch=4.0,
    notes_indent=8.6,
    axis=0.3,
    frame=0.25,
)

PANEL = replace(
    PRINT,
    gutter=8.0,
    tick_gap=1.2,
    box_height=13.2,
    turning_height=13.2,
    box_gap=0.0,
    graph_height=48.0,
    notes_height=0.0,
    has_key=False,
    has_frame=False,
    words="none",
    ticks="ends",
    week_numbers="planned",
    strips=(),
    strikes=(StrikeRows(4.3, (2.0, 7.0), 8.0, "none", 0.6),),
    arrows=(StrikeRows(4.3, (2.0,), 8.0, "none", 0.6), StrikeRows(4.3, (1.2, 6.0), 8.0, "none", 0.4)),
    bar_up=1.0,
    grown_row=5.0,
    value_size=9.0,
    number_gap=2.0,
    marker=2.4,
    curve=0.7,
    ring=0.7,
    thin=0.18,
    week_baseline=4.9,
    recalled_box=(6.4, 5.0),
)


SCREEN = Layout(
    gutter=104 * PX,
    tick_gap=10 * PX,
    box_height=68 * PX,
    turning_height=68 * PX,
    box_gap=8 * PX,
    graph_height=None,
    notes_height=104 * PX,
    is_print=False,
    has_key=False,
    has_frame=True,
    is_line_boxed=True,
    words="short",
    ticks="ends",
    week_numbers="all",
    strips=("months", "diary", "events"),
    strikes=(
        StrikeRows(34 * PX, (16 * PX,), 12.0, "below", 6 * PX),
        StrikeRows(28 * PX, (4 * PX, 36 * PX), 12.0, "behind", 6 * PX),
        StrikeRows(28 * PX, (4 * PX, 36 * PX), 12.0, "none", 3 * PX),
    ),
    arrows=(
        StrikeRows(28 * PX, (12 * PX,), 12.0, "behind", 6 * PX),
        StrikeRows(28 * PX, (12 * PX,), 12.0, "none", 6 * PX),
        StrikeRows(22 * PX, (4 * PX, 28 * PX), 12.0, "none", 3 * PX),
    ),
    bar_up=5 * PX,
    grown_row=32 * PX,
    size=12.0,
    value_size=12.0,
    number_gap=12 * PX,
    marker=15 * PX,
    curve=2.5 * PX,
    ring=3.5 * PX,
    thin=1.25 * PX,
    week_baseline=21 * PX,
    first_strip=40 * PX,
    strip_pitch=27 * PX,
    strip_height=23 * PX,
    strips_to_notes=19 * PX,
    diary=15 * PX,
    letter_box=24 * PX,
    recalled_box=(36 * PX, 26 * PX),
    notes_columns=3,
    notes_columns_recalled=3,
    notes_padding=14 * PX,
    notes_gutter=12 * PX,
    notes_size=12.0,
    notes_pitch=21 * PX,
    notes_indent=30 * PX,
    axis=1.75 * PX,
    frame=1.25 * PX,
    inset=8 * PX,
)
"""The figure of the participant's page."""

NARROW = replace(
    SCREEN,
    gutter=62 * PX,
    box_height=48 * PX,
    turning_height=48 * PX,
    box_gap=4 * PX,
    words="none",
    strips=("months",),
    strikes=(
        StrikeRows(28 * PX, (8 * PX,), 12.0, "behind", 6 * PX),
        StrikeRows(20 * PX, (4 * PX, 26 * PX), 12.0, "none", 3 * PX),
    ),
    arrows=(
        StrikeRows(28 * PX, (8 * PX,), 12.0, "behind", 6 * PX),
        StrikeRows(20 * PX, (4 * PX, 26 * PX), 12.0, "none", 3 * PX),
    ),
    grown_row=22 * PX,
    notes_columns=2,
    notes_columns_recalled=2,
)
"""The participant's page at large text: everything but the notes lies above the fold of a small window."""

SMALL = replace(
    SCREEN,
    gutter=62 * PX,
    notes_height=0.0,
    words="none",
    week_numbers="planned",
    strips=(),
)
"""A small figure: no strips, no notes."""

ASIDE = replace(SMALL, strips=("months",))
"""The figure beside the questions of an interview."""

HANDED = replace(
    SCREEN, notes_height=0.0, strips=(), marker=21 * PX, value_size=15.0, number_gap=16 * PX, curve=3.5 * PX
)
"""The participant view: larger marks, nothing but the box and the graph."""

SCREEN_PANEL = replace(
    SMALL,
    gutter=40 * PX,
    box_height=48 * PX,
    turning_height=48 * PX,
    box_gap=0.0,
    has_frame=False,
    is_line_boxed=True,
    strikes=(StrikeRows(20 * PX, (4 * PX, 26 * PX), 12.0, "none", 3 * PX),),
    arrows=(StrikeRows(20 * PX, (4 * PX, 26 * PX), 12.0, "none", 3 * PX),),
    bar_up=2 * PX,
    number_gap=10 * PX,
    marker=12 * PX,
    grown_row=22 * PX,
    inset=4 * PX,
    recalled_box=(32 * PX, 22 * PX),
)
"""One of the eight panels of the screen's "All eight"."""

_STAYS = {"curve", "thin", "axis", "frame"}  # lines: borders do not grow with the text (mock-ups: tokens)


def scaled(layout: Layout, factor: float) -> Layout:
    """The layout for larger text: sizes, heights and spacing grow by 1.0, 1.5 or 2.0, the weight of lines does not."""
    if factor == 1.0:
        return layout

    def grown(rows: StrikeRows) -> StrikeRows:
        tops = tuple(top * factor for top in rows.tops)
        return replace(rows, height=rows.height * factor, tops=tops, size=rows.size * factor, slack=rows.slack * factor)

    changes: dict[str, object] = {
        name: value * factor for name, value in vars(layout).items() if isinstance(value, float) and name not in _STAYS
    }
    width, height = layout.recalled_box
    changes["strikes"] = tuple(grown(rows) for rows in layout.strikes)
    changes["arrows"] = tuple(grown(rows) for rows in layout.arrows)
    changes["recalled_box"] = (width * factor, height * factor)
    return replace(layout, **changes)  # type: ignore[arg-type]
