"""Which pathway and which wave of a person's journey are chosen: where a digit goes, and what the figure rings."""

from __future__ import annotations

from collections.abc import Sequence

from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.ui.participant.pathway_list import ALL


class Chosen:
    """``pathway`` is a key, or all of them at once; ``wave`` is empty before one was chosen.

    ``journeys`` as they are shown: what waits for a rating is concealed in them.
    """

    def __init__(self) -> None:
        self.participant = ""
        self.pathway = ""
        self.wave = ""
        self.journeys: tuple[Trajectory, ...] = ()

    def show(self, journeys: Sequence[Trajectory]) -> None:
        """How it stands now; a pathway that was taken out of the plan is left for the first one."""
        self.journeys = tuple(journeys)
        keys = [journey.pathway.key for journey in journeys]
        if self.pathway not in (*keys, ALL):
            self.pathway = keys[0]

    @property
    def is_all(self) -> bool:
        """All pathways on the same axes: nothing is rated there."""
        return self.pathway == ALL

    @property
    def journey(self) -> Trajectory | None:
        """The pathway that is shown; None while all are."""
        return self.of(self.pathway)

    @property
    def shown(self) -> tuple[Trajectory, ...]:
        """The one pathway, or all."""
        journey = self.journey
        return (journey,) if journey is not None else self.journeys

    @property
    def is_recalled(self) -> bool:
        """Whether the person looks back on it."""
        return self.journeys[0].cohort.is_recalled

    def of(self, pathway: str) -> Trajectory | None:
        """The journey of a pathway."""
        return next((each for each in self.journeys if each.pathway.key == pathway), None)

    def beside(self, step: int) -> str:
        """The pathway so many further on in the list; the end is the end."""
        keys = [journey.pathway.key for journey in self.journeys]
        if self.pathway not in keys:
            return self.pathway
        return keys[max(0, min(len(keys) - 1, keys.index(self.pathway) + step))]

    def point(self) -> str:
        """What the figure calls the chosen wave: a value, or the place of one. Empty where there is none."""
        journey = self.journey
        if journey is None or not self.wave:
            return ""
        rating = journey.rating_at(self.wave)
        return f"{'value' if rating is not None and rating.value is not None else 'wave'}:{self.wave}"
