"""The choices a question offers now: from a list of the form, a file beside it, or the answers of a repeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ojm_desktop.domain.form import Choice, ChoiceList, Choices, Form, Question
from ojm_desktop.forms.errors import ExpressionError
from ojm_desktop.forms.instance import Node, new_document
from ojm_desktop.forms.propagation import Propagation
from ojm_desktop.forms.wording import Wording
from ojm_desktop.forms.xpath.context import Context, World
from ojm_desktop.forms.xpath.functions.nodes import randomize
from ojm_desktop.forms.xpath.values import to_boolean


@dataclass(frozen=True)
class Offered:
    """One choice as it is offered: what is stored, and its words."""

    name: str
    label: str
    media: tuple[tuple[str, str], ...] = ()


class Held:
    """A list of the form beside its rows as nodes, one for each choice."""

    def __init__(self, told: ChoiceList, default_language: str) -> None:
        self.choices = told.choices
        self.document = new_document()
        root = self.document.add("root")
        for choice in told.choices:
            item = root.add("item", is_repeat=True)
            item.add("name", choice.name)
            found = choice.label.find((default_language,))
            item.add("label", "" if found is None else "".join(p for p in found[1] if isinstance(p, str)))
            for column, text in choice.columns:
                item.add(column, text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name in the list, filtered out or not."""
        return frozenset(choice.name for choice in self.choices)


def held_lists(form: Form) -> dict[str, Held]:
    """The lists of a form by id."""
    return {told.id: Held(told, form.default_language) for told in form.lists}


class Choosing:
    """The choices of every question of one running form."""

    def __init__(self, held: dict[str, Held], world: World, propagation: Propagation, wording: Wording) -> None:
        self._held = held
        self._world = world
        self._propagation = propagation
        self._wording = wording
        self._drawn: dict[Node, tuple[Node, ...]] = {}

    def names(self, question: Question) -> frozenset[str] | None:
        """Every name that could ever be chosen; None where that depends on answers or on a file."""
        held = self._held.get(question.choices.list_id) if question.choices else None
        return None if held is None else held.names

    def offered(self, question: Question, node: Node) -> tuple[Offered, ...]:
        """The choices that apply, in the order they are shown in."""
        if question.choices is None:
            return ()
        told = question.choices
        rows = self._ordered(told, self._rows(told, node), node)
        held = self._held.get(told.list_id)
        if held is None:
            return tuple(Offered(_column(row, told.value_column), _column(row, told.label_column)) for row in rows)
        by_row = dict(zip(held.document.children[0].children, held.choices, strict=True))
        return tuple(self._as_offered(by_row[row], told, row) for row in rows)

    def ticks(self, question: Question, node: Node) -> tuple[Offered, ...]:
        """The words at values of a range, in the order of their list; empty where the form has none."""
        held = self._held.get(question.range.labels) if question.range is not None else None
        choices = held.choices if held is not None else ()
        return tuple(Offered(one.name, self._wording.say(one.label, node).text, one.media) for one in choices)

    def _as_offered(self, choice: Choice, told: Choices, row: Node) -> Offered:
        label = self._wording.say(choice.label, row).text
        return Offered(_column(row, told.value_column), label, choice.media)

    def _rows(self, told: Choices, node: Node) -> list[Node]:
        if told.list_id.startswith("/"):
            found = self._propagation.evaluate(told.list_id, node)
            return list(found) if isinstance(found, tuple) else []
        held = self._held.get(told.list_id)
        document = held.document if held is not None else self._beside(told.list_id, node)
        rows = [] if document is None else list(document.children[0].children)
        return list(self._filtered(told.filter, rows, node)) if told.filter else rows

    def _beside(self, list_id: str, node: Node) -> Node | None:
        """The rows of a file beside the form; where it is missing the question has no choices, and says why."""
        try:
            return self._world.instance(list_id)
        except ExpressionError as error:
            self._propagation.failures[node, list_id] = str(error)
            return None

    def _filtered(self, condition: str, rows: list[Node], node: Node) -> Iterator[Node]:
        for position, row in enumerate(rows, 1):
            context = Context(row, self._world, position, len(rows), current=node)
            value = self._propagation.evaluate(condition, node, context)
            if isinstance(value, float) and not isinstance(value, bool):
                value = value == position
            if value is not None and to_boolean(value):
                yield row

    def _ordered(self, told: Choices, rows: list[Node], node: Node) -> list[Node]:
        """Shuffled where the form says so. The same seed gives the same order (ODK XForms: randomize); without a seed
        the order that was drawn first stays while the same choices are offered.
        """
        if not told.randomized:
            return rows
        if told.seed:
            seed = self._propagation.evaluate(told.seed, node)
            return list(randomize(Context(node, self._world), tuple(rows), "" if seed is None else seed))
        drawn = self._drawn.get(node, ())
        if set(drawn) != set(rows):
            drawn = self._drawn[node] = randomize(Context(node, self._world), tuple(rows))
        return list(drawn)


def _column(row: Node, name: str) -> str:
    held = row.by_name.get(name)
    return held[0].text if held else ""
