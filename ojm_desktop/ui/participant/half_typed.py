"""Where half-typed words and a value that waits belong, as the name of a draft; and what such a name says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ojm_desktop.domain.hot_spot import HotSpot, TurningPoint
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.store.settings import Draft
from ojm_desktop.ui.journey.panel import moments

REASON, VISIT = "reason", "visit"


@dataclass(frozen=True)
class BegunReason:
    """Why there is no value: half typed."""

    key: RatingKey


@dataclass(frozen=True)
class BegunValue:
    """A value that waits for the answer to which visit it is of."""

    key: RatingKey
    value: int


@dataclass(frozen=True)
class BegunMoment:
    """The words of a hot spot or a turning point: half typed."""

    journey: Trajectory
    id: str

    @property
    def name(self) -> str:
        """What the figure calls it."""
        kind = "hot_spot" if any(spot.id == self.id for spot in self.journey.hot_spots) else "turning_point"
        return f"{kind}:{self.id}"


def draft_place(moment: HotSpot | TurningPoint, field: str) -> str:
    """Where a half-typed text belongs."""
    kind = "hot_spot" if isinstance(moment, HotSpot) else "turning_point"
    return f"{kind}/{moment.id}/{field}"


def reason_place(key: RatingKey) -> str:
    """Where the half-typed reason for a missing value belongs."""
    return f"{REASON}/{key.participant}/{key.pathway}/{key.wave}"


def visit_place(key: RatingKey) -> str:
    """Where a value is kept that waits for an answer."""
    return f"{VISIT}/{key.participant}/{key.pathway}/{key.wave}"


def first_begun(
    drafts: Iterable[Draft], participant: str, journeys: Sequence[Trajectory]
) -> BegunReason | BegunValue | BegunMoment | None:
    """Where somebody was typing on this person's journey when the study was locked.

    What belongs to a pathway or a wave that was taken out of the plan since is passed over.
    """
    keys = {(journey.pathway.key, wave.key) for journey in journeys for wave in journey.cohort.waves}
    for draft in drafts:
        kind, _, rest = draft.place.partition("/")
        item, _, rest = rest.partition("/")
        if kind in (REASON, VISIT) and item == participant:
            pathway, _, wave = rest.partition("/")
            if (pathway, wave) not in keys:
                continue
            key = RatingKey(item, pathway, wave)
            return BegunReason(key) if kind == REASON else BegunValue(key, int(draft.text))
        for journey in journeys:
            if any(moment.id == item for moment in moments(journey)):
                return BegunMoment(journey, item)
    return None
