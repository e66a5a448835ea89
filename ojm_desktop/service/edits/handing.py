"""Edits of the laptop changing hands in an interview: who had it when a rating was given (interview: participant view).

Records: nothing of the study changes by them, so undo passes over them. One that was handed over and never given back
ended with a lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.paradata import What
from ojm_desktop.service.edits.base import Edit, Undo
from ojm_desktop.service.edits.interview import QuestionEdit
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class HandOver(QuestionEdit):
    """The participant has the laptop from here on, with one question and nothing else of the study."""

    undo: ClassVar[Undo] = Undo.RECORD

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Only the trail learns of it; refused where the visit rests or is over."""
        self.held(study)
        self.step(study, What.HANDED_OVER, self.path)
        return None, Changes()

    def sentence(self, study: Study) -> str:
        return f"{self.named(study)} the laptop was handed over."


@dataclass(frozen=True, kw_only=True)
class TakeBack(QuestionEdit):
    """The PIN was typed: the researcher has it again, whatever became of the visit meanwhile."""

    undo: ClassVar[Undo] = Undo.RECORD

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Only the trail learns of it."""
        self.old(study)
        self.step(study, What.GIVEN_BACK, self.path)
        return None, Changes()

    def sentence(self, study: Study) -> str:
        return f"{self.named(study)} the laptop was given back."
