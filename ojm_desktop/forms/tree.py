"""The answers of one form as a tree, grown from its questions: repeats grow and shrink, and nodes are found by path."""

from __future__ import annotations

from collections.abc import Iterator

from ojm_desktop.domain.form import AnyNode, Form, Group, Question, Repeat
from ojm_desktop.forms.instance import Node, new_document


class Tree:
    """The tree of answers of `form`. A place is a path without positions, a path has them: /data/child[2]/age."""

    def __init__(self, form: Form) -> None:
        self.document = new_document()
        self.root = self.document.add(form.root.name)
        self.size = 1
        """How many nodes there are below the document."""
        self.nodes: dict[str, AnyNode] = {form.root.path: form.root} | {node.path: node for node in form.nodes()}
        self._fill(self.root, form.root)

    def grow(self, repeat: Repeat, parent: Node) -> Node:
        """One more instance of a repeat, with static defaults."""
        instance = parent.add(repeat.name, is_repeat=True)
        self.size += 1
        self._fill(instance, repeat)
        return instance

    def _fill(self, node: Node, told: Group | Repeat) -> None:
        for child in told.children:
            self.size += not isinstance(child, Repeat)
            if isinstance(child, Question):
                node.add(child.name, child.static_default)
            elif isinstance(child, Group):
                self._fill(node.add(child.name), child)
            elif not child.count:
                for _ in range(self._first_instances(child)):
                    self.grow(child, node)

    def _first_instances(self, repeat: Repeat) -> int:
        """How many there are at first. A repeat inside a repeat begins with one, as XLSForm's tools have it: an XForm
        writes it as a template alone.
        """
        above = repeat.path.rpartition("/")[0]
        while above in self.nodes:
            if isinstance(self.nodes[above], Repeat):
                return max(1, repeat.first_instances)
            above = above.rpartition("/")[0]
        return repeat.first_instances

    def instances(self, place: str, under: Node | None = None) -> list[Node]:
        """Every node at a place, in order; only those at or below `under` where that is told."""
        found = [self.document if under is None else under]
        rest = place[len(found[0].place) + 1 :]
        for name in rest.split("/") if rest else ():
            found = [child for node in found for child in node.by_name.get(name, ())]
        return found

    def shared_with(self, node: Node, place: str) -> Node:
        """The innermost repeat instance that holds `node` and, in the form, `place` too; the root where none does."""
        found: Node | None = node
        while found is not None and not (
            found.is_repeat and (place == found.place or place.startswith(found.place + "/"))
        ):
            found = found.parent
        return self.root if found is None else found

    def holds(self, node: Node) -> bool:
        """Whether a node is still there: its repeat may have been taken away."""
        while node.parent is not None:
            if node not in node.parent.by_name.get(node.name, ()):
                return False
            node = node.parent
        return node is self.document

    def in_order_from_root(self) -> Iterator[tuple[AnyNode, Node]]:
        """The root, then everything `in_order`."""
        yield self.nodes[self.root.place], self.root
        yield from self.in_order()

    def in_order(self, told: Group | Repeat | None = None, node: Node | None = None) -> Iterator[tuple[AnyNode, Node]]:
        """Every node with what the form tells of it, in the order of the form, repeats one instance after the other."""
        root = self.nodes[self.root.place]
        assert not isinstance(root, Question)
        within = self.root if node is None else node
        for child in (told or root).children:
            for each in within.by_name.get(child.name, ()):
                yield child, each
                if not isinstance(child, Question):
                    yield from self.in_order(child, each)
