"""Days and weeks in words."""

from __future__ import annotations

from datetime import date

import pytest

from ojm_desktop.journey.wording import days_text, gap_text, long_day, moment_text, ranges_text
from tests.journey.people import START, day


def test_that_days_read_as_on_paper() -> None:
    assert long_day(date(2026, 3, 3)) == "3 March 2026"
    assert days_text(date(2026, 3, 12), date(2026, 3, 23)) == "12–23 Mar"
    assert days_text(date(2026, 3, 28), date(2026, 4, 3)) == "28 Mar – 3 Apr"
    assert days_text(date(2026, 3, 3), date(2026, 3, 3)) == "3 Mar"


def test_that_a_moment_is_named_by_its_days_and_never_by_a_number_the_axis_bears() -> None:
    """Day 56 is where the wave "week 8" stands, and the first day of the ninth week."""
    assert moment_text(day(56), day(56), START) == "28 Apr"
    assert moment_text(day(44), day(56), START) == "16–28 Apr"
    assert moment_text(day(-3), day(8), START) == "28 Feb – 11 Mar"


def test_that_a_moment_wholly_before_the_order_says_so() -> None:
    assert moment_text(day(-3), day(-1), START) == "28 Feb – 2 Mar (before the order)"
    assert moment_text(day(0), day(0), START) == "3 Mar"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (1, "1 day"),
        (6, "6 days"),
        (13, "13 days"),
        (14, "about 2 weeks"),
        (17, "about 2 weeks"),
        (18, "about 3 weeks"),
        (20, "about 3 weeks"),
        (161, "about 23 weeks"),
    ],
)
def test_that_a_recall_gap_is_told_in_days_and_then_to_the_nearest_week(days: int, text: str) -> None:
    assert gap_text(days) == text


def test_that_runs_of_numbers_are_drawn_together() -> None:
    assert ranges_text([1, 4, 5, 6, 7, 9, 10]) == "1, 4–7, 9, 10"
