"""Paths as closures, and as places a form's dependency graph can name.

An absolute path used inside a repeat means the instance it is used in: the step to the repeat is narrowed to the one
around the context node (ODK XForms: deviation for absolute paths inside repeats), unless it carries a condition or is
what the path ends with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ojm_desktop.forms.instance import NONE, Node
from ojm_desktop.forms.xpath.context import Context
from ojm_desktop.forms.xpath.tree import Step
from ojm_desktop.forms.xpath.values import NodeSet, Value

Find = Callable[[Context], NodeSet]
Predicate = Callable[[Context], Value]


@dataclass(frozen=True)
class Use:
    """A path an expression reads, without conditions: its steps, and whether they start at the document."""

    is_absolute: bool
    steps: tuple[str, ...]
    """Names, `..`, `.`, `*`, and `**` for any number of steps."""

    def against(self, place: str) -> str:
        """The absolute path it means for a node at `place` (no positions): ../age at /data/child/name is
        /data/child/age.
        """
        names = [] if self.is_absolute else place.strip("/").split("/")
        for step in self.steps:
            if step == "..":
                del names[-1:]
            elif step != ".":
                names.append(step)
        return "/" + "/".join(names)

    def __str__(self) -> str:
        return ("/" if self.is_absolute else "") + "/".join(self.steps)


def resolve(path: str, place: str) -> str:
    """A plain path written as text, made absolute for a node at `place`."""
    return Use(path.startswith("/"), tuple(step for step in path.split("/") if step)).against(place)


def plain_names(steps: tuple[Step, ...]) -> tuple[int, tuple[str, ...]] | None:
    """How many steps up, and the names down, of a path that is no more than that; None for any other."""
    up = 0
    while up < len(steps) and steps[up].axis in {"parent", "self"} and steps[up].test == "node()":
        up += 1
    if any(step.predicates for step in steps):
        return None
    down = steps[up:]
    if any(step.axis != "child" or step.test in {"*", "node()"} for step in down):
        return None
    return sum(1 for step in steps[:up] if step.axis == "parent"), tuple(step.test for step in down)


def plain_path(names: tuple[str, ...], *, is_absolute: bool, up: int = 0) -> Find:
    """A path of names alone: a look-up a step."""
    if not names:
        return _document if is_absolute else _above(up)
    *first, last = names

    def find(context: Context) -> NodeSet:
        node = context.world.document if is_absolute else context.node
        for _ in range(up):
            if node.parent is None:
                return ()
            node = node.parent
        for place, name in enumerate(first):
            same = node.by_name.get(name)
            if same is None:
                return ()
            if len(same) == 1:
                node = same[0]
            else:
                within = _around(context.current, same) if is_absolute else None
                if within is None:
                    return _spread(same, names[place + 1 :], context, is_absolute=is_absolute)
                node = within
        return tuple(node.by_name.get(last, NONE))

    return find


def _document(context: Context) -> NodeSet:
    return (context.world.document,)


def _above(up: int) -> Find:
    def find(context: Context) -> NodeSet:
        node: Node | None = context.node
        for _ in range(up):
            node = None if node is None else node.parent
        return () if node is None else (node,)

    return find


def _spread(nodes: Iterable[Node], names: tuple[str, ...], context: Context, *, is_absolute: bool) -> NodeSet:
    found = list(nodes)
    for place, name in enumerate(names):
        below = [child for node in found for child in node.by_name.get(name, NONE)]
        if is_absolute and place < len(names) - 1 and len(below) > 1:
            within = _around(context.current, below)
            below = below if within is None else [within]
        found = below
    return tuple(found)


def _around(node: Node, among: list[Node]) -> Node | None:
    """The one of `among` that the node is in; None if it is in none of them."""
    place, above = among[0].place, node
    while len(above.place) > len(place) and above.parent is not None:
        above = above.parent
    return above if above.place == place and above in among else None


def generic_path(names: Callable[[Context], list[str]]) -> Find:
    """All nodes at a place, in whichever instance of a repeat they are."""

    def find(context: Context) -> NodeSet:
        found = [context.world.document]
        for name in names(context):
            found = [child for node in found for child in node.by_name.get(name, NONE)]
        return tuple(found)

    return find


@dataclass(frozen=True)
class Walk:
    """One step with its conditions compiled."""

    axis: str
    test: str
    predicates: tuple[Predicate, ...]


def walked_path(start: Find | None, walks: tuple[Walk, ...], *, is_absolute: bool) -> Find:
    """A path with conditions, wildcards or other axes, from what `start` finds or, without it, the context node."""

    def find(context: Context) -> NodeSet:
        found: NodeSet = start(context) if start is not None else (context.node,)
        for number, walk in enumerate(walks):
            found = _step(found, walk, context)
            if is_absolute and len(found) > 1 and not walk.predicates and number < len(walks) - 1:
                found = _narrowed(found, walk, context)
        return found

    return find


def _narrowed(found: NodeSet, walk: Walk, context: Context) -> NodeSet:
    if walk.axis != "child" or walk.test in {"*", "node()"}:
        return found
    within = _around(context.current, list(found))
    return found if within is None else (within,)


def _step(found: NodeSet, walk: Walk, context: Context) -> NodeSet:
    nodes: dict[Node, None] = {}
    for node in found:
        for one in filtered(tuple(_along(node, walk)), walk.predicates, context):
            nodes[one] = None
    return tuple(nodes)


def filtered(nodes: NodeSet, predicates: tuple[Predicate, ...], context: Context) -> NodeSet:
    """The nodes for which every condition holds; a number is the position wanted (XPath 1.0, 2.4)."""
    for predicate in predicates:
        kept = []
        for position, node in enumerate(nodes, 1):
            verdict = predicate(Context(node, context.world, position, len(nodes), context.current))
            if verdict is True or (verdict == position if isinstance(verdict, float) else _holds(verdict)):
                kept.append(node)
        nodes = tuple(kept)
    return nodes


def _holds(verdict: Value) -> bool:
    return any(node.is_relevant for node in verdict) if isinstance(verdict, tuple) else bool(verdict)


def _along(node: Node, walk: Walk) -> Iterable[Node]:
    if walk.axis == "child" and walk.test not in {"*", "node()"}:
        return node.by_name.get(walk.test, NONE)
    reached = AXES[walk.axis](node)
    if walk.test == "node()":
        return reached
    return (one for one in reached if one.name and walk.test in {"*", one.name})


def _ancestors(node: Node) -> Iterable[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _descendants(node: Node) -> Iterable[Node]:
    for child in node.children:
        yield from child.walk()


AXES: dict[str, Callable[[Node], Iterable[Node]]] = {
    "child": lambda node: node.children,
    "self": lambda node: (node,),
    "parent": lambda node: () if node.parent is None else (node.parent,),
    "descendant": _descendants,
    "descendant-or-self": lambda node: node.walk(),
    "ancestor": _ancestors,
    "ancestor-or-self": lambda node: (node, *_ancestors(node)),
}
