"""An expression as it was written: the tree the grammar builds and the compiler turns into closures.

`at` is the offset in the text, for errors, and does not count when trees are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Number:
    """A number as it was written, without sign."""

    text: str


@dataclass(frozen=True)
class Text:
    """A text in quotes."""

    text: str


@dataclass(frozen=True)
class Call:
    """A function and its arguments."""

    name: str
    arguments: tuple[Expr, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Binary:
    """Operands with operators of one precedence between them: a - b + c is one node, worked out from the left."""

    operators: tuple[str, ...]
    operands: tuple[Expr, ...]


@dataclass(frozen=True)
class Negation:
    """A minus before its operand."""

    operand: Expr


@dataclass(frozen=True)
class Step:
    """One step of a path: the axis in XPath's words, a name, `*` or `node()`, and conditions."""

    axis: str
    test: str
    predicates: tuple[Expr, ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Path:
    """Steps from the document ("/"), from the context node (""), or from what an expression finds."""

    start: str | Filter | Call
    steps: tuple[Step, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Filter:
    """An expression in brackets, or a call, with conditions on the nodes it finds."""

    inner: Expr
    predicates: tuple[Expr, ...]


Expr = Number | Text | Call | Binary | Negation | Path | Filter


def printed(tree: Expr) -> str:
    """The expression as text that is read as the same tree: brackets that were written are in it as a Filter."""
    if isinstance(tree, Binary):
        first, *others = map(printed, tree.operands)
        return first + "".join(f" {sign} {other}" for sign, other in zip(tree.operators, others, strict=True))
    if isinstance(tree, Negation):
        return f"-{printed(tree.operand)}"
    return _printed_whole(tree)


def _printed_whole(tree: Number | Text | Call | Path | Filter) -> str:
    """What binds as tightly as anything can."""
    match tree:
        case Number():
            return tree.text
        case Text():
            return f"'{tree.text}'" if "'" not in tree.text else f'"{tree.text}"'
        case Call():
            return f"{tree.name}({', '.join(printed(argument) for argument in tree.arguments)})"
        case Path():
            return _printed_path(tree)
        case Filter():
            return f"({printed(tree.inner)})" + _printed_predicates(tree.predicates)


def _printed_path(path: Path) -> str:
    steps = "/".join(_printed_step(step) for step in path.steps)
    if isinstance(path.start, str):
        return path.start + steps
    return f"{printed(path.start)}/{steps}"


def _printed_step(step: Step) -> str:
    test = step.test if step.axis == "child" else f"{step.axis}::{step.test}"
    return test + _printed_predicates(step.predicates)


def _printed_predicates(predicates: tuple[Expr, ...]) -> str:
    return "".join(f"[{printed(predicate)}]" for predicate in predicates)


def inside(tree: Expr) -> Iterator[Expr]:
    """The expressions directly below one, conditions left out."""
    match tree:
        case Call():
            yield from tree.arguments
        case Binary():
            yield from tree.operands
        case Negation():
            yield tree.operand
        case Path() if not isinstance(tree.start, str):
            yield tree.start
        case Filter():
            yield tree.inner
        case _:
            pass
