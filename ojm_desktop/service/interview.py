"""One visit being held: the questionnaire it was begun with, run over what was answered, each answer durable at once.

Nothing here is kept only in memory but the trail since the last answer; a new `Interview` of the same visit, after a
kill, stands at the same question with the same answers.
"""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import datetime
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ojm_desktop.domain.answer import Answer, AnswerKey, Comment, CommentKind, Comparison, NonAnswer
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.clock import parse_utc
from ojm_desktop.domain.effects import Effects
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.form import Last, Question, Role, Type
from ojm_desktop.domain.paradata import Step, What
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service import drafts
from ojm_desktop.service.edits import AnswerQuestion, CompareWithLast, DeclineQuestion, NoteQuestion, OverrideWarning
from ojm_desktop.service.edits.forms import kept_form
from ojm_desktop.service.interview_record import Places, Telling, place_id, without_positions
from ojm_desktop.service.session import Session

if TYPE_CHECKING:
    from ojm_desktop.forms.running import RunningForm
    from ojm_desktop.forms.state import NodeState


class Interview:
    """A visit's running form and record. Raises Refused where the visit or its questionnaire is not there."""

    def __init__(self, session: Session, visit: str) -> None:
        from ojm_desktop.forms.xform import parse

        self.session = session
        self._visit_id = visit
        self.form = parse(kept_form(session.study, self.visit.form).xml.encode())
        self._places = Places.of(self.form)
        self._trail: list[Step] = []
        self._entered = ""
        self.last_answers = self._of_last_wave()
        self.open()

    @property
    def visit(self) -> Visit:
        """The visit as it stands."""
        found = self.session.study.store.visits.get(self._visit_id)
        if found is None or not found.form:
            raise Refused("This visit was not begun. Nothing was changed; begin it from the person's page.")
        return found

    def open(self) -> None:
        """Run the questionnaire over what the study holds: at the start, and after anything was taken back."""
        self.answers = self._kept(self._visit_id)
        self.running = self._run()
        self._unkept = {path for path in self.running.answers() if self._is_given(path)} - self.answers.keys()

    # --- answering

    def answer(self, path: str, value: str, given_by: Giver = Giver.PARTICIPANT) -> Changes:
        """Give a question its answer; durable when this returns. Raises OjmError with nothing changed."""
        return self._reply(path, value, None, given_by)

    def decline(self, path: str, reason: NonAnswer) -> Changes:
        """Say why a question has no answer."""
        return self._reply(path, "", reason, Giver.RESEARCHER)

    def add_repeat(self, path: str) -> str:
        """One more instance of a repeat, and its path; it is kept with the first answer in it."""
        return self.running.add_repeat(path)

    def compare(self, path: str, comparison: Comparison | None) -> Changes:
        """What the person says of an answer beside the last wave's."""
        visit = self.visit
        edit = CompareWithLast(
            visit=visit.id,
            participant=visit.participant,
            path=path,
            comparison=comparison,
            trail=tuple(self._trail),
        )
        return self._done(self.session.do(edit))

    def note(self, path: str, kind: CommentKind, words: str) -> Changes:
        """Words beside a question; a quote is one of its pathway and wave."""
        visit = self.visit
        edit = NoteQuestion(
            visit=visit.id,
            participant=visit.participant,
            path=path,
            kind=kind,
            words=words,
            pathway=self._places.pathway(without_positions(path)),
            trail=tuple(self._trail),
        )
        return self._done(self.session.do(edit))

    def override(self, path: str, number: int, reason: str) -> Changes:
        """An answer stands although check `number` of its question warns of it, for this reason."""
        visit = self.visit
        warning = next((one.message for one in self.state(path).warnings if one.number == number), None)
        if warning is None:
            raise Refused("Nothing warns of this answer now, so there is nothing to pass. Nothing was changed.")
        edit = OverrideWarning(
            visit=visit.id,
            participant=visit.participant,
            path=path,
            warning=warning,
            reason=reason,
            trail=tuple(self._trail),
        )
        return self._done(self.session.do(edit))

    def _reply(self, path: str, value: str, reason: NonAnswer | None, given_by: Giver) -> Changes:
        visit = self.visit
        answer = Answer(
            AnswerKey(visit.id, path), visit.participant, value, visit.language, given_by, visit.mode, "", reason
        )
        try:
            touched = dict.fromkeys((path, *self.running.set(path, value).paths))
            effects = self._effects(visit, answer, touched)
            where: dict[str, Any] = {"visit": visit.id, "participant": visit.participant, "path": path}
            where |= {"trail": tuple(self._trail), "effects": effects}
            changes = self.session.do(
                DeclineQuestion(**where, non_answer=reason)
                if reason
                else AnswerQuestion(**where, value=value, given_by=given_by)
            )
        except BaseException:
            self.open()
            raise
        self._unkept -= {row.key.path for row in effects.answers} | {path}
        return self._done(changes)

    def _effects(self, visit: Visit, answer: Answer, touched: dict[str, None]) -> Effects:
        """What an answer does beside itself, worked out for the places that it touched."""
        path = answer.key.path
        holds = {**self.answers, path: answer}
        telling = Telling(self.session.study, visit, self._places, self.running, holds)
        made = telling.effects(touched)
        given: list[Answer] = []
        gone: list[str] = []
        set_aside: list[str] = []
        brought_back: list[str] = []
        for each in sorted({*touched, *self._unkept} - {path}):
            if not self._is_given(each):
                continue
            state, old = self.running.state(each), self.answers.get(each)
            if state.value and (old is None or (old.value != state.value)):
                given.append(self._of_itself(visit, each, state))
            elif not state.value and old is not None and old.non_answer is None:
                gone.append(each)
            elif old is not None and old.is_relevant != state.relevant:
                (brought_back if state.relevant else set_aside).append(each)
        return dataclasses.replace(
            made,
            answers=tuple(given),
            no_answers=tuple(gone),
            set_aside=tuple(set_aside),
            brought_back=tuple(brought_back),
        )

    def _of_itself(self, visit: Visit, path: str, state: NodeState) -> Answer:
        """An answer that the questionnaire gave: a default, or what another answer triggered."""
        key = AnswerKey(visit.id, path)
        return Answer(
            key,
            visit.participant,
            state.value,
            visit.language,
            Giver.RESEARCHER,
            visit.mode,
            "",
            is_relevant=state.relevant,
        )

    def _is_given(self, path: str) -> bool:
        """Whether a value is kept as an answer: not where it is worked out from others each time."""
        node = self._places.nodes.get(without_positions(path))
        return isinstance(node, Question) and not node.calculation and node.type is not Type.NOTE

    def _done(self, changes: Changes) -> Changes:
        """The trail is durable; what stands at the questions that changed is read again."""
        self._trail.clear()
        for key in changes.answers:
            self.answers.pop(key.path, None)
            row = self.session.study.store.answers.get(key)
            if row is not None:
                self.answers[key.path] = row
        return changes

    # --- where the interview is

    @property
    def position(self) -> str:
        """The question to open at: where it was left, else the one answered last, else the first."""
        draft = self.session.draft(drafts.visit_place(self._visit_id))
        questions = self.running.questions()
        for path in (draft.text if draft else "", self.visit.position):
            if path in questions:
                return path
        return questions[0] if questions else ""

    def goto(self, path: str) -> None:
        """Stand at a question: durable, so that a kill reopens it, and in the trail with the next answer."""
        now = self.session.clock.now()
        if self._entered:
            self._trail.append(Step(self._entered, What.LEFT, now))
        node = self._places.nodes.get(without_positions(path))
        is_again = node is not None and node.role is Role.RATING and path in self.answers
        self._trail.append(Step(path, What.REOPENED if is_again else What.ENTERED, now))
        self._entered = path
        visit = self.visit
        self.session.keep_draft(drafts.visit_place(visit.id), path, 0, visit.participant)

    def leave(self) -> None:
        """The visit is over: nothing waits at a question any more."""
        self.session.keep_draft(drafts.visit_place(self._visit_id), "", 0)

    # --- what is shown

    def question(self, path: str) -> Question:
        """The question of the form at a path; raises Refused where there is none."""
        node = self._places.nodes.get(without_positions(path))
        if not isinstance(node, Question):
            raise Refused("The questionnaire has no such question. Nothing was changed.")
        return node

    def state(self, path: str) -> NodeState:
        """How a question stands."""
        return self.running.state(path)

    def hidden_pathways(self) -> frozenset[str]:
        """Pathways with a rating to be given that is neither answered nor declined: shown empty everywhere."""
        found = set()
        for path in self.running.questions():
            node = self._places.nodes[without_positions(path)]
            if node.role is Role.RATING and path not in self.answers:
                found.add(self._places.pathway(node.path))
        return frozenset(found)

    def last(self, path: str) -> Answer | None:
        """The last wave's answer where it may be seen now: before answering, only after it, or never."""
        node = self._places.nodes.get(without_positions(path))
        if not isinstance(node, Question):
            return None
        when = Last.AFTER if node.role is Role.RATING else node.last
        if when is Last.NEVER or (when is Last.AFTER and path not in self.answers):
            return None
        return self.last_answers.get(path)

    @property
    def last_wave(self) -> str:
        """The wave that `last` speaks of; empty where there is none."""
        key = next((answer.key for answer in self.last_answers.values()), None)
        visit = self.session.study.store.visits.get(key.visit) if key else None
        return visit.wave if visit else ""

    def notes(self, path: str) -> tuple[Comment, ...]:
        """What was noted beside a question; a comment that is the answer itself is no note."""
        own = place_id(self._visit_id, path)
        found = self.session.study.store.comments.of_visit(self._visit_id)
        return tuple(one for one in found if one.path == path and one.id != own)

    def passed(self, path: str, warning: str) -> str:
        """Why a warning was passed; empty while it was not."""
        steps = self.session.study.store.paradata.of(self._visit_id)
        found = (
            step.new for step in steps if step.what is What.OVERRIDDEN and (step.path, step.old) == (path, warning)
        )
        return next(found, "")

    # --- inside

    def _kept(self, visit: str) -> dict[str, Answer]:
        return {answer.key.path: answer for answer in self.session.study.store.answers.of(visit)}

    def _of_last_wave(self) -> dict[str, Answer]:
        """The relevant answers of the visit before this one that was begun with a form of the same id."""
        store, visit = self.session.study.store, self.visit
        earlier = [
            one
            for one in store.visits.of(visit.participant)
            if one.form and one.started_at < visit.started_at and one.id != visit.id
        ]
        ids = {facts.digest: facts.id for facts in store.forms.all()}
        for one in reversed(earlier):
            if ids.get(one.form) == self.form.id:
                return {path: answer for path, answer in self._kept(one.id).items() if answer.is_relevant}
        return {}

    def _run(self) -> RunningForm:
        from ojm_desktop.forms.environment import Environment
        from ojm_desktop.forms.instance import new_document
        from ojm_desktop.forms.running import RunningForm

        last = new_document()
        for path, answer in self.last_answers.items():
            node = last
            for step in path.strip("/").split("/"):
                name, _, position = step.partition("[")
                index = int(position.rstrip("]")) - 1 if position else 0
                while len(node.by_name.get(name, ())) <= index:
                    node.add(name, is_repeat=bool(position))
                node = node.by_name[name][index]
            node.text = answer.value
        ids = count()
        running = RunningForm(
            self.form,
            Environment(
                self._now,
                ZoneInfo(self.session.plan.zone),
                lambda: hashlib.sha256(f"{self._visit_id} {next(ids)}".encode()).hexdigest()[:32],
                Random(self._visit_id),
                last,
            ),
            self.visit.language or None,
        )
        running.restore({path: answer.value for path, answer in self.answers.items()})
        return running

    def _now(self) -> datetime:
        return parse_utc(self.session.clock.now().utc)
