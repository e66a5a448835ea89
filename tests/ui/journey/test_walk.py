"""What the keyboard goes to, and what typed characters mean."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from ojm_desktop.domain.scale import Scale
from ojm_desktop.journey.figure import figure
from ojm_desktop.journey.layout import SCREEN
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.service.queries.journeys import trajectory
from ojm_desktop.ui.journey.pen import bundled
from ojm_desktop.ui.journey.walk import Entry, Typed, neighbour, stops, wave_of
from tests.ui import people


@pytest.fixture
def journey() -> Trajectory:
    session = people.empty_session()
    return trajectory(session, people.example(session), "housing")


def names(journey: Trajectory) -> list[str]:
    drawn = figure(journey, 225, 132, SCREEN, bundled(), suggestions_shown=True)
    kinds = [hit.name for hit in stops(drawn)]
    spots = {spot.id: f"spot {number}" for number, spot in enumerate(journey.hot_spots, 1)}
    return [spots.get(name.partition(":")[2], name) for name in kinds]


def test_that_values_and_strikes_are_walked_in_order_of_time(journey: Trajectory) -> None:
    assert names(journey) == ["spot 1", "value:4", "spot 2", "value:8", "spot 3", "value:12"]


def test_that_a_wave_without_a_value_is_a_stop_too(journey: Trajectory) -> None:
    begun = dataclasses.replace(journey, ratings=journey.ratings[:1], hot_spots=())
    assert names(begun) == ["value:4", "wave:8", "wave:12"]


def test_that_a_visit_held_as_late_as_the_next_leaves_the_waves_in_their_order(journey: Trajectory) -> None:
    """Week 4 rated on day 60 is drawn beyond week 8; the keys still go to week 8 after it."""
    late = dataclasses.replace(journey.ratings[0], held_on=journey.order_start + timedelta(days=60))
    begun = dataclasses.replace(journey, ratings=(late,), hot_spots=())
    assert names(begun) == ["value:4", "wave:8", "wave:12"]


def test_that_the_walk_ends_at_the_ends(journey: Trajectory) -> None:
    found = stops(figure(journey, 225, 132, SCREEN, bundled()))
    assert neighbour(found, found[-1].name, 1) == found[-1]
    assert neighbour(found, found[0].name, -1) == found[0]
    assert neighbour(found, None, 1) == found[0]
    assert neighbour(found, "gone", -1) == found[-1]
    assert neighbour((), None, 1) is None


def test_that_only_waves_and_values_stand_at_a_wave() -> None:
    assert wave_of("value:8") == wave_of("wave:8") == "8"
    assert wave_of("hot_spot:8") is None
    assert wave_of(None) is None


def typed(characters: str, scale: Scale) -> Typed:
    found = Typed()
    for character in characters:
        found = found.then(character, scale)
    return found


@pytest.mark.parametrize(
    ("characters", "value", "entry"),
    [
        ("3", 3, Entry.COMPLETE),
        ("+3", 3, Entry.COMPLETE),
        ("-3", -3, Entry.COMPLETE),
        ("\u22123", -3, Entry.COMPLETE),
        ("-", None, Entry.BEGUN),
        ("0", 0, Entry.COMPLETE),
        ("9", None, Entry.NOTHING),
        ("-9", None, Entry.NOTHING),
        ("-93", 3, Entry.COMPLETE),
    ],
)
def test_that_digits_and_a_minus_before_them_make_a_value(characters: str, value: int | None, entry: Entry) -> None:
    found = typed(characters, Scale())
    assert (found.value, found.entry) == (value, entry)


def test_that_a_one_may_still_become_ten() -> None:
    scale = Scale(minimum=1, maximum=10, neutral=5)
    assert (typed("1", scale).value, typed("1", scale).entry) == (1, Entry.BEGUN)
    assert (typed("10", scale).value, typed("10", scale).entry) == (10, Entry.COMPLETE)
    assert typed("12", scale).value == 2
