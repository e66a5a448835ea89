"""Truth, choice between values, and values that are worked out once (ODK XForms: boolean functions)."""

from __future__ import annotations

from collections.abc import Callable

from ojm_desktop.forms.xpath.context import Context
from ojm_desktop.forms.xpath.functions.registry import function
from ojm_desktop.forms.xpath.values import Value, to_boolean, to_number, to_text

Lazy = Callable[[Context], Value]


@function("true", "boolean")
def true(_context: Context) -> bool:
    return True


@function("false", "boolean")
def false(_context: Context) -> bool:
    return False


@function("boolean", "boolean", "boolean")
def boolean(_context: Context, value: bool) -> bool:
    return value


@function("boolean-from-string", "boolean", "text")
def boolean_from_string(_context: Context, text: str) -> bool:
    return text in {"true", "1"}


@function("not", "boolean", "boolean")
def negated(_context: Context, value: bool) -> bool:
    return not value


@function("if", "any", "boolean", "lazy", "lazy")
def either(context: Context, condition: bool, then: Lazy, otherwise: Lazy) -> Value:
    return then(context) if condition else otherwise(context)


@function("coalesce", "text", "lazy", "lazy", "lazy*")
def coalesce(context: Context, *choices: Lazy) -> str:
    for choice in choices:
        text = to_text(choice(context))
        if text:
            return text
    return ""


@function("once", "any", "lazy")
def once(context: Context, calculation: Lazy) -> Value:
    return context.current.value or calculation(context)


@function("checklist", "boolean", "number", "number", "any*")
def checklist(_context: Context, least: float, most: float, *answers: Value) -> bool:
    return _is_between(float(sum(_counts(answer) for answer in _flat(answers))), least, most)


@function("weighted-checklist", "boolean", "number", "number", "any*", in_pairs=True)
def weighted_checklist(_context: Context, least: float, most: float, *pairs: Value) -> bool:
    answers, weights = _flat(pairs[::2]), _flat(pairs[1::2])
    total = sum(to_number(weight) for answer, weight in zip(answers, weights, strict=False) if _counts(answer))
    return _is_between(total, least, most)


def _counts(answer: Value) -> bool:
    """Whether an answer is a yes: what is true, or a number above zero; a text is one only as a number."""
    return to_boolean(answer) if isinstance(answer, bool) else to_number(answer) > 0


def _is_between(total: float, least: float, most: float) -> bool:
    return (least == -1 or total >= least) and (most == -1 or total <= most)


def _flat(values: tuple[Value, ...]) -> list[Value]:
    """The values with a node set taken as its nodes' texts."""
    return [
        part
        for value in values
        for part in ([node.value for node in value if node.is_relevant] if isinstance(value, tuple) else [value])
    ]
