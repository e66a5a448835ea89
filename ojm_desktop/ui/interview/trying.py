"""A questionnaire that is walked through: cards ask it as they ask an interview, and nothing of it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ojm_desktop.domain.answer import Answer, AnswerKey, Comment, Comparison, NonAnswer
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.form import Question
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import Mode

if TYPE_CHECKING:
    from ojm_desktop.forms.running import RunningForm
    from ojm_desktop.forms.state import NodeState


@dataclass(frozen=True)
class Plan:
    """The study's plan and a day, standing in for a session."""

    plan: StudyPlan
    day: date

    def today(self) -> date:
        """The day it is taken for."""
        return self.day


class Trying:
    """A running form with its answers in memory alone."""

    def __init__(self, running: RunningForm, plan: StudyPlan, today: date) -> None:
        self.running = running
        self.form = running.form
        self.session = Plan(plan, today)
        self.answers: dict[str, Answer] = {}
        self.last_answers: dict[str, Answer] = {}
        self.last_wave = ""
        self.pictures: Mapping[str, bytes] = {}
        self.files: dict[str, bytes] = {}
        self.allows_sound = True
        self.comments: tuple[Comment, ...] = ()
        self._questions = {question.path: question for question in running.form.questions()}
        for path, value in running.answers().items():
            if value:
                self.answers[path] = self._answer(path, value)

    def answer(self, path: str, value: str, given_by: Giver = Giver.PARTICIPANT) -> None:
        """Give an answer, or take it away with an empty one."""
        self.running.set(path, value)
        self.answers.pop(path, None)
        if value:
            self.answers[path] = self._answer(path, value, given_by)

    def attach(self, path: str, name: str, octets: bytes) -> None:
        """Answer with a file, which is kept no longer than this is walked through."""
        self.files[path] = octets
        self.answer(path, name)

    def decline(self, path: str, reason: NonAnswer) -> None:
        """Say why there is no answer."""
        self.running.set(path, "")
        self.answers[path] = Answer(
            AnswerKey("", path), "", "", self.running.language, Giver.RESEARCHER, Mode.IN_PERSON, "", reason
        )

    def compare(self, path: str, comparison: Comparison | None) -> None:
        """What is said of an answer beside the last wave's."""
        self.answers[path] = replace(self.answers[path], comparison=comparison)

    def question(self, path: str) -> Question:
        """The question of the form; raises Refused where there is none."""
        found = self._questions.get("/".join(step.partition("[")[0] for step in path.split("/")))
        if found is None:
            raise Refused("The questionnaire has no such question. Nothing was changed.")
        return found

    def state(self, path: str) -> NodeState:
        """How a question stands."""
        return self.running.state(path)

    def file(self, path: str) -> bytes | None:
        """The octets of an answer that is a file."""
        return self.files.get(path) if path in self.answers else None

    def form_file(self, name: str) -> bytes | None:
        """A picture that came with the questionnaire."""
        return self.pictures.get(name)

    def last(self, path: str) -> Answer | None:
        """The last wave's answer, once there is one now."""
        return self.last_answers.get(path) if path in self.answers else None

    def is_withheld(self, path: str) -> bool:
        """Nothing is kept back while trying."""
        return False

    def notes(self, path: str) -> tuple[Comment, ...]:
        """What was noted beside a question."""
        return tuple(one for one in self.comments if one.path == path)

    def passed(self, path: str, warning: str) -> str:
        """No warning is passed while trying."""
        return ""

    def _answer(self, path: str, value: str, given_by: Giver = Giver.PARTICIPANT) -> Answer:
        return Answer(AnswerKey("", path), "", value, self.running.language, given_by, Mode.IN_PERSON, "")
