"""Days as typed and as read."""

from __future__ import annotations

from datetime import date

import pytest

from ojm_desktop.ui import dates


@pytest.mark.parametrize(
    "typed", ["2 March 2026", "2 mar 2026", "2/3/2026", "02.03.2026", "2026-03-02", " 2  March  2026 "]
)
def test_that_a_day_is_understood_however_it_is_typed(typed: str) -> None:
    assert dates.parse_day(typed) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 April 2026", "April has 30 days."),
        ("29 February 2026", "February has 28 days."),
        ("30 February 2024", "February has 29 days."),
        ("3/14/2026", "A year has 12 months."),
        ("0 March 2026", "March has 31 days."),
        ("2 Ma 2026", "Write day, month and year, such as 2 March 2026."),
        ("2 Brumaire 2026", "“Brumaire” is not a month."),
        ("", "Write day, month and year, such as 2 March 2026."),
        ("2/3/26", "Write day, month and year, such as 2 March 2026."),
        ("1 January 0000", "Write the year with four digits."),
    ],
)
def test_that_a_wrong_day_is_refused_with_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(dates.NotADay) as refused:
        dates.parse_day(typed)
    assert str(refused.value) == sentence


def test_that_two_days_are_written_as_short_as_they_can_be_understood() -> None:
    assert dates.span(date(2026, 5, 6), date(2026, 5, 12)) == "6 to 12 May"
    assert dates.span(date(2026, 4, 29), date(2026, 5, 12)) == "29 Apr to 12 May"
    assert dates.span(date(2026, 5, 15), date(2026, 5, 21), weekday=True) == "Fri 15 to Thu 21 May"


def test_that_an_age_in_days_is_said_in_words() -> None:
    today = date(2026, 5, 14)
    assert [dates.days_ago(date(2026, 5, day), today) for day in (14, 13, 12)] == ["today", "yesterday", "2 days ago"]
    assert dates.days_ago(date(2026, 6, 1), today) == "today"


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("14:30", "14:30"),
        (" 9.05 ", "09:05"),
        ("1430", "14:30"),
        ("9", "09:00"),
        ("2:30 PM", "14:30"),
        ("12am", "00:00"),
    ],
)
def test_that_an_hour_is_read_as_people_write_it(typed: str, hour: str) -> None:
    assert dates.parse_hour(typed) == hour
    assert dates.parse_hour("  ") == ""


@pytest.mark.parametrize("typed", ["noon", "25", "14:60", "13 pm", "0am", "1:2"])
def test_that_what_is_no_hour_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(dates.NotAnHour):
        dates.parse_hour(typed)
