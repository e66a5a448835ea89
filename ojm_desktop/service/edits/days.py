"""Which days an order may begin on, and which an event of a journey may lie on."""

from __future__ import annotations

from datetime import date, timedelta

from ojm_desktop.domain.clock import day_in, long_date
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


def first_signed_on(study: Study, participant: str) -> date | None:
    """The day on which this person first signed, in the study's zone; None where they never did."""
    signed = study.store.consents.first_signed(participant)
    return None if signed is None else day_in(signed.signed_at, study.plan.zone)


def before_signing(signed: date | None, day: date, today: date) -> str:
    """Why nothing that was said on a day is taken in: it was said before the person first signed. Empty where it is.

    Nothing is stored before signing (MB16), and what is typed in later is no way round that: a person agrees to what
    they will say. A page of the diary is not asked for its day: it is the person's own until they hand it over. What is
    said today comes after a signature that is there, whatever the clock was when it was given; somebody who never
    signed is the store's to refuse.
    """
    if signed is None or day >= min(signed, today):
        return ""
    return (
        f"This person signed on {long_date(signed)} only. What was said on {long_date(day)} was said before they "
        "agreed, so it is not taken in. Nothing was changed; check the day, or ask the person again now."
    )


def check_signed_by(study: Study, participant: str, day: date, at: str) -> None:
    """Raise Refused for what was said before the person signed, asked `at` (UTC).

    An older log that took it in is done again as it was.
    """
    if study.is_done_again:
        return
    if against := before_signing(first_signed_on(study, participant), day, day_in(at, study.plan.zone)):
        raise Refused(against)


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
