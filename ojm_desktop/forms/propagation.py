"""What follows from a change: facts are worked out again in the graph's order, and only those that read what changed.

Each fact is worked out at most once for a change, since everything it reads comes before it; but a count that reads
its own rows is worked out until it says what there is, as ODK Collect and Enketo do. One that goes on for
`MOST_ROUNDS` rounds never will: what it made is taken away again and its question says so. A repeat that grows gets
its dynamic defaults before anything in it is calculated (https://getodk.github.io/xforms-spec/#events).
An expression that fails while it runs stops nobody: a calculation is then empty, a condition holds, and the sentence
is kept for the state of the node.
"""

from __future__ import annotations

import heapq
import math
from typing import Final

from ojm_desktop.domain.form import Default, Question, Repeat, Type
from ojm_desktop.forms.errors import ExpressionError
from ojm_desktop.forms.graph import Fact, Graph, Kind, Reading
from ojm_desktop.forms.instance import Node
from ojm_desktop.forms.tree import Tree
from ojm_desktop.forms.xpath.compile import compile_expression
from ojm_desktop.forms.xpath.context import Context, World
from ojm_desktop.forms.xpath.values import Value, to_boolean, to_number, to_text

MOST_INSTANCES: Final = 1000
"""A count above it grows no further: a slip of the keyboard must not fill the memory."""
MOST_ROUNDS: Final = 100
"""How often a count of its own rows is worked out after one change."""
RUNS_AWAY: Final = (
    "The form makes rows here because of the rows it has made, without end, and was stopped at {number}. The answers "
    "above are kept. Have its author count rows with an answer in them."
)
TOO_MANY: Final = (
    "The form asks for {wanted} rows here, and no more than {most:,} are made; {held:,} are here. "
    "Look again at the number it counts by."
)
FULL: Final = (
    "The form asks for {wanted} rows here and has {held:,}: it has the {most:,} places for answers that a form may "
    "have. Look again at the numbers it counts by."
)
MOST_NODES: Final = 100_000
"""The same of all places for an answer together: a count in a count in a count comes to a million million."""
_NUMBERS: Final = frozenset({Type.INTEGER, Type.DECIMAL, Type.RANGE, Type.DATE, Type.DATE_TIME, Type.TIME})


