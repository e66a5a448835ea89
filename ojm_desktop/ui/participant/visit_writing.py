"""What the figure and a visit's fields give, written as edits: values, the day of a visit, where the person lived."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.service.edits import MoveHotSpot, SetAccommodation, SetRating
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.visit_edits import held_on_another_day, turn_moved
from ojm_desktop.ui.visit_doubt import Doubt, doubt

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


class VisitWriting:
    """About one person: ``participant`` and the ``journeys`` that are shown. Each answers whether it was written."""

    def __init__(self, session: Session, do: Do) -> None:
        self._session = session
        self._do = do
        self._days: dict[str, date] = {}
        self.participant = ""
        self.journeys: Sequence[Trajectory] = ()

    def show_person(self, participant: str) -> None:
        """Somebody else: days said of the other's visits are not this one's."""
        self.participant = participant
        self._days.clear()

    def held_on(self, wave: str) -> date:
        """The day a value given now counts for: what is recorded for the wave, what the researcher said, today.

        What is recorded comes first, so that a day which was undone is not given to the next value.
        """
        for journey in self.journeys:
            rating = journey.rating_at(wave)
            if rating is not None and rating.held_on is not None:
                return rating.held_on
        return self._days.get(wave) or self._session.today()

    def doubt(self, wave: str) -> Doubt | None:
        """What is to be asked before a value of this wave is written."""
        return doubt(self.journeys, wave, self.held_on(wave))

    def rate(self, key: RatingKey, value: int) -> bool:
        """A value, for the day of its visit."""
        return self._do(SetRating(key=key, value=value, held_on=self.held_on(key.wave)))

    def hold_on(self, wave: str, day: date) -> bool:
        """The interview was on another day: every value it gave is moved there. False when none is, or on a refusal."""
        self._days[wave] = day
        edits = held_on_another_day(self.journeys, wave, day)
        if edits and not self._do(*edits):
            self._days.pop(wave, None)
            return False
        return bool(edits)

    def live_in(self, wave: str, home: str | None) -> bool:
        """Where the person lived at a visit; None where it is not known (MB41)."""
        return self._do(SetAccommodation(participant=self.participant, wave=wave, type=home))

    def move_spot(self, item: str, first: date, last: date) -> bool:
        """A hot spot to other days."""
        return self._do(MoveHotSpot(hot_spot=item, participant=self.participant, first_day=first, last_day=last))

    def move_turn(self, item: str, first: date, last: date) -> bool:
        """A turning point to other days."""
        edit = turn_moved(self.journeys, self.participant, item, first, last)
        return edit is not None and self._do(edit)


def next_wave(journeys: Sequence[Trajectory]) -> str:
    """The first wave that is not rated in full, else the last."""
    waves = journeys[0].cohort.waves
    for wave in waves:
        if any(journey.rating_at(wave.key) is None for journey in journeys):
            return wave.key
    return waves[-1].key
