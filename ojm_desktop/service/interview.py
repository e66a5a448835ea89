"""One visit being held: the questionnaire it was begun with, run over what was answered, each answer durable at once.

Nothing here is kept only in memory but the trail since the last answer, until the visit is set aside; a new
`Interview` of the same visit, after a kill, stands at the same question with the same answers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ojm_desktop.domain.answer import Answer, AnswerKey, Comment, CommentKind, Comparison, NonAnswer
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.effects import Effects
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.form import Level, Question, Role, Type
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Giver, RatingKey
from ojm_desktop.domain.visit import Mode, Visit
from ojm_desktop.service.edits import (
    AddInstance,
    AnswerQuestion,
    CompareWithLast,
    DeclineQuestion,
    Edit,
    NoteQuestion,
    OverrideWarning,
    RemoveInstance,
    SwitchLanguage,
)
from ojm_desktop.service.edits.forms import kept_form
from ojm_desktop.service.forms import read_kept
from ojm_desktop.service.held_visit import HeldVisit
from ojm_desktop.service.interview_changes import Consequences, has_default, unkept
from ojm_desktop.service.interview_files import checked
from ojm_desktop.service.interview_others import Others
from ojm_desktop.service.interview_pace import with_haste
from ojm_desktop.service.interview_record import Places, Telling, place_id, with_place_on_map, without_positions
from ojm_desktop.service.interview_replies import blocking, is_reply
from ojm_desktop.service.interview_run import here, kept_answers, run, with_known
from ojm_desktop.service.session import Session

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState


class Interview(HeldVisit):
    """A visit's running form and record. Raises Refused where the visit or its questionnaire is not there.

    `languages` are those one may be asked in: drafts that nobody ticked as checked are left out in a real study.
    """

    def __init__(self, session: Session, visit: str) -> None:
        super().__init__(session, visit)
        kept = kept_form(session.study, self.visit.form)
        self.form = read_kept(kept)
        is_practice = session.plan.is_practice
        self.languages = kept.facts.usable_languages(is_practice=is_practice) or self.form.languages
        self._form_files = {file.name: file.octets for file in kept.files}
        self._places = Places.of(self.form)
        others = self._others = Others(session, self.visit, self.form, self._places, self._awaited_by)
        self.last_answers = others.last_answers
        self.open()

    def open(self) -> None:
        """Run the questionnaire over what the study holds: at the start, and after anything was taken back."""
        store = self.session.study.store
        self._others.forget()
        self._rows = kept_answers(self.session, self._visit_id)
        self.answers = {path: row for path, row in self._rows.items() if not row.is_cleared}
        self.running = run(self.session, self.visit, self.form, self.last_answers, self._form_files)
        told = {path: row.value for path, row in self._rows.items()}
        self.running.restore(told, store.instances.of(self._visit_id))
        self._unkept = unkept(self._places, self.running, self._rows)

    # --- answering

    def answer(self, path: str, value: str, given_by: Giver = Giver.PARTICIPANT) -> Changes:
        """Give a question its answer; durable when this returns. Raises OjmError with nothing changed."""
        return self._reply(path, value if value.strip() else "", None, given_by)

    def decline(self, path: str, reason: NonAnswer, given_by: Giver = Giver.RESEARCHER) -> Changes:
        """Say why a question has no answer."""
        return self._reply(path, "", reason, given_by)

    def add_repeat(self, path: str) -> str:
        """One more instance of a repeat, and its path; it is there after a kill, though nothing was said in it."""
        with self._as_it_was():
            instance, touched = self.running.grow(path)
            effects = self._consequences().of_adding(path, touched)
            self._do(AddInstance(**self._named(), path=instance, effects=effects))
        self._unkept = unkept(self._places, self.running, self._rows)
        return instance

    def remove_repeat(self, path: str) -> Changes:
        """Take an instance away with everything said in it; those behind it move up, and one undo puts it back."""
        with self._as_it_was():
            touched = self.running.remove_repeat(path)
            effects = self._consequences().of_removing(path, touched)
            changes = self._do(RemoveInstance(**self._named(), path=path, effects=effects))
        self._unkept = unkept(self._places, self.running, self._rows)
        return changes

    def attach(self, path: str, name: str, octets: bytes, given_by: Giver = Giver.PARTICIPANT) -> Changes:
        """Answer with a file, kept inside the study. Its own name may be somebody's: only the end of it is kept.

        Raises Refused for a question that takes none, and for a file that is empty, too large, or no picture.
        """
        kind, value = checked(self.question(path), name, octets)
        digest, study = hashlib.sha256(octets).hexdigest(), self.session.study
        study.incoming[digest] = (kind, octets)
        try:
            return self._reply(path, value, None, given_by, digest)
        finally:
            del study.incoming[digest]

    def compare(self, path: str, comparison: Comparison | None) -> Changes:
        """What the person says of an answer beside the last wave's."""
        return self._do(CompareWithLast(**self._named(), path=path, comparison=comparison))

    def note(self, path: str, kind: CommentKind, words: str) -> Changes:
        """Words beside a question; a quote is one of its pathway and wave. Raises Refused where there are none."""
        if not words.strip():
            raise Refused("A note has no words yet. Nothing was changed; write it, or leave it.")
        named = {**self._named(), "path": path, "pathway": self.pathway(path)}
        return self._do(NoteQuestion(**named, kind=kind, words=words))

    def override(self, path: str, number: int, reason: str) -> Changes:
        """An answer stands although check `number` of its question warns of it, for this reason."""
        warning = next((one.message for one in self.state(path).warnings if one.number == number), None)
        if warning is None:
            raise Refused("Nothing warns of this answer now, so there is nothing to pass. Nothing was changed.")
        return self._do(OverrideWarning(**self._named(), path=path, warning=warning, reason=reason))

    def set_language(self, language: str) -> Changes:
        """Ask in another language of the questionnaire from here on; what was answered stays. Raises Refused."""
        if language not in self.form.languages:
            raise Refused("The questionnaire has no words in this language. Nothing was changed.")
        changes = self._do(SwitchLanguage(**self._named(), language=language))
        self.running.language = language
        return changes

    def blocking(self) -> tuple[str, ...]:
        return blocking(self.running, self.answers)

    @contextmanager
    def _as_it_was(self) -> Iterator[None]:
        """A change that is refused leaves questionnaire and trail as they were."""
        walked = len(self._trail)
        try:
            yield
        except BaseException:
            del self._trail[walked:]
            self.open()
            raise

    def _reply(self, path: str, value: str, reason: NonAnswer | None, given_by: Giver, file: str = "") -> Changes:
        told = self._places.nodes.get(without_positions(path))
        if isinstance(told, Question) and told.calculation:
            raise Refused("The questionnaire works this answer out itself. Nothing was changed; change what it reads.")
        if self.running.has(path) and self.running.state(path).read_only:
            raise Refused("The questionnaire lets this answer be read only, as it stands now. Nothing was changed.")
        with self._as_it_was():
            effects = self.effects_of(path, value, reason, given_by)
            self._tell_warnings(path)
            where: dict[str, Any] = {**self._named(), "path": path, "effects": effects}
            is_cleared = not value and has_default(self._places, path)
            changes = self._do(
                DeclineQuestion(**where, non_answer=reason, given_by=given_by)
                if reason
                else AnswerQuestion(**where, value=value, given_by=given_by, is_cleared=is_cleared, file=file)
            )
        self._unkept -= {row.key.path for row in effects.answers} | {path}
        if self.question(path).minimum_seconds:
            self._tell_haste(path)
        return changes

    def _tell_warnings(self, path: str) -> None:
        """An answer that a check warns of: the trail says so."""
        question = self._places.nodes.get(without_positions(path))
        if isinstance(question, Question) and (question.checks or question.choices or question.part or question.known):
            for one in self._checked(path).warnings:
                if one.level is Level.WARN:
                    self._walk(path, What.WARNED, new=one.message)

    def _tell_haste(self, path: str) -> None:
        """An answer that came too fast: known once it is there, so the trail says so with the next edit."""
        for one in self.state(path).warnings[len(self._checked(path).warnings) :]:
            self._walk(path, What.WARNED, new=one.message)

    def _at_its_end(self) -> Effects:
        """When it ended, where the questionnaire keeps that itself."""
        now = here(self.session).isoformat(timespec="milliseconds")
        ends = [question.path for question in self.form.questions() if question.preload == "end"]
        for path in ends:
            self.running.set(path, now)
        return Effects(answers=tuple(self._consequences().of_itself(path) for path in ends))

    def effects_of(self, path: str, value: str, reason: NonAnswer | None, given_by: Giver) -> Effects:
        """What an answer does beside itself, worked out for the places that it touched.

        The questionnaire runs on with it: where it is not kept, `open` goes back to what the study holds.
        """
        visit = self.visit
        answer = Answer(
            AnswerKey(visit.id, path), visit.participant, value, visit.language, given_by, visit.mode, "", reason
        )
        return self._consequences(visit).of_answer(answer, self.running.set(path, value), self._unkept)

    def _consequences(self, visit: Visit | None = None) -> Consequences:
        return Consequences(self.session.study, visit or self.visit, self._places, self.running, self._rows)

    def _do(self, edit: Edit) -> Changes:
        """The trail is durable; what stands at the questions that changed is read again."""
        changes = super()._do(edit)
        for key in changes.answers:
            self.answers.pop(key.path, None)
            self._rows.pop(key.path, None)
            row = self.session.study.store.answers.get(key)
            if row is not None:
                self._rows[key.path] = row
                self.answers |= {} if row.is_cleared else {key.path: row}
        return changes

    # --- where the interview is

    @property
    def position(self) -> str:
        """The question to open at: where it was left, else the one answered last, else the first."""
        questions = self.running.questions()
        for path in (self.place_left, self.visit.position):
            if path in questions:
                return path
        return questions[0] if questions else ""

    def goto(self, path: str) -> None:
        """Stand at a question: durable, so that a kill reopens it, and in the trail with the next answer."""
        self._read_on()
        if self._entered:
            self._walk(self._entered, What.LEFT)
        node = self._places.nodes.get(without_positions(path))
        is_again = node is not None and node.role is Role.RATING and path in self.answers
        self._walk(path, What.REOPENED if is_again else What.ENTERED)
        self._entered = path
        self.stand_at(path)

    # --- what is shown

    def question(self, path: str) -> Question:
        """The question of the form at a path; raises Refused where there is none."""
        node = self._places.nodes.get(without_positions(path))
        if not isinstance(node, Question):
            raise Refused("The questionnaire has no such question. Nothing was changed.")
        return node

    def pathway(self, path: str) -> str:
        """The pathway that a question is about; empty for none."""
        return self._places.pathway(without_positions(path))

    def state(self, path: str) -> NodeState:
        """How a question stands; warned also of a day off the map, and when it took less time than expected."""
        state, question = self._checked(path), self._places.nodes.get(without_positions(path))
        if not isinstance(question, Question) or not question.minimum_seconds or self.visit.mode is Mode.PAPER:
            return state
        answer = self.answers.get(path)
        is_said = question.type is Type.NOTE or (answer is not None and answer.non_answer is None)
        return with_haste(state, question, self.pace().seconds(question, path)) if is_said else state

    def _checked(self, path: str) -> NodeState:
        """How a question stands, warned of what its words alone tell."""
        state, question = self.running.state(path), self._places.nodes.get(without_positions(path))
        if not isinstance(question, Question):
            return state
        state = with_place_on_map(state, question, self.session.study, self._participant)
        return with_known(self.session, self.visit, question, state) if question.known else state

    def words(self, path: str) -> str:
        """A question's words as the form has them, also where its row of a repeat is gone; its name for none."""
        question = self.question(path)
        held = question.label.find((self.running.language, self.form.default_language))
        said = "".join(piece for piece in held[1] if isinstance(piece, str)) if held is not None else ""
        return said or question.name

    def rowless_notes(self) -> tuple[Comment, ...]:
        """Notes that stood in a row of a repeat that was taken away since: kept as evidence."""
        return tuple(
            one
            for one in self.session.study.store.comments.of_visit(self._visit_id)
            if one.id != place_id(self._visit_id, one.path) and not self.has_row(one.path)
        )

    def has_row(self, path: str) -> bool:
        """Whether a question is there, in the rows of repeats that its path names."""
        return self._places.names_rows(path) and self.running.has(path)

    def file(self, path: str) -> bytes | None:
        """The octets of an answer that is a file; None where there is none."""
        row = self.answers.get(path)
        return self.session.study.store.files.get(row.participant, row.file) if row is not None and row.file else None

    def form_file(self, name: str) -> bytes | None:
        """A picture or list that stands beside the questionnaire; None where it did not come along."""
        return self._form_files.get(name)

    def awaited(self) -> dict[str, tuple[str, ...]]:
        """Pathways with the waves of which a rating waits, neither answered as the scale allows nor declined, in order.
        They are shown empty everywhere.
        """
        found: dict[str, tuple[str, ...]] = {}
        for path, key in self.ratings().items():
            if not is_reply(self.answers.get(path), self.running):
                found[key.pathway] = (*found.get(key.pathway, ()), key.wave)
        return found

    def is_withheld(self, path: str) -> bool:
        """Whether what stands at a question is not shown now: it is a rating or a moment of a pathway that another
        interview with this person waits for, and would lead that answer as a point of the graph would; not on paper.
        """
        return self._others.withhold(path)

    def _awaited_by(self, other: str) -> Iterable[str]:
        return Interview(self.session, other).awaited()

    def ratings(self) -> dict[str, RatingKey]:
        """The rating questions that apply now, in order, with the place of each one's answer in the journey."""
        telling = Telling(self.session.study, self.visit, self._places, self.running, self.answers)
        nodes = ((path, self._places.nodes[without_positions(path)]) for path in self.running.questions())
        return {
            path: telling.rating_key(node)
            for path, node in nodes
            if isinstance(node, Question) and node.role is Role.RATING
        }

    def last(self, path: str) -> Answer | None:
        """The last wave's answer where it may be seen now: before answering, only after it, or never."""
        return self._others.last(path, is_replied=is_reply(self.answers.get(path), self.running))

    @property
    def last_wave(self) -> str:
        """The wave that `last` speaks of; empty where there is none."""
        return self._others.last_wave

    def notes(self, path: str) -> tuple[Comment, ...]:
        """What was noted beside a question; a comment that is the answer itself is no note."""
        own = place_id(self._visit_id, path)
        return tuple(one for one in self.session.study.store.comments.at(self._visit_id, path) if one.id != own)
