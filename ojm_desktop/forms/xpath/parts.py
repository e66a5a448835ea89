"""Compiled pieces of an expression, and the conversions that are compiled in between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ojm_desktop.forms.errors import ExpressionError
from ojm_desktop.forms.xpath.context import Context
from ojm_desktop.forms.xpath.functions.registry import Gives
from ojm_desktop.forms.xpath.values import Value, to_boolean, to_number, to_text

Run = Callable[[Context], Any]


@dataclass(frozen=True)
class Part:
    """A compiled piece of an expression: its closure and what it gives."""

    run: Run
    gives: Gives


def as_number(part: Part) -> Run:
    """The closure of a part, giving a number."""
    run = part.run
    return run if part.gives == "number" else lambda context: to_number(run(context))


def as_text(part: Part) -> Run:
    """The closure of a part, giving a text."""
    run = part.run
    return run if part.gives == "text" else lambda context: to_text(run(context))


def as_boolean(part: Part) -> Run:
    """The closure of a part, giving true or false."""
    run = part.run
    return run if part.gives == "boolean" else lambda context: to_boolean(run(context))


def as_nodes(part: Part, what: str) -> Run:
    """The closure of a part that has to give nodes; ExpressionError at once, or when it is found that it does not."""
    if part.gives == "nodes":
        return part.run
    refusal = ExpressionError(f"{what} takes the path of questions or groups, and was given something else.")
    if part.gives != "any":
        raise refusal
    run = part.run

    def nodes(context: Context) -> Value:
        found: Value = run(context)
        if not isinstance(found, tuple):
            raise refusal
        return found

    return nodes
