"""Which sets stay: the newest, then the last one of a day, a week, a month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ojm_desktop.store.rotation import worth_keeping


def kept(made: list[str], newest: int = 2) -> list[str]:
    """The moments that stay, the newest first."""
    ordered = sorted(made, reverse=True)
    return [ordered[place] for place in sorted(worth_keeping(ordered, newest))]


def test_that_of_two_years_of_work_days_weeks_and_months_are_left() -> None:
    first = datetime(2024, 5, 1, 9, tzinfo=UTC)
    made = [f"{first + timedelta(hours=6 * number):%Y-%m-%dT%H}:00:00.000Z" for number in range(4 * 730)]
    found = kept(made, newest=12)
    assert found[:12] == sorted(made, reverse=True)[:12]
    assert found[-1][:7] == "2025-06"
    assert len(found) <= 12 + 7 + 5 + 12
    last_of_day = {moment[:10]: moment for moment in sorted(made)}
    assert set(list(last_of_day.values())[-7:]) <= set(found)
    last_of_month = {moment[:7]: moment for moment in sorted(made)}
    assert set(list(last_of_month.values())[-12:]) <= set(found)


def test_that_a_study_that_rested_for_years_loses_no_set() -> None:
    made = ["2019-03-02T09:00:00.000Z", "2022-07-01T10:00:00.000Z", "2026-05-14T11:00:00.000Z"]
    assert kept(made, newest=1) == made[::-1]


def test_that_a_day_that_does_not_exist_stops_nothing() -> None:
    assert kept(["2026-13-77T09:00:00.000Z", "2026-05-14T11:00:00.000Z"], newest=0) != []
