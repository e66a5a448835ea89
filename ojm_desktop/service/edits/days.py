"""Which days an order may begin on, and which an event of a journey may lie on."""

from __future__ import annotations

from datetime import date, timedelta

from ojm_desktop.domain.errors import Refused
from ojm_desktop.service.study import Study

DAYS_AFTER_LAST_WAVE = 28
FIRST_YEAR, LAST_YEAR = 1950, 2150
"""An order outside them is a slip of the keyboard, and near the calendar's ends its weeks could not be counted."""


def check_order_start(day: date) -> None:
    """Raise Refused for a day on which no order of a living person began."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(f"An order begins between {FIRST_YEAR} and {LAST_YEAR}. Nothing was changed; check the year.")


def journey_days(study: Study, cohort: str, order_start: date) -> tuple[date, date]:
    """First and last day of a journey: from the order's begin to four weeks after its last wave."""
    last_week = max(wave.week for wave in study.plan.cohort(cohort).waves)
    return order_start, order_start + timedelta(days=last_week * 7 + DAYS_AFTER_LAST_WAVE)


def check_within_journey(study: Study, participant: str, first: date, last: date) -> None:
    """Raise Refused for days outside the journey. What the map cannot show would be lost on paper."""
    person = study.participant(participant)
    begin, end = journey_days(study, person.cohort, person.order_start)
    if first < begin or last > end:
        raise Refused("That day lies outside the months that the map shows. Nothing was changed; check the day.")
