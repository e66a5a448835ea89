"""What an expression is worked out against: a node, and the form around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ojm_desktop.forms.environment import Environment, Spoken, Wordless
from ojm_desktop.forms.errors import ExpressionError
from ojm_desktop.forms.instance import Node

LAST_SAVED = "__last-saved"
"""The id pyxform gives to the answers of the last time the form was filled in."""


@dataclass
class World:
    """The tree being filled in, the form's other instances by id (documents), the environment, and the words."""

    document: Node
    environment: Environment
    instances: Mapping[str, Node] = field(default_factory=dict)
    spoken: Spoken = field(default_factory=Wordless)

    def instance(self, instance_id: str) -> Node | None:
        """The document of an instance; None for the last wave where there was none."""
        if instance_id in self.instances:
            return self.instances[instance_id]
        if instance_id in self.environment.files:
            return self.environment.files[instance_id].document
        if instance_id == LAST_SAVED:
            return self.environment.last_wave
        raise ExpressionError(f"The form has no list or file “{instance_id}”; nothing was worked out. Check its name.")


class Context:
    """Where an evaluation stands. `current` is the node the whole expression belongs to, also inside a predicate."""

    __slots__ = ("current", "node", "position", "size", "world")

    def __init__(self, node: Node, world: World, position: int = 1, size: int = 1, current: Node | None = None) -> None:
        self.node = node
        self.world = world
        self.position = position
        self.size = size
        self.current = node if current is None else current
