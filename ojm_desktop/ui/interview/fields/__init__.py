"""The fields of questions, a module a kind; `field_for` chooses by type and appearance."""

from __future__ import annotations

from ojm_desktop.domain.form import Question, Role, Type
from ojm_desktop.domain.scale import Scale
from ojm_desktop.ui.interview.fields.choosing import ChoosingField
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.interview.fields.scale import ScaleField
from ojm_desktop.ui.interview.fields.steps import of_range, of_scale
from ojm_desktop.ui.interview.fields.words import WordsField

__all__ = ["Field", "field_for"]


def field_for(question: Question, scale: Scale) -> Field:
    """The field of a question; an appearance nobody knows gives that of the type alone (interview: types)."""
    steps = of_range(question.range, scale) if question.range is not None else None
    if question.role is Role.RATING and question.range is None and question.choices is None:
        steps = of_scale(scale)
    if steps is not None:
        return ScaleField(question, steps)
    if question.type in (Type.SELECT_ONE, Type.SELECT_MULTIPLE):
        return ChoosingField(question)
    return WordsField(question)
