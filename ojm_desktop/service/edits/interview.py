"""Edits at the questions of a visit. One answer is one edit, one event and one step of undo, with all it does."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import ClassVar

from ojm_desktop.domain.answer import (
    LONGEST_TEXT,
    SHOWN_OF_ATTACHED,
    Answer,
    AnswerKey,
    Comment,
    CommentKind,
    Comparison,
    NonAnswer,
)
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.effects import NO_EFFECTS, Effects
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.rows import BACK, GONE, TURNED
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.edits.base import Edit, Undo
from ojm_desktop.service.edits.effects import carry_out
from ojm_desktop.service.edits.visits import VisitEdit
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class QuestionEdit(VisitEdit):
    """An edit at one question of a visit that is being held."""

    path: str

    @property
    def key(self) -> AnswerKey:
        """Visit and path."""
        return AnswerKey(self.visit, self.path)

    def held(self, study: Study) -> Visit:
        """The visit; raises Refused where it rests or is over."""
        visit = self.old(study)
        if not visit.is_open:
            raise Refused(f"This visit is {visit.state.words}. Nothing was changed; let it go on first.")
        return visit

    def touches(self) -> Changes:
        """The question."""
        return Changes(visits=frozenset({self.visit}), answers=frozenset({self.key}))


@dataclass(frozen=True, kw_only=True)
class Reply(QuestionEdit):
    """Something is put at a question, and carried into the record (`effects`)."""

    effects: Effects = NO_EFFECTS

    def put(
        self, study: Study, visit: Visit, answer: Answer | None, what: What, anew: What | None = None
    ) -> tuple[Edit, Changes]:
        """Put the answer, None for nothing, with its effects; remember where the interview is.

        `anew` is what happened where something stood there already, if that is another thing.
        """
        store = study.store
        old = store.answers.get(self.key)
        if answer is None:
            store.answers.remove(self.key)
        else:
            store.answers.put(answer, old)
        before, touched = carry_out(study, visit, self.effects, self.at)
        store.visits.put_position(self.visit, self.path)
        self.step(study, what if old is None or anew is None else anew, self.path, _traced(old), _traced(answer))
        inverse = RestoreAnswer(
            visit=self.visit, participant=self.participant, path=self.path, answer=old, effects=before
        )
        return inverse, touched | self.touches()


@dataclass(frozen=True, kw_only=True)
class AnswerQuestion(Reply):
    """The value a question got, as the questionnaire writes it; empty leaves it unanswered.

    `is_cleared`: a default was taken away, and is not to come back. `file` is the SHA-256 of a file, in hex, that came
    in with this answer; the value is its name then.
    """

    value: str
    given_by: Giver = Giver.PARTICIPANT
    is_cleared: bool = False
    file: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the value and what it does to the record."""
        visit = self.held(study)
        if len(self.value) > LONGEST_TEXT:
            raise Refused(f"A text of more than {LONGEST_TEXT:,} characters is too long. Nothing was changed.")
        if self.file:
            study.take_in(self.participant, self.file)
        answer = Answer(
            key=self.key,
            participant=self.participant,
            value=self.value,
            language=visit.language,
            given_by=self.given_by,
            mode=visit.mode,
            at=self.at,
            file=self.file,
        )
        is_kept = bool(self.value) or self.is_cleared
        return self.put(study, visit, answer if is_kept else None, What.ANSWERED, What.CHANGED)

    def sentence(self, study: Study) -> str:
        how = "was given by their own hand" if self.given_by is Giver.OWN_HAND else "was saved"
        return f"An answer of {self.named(study).removesuffix(',')} {how}."


@dataclass(frozen=True, kw_only=True)
class DeclineQuestion(Reply):
    """Why a question has no answer."""

    non_answer: NonAnswer
    given_by: Giver = Giver.RESEARCHER

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the reason in the answer's place."""
        visit = self.held(study)
        answer = Answer(
            key=self.key,
            participant=self.participant,
            value="",
            language=visit.language,
            given_by=self.given_by,
            mode=visit.mode,
            at=self.at,
            non_answer=self.non_answer,
        )
        return self.put(study, visit, answer, What.DECLINED)

    def sentence(self, study: Study) -> str:
        by = ", by their own hand" if self.given_by is Giver.OWN_HAND else ""
        return f"A question of {self.named(study).removesuffix(',')}: {self.non_answer.words}{by}."


@dataclass(frozen=True, kw_only=True)
class RestoreAnswer(Reply):
    """Puts back what stood at a question, or that nothing did, with everything it did to the record."""

    answer: Answer | None

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the row and undo the effects; asked of a visit in any state, as undo is."""
        return self.put(study, self.old(study), self.answer, What.TAKEN_BACK)

    def sentence(self, study: Study) -> str:
        return f"An answer of {self.named(study).removesuffix(',')} is as it was before."


@dataclass(frozen=True, kw_only=True)
class InstanceEdit(QuestionEdit):
    """An edit of how often a repeat is there; `path` is that of the instance."""

    effects: Effects

    def carried_out(self, study: Study, visit: Visit, what: What, undone: str, came: str = "") -> tuple[Edit, Changes]:
        """Put the count, what moved, and what the record says then; `undone`: what undoing this does to the row."""
        before, touched = carry_out(study, visit, self.effects, self.at)
        self.step(study, what, self.path, new=came)
        inverse = RestoreInstances(
            visit=self.visit, participant=self.participant, path=self.path, effects=before, came=undone
        )
        return inverse, touched | self.touches()


@dataclass(frozen=True, kw_only=True)
class AddInstance(InstanceEdit):
    """One more instance of a repeat, which stays when nothing is said in it."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the count and the defaults in it."""
        return self.carried_out(study, self.held(study), What.ADDED, GONE)

    def sentence(self, study: Study) -> str:
        return f"One more was added to {self.named(study).removesuffix(',')}."


