"""Edits of hot spots and of suggestions."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.hot_spot import HotSpot, Note, Polarity, SuggestionKey
from ojm_desktop.service.edits.base import Edit, PersonEdit
from ojm_desktop.service.edits.days import check_within_journey
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class HotSpotEdit(PersonEdit):
    """An edit of one hot spot that is already there. `participant` is named so that erasing finds the payload."""

    hot_spot: str

    def old(self, study: Study) -> HotSpot:
        """The hot spot as it is; raises Refused when it is gone."""
        spot = study.store.hot_spots.get(self.hot_spot)
        if spot is None or spot.participant != self.participant:
            raise Refused("This hot spot is not there any more. Nothing was changed.")
        return spot

    def put(self, study: Study, spot: HotSpot) -> Changes:
        """Write it and say so."""
        study.store.hot_spots.put(spot)
        return _touches(spot)

    def sentence(self, study: Study) -> str:
        return f"A hot spot of {study.participant(self.participant).code} was changed."

    def sentence_undone(self, study: Study) -> str:
        return f"A hot spot of {study.participant(self.participant).code} is again as it was before."


@dataclass(frozen=True, kw_only=True)
class MarkHotSpot(PersonEdit):
    """A hot spot at a day or over days; its words come with `DescribeHotSpot`."""

    pathway: str
    first_day: date
    last_day: date
    polarity: Polarity
    is_confirmed: bool = True

    def reveals(self) -> tuple[str, str] | None:
        return self.participant, self.pathway

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add it with an empty note."""
        study.plan.pathway(self.pathway)
        check_within_journey(study, self.participant, self.first_day, self.last_day)
        spot = HotSpot(
            id=self.id,
            participant=self.participant,
            pathway=self.pathway,
            first_day=self.first_day,
            last_day=self.last_day,
            polarity=self.polarity,
            is_confirmed=self.is_confirmed,
            note=Note(),
        )
        study.store.hot_spots.put(spot)
        return RemoveHotSpot(hot_spot=self.id, participant=self.participant), _touches(spot)

    def sentence(self, study: Study) -> str:
        pathway = study.plan.pathway(self.pathway).short_name
        return f"{study.participant(self.participant).code}, {pathway}: a {self.polarity.value} hot spot was added."


@dataclass(frozen=True, kw_only=True)
class RemoveHotSpot(HotSpotEdit):
    """Take a hot spot away."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Remove it with its note."""
        spot = self.old(study)
        study.store.hot_spots.remove(spot.id)
        return RestoreHotSpot(spot=spot), _touches(spot)

    def sentence(self, study: Study) -> str:
        return f"A hot spot of {study.participant(self.participant).code} was removed."

    def sentence_undone(self, study: Study) -> str:
        return f"The hot spot that was added for {study.participant(self.participant).code} is gone again."


@dataclass(frozen=True, kw_only=True)
class RestoreHotSpot(Edit):
    """Put a removed hot spot back as it was."""

    spot: HotSpot

    def subject(self) -> str | None:
        return self.spot.participant

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add the same rows again."""
        study.store.hot_spots.put(self.spot)
        return RemoveHotSpot(hot_spot=self.spot.id, participant=self.spot.participant), _touches(self.spot)

    def sentence(self, study: Study) -> str:
        return f"A hot spot of {study.participant(self.spot.participant).code} is back."


@dataclass(frozen=True, kw_only=True)
class MoveHotSpot(HotSpotEdit):
    """Another day, or other days."""

    first_day: date
    last_day: date

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the days."""
        old = self.old(study)
        check_within_journey(study, self.participant, self.first_day, self.last_day)
        changes = self.put(study, dataclasses.replace(old, first_day=self.first_day, last_day=self.last_day))
        return dataclasses.replace(self, id="", first_day=old.first_day, last_day=old.last_day), changes


@dataclass(frozen=True, kw_only=True)
class ChangePolarity(HotSpotEdit):
    """Positive, negative or both."""

    polarity: Polarity

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the sign."""
        old = self.old(study)
        changes = self.put(study, dataclasses.replace(old, polarity=self.polarity))
        return dataclasses.replace(self, id="", polarity=old.polarity), changes


@dataclass(frozen=True, kw_only=True)
class DescribeHotSpot(HotSpotEdit):
    """The note: what happened, what could have helped, the person's own words."""

    note: Note

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the words."""
        old = self.old(study)
        changes = self.put(study, dataclasses.replace(old, note=self.note))
        return dataclasses.replace(self, id="", note=old.note), changes


@dataclass(frozen=True, kw_only=True)
class ConfirmHotSpot(HotSpotEdit):
    """The participant says that it mattered (MB14), or takes that back."""

    is_confirmed: bool = True

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the participant's word."""
        old = self.old(study)
        changes = self.put(study, dataclasses.replace(old, is_confirmed=self.is_confirmed))
        return dataclasses.replace(self, id="", is_confirmed=old.is_confirmed), changes


@dataclass(frozen=True, kw_only=True)
class DismissSuggestion(Edit):
    """The participant does not see a suggested hot spot that way."""

    key: SuggestionKey

    def subject(self) -> str | None:
        return self.key.participant

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Remember not to suggest it again."""
        study.store.dismissals.put(self.key)
        return RestoreSuggestion(key=self.key), _touches_suggestion(self.key)

    def sentence(self, study: Study) -> str:
        return f"A suggestion for {study.participant(self.key.participant).code} was set aside."


@dataclass(frozen=True, kw_only=True)
class RestoreSuggestion(Edit):
    """Let it be suggested again."""

    key: SuggestionKey

    def subject(self) -> str | None:
        return self.key.participant

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Forget the dismissal."""
        study.store.dismissals.remove(self.key)
        return DismissSuggestion(key=self.key), _touches_suggestion(self.key)

    def sentence(self, study: Study) -> str:
        return f"A suggestion for {study.participant(self.key.participant).code} is back."


def _touches(spot: HotSpot) -> Changes:
    return Changes(hot_spots=frozenset({spot.id}), journeys=frozenset({spot.participant}))


def _touches_suggestion(key: SuggestionKey) -> Changes:
    return Changes(suggestions=frozenset({key}), journeys=frozenset({key.participant}))
