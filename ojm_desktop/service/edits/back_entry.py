"""Edits of the second, blind entry of a visit from paper: typed again, compared, and where they differ settled."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import ClassVar

from ojm_desktop.domain.answer import Answer, AnswerKey
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.paper_check import Reading, SecondEntry, Settled
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import Mode, Visit, VisitState
from ojm_desktop.service.edits.base import Edit, Undo
from ojm_desktop.service.edits.interview import Reply
from ojm_desktop.service.edits.visits import VisitEdit
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class PaperEdit(VisitEdit):
    """An edit of the check of a visit whose answers stand on paper and were typed in."""

    def typed(self, study: Study) -> Visit:
        """The visit; raises Refused for one that is not from paper, is still being typed, or is locked."""
        visit = self.old(study)
        if visit.mode is not Mode.PAPER:
            raise Refused("This visit is not from paper, so it is not typed a second time. Nothing was changed.")
        if visit.state not in {VisitState.COMPLETE, VisitState.STOPPED}:
            raise Refused(
                f"This visit is {visit.state.words}. Nothing was changed; its ratings are typed a second time once the"
                " first entry is finished, and before it is locked."
            )
        return visit

    def blind(self, study: Study) -> Visit:
        """The same, before the two entries were laid side by side."""
        visit = self.typed(study)
        if study.store.paper_checks.compared_at(self.visit):
            raise Refused(
                "The two entries were compared, so nobody types blind any more. Nothing was changed; settle what"
                " differs."
            )
        return visit


@dataclass(frozen=True, kw_only=True)
class EnterAgain(PaperEdit):
    """What stands on the paper at one rating, read a second time; None takes what was typed away."""

    path: str
    reading: Reading | None

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the row beside the first entry, without a look at that."""
        self.blind(study)
        checks = study.store.paper_checks
        old = checks.get(self.visit, self.path)
        if self.reading is None:
            checks.remove(self.visit, self.path)
        else:
            checks.put(SecondEntry(self.visit, self.path, self.participant, self.reading, self.at))
        before, at = (old.reading, old.at) if old else (None, self.at)
        inverse = dataclasses.replace(self, id="", trail=(), reading=before, at=at)
        return inverse, self.touches()

    def sentence(self, study: Study) -> str:
        return f"A rating of {self.named(study).removesuffix(',')} was typed a second time."

    def sentence_undone(self, study: Study) -> str:
        return f"A rating of {self.named(study).removesuffix(',')}, second entry, is as it was before."


@dataclass(frozen=True, kw_only=True)
class CompareEntries(PaperEdit):
    """The two entries are laid side by side: from here on nobody types blind, so undo stops here.

    `paths` are the ratings that the questionnaire asked.
    """

    undo: ClassVar[Undo] = Undo.BARRIER

    paths: tuple[str, ...]

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Remember when; refused while a rating was not typed again."""
        self.blind(study)
        if not self.paths:
            raise Refused("This visit asked for no rating, so there is nothing to compare. Nothing was changed.")
        entered = {entry.path for entry in study.store.paper_checks.of(self.visit)}
        if missing := set(self.paths) - entered:
            told = counted(len(missing), "rating was", "ratings were")
            raise Refused(f"{told} not typed again yet. Nothing was changed; type what stands on the paper.")
        study.store.paper_checks.put_compared(self.visit, self.participant, self.at)
        return None, self.touches()

    def sentence(self, study: Study) -> str:
        return f"Both entries of {self.named(study).removesuffix(',')} were compared."


@dataclass(frozen=True, kw_only=True)
class SettleDifference(PaperEdit):
    """Where the entries differ: which stands on the paper, or what else does; None opens the question again."""

    path: str
    settled: Settled | None

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put it at the second entry; the log knows who and when."""
        self.typed(study)
        old = study.store.paper_checks.get(self.visit, self.path)
        if old is None or not study.store.paper_checks.compared_at(self.visit):
            raise Refused("The two entries were not compared yet. Nothing was changed.")
        study.store.paper_checks.put(dataclasses.replace(old, settled=self.settled))
        return dataclasses.replace(self, id="", trail=(), settled=old.settled), self.touches()

    def sentence(self, study: Study) -> str:
        return f"A difference of {self.named(study).removesuffix(',')} was settled."

    def sentence_undone(self, study: Study) -> str:
        return f"A difference of {self.named(study).removesuffix(',')} is open again."


@dataclass(frozen=True, kw_only=True)
class CorrectAnswer(PaperEdit, Reply):
    """The second reading takes the place of the first in the record, though the visit is over."""

    reading: Reading
    given_by: Giver = Giver.PARTICIPANT

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the answer with what it does to the record."""
        visit = self.typed(study)
        old = study.store.answers.get(AnswerKey(self.visit, self.path))
        answer = Answer(
            key=self.key,
            participant=self.participant,
            value=self.reading.value,
            language=old.language if old is not None else visit.language,
            given_by=self.given_by,
            mode=visit.mode,
            at=self.at,
            non_answer=self.reading.non_answer,
        )
        return self.put(study, visit, answer if self.reading.code else None, What.CHANGED)

    def sentence(self, study: Study) -> str:
        return f"An answer of {self.named(study).removesuffix(',')} was corrected from the paper."
