"""Where on paper a shape lies: the file's own operators, turned back into millimetres from the top left."""

from __future__ import annotations

import pytest

from ojm_desktop.journey.primitives import Band, Disc, Figure, Polyline, Primitive, Role, Shape, Stroke, TextRun
from ojm_desktop.report.document import Document, Facts
from ojm_desktop.typeset import Typeset
from tests.report.paper import reader

MM = 72 / 25.4
HEIGHT = 210.0
LINE = Stroke(Role.NEGATIVE, 0.9, (2.0, 1.0))

Operation = tuple[str, list[float]]


def _operations(typeset: Typeset, *primitives: Primitive) -> list[Operation]:
    document = Document(Facts("t", "s"), typeset)
    document.add(Figure(297.0, HEIGHT, primitives, "a figure"))
    contents = reader(document.octets()).pages[0].get_contents()
    assert contents is not None
    found = []
    for operands, operator in contents.operations:
        numbers = operands[0] if operator == b"d" else operands
        found.append((operator.decode(), [float(n) for n in numbers if isinstance(n, int | float)]))
    return found


def _points(operations: list[Operation]) -> list[tuple[float, float]]:
    """Every point of a path in mm from the top left, control points included."""
    pairs = [
        pair
        for operator, numbers in operations
        if operator in ("m", "l", "c")
        for pair in zip(numbers[::2], numbers[1::2], strict=True)
    ]
    return [(x / MM, HEIGHT - y / MM) for x, y in pairs]


def _values(operations: list[Operation], wanted: str) -> list[list[float]]:
    return [numbers for operator, numbers in operations if operator == wanted]


def _painted(operations: list[Operation]) -> list[str]:
    """How each path was painted: f filled, S stroked, B both."""
    return [name[0] for name, _ in operations if name.rstrip("*") in ("f", "S", "B")]


def test_that_a_band_lies_where_its_top_left_corner_says(typeset: Typeset) -> None:
    operations = _operations(typeset, Band(10.0, 20.0, 30.0, 5.0, Role.TINT_POSITIVE, None))
    ((x, y, width, height),) = _values(operations, "re")
    assert (x / MM, width / MM, height / MM) == pytest.approx((10.0, 30.0, 5.0), abs=0.001)
    assert HEIGHT - (y + height) / MM == pytest.approx(20.0, abs=0.001)
    assert _painted(operations) == ["f"]


def test_that_a_line_runs_through_its_points_in_its_ink_width_and_dash(typeset: Typeset) -> None:
    points = ((10.0, 100.0), (50.0, 80.0), (90.0, 120.0))
    operations = _operations(typeset, Polyline(points, LINE))
    for (x, y), expected in zip(_points(operations), points, strict=True):
        assert (x, y) == pytest.approx(expected, abs=0.001)
    assert _values(operations, "w")[-1] == pytest.approx([0.9 * MM], abs=0.001)
    assert _values(operations, "d")[-1] == pytest.approx([2 * MM, MM], abs=0.001)
    assert _values(operations, "RG")[-1] == pytest.approx([0xD5 / 255, 0x5E / 255, 0], abs=0.001)
    assert _painted(operations) == ["S"]


def test_that_an_outline_is_closed_filled_and_stroked(typeset: Typeset) -> None:
    points = ((50.0, 50.0), (60.0, 50.0), (55.0, 60.0))
    operations = _operations(typeset, Shape(points, Role.POSITIVE, Stroke(Role.POSITIVE, 0.3)))
    for (x, y), expected in zip(_points(operations), points, strict=True):
        assert (x, y) == pytest.approx(expected, abs=0.001)
    assert "h" in [name for name, _ in operations]
    assert _painted(operations) == ["B"]


def test_that_a_disc_reaches_its_radius_round_its_centre(typeset: Typeset) -> None:
    points = _points(_operations(typeset, Disc((80.0, 60.0), 5.0, Role.PAPER, None)))
    assert (min(x for x, _ in points), max(x for x, _ in points)) == pytest.approx((75.0, 85.0), abs=0.01)
    assert (min(y for _, y in points), max(y for _, y in points)) == pytest.approx((55.0, 65.0), abs=0.01)


def test_that_a_text_stands_on_its_baseline_in_its_ink(typeset: Typeset) -> None:
    operations = _operations(typeset, TextRun(285.0, 26.9, "Week 8", 9.0, Role.MUTED, anchor="end"))
    (matrix,) = _values(operations, "Tm")
    assert matrix[4] / MM + typeset.width("Week 8", 9.0) == pytest.approx(285.0, abs=0.001)
    assert HEIGHT - matrix[5] / MM == pytest.approx(26.9, abs=0.001)
    assert _values(operations, "rg")[-1] == pytest.approx([0x4D / 255] * 3, abs=0.001)


def test_that_ink_and_line_are_set_again_on_every_page(typeset: Typeset) -> None:
    document = Document(Facts("t", "s"), typeset)
    page = Figure(297.0, HEIGHT, (Band(1.0, 1.0, 1.0, 1.0, Role.POSITIVE, LINE),), "a figure")
    document.add(page)
    document.add(page)
    contents = [page.get_contents() for page in reader(document.octets()).pages]
    first, second = (found.get_data() for found in contents if found is not None)
    assert first == second
