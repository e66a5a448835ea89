"""The fields of questions, a module a kind; `field_for` chooses by type and appearance."""

from __future__ import annotations

from datetime import date

from ojm_desktop.domain.form import Question, Role, Type
from ojm_desktop.domain.scale import Scale
from ojm_desktop.ui.interview.fields.choosing import ChoosingField
from ojm_desktop.ui.interview.fields.dropped import DroppedField
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.interview.fields.filed import file_field_for
from ojm_desktop.ui.interview.fields.lines import line_for
from ojm_desktop.ui.interview.fields.picked import PickedField, columns_of
from ojm_desktop.ui.interview.fields.plainly import AcknowledgeField, NoteField
from ojm_desktop.ui.interview.fields.ranking import RankField
from ojm_desktop.ui.interview.fields.scale import ScaleField
from ojm_desktop.ui.interview.fields.sliding import SlidingField
from ojm_desktop.ui.interview.fields.steps import of_range, of_scale
from ojm_desktop.ui.interview.fields.words import WordsField

__all__ = ["Field", "field_for"]


def field_for(question: Question, scale: Scale, today: date, *, allows_sound: bool) -> Field:
    """The field of a question; an appearance nobody knows gives that of the type alone (interview: types)."""
    if question.choices is not None:
        return _of_choices(question)
    if question.range is not None:
        steps = of_range(question.range, scale)
        is_line = steps is None or "no-ticks" in question.appearance
        return SlidingField(question, question.range) if is_line or steps is None else ScaleField(question, steps)
    if question.role is Role.RATING:
        return ScaleField(question, of_scale(scale))
    if question.type is Type.NOTE:
        return NoteField(question)
    if question.type is Type.ACKNOWLEDGE:
        return AcknowledgeField(question)
    filed = file_field_for(question, allows_sound=allows_sound)
    return filed or line_for(question, today) or WordsField(question)


def _of_choices(question: Question) -> Field:
    if question.type is Type.RANK:
        return RankField(question)
    columns = columns_of(question)
    if columns is not None:
        return PickedField(question, columns)
    is_minimal = "minimal" in question.appearance and question.type is Type.SELECT_ONE
    return DroppedField(question) if is_minimal else ChoosingField(question)