class Propagation:
    """The facts of one running form. `touched` collects the nodes that may look different until it is cleared;
    `set_off` the nodes whose value changed.
    """

    def __init__(self, tree: Tree, graph: Graph, world: World) -> None:
        self.tree = tree
        self.graph = graph
        self.world = world
        self.touched: dict[Node, None] = {}
        self.set_off: dict[Node, None] = {}
        self.failures: dict[tuple[Node, str], str] = {}
        self.has_grown = False
        self.endless: set[str] = set()
        """Repeats that were stopped, since their count goes on because of the rows it makes."""
        self._cut: dict[tuple[str, Node], Node] = {}
        """Of a repeat below a parent that has fewer rows than its count asks for: the node that says so."""
        self.turns = 0
        """Counts up whenever a node comes, goes, or changes its relevance: what is asked may be another list."""
        self._own: dict[Node, bool] = {}
        self._heap: list[tuple[int, Fact]] = []
        self._waiting: dict[Fact, dict[Node, None]] = {}
        self._written = {fact: self._expression_of(fact) for fact in graph.order}
        self._below: dict[str, tuple[Reading, ...]] = {}
        self._rounds: dict[tuple[Fact, Node], tuple[int, int]] = {}
        """Of a count since something changed: how often it made or took rows, and how many stay if it never ends."""

    def _expression_of(self, fact: Fact) -> str:
        told = self.tree.nodes[fact.path]
        if fact.kind is Kind.RELEVANT:
            return told.relevant
        if isinstance(told, Repeat):
            return told.count
        assert isinstance(told, Question)
        return told.calculation

    # ------------------------------------------------------------------------------------------------- what begins it

    def begin_everywhere(self) -> None:
        """Everything is to be worked out."""
        for fact in self.graph.order:
            self._await(fact, self.tree.root)

    def begin_at(self, node: Node) -> None:
        """The value of a node changed; a calculation there has the last word."""
        self.touched[node] = None
        self._await_readers(self.graph.readers.get(node.place, ()), node)
        own = Fact(Kind.VALUE, node.place)
        if own in self._written:
            self._await(own, node)

    def begin_below(self, repeat: Repeat, parent: Node) -> None:
        """The instances of a repeat below `parent` have become more, fewer, or changed their positions."""
        self.has_grown = True
        self.turns += 1
        for place in self.graph.below[repeat.path]:
            for kind in (Kind.COUNT, Kind.RELEVANT, Kind.VALUE):
                fact = Fact(kind, place)
                if fact in self._written and (kind, place) != (Kind.COUNT, repeat.path):
                    self._await(fact, parent)
        for node in parent.by_name.get(repeat.name, ()):
            self.touched.update(dict.fromkeys(node.walk()))
        self._await_readers(self._readers_below(repeat.path), parent)

    @property
    def is_full(self) -> bool:
        """The form has as many places for answers as it may have; no repeat grows any further."""
        return self.tree.size >= MOST_NODES

    def grow(self, repeat: Repeat, parent: Node) -> Node:
        """One more instance with its dynamic defaults; what follows waits for `settle`."""
        instance = self.tree.grow(repeat, parent)
        self.inherit(instance, parent.is_relevant)
        self.fill_defaults(instance)
        return instance

    def fill_defaults(self, within: Node) -> None:
        """Dynamic defaults of every question at or below a node, in the order of the form."""
        for node in list(within.walk()):
            told = self.tree.nodes.get(node.place)
            if isinstance(told, Question):
                for default in told.defaults:
                    if not default.triggers:
                        self.set_default(node, default)

    def set_default(self, node: Node, default: Default) -> bool:
        """Set a node to what a default says; False where it said so already."""
        value = self.evaluate(default.expression, node)
        text = "" if value is None else self._as_text(node.place, value)
        if text == node.text:
            return False
        node.text = text
        self.set_off[node] = None
        self.begin_at(node)
        return True

    def drop(self, node: Node) -> None:
        """Take an instance of a repeat out of the tree; what follows waits for `settle`."""
        assert node.parent is not None
        gone = set(node.walk())
        self.tree.size -= len(gone)
        node.parent.remove(node)
        self._own = {kept: own for kept, own in self._own.items() if kept not in gone}
        self.failures = {key: said for key, said in self.failures.items() if key[0] not in gone}
        self.touched = {kept: None for kept in self.touched if kept not in gone}
        self.set_off = {kept: None for kept in self.set_off if kept not in gone}
        for waiting in self._waiting.values():
            for lost in gone & waiting.keys():
                del waiting[lost]

    # ---------------------------------------------------------------------------------------------------- working out

    def settle(self) -> None:
        """Work out everything that waits."""
        self._rounds.clear()
        while self._heap:
            _, fact = heapq.heappop(self._heap)
            for node in self._waiting.pop(fact):
                self._work_out(fact, node)

    def evaluate(self, text: str, node: Node, context: Context | None = None) -> Value | None:
        """What an expression gives at a node; None where it fails, with its sentence kept for the node."""
        try:
            value = compile_expression(text).evaluate(context or Context(node, self.world))
        except ExpressionError as error:
            self.failures[node, text] = str(error)
            return None
        if self.failures:
            self.failures.pop((node, text), None)
        return value

    def _work_out(self, fact: Fact, node: Node) -> None:
        if fact.kind is Kind.COUNT:
            self._work_out_count(fact, node)
            return
        value = self.evaluate(self._written[fact], node)
        if fact.kind is Kind.RELEVANT:
            own = value is None or to_boolean(value)
            self._own[node] = own
            assert node.parent is not None
            relevant = own and node.parent.is_relevant
            if relevant != node.is_relevant:
                self.inherit(node, node.parent.is_relevant)
                self._await_readers(self._readers_below(fact.path), node)
            return
        text = "" if value is None else self._as_text(fact.path, value)
        if text != node.text:
            node.text = text
            self.touched[node] = None
            self.set_off[node] = None
            self._await_readers(self.graph.readers.get(fact.path, ()), node)

    def _work_out_count(self, fact: Fact, parent: Node) -> None:
        repeat = self.tree.nodes[fact.path]
        assert isinstance(repeat, Repeat)
        value = self.evaluate(repeat.count, Node(repeat.name, parent, is_repeat=True))
        number = math.nan if value is None else to_number(value)
        wanted = 0 if math.isnan(number) else int(min(max(number, 0), MOST_INSTANCES))
        held = len(parent.by_name.get(repeat.name, ()))
        rounds, most = self._rounds.get((fact, parent), (0, held or min(wanted, 1)))
        if rounds > MOST_ROUNDS:
            return
        if rounds == 0 and fact.path in self.endless:
            self.endless.remove(fact.path)
            self.failures = {key: said for key, said in self.failures.items() if key[1] != repeat.count}
        self._take_back(repeat, parent)
        if wanted == held:
            self._tell_if_cut(repeat, parent, number)
            return
        self._rounds[fact, parent] = rounds + 1, most
        if rounds == MOST_ROUNDS:
            wanted = min(held, most)
            self._tell_that_it_runs_away(repeat, parent, wanted)
        for _ in range(held, wanted):
            if self.is_full:
                break
            self.grow(repeat, parent)
        for _ in range(wanted, held):
            self.drop(parent.by_name[repeat.name][-1])
        self._tell_if_cut(repeat, parent, number)
        self.begin_below(repeat, parent)

    def _tell_if_cut(self, repeat: Repeat, parent: Node, number: float) -> None:
        """Rows that were asked for and not made: said in the last row, or at the first question beside it."""
        rows = parent.by_name.get(repeat.name, ())
        if math.isnan(number) or int(min(number, MOST_INSTANCES + 1)) <= len(rows):
            return
        most, sentence = (MOST_INSTANCES, TOO_MANY) if len(rows) >= MOST_INSTANCES else (MOST_NODES, FULL)
        wanted = f"{int(number):,}" if number < 1e15 else "more"
        said = sentence.format(wanted=wanted, held=len(rows), most=most)
        for within in (*rows[-1:], parent, self.tree.root):
            for node in within.walk():
                told = self.tree.nodes.get(node.place)
                if isinstance(told, Question) and told.is_shown:
                    self.failures[node, f"rows of {repeat.path}"] = said
                    self._cut[repeat.path, parent] = node
                    self.touched[node] = None
                    return

    def _take_back(self, repeat: Repeat, parent: Node) -> None:
        """What was said of too few rows holds no longer, or is said anew."""
        node = self._cut.pop((repeat.path, parent), None)
        if node is not None:
            self.failures.pop((node, f"rows of {repeat.path}"), None)
            self.touched[node] = None

    def _tell_that_it_runs_away(self, repeat: Repeat, parent: Node, number: int) -> None:
        """The first question that is shown in the last row that stays says it."""
        self.endless.add(repeat.path)
        for node in parent.by_name[repeat.name][number - 1].walk() if number else ():
            told = self.tree.nodes.get(node.place)
            if isinstance(told, Question) and told.is_shown:
                self.failures[node, repeat.count] = RUNS_AWAY.format(number=number)
                return

    def inherit(self, node: Node, is_above_relevant: bool) -> None:
        """Tell a node and everything below it whether it is relevant."""
        relevant = is_above_relevant and self._own.get(node, True)
        if relevant != node.is_relevant:
            node.is_relevant = relevant
            self.turns += 1
            self.touched[node] = None
            for child in node.children:
                self.inherit(child, relevant)

    def _as_text(self, place: str, value: Value) -> str:
        """The text a value is kept as. A number or day that cannot be worked out is no answer, not the word NaN."""
        text = to_text(value)
        told = self.tree.nodes[place]
        return "" if text == "NaN" and isinstance(told, Question) and told.type in _NUMBERS else text

    # --------------------------------------------------------------------------------------------------- what waits

    def _await(self, fact: Fact, under: Node) -> None:
        """A fact is to be worked out for its instances at or below a node (of a count: for each parent)."""
        place = fact.path.rpartition("/")[0] if fact.kind is Kind.COUNT else fact.path
        if fact.path in self.graph.totals:
            under = self.tree.root
        elif not (place == under.place or place.startswith(under.place + "/")):
            under = self.tree.shared_with(under, place)
        waiting = self._waiting.get(fact)
        if waiting is None:
            waiting = self._waiting[fact] = {}
            heapq.heappush(self._heap, (self.graph.order[fact], fact))
        waiting.update(dict.fromkeys(self.tree.instances(place, under)))

    def _await_readers(self, readings: tuple[Reading, ...], node: Node) -> None:
        for fact, is_near in ((reading.fact, reading.is_near) for reading in readings):
            under = self.tree.shared_with(node, fact.path) if is_near else self.tree.root
            if fact.kind is Kind.SHOWN:
                self.touched.update(dict.fromkeys(self.tree.instances(fact.path, under)))
            else:
                self._await(fact, under)

    def _readers_below(self, place: str) -> tuple[Reading, ...]:
        """What reads a node or anything below it."""
        found = self._below.get(place)
        if found is None:
            near: dict[Fact, bool] = {}
            for below in self.graph.below[place]:
                for reading in self.graph.readers.get(below, ()):
                    near[reading.fact] = near.get(reading.fact, True) and reading.is_near
            found = self._below[place] = tuple(Reading(*pair) for pair in near.items())
        return found
