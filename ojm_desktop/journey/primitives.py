"""What a figure is made of: a frozen list of shapes in millimetres that every pen draws alike (journey-map).

Coordinates are millimetres from the figure's top left corner, y downwards. Colours are roles; a pen knows its inks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal, Protocol

Point = tuple[float, float]
Segment = tuple[Point, Point]


class Role(Enum):
    """What a colour means; tokens of the theme on the screen, inks of the sheets on paper."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    CURVE = "curve"
    TEXT = "text"
    MUTED = "muted"
    AXIS = "axis"
    GRID = "grid"
    FRAME = "frame"
    TRACE = "trace"
    SUGGESTED = "suggested"
    PLOT = "plot"
    TINT_POSITIVE = "tint_positive"
    TINT_NEGATIVE = "tint_negative"
    TINT_EVENT_POSITIVE = "tint_event_positive"
    TINT_EVENT_NEGATIVE = "tint_event_negative"
    EVENT = "event"
    MONTH = "month"
    PAPER = "paper"
    GHOST = "ghost"


@dataclass(frozen=True)
class Stroke:
    """A pen: role, width in mm, dash lengths in mm (empty = solid)."""

    role: Role
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Polyline:
    """Straight segments through `points`."""

    points: tuple[Point, ...]
    stroke: Stroke


@dataclass(frozen=True)
class Shape:
    """A closed outline (lightning, marker, arrow head, tick): filled, stroked or both; corners mitred."""

    points: tuple[Point, ...]
    fill: Role | None
    stroke: Stroke | None


@dataclass(frozen=True)
class Disc:
    """A circle: round marker, ring at the curve, person's dot."""

    centre: Point
    radius: float
    fill: Role | None
    stroke: Stroke | None


@dataclass(frozen=True)
class Band:
    """A rectangle: tint, frame, strip, box. `x, y` is its top left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: Role | None
    stroke: Stroke | None


@dataclass(frozen=True)
class TextRun:
    """One line of text on its baseline. `x` is where `anchor` says; size in points."""

    x: float
    y: float
    text: str
    size: float
    role: Role = Role.TEXT
    bold: bool = False
    italic: bool = False
    anchor: Literal["start", "middle", "end"] = "start"


Primitive = Polyline | Shape | Disc | Band | TextRun


@dataclass(frozen=True)
class Hit:
    """A place that answers to the pointer; of places that overlap, the later one in a figure lies on top.

    Kinds and keys: "wave" (wave key: the column to click for a rating), "value" (wave key), "hot_spot" and
    "turning_point" (their id), "suggestion" (the wave it led into), "note" (id of what it tells of), "notes" (the
    whole band; the key is the line up to which it scrolls), "pathway" (pathway key: a panel).
    """

    kind: str
    key: str
    x: float
    y: float
    width: float
    height: float

    @property
    def name(self) -> str:
        """What `figure(chosen=...)` takes to ring it: kind and key."""
        return f"{self.kind}:{self.key}"

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the figure, in mm, lies in it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@dataclass(frozen=True)
class Figure:
    """A drawing of `width` x `height` mm with the sentence that describes it and the places that can be touched.

    `overflow` lists the numbers of the notes that did not fit and go to a notes page.
    """

    width: float
    height: float
    primitives: tuple[Primitive, ...]
    sentence: str
    hits: tuple[Hit, ...] = ()
    overflow: tuple[int, ...] = ()


class Typesetter(Protocol):
    """What layout asks of the fonts; `typeset.Typeset` answers it."""

    def width(self, text: str, size: float, bold: bool = False, italic: bool = False) -> float:
        """Advance width in mm at `size` points, without kerning."""
        ...

    def __hash__(self) -> int:
        """Layout remembers wrapped notes by typesetter."""
        ...

    def wrap(self, text: str, width: float, size: float, bold: bool = False, italic: bool = False) -> list[str]:
        """Lines no wider than `width` mm; long words are broken, nothing is cut."""
        ...
