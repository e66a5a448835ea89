"""Whether the first value of a visit is likely meant for another one: asked about calmly, never refused.

A visit that is known already, and a journey told looking back, are never doubted; on paper a value outside its window
says so whatever was answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ojm_desktop.domain.plan import Wave, window
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.wording import wave_text
from ojm_desktop.ui import dates


@dataclass(frozen=True)
class Doubt:
    """What speaks against it, in a sentence; what the visit is called; and the wave that it may rather be."""

    reason: str
    visit: str
    rather: Wave | None

    @property
    def question(self) -> str:
        """The reason and the question."""
        return f"{self.reason} Is this the {self.visit} visit?"


def doubt(journeys: Sequence[Trajectory], wave_key: str, day: date) -> Doubt | None:
    """What is to be asked before the first value of a wave is stored for a day; None when nothing is."""
    cohort, start = journeys[0].cohort, journeys[0].order_start
    held = {wave.key: _held_on(journeys, wave.key) for wave in cohort.waves}
    if cohort.is_recalled or held[wave_key] is not None:
        return None
    wave = cohort.wave(wave_key)
    name = wave_text(wave)
    for other in cohort.waves:
        if held[other.key] == day:
            said = wave_text(other)
            return Doubt(f"{said[:1].upper()}{said[1:]} was held on {dates.day_month(day)} too.", name, other)
    first, _last = window(wave, start)
    if day >= first:
        return None
    begun = [other for other in cohort.waves if window(other, start)[0] <= day]
    reason = f"{name[:1].upper()}{name[1:]} opens on {dates.day_month(first)}."
    return Doubt(reason, name, max(begun, key=lambda other: other.week) if begun else None)


def _held_on(journeys: Sequence[Trajectory], wave: str) -> date | None:
    for journey in journeys:
        rating = journey.rating_at(wave)
        if rating is not None and rating.held_on is not None:
            return rating.held_on
    return None
