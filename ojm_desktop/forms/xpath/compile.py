"""Expressions made into closures, once: no `eval`, and no walk over the tree when they are worked out.

Every part knows what kind of value it gives, so that a conversion is compiled in only where one is needed.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from ojm_desktop.forms.errors import ExpressionError, NotSupported
from ojm_desktop.forms.xpath import pattern
from ojm_desktop.forms.xpath.context import Context
from ojm_desktop.forms.xpath.functions import FUNCTIONS, Function
from ojm_desktop.forms.xpath.grammar import parsed
from ojm_desktop.forms.xpath.operators import joined
from ojm_desktop.forms.xpath.parts import Part, Run, as_boolean, as_nodes, as_number, as_text
from ojm_desktop.forms.xpath.paths import (
    Find,
    Predicate,
    Use,
    Walk,
    filtered,
    generic_path,
    plain_names,
    plain_path,
    walked_path,
)
from ojm_desktop.forms.xpath.reading import functions_called, paths_read
from ojm_desktop.forms.xpath.tree import Binary, Call, Expr, Filter, Negation, Number, Path, Text
from ojm_desktop.forms.xpath.values import Value

NOT_HERE: Final = {
    "area": "places on a map are typed in here, so no area is worked out",
    "enclosed-area": "places on a map are typed in here, so no area is worked out",
    "distance": "places on a map are typed in here, so no distance is worked out",
    "geofence": "places on a map are typed in here, so no area is looked into",
    "property": "this program knows no device, server or account",
    "version": "the version of a form is kept beside every answer already",
    "extract-signed": "signed codes are read by ODK Collect alone",
}
"""Functions of ODK that are read and refused, each with the reason."""


@dataclass(frozen=True)
class Expression:
    """An expression ready to be worked out, as often as wanted."""

    text: str
    tree: Expr
    dependencies: tuple[Use, ...]
    """The paths it reads, as written and without conditions; `Use.against` makes them absolute."""
    functions: frozenset[str]
    _run: Run = field(repr=False, compare=False)

    def evaluate(self, context: Context) -> Value:
        """What the expression comes to for a node. ExpressionError where it cannot be worked out."""
        try:
            value: Value = self._run(context)
        except ExpressionError as error:
            if error.expression:
                raise
            raise type(error)(error.sentence, self.text, error.position) from None
        return value


@lru_cache(maxsize=20_000)
def compile_expression(text: str) -> Expression:
    """The expression in a text, kept for the next time. ExpressionError says where the text is wrong."""
    tree = parsed(text)
    try:
        run = compiled(tree).run
    except ExpressionError as error:
        raise type(error)(error.sentence, text, error.position) from None
    return Expression(text, tree, paths_read(tree), frozenset(functions_called(tree)), run)


def compiled(tree: Expr) -> Part:
    """The closure of a tree."""
    match tree:
        case Number() | Text():
            return _literal(tree)
        case Negation():
            operand = as_number(compiled(tree.operand))
            return Part(lambda context: -operand(context), "number")
        case Binary():
            return joined(tree.operators, [compiled(operand) for operand in tree.operands])
        case Call():
            return _call(tree)
        case Path():
            return Part(_path(tree), "nodes")
    return _filter(tree)


def _literal(tree: Number | Text) -> Part:
    value = float(tree.text) if isinstance(tree, Number) else tree.text
    return Part(lambda _context: value, "number" if isinstance(tree, Number) else "text")


# --------------------------------------------------------------------------------------------------------------- paths


def _path(tree: Path) -> Find:
    is_absolute = tree.start == "/"
    plain = plain_names(tree.steps)
    if isinstance(tree.start, str) and plain is not None and not (is_absolute and plain[0]):
        return plain_path(plain[1], is_absolute=is_absolute, up=plain[0])
    walks = tuple(
        Walk(step.axis, step.test, tuple(_predicate(predicate) for predicate in step.predicates)) for step in tree.steps
    )
    if is_absolute:
        return walked_path(lambda context: (context.world.document,), walks, is_absolute=True)
    start = None if isinstance(tree.start, str) else as_nodes(compiled(tree.start), "A step after /")
    return walked_path(start, walks, is_absolute=False)


def _predicate(tree: Expr) -> Predicate:
    return compiled(tree).run


def _filter(tree: Filter) -> Part:
    part = compiled(tree.inner)
    if not tree.predicates:
        return part
    run = as_nodes(part, "A condition in square brackets")
    predicates = tuple(_predicate(predicate) for predicate in tree.predicates)
    return Part(lambda context: filtered(run(context), predicates, context), "nodes")


# --------------------------------------------------------------------------------------------------------------- calls


def _call(tree: Call) -> Part:
    function = FUNCTIONS.get(tree.name)
    if function is None:
        raise _unknown(tree)
    _check_count(function, tree)
    try:
        if tree.name == "regex" and isinstance(tree.arguments[1], Text):
            pattern.compiled(tree.arguments[1].text)  # a pattern that is none is told at import, not at the table
        arguments = [_argument(function, index, argument) for index, argument in enumerate(tree.arguments)]
    except ExpressionError as error:
        if error.position:
            raise
        raise type(error)(error.sentence, position=tree.at + 1) from None
    return Part(_calling(function.body, arguments), function.gives)


def _unknown(tree: Call) -> ExpressionError:
    at = tree.at + 1
    if tree.name in NOT_HERE:
        return NotSupported(f"{tree.name}() is not supported here: {NOT_HERE[tree.name]}.", position=at)
    near = difflib.get_close_matches(tree.name, FUNCTIONS, n=1)
    hint = f"; did you mean {near[0]}()?" if near else "."
    return ExpressionError(f"There is no function {tree.name}(){hint}", position=at)


def _check_count(function: Function, tree: Call) -> None:
    given, least, most = len(tree.arguments), function.least, function.most
    if given < least or (most is not None and given > most):
        wanted = str(least) if most == least else f"{least} or more" if most is None else f"{least} to {most}"
        nouns = "value" if wanted == "1" else "values"
        raise ExpressionError(f"{tree.name}() takes {wanted} {nouns} and was given {given}.", position=tree.at + 1)
    if function.in_pairs and (given - least) % 2:
        raise ExpressionError(f"{tree.name}() takes its last values in pairs; one is left over.", position=tree.at + 1)


def _argument(function: Function, index: int, tree: Expr) -> Run:
    if function.word(index) == "path" or (function.name == "indexed-repeat" and index % 2):
        return _written_path(function.name, tree, finds=index == 0)
    part, word = compiled(tree), function.word(index)
    if word == "nodes":
        return as_nodes(part, f"{function.name}()")
    if word == "lazy":
        return lambda _context: part.run
    return CONVERSIONS[word](part) if word in CONVERSIONS else part.run


CONVERSIONS: Final = {"number": as_number, "text": as_text, "boolean": as_boolean}


def _written_path(name: str, tree: Expr, *, finds: bool) -> Run:
    """A path as a place: how to find all nodes there, or the place itself."""
    uses = paths_read(tree)
    if not isinstance(tree, Path) or len(uses) != 1:
        raise ExpressionError(f"{name}() takes plain paths of questions and repeats, and was given something else.")
    use = uses[0]
    if not finds:
        return lambda context: use.against(context.current.place)
    find = generic_path(lambda context: use.against(context.current.place).strip("/").split("/"))
    return lambda _context: find


def _calling(body: Callable[..., Any], arguments: list[Run]) -> Run:
    match arguments:
        case []:
            return body
        case [first]:
            return lambda context: body(context, first(context))
        case [first, second]:
            return lambda context: body(context, first(context), second(context))
        case [first, second, third]:
            return lambda context: body(context, first(context), second(context), third(context))
        case _:
            return lambda context: body(context, *[argument(context) for argument in arguments])
