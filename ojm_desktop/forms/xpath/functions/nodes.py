"""Node sets: counting, places, other instances, an order by chance (ODK XForms: node-set functions)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable

from ojm_desktop.forms.errors import ExpressionError
from ojm_desktop.forms.instance import Node
from ojm_desktop.forms.xpath.context import Context
from ojm_desktop.forms.xpath.functions.registry import function
from ojm_desktop.forms.xpath.values import NodeSet, Value, relevant, to_number, to_text

MODULUS = 2**31 - 1
MULTIPLIER = 16_807  # Park and Miller's first generator, which the specification names


@function("count", "number", "nodes")
def count(_context: Context, nodes: NodeSet) -> float:
    return float(sum(1 for node in nodes if node.is_relevant))


@function("count-non-empty", "number", "nodes")
def count_non_empty(_context: Context, nodes: NodeSet) -> float:
    return float(sum(1 for node in nodes if node.value))


@function("position", "number", "nodes?")
def position(context: Context, *nodes: NodeSet) -> float:
    if not nodes:
        return float(context.position)
    if not nodes[0]:
        raise ExpressionError("position() was given a place that is not there; give it the repeat, as in position(..).")
    return float(nodes[0][0].position)


@function("last", "number")
def last(context: Context) -> float:
    return float(context.size)


@function("name", "text", "nodes?")
@function("local-name", "text", "nodes?")
def name(context: Context, *nodes: NodeSet) -> str:
    found = nodes[0] if nodes else (context.node,)
    return found[0].name if found else ""


@function("current", "nodes")
def current(context: Context) -> NodeSet:
    return (context.current,)


@function("instance", "nodes", "text")
def instance(context: Context, instance_id: str) -> NodeSet:
    document = context.world.instance(instance_id)
    return () if document is None else (document,)


@function("randomize", "nodes", "nodes", "any?")
def randomize(context: Context, nodes: NodeSet, *seeds: Value) -> NodeSet:
    """The same seed gives the same order everywhere: Park-Miller and the inside-out shuffle, as specified."""
    chance = seeded(seed_of(seeds[0])) if seeds else context.world.environment.random.random
    shuffled: list[Node] = []
    for index, node in enumerate(relevant(nodes)):
        other = int(chance() * (index + 1))
        shuffled.append(node)
        shuffled[index], shuffled[other] = shuffled[other], node
    return tuple(shuffled)


def seed_of(value: Value) -> int:
    """A number without its fraction; of a text that is no number the first eight octets of its SHA-256, signed."""
    number = to_number(value)
    if math.isfinite(number):
        return int(number)
    octets = hashlib.sha256(to_text(value).encode()).digest()
    return int.from_bytes(octets[:8], "big", signed=True)


def seeded(seed: int) -> Callable[[], float]:
    """Numbers from 0 up to but not 1, by Park and Miller's generator; a remainder keeps the sign of the seed."""
    state = int(math.copysign(1, seed)) * (abs(seed) % MODULUS)
    if state <= 0:
        state += MODULUS - 1

    def draw() -> float:
        nonlocal state
        state = state * MULTIPLIER % MODULUS
        return (state - 1) / (MODULUS - 1)

    return draw


@function("indexed-repeat", "text", "path", "any*", in_pairs=True)
def indexed_repeat(context: Context, find: Callable[[Context], NodeSet], *pairs: Value) -> str:
    nodes = find(context)
    for place, index in zip(pairs[::2], pairs[1::2], strict=True):
        assert isinstance(place, str)
        wanted = to_number(index)
        nodes = tuple(node for node in nodes if _stands_in(node, place, wanted))
    return nodes[0].value if nodes else ""


def _stands_in(node: Node, place: str, wanted: float) -> bool:
    """The node is, or is below, the instance of a repeat with the wanted position."""
    above: Node | None = node
    while above is not None and above.place != place:
        above = above.parent
    return above is not None and above.position == wanted
