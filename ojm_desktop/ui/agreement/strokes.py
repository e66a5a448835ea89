"""A signature while it is being drawn: strokes in units of 1/10,000 of the box's width, with pressure and time."""

from __future__ import annotations

from ojm_desktop.domain.agreement import StrokePoint

UNITS = 10_000
SHAPE = 4
"""Width of the box over its height: the box on paper has the same shape."""
SMALLEST = 200
"""What spans less than this, either way, is a slip of the pen and no signature."""


class Strokes:
    """Points as they come; positions outside the box are kept at its edge. Times count from the first point."""

    def __init__(self) -> None:
        self._done: list[tuple[StrokePoint, ...]] = []
        self._now: list[StrokePoint] = []
        self._began: int | None = None
        self._before = 0

    def take_up(self, strokes: tuple[tuple[StrokePoint, ...], ...]) -> None:
        """Go on with strokes that were drawn before; what is added comes after them."""
        self.clear()
        self._done = list(strokes)
        self._before = max((point.at for stroke in strokes for point in stroke), default=0)

    def begin(self, x: float, y: float, pressure: float, milliseconds: int) -> None:
        """The pen touches: x and y as shares of the box's width, pressure 0 to 1."""
        if self._began is None:
            self._began = milliseconds
        self._now = []
        self.move(x, y, pressure, milliseconds)

    def move(self, x: float, y: float, pressure: float, milliseconds: int) -> None:
        """The pen moves; a point where the last one was says nothing new."""
        point = StrokePoint(
            x=_within(x, UNITS),
            y=_within(y, UNITS // SHAPE),
            pressure=max(0, min(1000, round(pressure * 1000))),
            at=self._before + max(0, milliseconds - (self._began or 0)),
        )
        if not self._now or (self._now[-1].x, self._now[-1].y) != (point.x, point.y):
            self._now.append(point)

    def end(self) -> None:
        """The pen is lifted."""
        if self._now:
            self._done.append(tuple(self._now))
        self._now = []

    def clear(self) -> None:
        """Nothing drawn."""
        self._done, self._now, self._began, self._before = [], [], None, 0

    @property
    def drawn(self) -> tuple[tuple[StrokePoint, ...], ...]:
        """Every stroke, the one being drawn included."""
        return tuple(self._done) + ((tuple(self._now),) if self._now else ())

    @property
    def is_signature(self) -> bool:
        """Enough was drawn to have been meant."""
        points = [point for stroke in self._done for point in stroke]
        if not points:
            return False
        wide = max(point.x for point in points) - min(point.x for point in points)
        high = max(point.y for point in points) - min(point.y for point in points)
        return max(wide, high) >= SMALLEST


def _within(share: float, most: int) -> int:
    return max(0, min(most, round(share * UNITS)))
