"""Glyphs are paths: told apart by form, standing where they should."""

from __future__ import annotations

import pytest

from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.domain.hot_spot import Direction, Polarity
from ojm_desktop.domain.plan import Shape as MarkerShape
from ojm_desktop.journey.boxes import Box
from ojm_desktop.journey.markers import arrow, diary_cell, hatch, lightning, marker, marker_box
from ojm_desktop.journey.primitives import Disc, Polyline, Role, Shape


def test_that_lightning_stands_on_its_time_and_has_its_height() -> None:
    (strike,) = lightning(50.0, 10.0, 8.0, Polarity.POSITIVE)
    assert isinstance(strike, Shape)
    xs, ys = [x for x, _ in strike.points], [y for _, y in strike.points]
    assert (min(xs) + max(xs)) / 2 == 50.0
    assert (min(ys), max(ys)) == (10.0, 18.0)


def test_that_positive_is_solid_negative_outline_and_mixed_half() -> None:
    (solid,) = lightning(0.0, 0.0, 6.0, Polarity.POSITIVE)
    (outline,) = lightning(0.0, 0.0, 6.0, Polarity.NEGATIVE)
    mixed = lightning(0.0, 0.0, 6.0, Polarity.MIXED)
    (asked,) = lightning(0.0, 0.0, 6.0, None)
    assert isinstance(solid, Shape)
    assert isinstance(outline, Shape)
    assert isinstance(asked, Shape)
    assert (solid.fill, outline.fill) == (Role.POSITIVE, Role.PLOT)
    assert [shape.fill for shape in mixed if isinstance(shape, Shape)] == [Role.PLOT, Role.CURVE, None]
    assert asked.stroke is not None
    assert asked.stroke.dash


def test_that_a_stroke_is_never_thinner_than_a_printer_can_do() -> None:
    (small,) = lightning(0.0, 0.0, 3.3, Polarity.NEGATIVE)
    assert isinstance(small, Shape)
    assert small.stroke is not None
    assert small.stroke.width == pytest.approx(0.3)


@pytest.mark.parametrize("shape", MarkerShape)
def test_that_every_pathway_shape_is_filled_and_within_its_box(shape: MarkerShape) -> None:
    drawn = marker(shape, (10.0, 10.0), 3.0)
    box = marker_box((10.0, 10.0), 3.0).grown(0.4)
    if isinstance(drawn, Disc):
        assert drawn.fill is Role.CURVE
    else:
        assert isinstance(drawn, Shape)
        assert drawn.fill is Role.CURVE
        assert all(box.holds(Box(x, y, x, y)) for x, y in drawn.points)


def test_that_no_two_pathways_have_one_shape() -> None:
    assert len({marker(shape, (0.0, 0.0), 3.0) for shape in MarkerShape}) == len(MarkerShape)


def test_that_up_points_up_and_is_full() -> None:
    _, up = arrow(5.0, 0.0, 7.0, Direction.UP)
    _, down = arrow(5.0, 0.0, 7.0, Direction.DOWN)
    assert isinstance(up, Shape)
    assert isinstance(down, Shape)
    assert (up.points[0], up.fill) == ((5.0, 0.0), Role.POSITIVE)
    assert (down.points[0], down.fill) == ((5.0, 7.0), Role.PLOT)


def test_that_diary_states_are_told_apart_by_form() -> None:
    kinds = {
        state: tuple((type(part), getattr(part, "fill", None)) for part in diary_cell((0.0, 0.0), 2.0, state))
        for state in DiaryState
    }
    assert len(set(kinds.values())) == len(DiaryState)


def test_that_a_hatch_stays_within_its_rectangle() -> None:
    box = Box(10.0, 5.0, 40.0, 9.0)
    drawn = hatch(box, 2.0)
    assert len(drawn) > 10
    assert all(isinstance(line, Polyline) and all(box.holds(Box(x, y, x, y)) for x, y in line.points) for line in drawn)
