"""Whether a text is a value of its question's type, before any condition of the form is asked.

The shapes are those of the ODK XForms specification (https://getodk.github.io/xforms-spec/#data-types): whole numbers,
decimals, ISO dates and times, space-separated choices, "OK" for an acknowledgement. An empty text is no answer and
never wrong. Each sentence says what the answer should look like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Final

from ojm_desktop.domain.form import Question, Range, Type

ACKNOWLEDGED: Final = "OK"
NOT_A_DAY: Final = "This is not a day of the calendar. Write year, month and day, such as 2026-03-09."
NOT_A_MOMENT: Final = "This is not a day with a time. Write it such as 2026-03-09T14:30."
NOT_LISTED: Final = "This is not one of the choices. Choose from the list."
_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
"""No power of ten as in 1e5: neither XML Schema's decimal nor XPath's number has one, so expressions would read NaN."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ZONE = r"(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?" + _ZONE)


def mistake(question: Question, text: str, names: Collection[str] | None) -> str:
    """What is wrong with a text as an answer; "" where nothing is. `names`: all choices, filtered out ones too; None
    where there is no list to look in.
    """
    if not text:
        return ""
    if question.range is not None and (said := _range_mistake(question.range, text)):
        return said
    if question.type in _CHOOSING:
        return _choice_mistake(question.type, text, names)
    shape = _SHAPES.get(question.type)
    return "" if shape is None or shape[0](text) else shape[1]


def _is_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _is_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None and _is_read(date.fromisoformat, text)


def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None and _is_read(time.fromisoformat, text)


def _is_date_time(text: str) -> bool:
    day, between, hour = text.partition("T")
    return bool(between) and _is_date(day) and _is_time(hour) and _is_read(datetime.fromisoformat, text)


def _choice_mistake(kind: Type, text: str, names: Collection[str] | None) -> str:
    chosen = [text] if kind is Type.SELECT_ONE else text.split()
    if len(set(chosen)) < len(chosen):
        return "The same choice is there twice. Choose each only once."
    if names is None or all(name in names for name in chosen):
        return ""
    return NOT_LISTED


def _range_mistake(limits: Range, text: str) -> str:
    if not _DECIMAL.fullmatch(text):
        return "This is not a number. Write a number, such as 3 or 2.5."
    value = Decimal(text)
    low, high = sorted((Decimal(limits.start or "0"), Decimal(limits.end or "10")))
    if not low <= value <= high:
        return f"The number is outside the scale. It goes from {low:f} to {high:f}."
    step = Decimal(limits.step or "1")
    if step and _leaves(value - low, step):
        return f"The number lies between two steps of the scale. The steps are {abs(step):f} apart."
    return ""


def _leaves(distance: Decimal, step: Decimal) -> bool:
    """A distance is no number of whole steps. Beyond what numbers are held to (28 digits) nobody can tell."""
    try:
        return bool(distance % step)
    except InvalidOperation:
        return False


_CHOOSING: Final = frozenset({Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.RANK})
_SHAPES: Final[dict[Type, tuple[Callable[[str], bool], str]]] = {
    Type.INTEGER: (
        lambda text: _WHOLE.fullmatch(text) is not None,
        "This is not a whole number. Write digits only, such as 34.",
    ),
    Type.DECIMAL: (
        lambda text: _DECIMAL.fullmatch(text) is not None,
        "This is not a number. Write a number, such as 3 or 2.5.",
    ),
    Type.DATE: (_is_date, NOT_A_DAY),
    Type.TIME: (_is_time, "This is not a time of the day. Write hours and minutes, such as 14:30."),
    Type.DATE_TIME: (_is_date_time, NOT_A_MOMENT),
    Type.ACKNOWLEDGE: (lambda text: text == ACKNOWLEDGED, f'An acknowledgement is "{ACKNOWLEDGED}" or empty.'),
}