@dataclass(frozen=True, kw_only=True)
class RemoveInstance(InstanceEdit):
    """Takes an instance away with what was said in it; those behind it move up."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the count, and the answers where they stand now."""
        return self.carried_out(study, self.held(study), What.REMOVED, BACK)

    def sentence(self, study: Study) -> str:
        return f"A row of {self.named(study).removesuffix(',')} was taken away."


@dataclass(frozen=True, kw_only=True)
class RestoreInstances(InstanceEdit):
    """Puts back how often a repeat was there, and what was said in it.

    `came` says in the trail whether the row is back or gone by it, so that what was written before can follow.
    """

    came: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Asked of a visit in any state, as undo is."""
        return self.carried_out(study, self.old(study), What.TAKEN_BACK, TURNED[self.came], self.came)

    def sentence(self, study: Study) -> str:
        return f"The rows of {self.named(study).removesuffix(',')} are as they were."


@dataclass(frozen=True, kw_only=True)
class CompareWithLast(QuestionEdit):
    """Beside the last wave's answer: the same, changed since, or the earlier one was wrong; the last stays."""

    comparison: Comparison | None

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put it beside the answer."""
        self.held(study)
        old = study.store.answers.get(self.key)
        if old is None:
            raise Refused("This question has no answer to compare. Nothing was changed; answer it first.")
        study.store.answers.put(dataclasses.replace(old, comparison=self.comparison), old)
        self.step(study, What.COMPARED, self.path, new=self.comparison.value if self.comparison else "")
        return dataclasses.replace(self, id="", trail=(), comparison=old.comparison), self.touches()

    def sentence(self, study: Study) -> str:
        return f"An answer of {self.named(study).removesuffix(',')} was compared with the last one."


@dataclass(frozen=True, kw_only=True)
class NoteQuestion(QuestionEdit):
    """Words beside a question: a quote, context, or a query."""

    kind: CommentKind
    words: str
    pathway: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add the comment; it may come after the visit as well, until that is locked."""
        visit = self.old(study)
        if self.pathway:
            study.plan.pathway(self.pathway)
        if visit.is_locked:
            raise Refused("This visit is locked. Nothing was changed.")
        comment = Comment(
            self.id, self.participant, self.visit, self.path, self.pathway, visit.wave, self.kind, self.words
        )
        study.store.comments.put(comment)
        self.step(study, What.NOTED, self.path, new=self.kind.value)
        inverse = RemoveComment(visit=self.visit, participant=self.participant, comment=self.id)
        return inverse, _commented(self.id, self.participant)

    def sentence(self, study: Study) -> str:
        return f"A note was added to {self.named(study).removesuffix(',')}."


@dataclass(frozen=True, kw_only=True)
class RemoveComment(VisitEdit):
    """Takes a note away."""

    comment: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Remove it, until the visit is locked."""
        comment = study.store.comments.get(self.comment)
        if comment is None or comment.visit != self.visit or comment.participant != self.participant:
            raise Refused("This note is not there any more. Nothing was changed.")
        if self.old(study).is_locked:
            raise Refused("This visit is locked. Nothing was changed.")
        study.store.comments.remove(self.comment)
        self.step(study, What.TAKEN_BACK, comment.path, old=comment.kind.value)
        return RestoreComment(row=comment), _commented(comment.id, comment.participant)

    def sentence(self, study: Study) -> str:
        return f"A note of {self.named(study).removesuffix(',')} was taken away."


@dataclass(frozen=True, kw_only=True)
class RestoreComment(Edit):
    """Puts a note back as it was."""

    row: Comment

    def subject(self) -> str | None:
        return self.row.participant

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Add the same row again."""
        row = self.row
        study.store.comments.put(row)
        inverse = RemoveComment(visit=row.visit, participant=row.participant, comment=row.id)
        return inverse, _commented(row.id, row.participant)

    def sentence(self, study: Study) -> str:
        return f"A note of {study.participant(self.row.participant).code} is back."


@dataclass(frozen=True, kw_only=True)
class OverrideWarning(QuestionEdit):
    """A warning was seen and the answer stands all the same, for this reason."""

    undo: ClassVar[Undo] = Undo.RECORD

    warning: str
    reason: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Only the trail learns of it."""
        self.held(study)
        if not self.reason.strip():
            raise Refused("A warning is passed with a reason. Nothing was changed; write it in a few words.")
        self.step(study, What.OVERRIDDEN, self.path, old=self.warning, new=self.reason)
        return None, self.touches()

    def sentence(self, study: Study) -> str:
        return "A warning was passed with its reason."


def _traced(answer: Answer | None) -> str:
    """What the trail says of an answer: the beginning of it, or the reason why there is none."""
    if answer is None:
        return ""
    return answer.non_answer.value if answer.non_answer else answer.value[:SHOWN_OF_ATTACHED]


def _commented(comment: str, participant: str) -> Changes:
    return Changes(comments=frozenset({comment}), journeys=frozenset({participant}))
