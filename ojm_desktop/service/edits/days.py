"""Which days an event of a journey may lie on."""

from __future__ import annotations

from datetime import date, timedelta

from ojm_desktop.domain.errors import Refused
from ojm_desktop.service.study import Study

DAYS_AFTER_LAST_WAVE = 28


def check_within_journey(study: Study, participant: str, first: date, last: date) -> None:
    """Raise Refused for days outside the journey: before the order began, or four weeks after its last wave.

    What the map cannot show would be lost on paper.
    """
    person = study.participant(participant)
    cohort = study.plan.cohort(person.cohort)
    end = max(wave.week for wave in cohort.waves) * 7 + DAYS_AFTER_LAST_WAVE
    if first < person.order_start or last > person.order_start + timedelta(days=end):
        raise Refused("That day lies outside the months that the map shows. Nothing was changed; check the day.")
