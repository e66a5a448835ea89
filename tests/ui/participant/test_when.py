"""When a turning point was: weeks, parts of months, months, by the days that were decided."""

from __future__ import annotations

from datetime import date

from ojm_desktop.domain.hot_spot import Certainty
from ojm_desktop.ui.participant.when import When, nearest, offered, times

START = date(2026, 1, 5)


def days(words: str) -> tuple[int, int]:
    found = next(when for when in times(START) if when.words == words)
    return (found.first_day - START).days, (found.last_day - START).days


def test_that_weeks_and_parts_of_months_have_the_days_that_were_decided() -> None:
    assert days("week 1") == (0, 6)
    assert days("week 13") == (84, 90)
    assert days("early in month 1") == (0, 9)
    assert days("in the middle of month 2") == (38, 46)
    assert days("late in month 3") == (75, 83)
    assert days("some time in month 2") == (28, 55)


def test_that_every_time_is_found_again_by_its_days() -> None:
    for number, when in enumerate(times(START)):
        assert nearest(START, when.first_day, when.last_day, when.certainty) == number


def test_that_other_days_are_shown_as_the_nearest_of_the_same_certainty() -> None:
    number = nearest(START, date(2026, 1, 21), date(2026, 1, 27), Certainty.WEEK)
    assert times(START)[number].words in ("week 3", "week 4")


def test_that_days_which_are_no_week_are_offered_as_they_are() -> None:
    first, last = date(2026, 1, 21), date(2026, 1, 27)
    found, place = offered(START, first, last, Certainty.WEEK)
    assert (found[place].first_day, found[place].last_day) == (first, last)
    assert found[place].words == "21–27 Jan, as placed"
    assert found[:-1] == times(START)
    assert offered(START, *_days(found[2]), Certainty.WEEK) == (times(START), 2)


def _days(when: When) -> tuple[date, date]:
    return when.first_day, when.last_day
