"""Which days an order may begin on, and which an event of a journey may lie on."""

from __future__ import annotations

from datetime import date, timedelta

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.plan import Cohort
from ojm_desktop.service.study import Study

DAYS_AFTER_LAST_WAVE = 28
FIRST_YEAR, LAST_YEAR = 1950, 2150
"""An order outside them is a slip of the keyboard, and near the calendar's ends its weeks could not be counted."""


def check_order_start(day: date) -> None:
    """Raise Refused for a day on which no order of a living person began."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(f"An order begins between {FIRST_YEAR} and {LAST_YEAR}. Nothing was changed; check the year.")


def check_has_come(day: date, today: date) -> None:
    """Raise Refused for an interview on a day to come.

    Asked where a day is typed, not by the edit: the log of a study is done again whatever its laptop's clock said.
    """
    if day > today:
        raise Refused("This day has not come yet, so nobody was asked on it. Nothing was changed; check the day.")


def journey_days(cohort: Cohort, order_start: date) -> tuple[date, date]:
    """First and last day of a journey: from the order's begin to four weeks after its last wave.

    One told looking back ends with its last wave: its map has three months and no place for more (MB28).
    """
    last_week = max(wave.week for wave in cohort.waves)
    after = 0 if cohort.is_recalled else DAYS_AFTER_LAST_WAVE
    return order_start, order_start + timedelta(days=last_week * 7 + after)


def check_within_journey(study: Study, participant: str, first: date, last: date) -> None:
    """Raise Refused for days outside the journey. What the map cannot show would be lost on paper."""
    person = study.participant(participant)
    begin, end = journey_days(study.plan.cohort(person.cohort), person.order_start)
    if first < begin or last > end:
        raise Refused("That day lies outside the months that the map shows. Nothing was changed; check the day.")


def check_moments_stay(study: Study, participant: str, first: date, last: date) -> None:
    """Raise Refused where a hot spot or turning point of this person lies outside what will be their journey's days."""
    spots, points = study.store.hot_spots.of(participant), study.store.turning_points.of(participant)
    days = [(moment.first_day, moment.last_day) for moments in (spots, points) for moment in moments]
    if any(begin < first or end > last for begin, end in days):
        raise Refused(
            "A hot spot or turning point would then lie outside the months that the map shows. Nothing was changed; "
            "move it first."
        )
