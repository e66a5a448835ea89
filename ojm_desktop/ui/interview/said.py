"""An answer in the words a person would say it in, not as the questionnaire stores it."""

from __future__ import annotations

from datetime import date
from typing import Final

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.form import Question, Type
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.ui.interview.asked import Asked
from ojm_desktop.ui.interview.fields.steps import shown_number

_CHOOSING: Final = frozenset({Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.RANK})
_FILES: Final = frozenset({Type.IMAGE, Type.AUDIO, Type.FILE})


def said(asked: Asked, path: str, answer: Answer) -> str:
    """The answer as it is read: labels of choices, days with their month, numbers with their sign."""
    if answer.non_answer is not None:
        return answer.non_answer.words
    question = asked.question(path)
    if question.type in _CHOOSING:
        return _chosen(asked, path, question, answer.value)
    if question.range is not None:
        return shown_number(answer.value, signed=question.range.start.startswith("-"))
    if question.type is Type.DATE:
        return _day(answer.value)
    if question.type is Type.ACKNOWLEDGE:
        return "ticked"
    return answer.shown if question.type in _FILES else f"“{answer.shown}”"


def wave_said(plan: StudyPlan, key: str) -> str:
    """A wave within a sentence: week 4."""
    name = next((wave.name for cohort in plan.cohorts for wave in cohort.waves if wave.key == key), key)
    return name[:1].lower() + name[1:]


def _chosen(asked: Asked, path: str, question: Question, value: str) -> str:
    labels = {choice.name: choice.label for choice in asked.state(path).choices}
    names = [value] if question.type is Type.SELECT_ONE else value.split()
    return ", ".join(labels.get(name) or name for name in names)


def _day(value: str) -> str:
    try:
        return long_date(date.fromisoformat(value))
    except ValueError:
        return value
