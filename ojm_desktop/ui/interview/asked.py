"""What a question's card needs to know of the interview it stands in; a preview of a form can be one as well."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

from ojm_desktop.domain.answer import Answer, Comment
from ojm_desktop.domain.form import Form, Question
from ojm_desktop.domain.plan import StudyPlan

if TYPE_CHECKING:
    from ojm_desktop.forms.running import RunningForm
    from ojm_desktop.forms.state import NodeState


class Planned(Protocol):
    """Something that knows the study's plan (its scale, waves and pathways) and the day."""

    @property
    def plan(self) -> StudyPlan:
        """The plan as it stands."""

    def today(self) -> date:
        """The day it is now."""


class Asked(Protocol):
    """An interview as a card reads it; a card never writes. Paths have the positions of repeats."""

    form: Form

    @property
    def session(self) -> Planned:
        """The study it belongs to."""

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What stands at the questions, by path."""

    @property
    def running(self) -> RunningForm:
        """The questionnaire as it stands."""

    @property
    def allows_sound(self) -> bool:
        """Whether the agreement lets sound be kept."""

    @property
    def last_wave(self) -> str:
        """The wave that `last` speaks of; empty where there is none."""

    def question(self, path: str) -> Question:
        """The question of the form; raises Refused where there is none."""

    def state(self, path: str) -> NodeState:
        """How it stands now."""

    def file(self, path: str) -> bytes | None:
        """The octets of an answer that is a file."""

    def form_file(self, name: str) -> bytes | None:
        """A picture that came with the questionnaire."""

    def last(self, path: str) -> Answer | None:
        """The last wave's answer, only where it may be seen now."""

    def is_withheld(self, path: str) -> bool:
        """Whether what stands there is not shown now, because another interview waits for a rating of its pathway."""

    def notes(self, path: str) -> tuple[Comment, ...]:
        """What was noted beside it."""

    def passed(self, path: str, warning: str) -> str:
        """Why a warning was passed; empty while it was not."""
