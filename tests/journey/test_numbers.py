"""A value's number stands beside its marker and crosses nothing."""

from __future__ import annotations

import pytest

from ojm_desktop.journey.boxes import Box
from ojm_desktop.journey.numbers import place
from ojm_desktop.journey.primitives import Segment

GROUND = Box(0, 0, 100, 60)
CENTRE = (50.0, 30.0)
SIZE = (5.0, 3.0)


def placed(
    *, is_negative: bool = False, lines: list[Segment] | None = None, shunned: list[Segment] | None = None
) -> Box:
    return place(CENTRE, SIZE, 2.6, is_negative, GROUND, lines or [], [], shunned or [])


def test_that_a_number_stands_above_and_a_negative_one_below() -> None:
    assert placed().bottom == pytest.approx(30 - 2.6)
    assert placed(is_negative=True).top == pytest.approx(30 + 2.6)


def test_that_a_line_above_sends_it_below() -> None:
    assert placed(lines=[((40, 26), (60, 26))]).top == pytest.approx(32.6)


def test_that_lines_above_and_below_send_it_to_the_right() -> None:
    box = placed(lines=[((40, 26), (60, 26)), ((40, 34), (60, 34))])
    assert box.left == pytest.approx(52.6)


def test_that_the_neutral_line_is_left_free_where_there_is_another_place() -> None:
    assert placed(shunned=[((0, 26), (100, 26))]).top == pytest.approx(32.6)


def test_that_a_box_in_the_way_is_avoided() -> None:
    box = place(CENTRE, SIZE, 2.6, False, GROUND, [], [Box(45, 22, 55, 28)], [])
    assert not box.meets(Box(45, 22, 55, 28))


def test_that_it_never_leaves_the_ground() -> None:
    assert GROUND.holds(place((50.0, 1.0), SIZE, 2.6, False, GROUND, [], [], []))
    assert GROUND.holds(place((99.0, 30.0), SIZE, 2.6, False, GROUND, [], [], []))


def test_that_a_number_at_the_edge_moves_inwards_before_it_goes_farther_off() -> None:
    at_the_edge = (GROUND.right - 1.0, 30.0)
    line = ((79.0, 38.0), at_the_edge)
    box = place(at_the_edge, SIZE, 2.6, True, GROUND, [line], [], [((0, 26), (100, 26))])
    assert (box.right, box.top) == pytest.approx((GROUND.right, 32.6))


def test_that_a_crowd_round_the_marker_is_left_for_the_nearest_free_place() -> None:
    crowd = [Box(20, 5, 80, 55)]
    box = place(CENTRE, SIZE, 2.6, False, GROUND, [], crowd, [])
    assert GROUND.holds(box)
    assert not box.meets(crowd[0])
