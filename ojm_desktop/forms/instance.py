"""The answers of one form being filled in, as a tree of named nodes: what expressions read.

The instances of a repeat are siblings of one name. A tree hangs from a document: a node without a name that has the
root element as its only child, so that `/data/age` and `instance('places')/root/item` are read alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

NONE: Final[list[Node]] = []


class Node:
    """One place for an answer. `text` is the answer as XForms writes it, empty where there is none.

    `is_relevant` is what the form being run finds out, a node below an irrelevant group being irrelevant as well;
    expressions read an irrelevant node as empty and leave it out where they count, add up or join.
    """

    __slots__ = ("by_name", "children", "is_relevant", "is_repeat", "name", "parent", "place", "text")

    def __init__(self, name: str, parent: Node | None = None, text: str = "", *, is_repeat: bool = False) -> None:
        self.name = name
        self.parent = parent
        self.children: list[Node] = []
        self.by_name: dict[str, list[Node]] = {}
        self.text = text
        self.is_relevant = True
        self.is_repeat = is_repeat
        self.place: str = f"{parent.place}/{name}" if parent is not None else name
        """The path without positions, as a form's questions have it: /data/child/age."""

    def add(self, name: str, text: str = "", *, is_repeat: bool = False) -> Node:
        """A new child after those that are there; instances of a repeat keep together."""
        child = Node(name, self, text, is_repeat=is_repeat)
        same = self.by_name.setdefault(name, [])
        index = self.children.index(same[-1]) + 1 if same and is_repeat else len(self.children)
        self.children.insert(index, child)
        same.append(child)
        return child

    def remove(self, child: Node) -> None:
        """Take a child and everything below it out of the tree."""
        self.children.remove(child)
        same = self.by_name[child.name]
        same.remove(child)
        if not same:
            del self.by_name[child.name]

    @property
    def position(self) -> int:
        """Which of its siblings of the same name it is, counted from 1."""
        return 1 if self.parent is None else self.parent.by_name[self.name].index(self) + 1

    @property
    def path(self) -> str:
        """The path with the positions of repeats: /data/child[2]/age."""
        if self.parent is None:
            return self.name
        step = f"{self.name}[{self.position}]" if self.is_repeat else self.name
        return f"{self.parent.path}/{step}"

    @property
    def value(self) -> str:
        """What an expression reads: the answer, or all answers below one after the other; empty if irrelevant."""
        if not self.is_relevant:
            return ""
        return "".join(child.value for child in self.children) if self.children else self.text

    def walk(self) -> Iterator[Node]:
        """The node and everything below it, in the order of the form."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, path: str) -> Node | None:
        """The node at an absolute path below this document, positions left out meaning the first; None if absent."""
        node = self
        for step in path.strip("/").split("/"):
            name, _, position = step.partition("[")
            same = node.by_name.get(name, NONE)
            index = int(position.rstrip("]")) - 1 if position else 0
            if not 0 <= index < len(same):
                return None
            node = same[index]
        return node


def new_document() -> Node:
    """The node a tree hangs from."""
    return Node("")
