"""Where the program may ask about a hot spot, and where it keeps silent."""

from __future__ import annotations

from ojm_desktop.domain.hot_spot import SuggestionKey
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.scale import Scale
from ojm_desktop.journey.suggestions import suggested
from ojm_desktop.journey.trajectory import Suggestion
from tests.journey.people import day, journey, recalled, spot


def test_that_a_change_of_the_studys_step_is_suggested() -> None:
    assert suggested(journey((0, 3, 1)), 3) == (Suggestion("8", day(30), day(58), 3),)


def test_that_a_fall_is_suggested_as_well_as_a_rise() -> None:
    assert [each.change for each in suggested(journey((4, -1, 2)), 3)] == [-5, 3]


def test_that_a_smaller_change_is_not() -> None:
    assert suggested(journey((0, 2, 4)), 3) == ()


def test_that_nothing_is_compared_over_a_missing_interview() -> None:
    assert suggested(journey((-5, Missing.MISSED, 5)), 3) == ()


def test_that_a_hot_spot_between_the_interviews_answers_it() -> None:
    assert suggested(journey((0, 3, 3), spots=[spot("a", 44)]), 3) == ()
    assert suggested(journey((0, 3, 3), spots=[spot("a", 44, is_confirmed=False)]), 3) == ()
    assert len(suggested(journey((0, 3, 3), spots=[spot("a", 70)]), 3)) == 1


def test_that_a_hot_spot_reaching_into_the_time_between_answers_it() -> None:
    assert suggested(journey((0, 3, 3), spots=[spot("a", 20, 31)]), 3) == ()


def test_that_a_dismissed_suggestion_does_not_come_back() -> None:
    assert suggested(journey((0, 3, 3)), 3, {SuggestionKey("p", "housing", "8")}) == ()
    assert len(suggested(journey((0, 3, 3)), 3, {SuggestionKey("p", "family", "8")})) == 1


def test_that_the_step_counts_steps_of_the_scale() -> None:
    scale = Scale(minimum=-10, maximum=10, step=5)
    assert suggested(journey((-5, 0, 10), scale=scale), 2) == (Suggestion("12", day(58), day(84), 10),)


def test_that_a_recalled_journey_gets_none() -> None:
    assert suggested(recalled((-5, 5)), 3) == ()
