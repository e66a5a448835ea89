"""What every pen draws on, screen or paper: the shapes, and a record of them. Millimetres from the top left corner."""

from __future__ import annotations

from typing import Protocol

from ojm_desktop.journey.primitives import Point

Line = tuple[str, float, tuple[float, ...]]
"""How a line is drawn: ink `#RRGGBB`, width and dash lengths in mm."""


class Shapes(Protocol):
    """The four shapes a pen can ask for. `fill` is an ink or None, `line` a `Line` or None."""

    def polyline(self, points: tuple[Point, ...], line: Line) -> None:
        """Straight segments, round joins."""
        ...

    def outline(self, points: tuple[Point, ...], fill: str | None, line: Line | None) -> None:
        """A closed outline, mitred."""
        ...

    def disc(self, centre: Point, radius: float, fill: str | None, line: Line | None) -> None:
        """A circle."""
        ...

    def band(self, x: float, y: float, width: float, height: float, fill: str | None, line: Line | None) -> None:
        """A rectangle from its top left corner."""
        ...


class ShapeRecord:
    """Keeps what a pen asked for as plain tuples, so that two pens can be compared as values.

    Lengths are rounded to a thousandth of a millimetre. Rows: ("polyline", points, line),
    ("outline", points, fill, line), ("disc", centre, radius, fill, line), ("band", x, y, width, height, fill, line),
    and ("run", x, y, face, text, size, ink) by `put_run`, since the pens are given text in different pieces.
    """

    def __init__(self) -> None:
        self.rows: list[tuple[object, ...]] = []

    def polyline(self, points: tuple[Point, ...], line: Line) -> None:
        """A row ("polyline", points, line)."""
        self.rows.append(("polyline", _rounded(points), _rounded_line(line)))

    def outline(self, points: tuple[Point, ...], fill: str | None, line: Line | None) -> None:
        """A row ("outline", points, fill, line)."""
        self.rows.append(("outline", _rounded(points), fill, _rounded_line(line)))

    def disc(self, centre: Point, radius: float, fill: str | None, line: Line | None) -> None:
        """A row ("disc", centre, radius, fill, line)."""
        self.rows.append(("disc", _rounded((centre,))[0], round(radius, 3), fill, _rounded_line(line)))

    def band(self, x: float, y: float, width: float, height: float, fill: str | None, line: Line | None) -> None:
        """A row ("band", x, y, width, height, fill, line)."""
        box = (round(x, 3), round(y, 3), round(width, 3), round(height, 3))
        self.rows.append(("band", *box, fill, _rounded_line(line)))

    def put_run(self, x: float, y: float, face: str, text: str, size: float, ink: str) -> None:
        """A row ("run", x, y, face, text, size, ink)."""
        self.rows.append(("run", round(x, 3), round(y, 3), face, text, round(size, 3), ink))


def _rounded(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((round(x, 3), round(y, 3)) for x, y in points)


def _rounded_line(line: Line | None) -> Line | None:
    return None if line is None else (line[0], round(line[1], 3), tuple(round(length, 3) for length in line[2]))
