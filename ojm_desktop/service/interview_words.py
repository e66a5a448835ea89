"""The value of an answer in words, as whoever was asked would know it again: on paper, in the question's own terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from ojm_desktop.domain.answer import SHOWN_OF_ATTACHED
from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.form import Question, Type
from ojm_desktop.domain.scale import MINUS


def words_of(question: Question, value: str, choices: dict[str, str]) -> Iterator[str]:
    """A value in words, as whoever was asked would know it again."""
    match question.type:
        case Type.SELECT_ONE:
            yield choices.get(value, value)
        case Type.SELECT_MULTIPLE:
            yield "; ".join(choices.get(name, name) for name in value.split())
        case Type.RANK:
            yield from (f"{place}. {choices.get(name, name)}" for place, name in enumerate(value.split(), start=1))
        case Type.RANGE | Type.INTEGER | Type.DECIMAL:
            yield number_of(question, value)
        case Type.DATE | Type.DATE_TIME:
            yield day_of(value)
        case Type.ACKNOWLEDGE:
            yield "Yes"
        case Type.IMAGE | Type.AUDIO | Type.FILE | Type.SIGNATURE:
            yield f"A file, kept in the study: {value[:SHOWN_OF_ATTACHED]}"
        case _:
            yield from value.splitlines()


def number_of(question: Question, value: str) -> str:
    """With a real minus sign, and a plus where the scale has both sides."""
    try:
        number = Decimal(value)
        is_signed = question.range is not None and Decimal(question.range.start) * Decimal(question.range.end) < 0
    except InvalidOperation:
        return value
    if number < 0:
        return value.replace("-", MINUS)
    return f"+{value}" if number > 0 and is_signed else value


def day_of(value: str) -> str:
    """A day in words, with what follows it as it stands."""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return value
    time = value[11:16]
    return f"{long_date(day)}, {time}" if time else long_date(day)
