"""Days and weeks in words."""

from __future__ import annotations

from datetime import date

import pytest

from ojm_desktop.journey.wording import days_text, long_day, ranges_text, weeks_text
from tests.journey.people import START, day


def test_that_days_read_as_on_paper() -> None:
    assert long_day(date(2026, 3, 3)) == "3 March 2026"
    assert days_text(date(2026, 3, 12), date(2026, 3, 23)) == "12–23 Mar"
    assert days_text(date(2026, 3, 28), date(2026, 4, 3)) == "28 Mar – 3 Apr"
    assert days_text(date(2026, 3, 3), date(2026, 3, 3)) == "3 Mar"


@pytest.mark.parametrize(
    ("first", "last", "text"), [(0, 0, "week 1"), (6, 6, "week 1"), (7, 7, "week 2"), (42, 48, "week 7")]
)
def test_that_week_7_of_an_event_is_the_seventh_week(first: int, last: int, text: str) -> None:
    assert weeks_text(day(first), day(last), START) == text


def test_that_longer_events_name_both_weeks() -> None:
    assert weeks_text(day(56), day(76), START) == "weeks 9–11"
    assert weeks_text(day(-3), day(-1), START) == "before the order"
    assert weeks_text(day(-3), day(8), START) == "weeks 1–2"


def test_that_runs_of_numbers_are_drawn_together() -> None:
    assert ranges_text([1, 4, 5, 6, 7, 9, 10]) == "1, 4–7, 9, 10"
