"""Arithmetic (ODK XForms: number functions; XPath 3.0 for what XPath 1.0 lacks)."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from ojm_desktop.forms.xpath.context import Context
from ojm_desktop.forms.xpath.functions.registry import function
from ojm_desktop.forms.xpath.values import NAN, NodeSet, Value, to_number

MOST_DIGITS = 400
"""More digits than any number has, before or after the point."""


@function("number", "number", "any?")
def number(context: Context, *values: Value) -> float:
    return to_number(values[0] if values else context.node.value)


@function("int", "number", "number")
def whole(_context: Context, value: float) -> float:
    return float(math.trunc(value)) if math.isfinite(value) else value


@function("round", "number", "number", "number?")
def rounded(_context: Context, value: float, digits: float = 0.0) -> float:
    """Halves go up, towards the larger number, as XPath 1.0 (4.4) says: -2.5 becomes -2."""
    if not math.isfinite(value) or math.isnan(digits):
        return value if not math.isnan(digits) else NAN
    places = int(max(-MOST_DIGITS, min(MOST_DIGITS, digits)))
    with localcontext() as exact:
        exact.prec = 2 * MOST_DIGITS + 400
        shifted = Decimal(repr(value)).scaleb(places) + Decimal("0.5")
        return float(shifted.to_integral_value(ROUND_FLOOR).scaleb(-places))


@function("floor", "number", "number")
def floor(_context: Context, value: float) -> float:
    return float(Decimal(value).to_integral_value(ROUND_FLOOR)) if math.isfinite(value) else value


@function("ceiling", "number", "number")
def ceiling(_context: Context, value: float) -> float:
    return float(Decimal(value).to_integral_value(ROUND_CEILING)) if math.isfinite(value) else value


@function("abs", "number", "number")
def absolute(_context: Context, value: float) -> float:
    return abs(value)


@function("pow", "number", "number", "number")
def power(_context: Context, value: float, exponent: float) -> float:
    try:
        return math.pow(value, exponent)
    except OverflowError:
        return -math.inf if value < 0 and exponent % 2 == 1 else math.inf
    except ValueError:
        return math.inf if value == 0 else NAN


@function("sum", "number", "nodes")
def total(_context: Context, nodes: NodeSet) -> float:
    return float(sum(to_number(node.value) for node in nodes if node.is_relevant))


@function("max", "number", "any*")
def largest(_context: Context, *values: Value) -> float:
    return _extreme(max, values)


@function("min", "number", "any*")
def smallest(_context: Context, *values: Value) -> float:
    return _extreme(min, values)


def _extreme(pick: Callable[[list[float]], float], values: tuple[Value, ...]) -> float:
    """NaN where one is no number, or there is none at all (XPath 3.0: fn:max)."""
    numbers: list[float] = []
    for value in values:
        if isinstance(value, tuple):
            numbers.extend(to_number(node.value) for node in value if node.is_relevant)
        else:
            numbers.append(to_number(value))
    return pick(numbers) if numbers and not any(map(math.isnan, numbers)) else NAN


@function("random", "number")
def random(context: Context) -> float:
    return context.world.environment.random.random()


@function("pi", "number")
def pi(_context: Context) -> float:
    return math.pi


def _logarithm(name: str, of: Callable[[float], float]) -> None:
    @function(name, "number", "number")
    def logarithm(_context: Context, value: float) -> float:
        if value == 0:
            return -math.inf
        return of(value) if value > 0 else NAN


def _curve(name: str, of: Callable[[float], float]) -> None:
    """A function that has no value for some numbers, and grows beyond all for others."""

    @function(name, "number", "number")
    def curve(_context: Context, value: float) -> float:
        try:
            return of(value)
        except OverflowError:
            return math.inf
        except ValueError:
            return NAN


_logarithm("log", math.log)
_logarithm("log10", math.log10)
for _name, _of in (
    ("sin", math.sin),
    ("cos", math.cos),
    ("tan", math.tan),
    ("asin", math.asin),
    ("acos", math.acos),
    ("atan", math.atan),
    ("sqrt", math.sqrt),
    ("exp", math.exp),
):
    _curve(_name, _of)
_curve("exp10", lambda value: math.pow(10.0, value))


@function("atan2", "number", "number", "number")
def atan2(_context: Context, y: float, x: float) -> float:
    return math.atan2(y, x)
