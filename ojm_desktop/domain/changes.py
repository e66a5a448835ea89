"""What an edit changed, so that each view can ask: does this touch me?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from ojm_desktop.domain.answer import AnswerKey
from ojm_desktop.domain.hot_spot import SuggestionKey
from ojm_desktop.domain.rating import RatingKey


@dataclass(frozen=True)
class Changes:
    """Frozen sets of keys by noun: ids, or participants for appointments, disclosures and what else is sealed.

    An empty `Changes()` touches nobody.
    """

    ratings: frozenset[RatingKey] = frozenset()
    hot_spots: frozenset[str] = frozenset()
    turning_points: frozenset[str] = frozenset()
    suggestions: frozenset[SuggestionKey] = frozenset()
    participants: frozenset[str] = frozenset()
    accommodations: frozenset[str] = frozenset()
    visits: frozenset[str] = frozenset()
    answers: frozenset[AnswerKey] = frozenset()
    comments: frozenset[str] = frozenset()
    appointments: frozenset[str] = frozenset()
    disclosures: frozenset[str] = frozenset()
    sealed: frozenset[str] = frozenset()
    diary: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    identities: frozenset[str] = frozenset()
    consents: frozenset[str] = frozenset()
    journeys: frozenset[str] = frozenset()
    agreement_texts: bool = False
    recipients: bool = False
    plan: bool = False

    def __or__(self, other: Changes) -> Changes:
        merged: dict[str, Any] = {
            field.name: getattr(self, field.name) | getattr(other, field.name) for field in fields(self)
        }
        return Changes(**merged)

    def touches_journey_of(self, participant: str) -> bool:
        """Something that this person's map or table shows may look different now."""
        return self.plan or participant in (self.journeys | self.participants | self.consents)
