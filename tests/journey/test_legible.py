"""No drawing of any journey is cut, crowded or too small."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from ojm_desktop.journey.figure import figure
from ojm_desktop.journey.layout import HANDED, PRINT, PX, SCREEN, SCREEN_PANEL, SMALL, Layout, scaled
from ojm_desktop.journey.panels import panels
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.typeset import Typeset
from tests.journey.legible import faults
from tests.journey.people import all_pathways, journeys, recalled_journeys

TYPESET = Typeset()
SCREEN_SIZE = (840 * PX, 500 * PX)
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@MANY
@given(journeys())
def test_that_a_printed_journey_is_legible(trajectory: Trajectory) -> None:
    assert faults(figure(trajectory, 273.0, 158.0, PRINT, TYPESET), TYPESET) == []


@MANY
@given(recalled_journeys())
def test_that_a_printed_recalled_journey_is_legible(trajectory: Trajectory) -> None:
    assert faults(figure(trajectory, 273.0, 158.0, PRINT, TYPESET), TYPESET) == []


@MANY
@given(journeys())
def test_that_the_journey_on_the_screen_is_legible(trajectory: Trajectory) -> None:
    shown = figure(trajectory, *SCREEN_SIZE, SCREEN, TYPESET, suggestions_shown=True)
    assert faults(shown, TYPESET, 12.0) == []


@MANY
@given(recalled_journeys())
def test_that_the_recalled_journey_on_the_screen_is_legible(trajectory: Trajectory) -> None:
    assert faults(figure(trajectory, *SCREEN_SIZE, SCREEN, TYPESET), TYPESET, 12.0) == []


@MANY
@given(journeys(most_spots=4))
def test_that_the_interviews_small_figure_is_legible(trajectory: Trajectory) -> None:
    assert faults(figure(trajectory, 420 * PX, 320 * PX, SMALL, TYPESET), TYPESET, 12.0) == []


@MANY
@given(journeys(most_spots=6))
def test_that_a_value_being_dragged_stays_legible(trajectory: Trajectory) -> None:
    shown = figure(trajectory, *SCREEN_SIZE, SCREEN, TYPESET, preview={"8": trajectory.scale.maximum})
    assert faults(shown, TYPESET, 12.0) == []


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("layout", [SCREEN, HANDED])
def test_that_larger_text_leaves_room_for_all(layout: Layout, factor: float) -> None:
    shown = figure(all_pathways()[1], 1120 * PX, 760 * PX, scaled(layout, factor), TYPESET)
    assert faults(shown, TYPESET, 12.0 * factor) == []


@settings(MANY, max_examples=40)
@given(journeys(most_spots=10))
def test_that_printed_panels_are_legible(trajectory: Trajectory) -> None:
    eight = (trajectory, *all_pathways()[1:])
    assert faults(panels(eight, 273.0, 150.0, TYPESET), TYPESET) == []


@settings(MANY, max_examples=40)
@given(journeys(most_spots=3))
def test_that_panels_on_the_screen_are_legible(trajectory: Trajectory) -> None:
    shown = figure(trajectory, 202 * PX, 225 * PX, SCREEN_PANEL, TYPESET, suggestions_shown=True)
    assert faults(shown, TYPESET, 12.0) == []
