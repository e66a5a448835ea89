"""A questionnaire being answered: what each answer changes, what is asked next, how every question stands.

Semantics are those of ODK XForms (https://getodk.github.io/xforms-spec/) with the choices made in interview: semantics:

- after an answer only what depends on it is worked out again; a whole evaluation from nothing would give the same;
- relevance is inherited; an irrelevant answer is kept, reads as empty, and is not among `answers()`;
- a calculated question cannot be answered; a constraint is never asked of an empty answer;
- static defaults stand from the start, dynamic ones at the first opening or when an instance is made, triggered ones
  whenever the value they wait for changes, each at most once for one answer;
- instances beyond a count are taken away with their answers; an answer whose choice no longer applies is kept, and
  a warning says so;
- words come in the language asked for, else the form's default, else any that has them, and the state names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.form import AnyNode, Default, Form, Question, Repeat
from ojm_desktop.forms.choosing import Choosing, held_lists
from ojm_desktop.forms.environment import Environment
from ojm_desktop.forms.graph import Graph
from ojm_desktop.forms.instance import Node
from ojm_desktop.forms.propagation import MOST_INSTANCES, MOST_NODES, Propagation
from ojm_desktop.forms.state import NodeState, States
from ojm_desktop.forms.tree import Tree
from ojm_desktop.forms.wording import Wording
from ojm_desktop.forms.xpath.context import World
from ojm_desktop.forms.xpath.values import to_text


class AnswerRefused(OjmError):
    """The form has no such place, or it takes no answer; nothing was changed."""


@dataclass(frozen=True)
class Touched:
    """What may look different after an answer. `has_grown`: instances of a repeat came or went, so paths moved."""

    paths: tuple[str, ...]
    has_grown: bool


@lru_cache(maxsize=16)
def _graph_of(form: Form) -> Graph:
    return Graph.of(form)


class RunningForm:
    """One filling-in of `form`. Raises AnswerRefused for a form that depends on itself in a circle."""

    def __init__(self, form: Form, environment: Environment, language: str | None = None) -> None:
        self.form = form
        graph = _graph_of(form)
        if graph.circles:
            circle = " → ".join((*graph.circles[0], graph.circles[0][0]))
            raise AnswerRefused(f"The form cannot be run: {circle} depends on itself. Change it in the workbook.")
        held = held_lists(form)
        self._tree = Tree(form)
        self._wording = Wording(form, form.default_language if language is None else language, self._output)
        world = World(
            self._tree.document, environment, {key: told.document for key, told in held.items()}, self._wording
        )
        self._propagation = Propagation(self._tree, graph, world)
        self._states = States(self._propagation, Choosing(held, world, self._propagation, self._wording), self._wording)
        self._triggered = _triggered(form)
        self._questions: tuple[int, tuple[str, ...]] = (-1, ())
        self._screens: tuple[int, tuple[tuple[str, ...], ...]] = (-1, ())
        self._open(environment)

    def _open(self, environment: Environment) -> None:
        """Meta values and dynamic defaults first, then everything that follows from them."""
        today = environment.now().astimezone(environment.zone)
        preloads = {"start": today.isoformat(timespec="milliseconds"), "today": today.date().isoformat()}
        preloads["username"] = environment.username
        for told, node in self._tree.in_order():
            if isinstance(told, Question) and told.preload:
                node.text = (
                    f"uuid:{environment.new_uuid()}" if told.preload == "uid" else preloads.get(told.preload, "")
                )
        self._propagation.fill_defaults(self._tree.root)
        self._propagation.begin_everywhere()
        self._propagation.settle()
        self._propagation.set_off.clear()
        self._take_touched()

    # ------------------------------------------------------------------------------------------------------- answering

    def set(self, path: str, value: str) -> Touched:
        """Answer a question; an empty value takes the answer away."""
        node = self._find(path)
        told = self._tree.nodes[node.place]
        if not isinstance(told, Question):
            raise AnswerRefused(f"{path} is no question, so it takes no answer. Nothing was changed.")
        if node.text != value:
            node.text = value
            self._propagation.set_off[node] = None
            self._propagation.begin_at(node)
        self._settle()
        return self._take_touched()

    def add_repeat(self, path: str) -> str:
        """One more instance of a repeat, and its path. Anything may look different after it: `grow` says what."""
        return self.grow(path)[0]

    def grow(self, path: str) -> tuple[str, Touched]:
        """The same, and what may look different."""
        repeat, parent = self._open_repeat(path)
        if len(parent.by_name.get(repeat.name, ())) >= MOST_INSTANCES:
            raise AnswerRefused(
                f"{path} is there {MOST_INSTANCES} times already, which is the most. Nothing was added."
            )
        if self._propagation.is_full:
            raise AnswerRefused(
                f"The form holds {MOST_NODES:,} places for answers, which is the most. Nothing was added."
            )
        instance = self._propagation.grow(repeat, parent)
        self._propagation.begin_below(repeat, parent)
        self._settle()
        return instance.path, self._take_touched()

    def remove_repeat(self, path: str) -> Touched:
        """Take one instance of a repeat away with its answers; those after it move up."""
        node = self._find(path)
        repeat, parent = self._open_repeat(path)
        if not node.is_repeat:
            raise AnswerRefused(f"{path} is no instance of a repeat. Nothing was removed.")
        self._propagation.drop(node)
        self._propagation.begin_below(repeat, parent)
        self._settle()
        return self._take_touched()

    def restore(self, answers: Mapping[str, str], instances: Mapping[str, int] | None = None) -> None:
        """Put back what `answers()` and `instances()` gave, in any order: the form stands as if it had been typed.

        Without `instances` there are as many of each repeat as the answers need, and no fewer than at first.
        """
        grown: list[Node] = []
        for path, number in sorted((instances or {}).items(), key=lambda item: item[0].count("/")):
            self._make(path, number, grown)
        given: dict[Node, str] = {}
        for path, value in answers.items():
            given[self._reach(path, grown)] = value
        for node, value in given.items():
            node.text = value
        self._propagation.begin_everywhere()
        self._propagation.settle()
        for node in filter(self._tree.holds, grown):
            self._fill_rest(node, given)
        self._propagation.settle()
        self._propagation.turns += 1
        self._propagation.set_off.clear()
        self._take_touched()

    # ------------------------------------------------------------------------------------------------------- looking

    @property
    def language(self) -> str:
        """The language the words are shown in; may be set at any time."""
        return self._wording.language

    @language.setter
    def language(self, language: str) -> None:
        self._wording.language = language

    def has(self, path: str) -> bool:
        """Whether there is a node at a path now: an instance may have been taken away."""
        return self._find_or_none(path) is not None

    def state(self, path: str) -> NodeState:
        """How a node stands now."""
        node = self._find(path)
        return self._states.of(self._tree.nodes[node.place], node)

    def paths(self) -> tuple[str, ...]:
        """Every node below the root in the order of the form, repeats one instance after the other."""
        return tuple(node.path for _, node in self._tree.in_order())

    def questions(self) -> tuple[str, ...]:
        """What is shown and relevant, in the order of the form."""
        turns, questions = self._questions
        if turns != self._propagation.turns:
            questions = tuple(node.path for _, node in self._asked())
            self._questions = self._propagation.turns, questions
        return questions

    def screens(self) -> tuple[tuple[str, ...], ...]:
        """The questions that are shown together: those of a `field-list` group, every other one by itself."""
        if self._screens[0] == self._propagation.turns:
            return self._screens[1]
        screens: list[list[str]] = []
        last: Node | None = None
        for _, node in self._asked():
            together = self._field_list(node)
            if together is None or together is not last:
                screens.append([])
            screens[-1].append(node.path)
            last = together
        self._screens = self._propagation.turns, tuple(map(tuple, screens))
        return self._screens[1]

    @property
    def endless(self) -> frozenset[str]:
        """Repeats, without positions, that were stopped: their count goes on because of the rows it makes."""
        return frozenset(self._propagation.endless)

    def answers(self) -> dict[str, str]:
        """Every relevant answer by path; an answer that was cleared of its default is there, empty."""
        return {
            node.path: node.text
            for told, node in self._tree.in_order()
            if isinstance(told, Question) and node.is_relevant and (node.text or _has_default(told))
        }

    def instances(self) -> dict[str, int]:
        """How many there are of each repeat that people add to, by its path; its last step has no position."""
        found = {}
        for told, node in self._tree.in_order_from_root():
            for child in () if isinstance(told, Question) else told.children:
                if isinstance(child, Repeat) and not child.count:
                    found[f"{node.path}/{child.name}"] = len(node.by_name.get(child.name, ()))
        return found

    # ------------------------------------------------------------------------------------------------------- inside

    def _asked(self) -> Iterator[tuple[Question, Node]]:
        for told, node in self._tree.in_order():
            if isinstance(told, Question) and told.is_shown and node.is_relevant:
                yield told, node

    def _field_list(self, node: Node) -> Node | None:
        """The outermost group around a node whose questions are shown together."""
        found = None
        above = node.parent
        while above is not None and above is not self._tree.document:
            if "field-list" in self._tree.nodes[above.place].appearance:
                found = above
            above = above.parent
        return found

    def _find(self, path: str) -> Node:
        node = self._find_or_none(path)
        if node is None or node.place not in self._tree.nodes:
            raise AnswerRefused(f"The form has nothing at {path} now. Nothing was changed; look at its paths.")
        return node

    def _find_or_none(self, path: str) -> Node | None:
        try:
            return self._tree.document.find(path)
        except ValueError:
            return None

    def _open_repeat(self, path: str) -> tuple[Repeat, Node]:
        """A repeat that people add to and take from, and the node its instances stand below."""
        above, _, step = path.rpartition("/")
        parent = self._find(above) if above.strip("/") else self._tree.document
        told = self._tree.nodes.get(f"{parent.place}/{step.partition('[')[0]}")
        if not isinstance(told, Repeat):
            raise AnswerRefused(f"{path} is no repeat. Nothing was changed.")
        if told.count:
            raise AnswerRefused(f"The form itself says how often {path} is there. Change the answer that it counts by.")
        return told, parent

    def _reach(self, path: str, grown: list[Node]) -> Node:
        """The node at a path; instances that are missing on the way are made and noted."""
        node = self._tree.document
        for step in path.strip("/").split("/"):
            name, _, position = step.partition("[")
            told = self._tree.nodes.get(f"{node.place}/{name}")
            wanted = int(position[:-1]) if position[:-1].isdigit() else 1
            while isinstance(told, Repeat) and len(node.by_name.get(name, ())) < min(wanted, MOST_INSTANCES):
                instance = self._tree.grow(told, node)
                self._propagation.inherit(instance, node.is_relevant)
                grown.append(instance)
            held = node.by_name.get(name, [])
            if told is None or not 1 <= wanted <= len(held):
                raise AnswerRefused(f"The form has no place for an answer at {path}. Is it another form's answer?")
            node = held[wanted - 1]
        return node

    def _make(self, path: str, number: int, grown: list[Node]) -> None:
        """As many instances of a repeat as are wanted."""
        above, _, name = path.rpartition("/")
        parent = self._reach(above, grown)
        repeat = self._tree.nodes.get(f"{parent.place}/{name}")
        if not isinstance(repeat, Repeat):
            raise AnswerRefused(f"The form has no repeat at {path}. Is it another form's answer?")
        if number:
            self._reach(f"{path}[{number}]", grown)
        while len(parent.by_name.get(name, ())) > number:
            self._propagation.drop(parent.by_name[name][-1])

    def _fill_rest(self, instance: Node, given: dict[Node, str]) -> None:
        """Dynamic defaults of an instance made while restoring, where no answer was given."""
        for node in instance.walk():
            told = self._tree.nodes[node.place]
            for default in told.defaults if isinstance(told, Question) and node not in given else ():
                if not default.triggers:
                    self._propagation.set_default(node, default)

    def _settle(self) -> None:
        """Work out what waits, then what it triggers, until nothing is left; each trigger fires once at a node."""
        fired: set[tuple[Node, Default]] = set()
        self._propagation.settle()
        while self._propagation.set_off:
            changed = list(self._propagation.set_off)
            self._propagation.set_off.clear()
            for node in changed:
                for place, default in self._triggered.get(node.place, ()):
                    for target in self._tree.instances(place, self._tree.shared_with(node, place)):
                        if (target, default) not in fired:
                            fired.add((target, default))
                            self._propagation.set_default(target, default)
            self._propagation.settle()

    def _take_touched(self) -> Touched:
        touched = Touched(tuple(node.path for node in self._propagation.touched), self._propagation.has_grown)
        self._propagation.touched.clear()
        self._propagation.has_grown = False
        return touched

    def _output(self, expression: str, node: Node) -> str:
        value = self._propagation.evaluate(expression, node)
        return "" if value is None else to_text(value)


def _triggered(form: Form) -> dict[str, list[tuple[str, Default]]]:
    """For each place, the places that are set when its value changes."""
    found: dict[str, list[tuple[str, Default]]] = {}
    for question in form.questions():
        for default in question.defaults:
            for trigger in default.triggers:
                found.setdefault(trigger, []).append((question.path, default))
    return found


def _has_default(told: AnyNode) -> bool:
    return isinstance(told, Question) and bool(told.static_default or any(not one.triggers for one in told.defaults))
