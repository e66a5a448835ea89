"""What an expression reads: the paths in it, made free of conditions, and the functions it calls."""

from __future__ import annotations

from collections.abc import Iterator

from ojm_desktop.forms.xpath.paths import Use
from ojm_desktop.forms.xpath.tree import Call, Expr, Filter, Path, Step, inside

NAMES = {"parent": ("..",), "self": (".",), "descendant": ("**",), "descendant-or-self": ("**",)}


def functions_called(tree: Expr) -> Iterator[str]:
    """The name of every function, also in conditions."""
    if isinstance(tree, Call):
        yield tree.name
    for part in (*inside(tree), *_conditions(tree)):
        yield from functions_called(part)


def _conditions(tree: Expr) -> Iterator[Expr]:
    if isinstance(tree, Filter):
        yield from tree.predicates
    elif isinstance(tree, Path):
        for step in tree.steps:
            yield from step.predicates


def paths_read(tree: Expr) -> tuple[Use, ...]:
    """The paths whose values decide what the expression comes to, each once, in the order they are written."""
    here = Use(False, ())
    return tuple(dict.fromkeys(use for use in _read(tree, here, here) if use.steps))


def _read(tree: Expr, here: Use | None, current: Use) -> Iterator[Use]:
    """`here` is where a relative path starts; None inside another instance."""
    if isinstance(tree, Path):
        yield from _read_path(tree, here, current)
        return
    if isinstance(tree, Filter):
        yield from _read(tree.inner, here, current)
        start = _start(tree, here, current)
        for predicate in tree.predicates:
            yield from _read(predicate, start, current)
        return
    if isinstance(tree, Call) and tree.name == "current":
        return
    for part in inside(tree):
        yield from _read(part, here, current)


def _read_path(path: Path, here: Use | None, current: Use) -> Iterator[Use]:
    if not isinstance(path.start, str):
        yield from _read(path.start, here, current)
    start = _start(path, here, current)
    for number, step in enumerate(path.steps, 1):
        for predicate in step.predicates:
            yield from _read(predicate, _after(start, path.steps[:number]), current)
    end = _after(start, path.steps)
    if end is not None:
        yield end


def _start(tree: Expr, here: Use | None, current: Use) -> Use | None:
    """Where the steps after an expression start; None outside the tree being filled in."""
    if isinstance(tree, Call):
        return current if tree.name == "current" else None
    if isinstance(tree, Filter):
        return _start_of_steps(tree.inner, here, current)
    if not isinstance(tree, Path):
        return None
    if isinstance(tree.start, str):
        return Use(True, ()) if tree.start else here
    return _start_of_steps(tree.start, here, current)


def _start_of_steps(tree: Expr, here: Use | None, current: Use) -> Use | None:
    at = _start(tree, here, current)
    return _after(at, tree.steps) if isinstance(tree, Path) else at


def _after(at: Use | None, steps: tuple[Step, ...]) -> Use | None:
    """Where some steps lead from a place; None outside the tree being filled in."""
    if at is None:
        return None
    is_absolute, names = at.is_absolute, list(at.steps)
    for step in steps:
        if step.axis in {"ancestor", "ancestor-or-self"}:
            is_absolute, names = True, ["**"]
            continue
        names += NAMES.get(step.axis, ())
        if step.axis == "child" or step.test != "node()":
            names.append("*" if step.test == "node()" else step.test)
    return Use(is_absolute, tuple(names))
