"""A clock that was set back is told from steps out of order, small corrections, sleep and a new run of the program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ojm_desktop.domain.clock import Instant, rfc3339
from ojm_desktop.domain.paradata import ClockWatch

NINE = datetime(2026, 3, 31, 9, 0, tzinfo=UTC)


def found(*steps: tuple[float, float]) -> tuple[int, int] | None:
    """Steps as seconds after nine by the wall clock and by the monotonic one; between which a set-back was found."""
    instants = [Instant(rfc3339(NINE + timedelta(seconds=wall)), 60, int(mono * 1000)) for wall, mono in steps]
    watch = ClockWatch()
    for instant in instants:
        watch.take(instant)
    told = watch.found
    return None if told is None else (instants.index(told.before), instants.index(told.after))


@pytest.mark.parametrize(
    "steps",
    [
        [(0, 10), (300, 310), (60, 70), (320, 330)],  # out of order
        [(0, 10), (60, 70), (59, 71)],  # two seconds behind: set right by the network
        [(0, 10), (7_300, 110), (60, 70), (7_320, 130)],  # out of order, and the laptop slept meanwhile
        [(0, 5_000), (60, 5_060), (200, 1), (260, 61), (230, 31)],  # the program was started anew
    ],
)
def test_that_nothing_else_is_taken_for_a_clock_set_back(steps: list[tuple[float, float]]) -> None:
    assert found(*steps) is None


@pytest.mark.parametrize(
    ("steps", "between"),
    [
        ([(0, 10), (60, 70), (57, 71)], (1, 2)),
        ([(0, 10), (60, 3_670)], (0, 1)),  # an hour was taken away, though the time went on between the steps
        ([(0, 5_000), (60, 5_060), (-3_000, 1)], (1, 2)),  # while the program was closed
        ([(0, 10), (300, 310), (60, 70), (-3_280, 330)], (1, 3)),
        ([(0, 10), (-3_600, 20), (-3_590, 30)], (0, 1)),
    ],
)
def test_that_a_clock_set_back_is_found_by_the_monotonic_one(
    steps: list[tuple[float, float]], between: tuple[int, int]
) -> None:
    assert found(*steps) == between
