"""The sheet of paper a figure is laid out on: what was drawn, which texts stand where, what can be touched."""

from __future__ import annotations

from typing import Literal

from ojm_desktop.journey.boxes import Box, text_box
from ojm_desktop.journey.primitives import (
    Band,
    Disc,
    Hit,
    Point,
    Polyline,
    Primitive,
    Role,
    Shape,
    Stroke,
    TextRun,
    Typesetter,
)

Anchor = Literal["start", "middle", "end"]


class Sketch:
    """Collects primitives in drawing order and remembers the box of every text (sheets: collisions, rule 7)."""

    def __init__(self, typeset: Typesetter) -> None:
        self.typeset = typeset
        self.primitives: list[Primitive] = []
        self.hits: list[Hit] = []
        self.texts: list[Box] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        role: Role = Role.TEXT,
        *,
        bold: bool = False,
        italic: bool = False,
        anchor: Anchor = "start",
    ) -> Box:
        """Write one line and return its box."""
        return self.put(TextRun(x, y, text, size, role, bold, italic, anchor))

    def clear_ground(self, box: Box, role: Role) -> None:
        """Take the lines away from under a text that is about to be written: no line is read through words."""
        self.band(box.left - 1.0, box.top - 0.3, box.right - box.left + 2.0, box.bottom - box.top + 0.6, role)

    def put(self, run: TextRun) -> Box:
        """Write a run that was made beforehand and return its box."""
        box = text_box(run, self.typeset)
        self.primitives.append(run)
        self.texts.append(box)
        return box

    def is_free(self, box: Box, clearance: float = 0.3) -> bool:
        """Whether no text written so far stands there."""
        return not any(box.meets(other, clearance) for other in self.texts)

    def line(self, points: tuple[Point, ...], role: Role, width: float, dash: tuple[float, ...] = ()) -> None:
        """Straight segments through the points."""
        self.primitives.append(Polyline(points, Stroke(role, width, dash)))

    def band(
        self, x: float, y: float, width: float, height: float, fill: Role | None, stroke: Stroke | None = None
    ) -> None:
        """A rectangle by its top left corner."""
        self.primitives.append(Band(x, y, width, height, fill, stroke))

    def disc(self, centre: Point, radius: float, fill: Role | None, stroke: Stroke | None = None) -> None:
        """A circle."""
        self.primitives.append(Disc(centre, radius, fill, stroke))

    def shape(self, points: tuple[Point, ...], fill: Role | None, stroke: Stroke | None = None) -> None:
        """A closed outline."""
        self.primitives.append(Shape(points, fill, stroke))

    def ring(self, box: Box) -> None:
        """The mark of what has the keyboard: 2 px wide, 2 px off."""
        out = box.grown(0.5)
        self.band(out.left, out.top, out.right - out.left, out.bottom - out.top, None, Stroke(Role.CURVE, 0.53))

    def hit(self, kind: str, key: str, box: Box) -> None:
        """A place that answers to the pointer; later ones lie on top."""
        self.hits.append(Hit(kind, key, box.left, box.top, box.right - box.left, box.bottom - box.top))
