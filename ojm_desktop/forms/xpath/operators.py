"""The operators of XPath 1.0 as closures."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from functools import partial
from typing import Final

from ojm_desktop.forms.instance import Node
from ojm_desktop.forms.xpath.context import Context
from ojm_desktop.forms.xpath.parts import Part, Run, as_boolean, as_nodes, as_number
from ojm_desktop.forms.xpath.values import NAN, Value, equal, ordered, unequal


def joined(operators: tuple[str, ...], parts: list[Part]) -> Part:
    """Parts with operators of one precedence between them, worked out from the left."""
    sign = operators[0]
    if sign == "or":
        return Part(_some([as_boolean(part) for part in parts]), "boolean")
    if sign == "and":
        return Part(_every([as_boolean(part) for part in parts]), "boolean")
    if sign == "|":
        return Part(_union([as_nodes(part, "|") for part in parts]), "nodes")
    if len(parts) == 2:
        return _pair(sign, *parts)
    return Part(_folded(operators, parts), "number" if sign in ARITHMETIC else "boolean")


def _pair(sign: str, left: Part, right: Part) -> Part:
    if sign in ARITHMETIC:
        work, a, b = ARITHMETIC[sign], as_number(left), as_number(right)
        return Part(lambda context: work(a(context), b(context)), "number")
    if sign in COMPARISONS:
        return Part(_compared(sign, left, right), "boolean")
    first, second = left.run, right.run
    decide = equal if sign == "=" else unequal
    return Part(lambda context: decide(first(context), second(context)), "boolean")


def _folded(operators: tuple[str, ...], parts: list[Part]) -> Run:
    """Three operands or more in a loop, so that a thousand of them are no deep call."""
    runs = [as_number(part) if operators[0] in ARITHMETIC else part.run for part in parts]
    first, steps = runs[0], list(zip(map(_work, operators), runs[1:], strict=True))

    def folded(context: Context) -> Value:
        value: Value = first(context)
        for work, run in steps:
            value = work(value, run(context))
        return value

    return folded


def _work(sign: str) -> Callable[..., Value]:
    if sign in ARITHMETIC:
        return ARITHMETIC[sign]
    if sign in COMPARISONS:
        return partial(ordered, COMPARISONS[sign])
    return equal if sign == "=" else unequal


def _compared(sign: str, left: Part, right: Part) -> Run:
    compare, first, second = COMPARISONS[sign], left.run, right.run
    if left.gives == right.gives == "number":
        return lambda context: compare(first(context), second(context))
    return lambda context: ordered(compare, first(context), second(context))


def _some(runs: list[Run]) -> Run:
    if len(runs) == 2:
        first, second = runs
        return lambda context: first(context) or second(context)
    return lambda context: any(run(context) for run in runs)


def _every(runs: list[Run]) -> Run:
    if len(runs) == 2:
        first, second = runs
        return lambda context: first(context) and second(context)
    return lambda context: all(run(context) for run in runs)


def _union(runs: list[Run]) -> Run:
    """All nodes of all operands, each once, in the order of the form."""

    def union(context: Context) -> Value:
        found = {id(node) for run in runs for node in run(context)}
        documents = {id(top): top for run in runs for node in run(context) for top in [_top(node)]}
        return tuple(node for top in documents.values() for node in top.walk() if id(node) in found)

    return union


def _top(node: Node) -> Node:
    while node.parent is not None:
        node = node.parent
    return node


def _divided(left: float, right: float) -> float:
    try:
        return left / right
    except ZeroDivisionError:
        return NAN if left == 0 or math.isnan(left) else math.copysign(math.inf, left) * math.copysign(1.0, right)


def _remainder(left: float, right: float) -> float:
    """The sign is that of the dividend (XPath 1.0, 3.5)."""
    return math.fmod(left, right) if math.isfinite(left) and right != 0 else NAN


ARITHMETIC: Final[dict[str, Callable[[float, float], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": _divided,
    "mod": _remainder,
}
COMPARISONS: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
