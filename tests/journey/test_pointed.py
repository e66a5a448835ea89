"""What is drawn where keys point at a value that nobody has given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ojm_desktop.journey.figure import ground
from ojm_desktop.journey.layout import SCREEN
from ojm_desktop.journey.pointed import Pointed
from ojm_desktop.journey.primitives import Role
from tests.journey.people import day, journey, recalled
from tests.journey.test_figure import SIZE, TYPESET, curves, drawn, squares, words


def test_that_a_value_pointed_at_is_pale_joined_to_nothing_and_says_that_it_is_not_given() -> None:
    partly = journey((-2, None, None))
    at = Pointed("8", 3, day(60), "not rated yet")
    shown, kept = (drawn(partly, SCREEN, pointed_at=one, chosen="wave:8") for one in (at, None))
    (ghost,) = squares(shown, Role.GHOST)
    plot = ground(partly, *SIZE[SCREEN], SCREEN, TYPESET)
    assert ghost == pytest.approx((plot.x(60 / 7), plot.y(3)))
    assert (squares(shown), curves(shown, SCREEN), shown.hits) == (squares(kept), [], kept.hits)
    assert {"+3", "not rated yet"} <= set(words(shown)) - set(words(kept))
    (late,) = squares(drawn(partly, SCREEN, pointed_at=replace(at, held_on=day(200))), Role.GHOST)
    assert late[0] == pytest.approx(plot.x(8)), "a day off the axis points at the wave's own week"
    empty = recalled((None, None))
    told = drawn(empty, SCREEN, pointed_at=Pointed(empty.cohort.waves[1].key, 3, day(60), "not rated yet"))
    assert {"+3", "not rated yet"} <= set(words(told))
    assert squares(told, Role.GHOST) == []
