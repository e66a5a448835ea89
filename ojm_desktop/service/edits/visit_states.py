"""Edits that turn a visit from one state into another: it rests, goes on, is stopped, complete, locked."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import ClassVar

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.effects import NO_EFFECTS, Effects
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.visit import PauseReason, Visit, VisitState
from ojm_desktop.service.edits.base import Edit
from ojm_desktop.service.edits.effects import carry_out
from ojm_desktop.service.edits.visits import UNFINISHED, VisitEdit
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class TurnVisit(VisitEdit):
    """A visit goes from one state into another; undo puts back state, words and end, and nothing else."""

    before: ClassVar[frozenset[VisitState]]
    after: ClassVar[VisitState]
    what: ClassVar[What]
    said: ClassVar[str]

    effects: Effects = NO_EFFECTS
    """What it does to the answers: the end that the questionnaire itself keeps."""

    def why(self) -> str:
        """Words for it, where it has any."""
        return ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the state, from one it can follow on."""
        old = self.old(study)
        if old.state not in self.before:
            raise Refused(f"This visit is {old.state.words}. Nothing was changed.")
        ended = self.at if self.after in {VisitState.STOPPED, VisitState.COMPLETE} else ""
        new = dataclasses.replace(old, state=self.after, reason=self.why(), ended_at=ended or old.ended_at)
        study.store.visits.put(new)
        undone, touched = carry_out(study, old, self.effects, self.at)
        self.step(study, self.what, new=self.why())
        return _put_back(old, undone), touched | self.touches()

    def sentence(self, study: Study) -> str:
        return f"{self.named(study)} {self.said}."


@dataclass(frozen=True, kw_only=True)
class PutVisitState(VisitEdit):
    """Puts back the state a visit was in."""

    state: VisitState
    reason: str
    ended_at: str
    effects: Effects = NO_EFFECTS

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put state, words and end."""
        old = self.old(study)
        study.store.visits.put(dataclasses.replace(old, state=self.state, reason=self.reason, ended_at=self.ended_at))
        undone, touched = carry_out(study, old, self.effects, self.at)
        self.step(study, What.TAKEN_BACK, old=old.state.value, new=self.state.value)
        return _put_back(old, undone), touched | self.touches()

    def sentence(self, study: Study) -> str:
        return f"{self.named(study)} is {self.state.words} again."


@dataclass(frozen=True, kw_only=True)
class PauseVisit(TurnVisit):
    """The interview rests."""

    before = frozenset({VisitState.IN_PROGRESS})
    after = VisitState.PAUSED
    what = What.PAUSED
    said = "rests"

    reason: PauseReason

    def why(self) -> str:
        return self.reason.value


@dataclass(frozen=True, kw_only=True)
class ResumeVisit(TurnVisit):
    """It goes on; also one that was stopped or complete, as long as it is not locked."""

    before = frozenset({VisitState.PAUSED, VisitState.STOPPED, VisitState.COMPLETE})
    after = VisitState.IN_PROGRESS
    what = What.RESUMED
    said = "goes on"


@dataclass(frozen=True, kw_only=True)
class StopVisit(TurnVisit):
    """It ends before its end, with the reason; what was said stays."""

    before = frozenset(UNFINISHED)
    after = VisitState.STOPPED
    what = What.STOPPED
    said = "was stopped"

    reason: str

    def why(self) -> str:
        return self.reason


@dataclass(frozen=True, kw_only=True)
class CompleteVisit(TurnVisit):
    """Everything was asked that was to be asked."""

    before = frozenset(UNFINISHED)
    after = VisitState.COMPLETE
    what = What.COMPLETED
    said = "is complete"


@dataclass(frozen=True, kw_only=True)
class LockVisit(TurnVisit):
    """Its answers stay as they are from now on.

    A stopped one stays stopped, with its reason: locked it would count as held, and a visit held is not begun again.
    """

    before = frozenset({VisitState.COMPLETE, VisitState.STOPPED})
    after = VisitState.LOCKED
    what = What.LOCKED
    said = "is locked"

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Lock what is complete; a log from before this was asked is done again as it was."""
        if self.old(study).state is VisitState.STOPPED and not study.is_done_again:
            raise Refused(
                "This visit was stopped before its end, so it is not locked as one that was held. Nothing was changed; "
                "its answers and the reason stay as they are. To lock it, go on with it and complete it first."
            )
        return super().apply(study)


def _put_back(old: Visit, effects: Effects) -> PutVisitState:
    return PutVisitState(
        visit=old.id,
        participant=old.participant,
        state=old.state,
        reason=old.reason,
        ended_at=old.ended_at,
        effects=effects,
    )
