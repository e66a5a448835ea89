"""What depends on what in a form, and in which order it is worked out.

A fact is something an expression decides about a node of the form: how often a repeat is there, whether a node is
relevant, what a calculation gives, and, never worked out before somebody looks, how a question is shown (its words,
choices, checks, whether it is required or read only). The order is topological and, where that leaves a choice, the
order of the form. Expressions that depend on themselves are named as circles and never run (interview: semantics;
https://getodk.github.io/xforms-spec/).

A count may read its own rows ("another one?" in the last of them, or how many said yes): that is no circle, for a row
that comes answers nothing yet. The count then comes after what it reads, and is worked out again when it made a row.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from ojm_desktop.domain.form import AnyNode, Choices, Form, Output, Question, Repeat, Words
from ojm_desktop.forms.errors import ExpressionError
from ojm_desktop.forms.xpath.compile import compile_expression
from ojm_desktop.forms.xpath.paths import Use


class Kind(Enum):
    """What an expression decides about a node."""

    COUNT = "count"
    RELEVANT = "relevant"
    VALUE = "value"
    SHOWN = "shown"
    """Everything that changes nothing else: worked out when somebody looks."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is decided about every instance of the node at `path` (without positions)."""

    kind: Kind
    path: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact that reads a path. `is_near`: only instances of the fact inside the same repeat as the node read."""

    fact: Fact
    is_near: bool


Following: TypeAlias = dict[Fact, tuple[Fact, ...]]
"""For each fact, those that have to be worked out again where it changes."""


@dataclass(frozen=True)
class Graph:
    """`order` numbers the facts that are worked out at once; `readers` are by the path that is read."""

    order: dict[Fact, int]
    readers: dict[str, tuple[Reading, ...]]
    below: dict[str, tuple[str, ...]]
    """Each path's own and every path below it, in the order of the form."""
    totals: frozenset[str]
    """Calculations in a repeat that read their own value in another instance: run from the first to the last."""
    circles: tuple[tuple[str, ...], ...]
    """Paths that depend on themselves, each circle in the order of its dependence."""
    self_counted: frozenset[str]
    """Repeats whose count reads their own rows."""

    @staticmethod
    def of(form: Form) -> Graph:
        """Read every expression of a form once."""
        return _Reader(form).graph()


def expressions(node: AnyNode) -> Iterator[tuple[Kind, str]]:
    """Every expression of a node with what it decides."""
    if node.relevant:
        yield Kind.RELEVANT, node.relevant
    if isinstance(node, Repeat) and node.count:
        yield Kind.COUNT, node.count
    if isinstance(node, Question):
        if node.calculation:
            yield Kind.VALUE, node.calculation
        for text in (node.required, node.read_only, *(check.expression for check in node.checks)):
            if text:
                yield Kind.SHOWN, text
        for words in (node.hint, node.guidance, node.required_message, *(check.message for check in node.checks)):
            yield from ((Kind.SHOWN, text) for text in outputs(words))
    yield from ((Kind.SHOWN, text) for text in outputs(node.label))


def outputs(words: Words) -> Iterator[str]:
    """The expressions inside a text, in every language."""
    for _, pieces in words.by_language:
        yield from (piece.expression for piece in pieces if isinstance(piece, Output))


@dataclass
class _Reader:
    form: Form
    readers: dict[str, dict[Fact, bool]] = field(default_factory=dict)
    facts: dict[Fact, None] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=dict)
    repeats: set[str] = field(default_factory=set)
    totals: set[str] = field(default_factory=set)

    def graph(self) -> Graph:
        root = self.form.root.path
        self.below[root] = [root]
        nodes = list(self.form.nodes())
        for node in nodes:
            self.below[node.path] = []
            for ancestor in _ancestors_or_self(node.path):
                self.below[ancestor].append(node.path)
            if isinstance(node, Repeat):
                self.repeats.add(node.path)
        for node in nodes:
            for kind, text in expressions(node):
                self.read(Fact(kind, node.path), text)
            if isinstance(node, Question) and node.choices is not None:
                self.read_choices(node, node.choices)
        order, circles, self_counted = self.sort()
        return Graph(
            order,
            {path: tuple(Reading(*pair) for pair in found.items()) for path, found in self.readers.items()},
            {path: tuple(found) for path, found in self.below.items()},
            frozenset(self.totals),
            circles,
            self_counted,
        )

    def read_choices(self, question: Question, choices: Choices) -> None:
        """What the choices offered depend on; those made of a repeat's answers read its values and labels."""
        of_answers = choices.list_id.startswith("/")
        place = choices.list_id.partition("[")[0].strip()
        columns = (f"{place}/{choices.value_column}", f"{place}/{choices.label_column}") if of_answers else ()
        for text in (choices.filter, choices.seed, choices.list_id if of_answers else "", *columns):
            if text:
                self.read(Fact(Kind.SHOWN, question.path), text)

    def read(self, fact: Fact, text: str) -> None:
        if fact.kind is not Kind.SHOWN:
            self.facts[fact] = None
        try:
            uses = compile_expression(text).dependencies
        except ExpressionError:  # it fails when it runs, with its sentence, and reads nothing
            return
        for use in uses:
            for read in self.matching(use.against(fact.path)):
                if self.is_total(fact, use, read):
                    self.totals.add(read)
                    continue
                near = self.is_near(fact.path, use, read)
                known = self.readers.setdefault(read, {})
                known[fact] = known.get(fact, True) and near

    def is_total(self, fact: Fact, use: Use, read: str) -> bool:
        """A calculation that reads its own value in all instances, to add up those before it."""
        is_itself = fact == Fact(Kind.VALUE, read) and use.is_absolute
        return is_itself and not self.repeats.isdisjoint(_ancestors_or_self(read))

    def matching(self, pattern: str) -> Iterable[str]:
        """The form's paths that a dependency means: itself, or what its stars stand for."""
        if "*" not in pattern:
            return (pattern,) if pattern in self.below else ()
        return [path for path in self.below if _fits(pattern, path)]

    def is_near(self, context: str, use: Use, read: str) -> bool:
        """Whether a relative path can only reach nodes of the same instance of the innermost repeat both are in."""
        if use.is_absolute:
            return False
        shared = [path for path in _ancestors_or_self(read) if path in self.repeats and _is_at_or_below(context, path)]
        if not shared:
            return True
        return context.count("/") - use.steps.count("..") >= shared[-1].count("/")

    def affected(self, fact: Fact) -> Iterator[Fact]:
        """The facts that have to be worked out again where `fact` changes."""
        paths = (fact.path,) if fact.kind is Kind.VALUE else self.below[fact.path]
        for path in paths:
            yield from (reader for reader in self.readers.get(path, ()) if reader.kind is not Kind.SHOWN)
        if fact.kind is Kind.COUNT:
            for path in self.below[fact.path]:
                for kind in (Kind.COUNT, Kind.RELEVANT, Kind.VALUE):
                    if (found := Fact(kind, path)) in self.facts and found != fact:
                        yield found

    def sort(self) -> tuple[dict[Fact, int], tuple[tuple[str, ...], ...], frozenset[str]]:
        """The order, the circles that are left, and the repeats whose count reads their own rows."""
        whole = following = {fact: tuple(dict.fromkeys(self.affected(fact))) for fact in self.facts}
        order = self.ordered(following)
        if len(order) < len(self.facts):
            following = _without_rows_of_their_own(whole)
            order = self.ordered(following)
        left = {fact: following[fact] for fact in self.facts if fact not in order}
        self_counted = frozenset(fact.path for fact in whole if following[fact] != whole[fact])
        return order, tuple(_circles(left)), self_counted

    def ordered(self, following: Following) -> dict[Fact, int]:
        """Numbers for the facts that an order fits."""
        numbers = {fact: number for number, fact in enumerate(self.facts)}
        waiting = dict.fromkeys(self.facts, 0)
        for found in following.values():
            for fact in found:
                waiting[fact] += 1
        ready = [(numbers[fact], fact) for fact in self.facts if not waiting[fact]]
        order: dict[Fact, int] = {}
        while ready:
            _, fact = heapq.heappop(ready)
            order[fact] = len(order)
            for found_fact in following[fact]:
                waiting[found_fact] -= 1
                if not waiting[found_fact]:
                    heapq.heappush(ready, (numbers[found_fact], found_fact))
        return order


def _without_rows_of_their_own(following: Following) -> Following:
    """Without the ways from a count to what it reads itself, directly or through others."""
    before: dict[Fact, list[Fact]] = {fact: [] for fact in following}
    for fact, found in following.items():
        for follower in found:
            before[follower].append(fact)
    kept = dict(following)
    for count in (fact for fact in following if fact.kind is Kind.COUNT):
        leading, waiting = {count}, [count]
        while waiting:
            new = [fact for fact in before[waiting.pop()] if fact not in leading]
            leading.update(new)
            waiting += new
        kept[count] = tuple(fact for fact in following[count] if fact not in leading)
    return kept


def _circles(left: Following) -> Iterator[tuple[str, ...]]:
    """Circles among facts that no order fits; each fact is named in one of them at most.

    Each of them waits for another of them, so walking backwards always comes round.
    """
    before: dict[Fact, list[Fact]] = {fact: [] for fact in left}
    for fact, following in left.items():
        for found in following:
            before[found].append(fact)
    done: set[Fact] = set()
    for start in left:
        trail: list[Fact] = []
        fact_now: Fact | None = start
        while fact_now is not None and fact_now not in trail and fact_now not in done:
            trail.append(fact_now)
            fact_now = next((found for found in before[fact_now] if found not in done), None)
        done.update(trail)
        if fact_now in trail:
            yield tuple(dict.fromkeys(found.path for found in reversed(trail[trail.index(fact_now) :])))


def _ancestors_or_self(path: str) -> Iterator[str]:
    """/data, /data/child, /data/child/age."""
    end = path.find("/", 1)
    while end > 0:
        yield path[:end]
        end = path.find("/", end + 1)
    yield path


def _is_at_or_below(path: str, ancestor: str) -> bool:
    return path == ancestor or path.startswith(ancestor + "/")


def _fits(pattern: str, path: str) -> bool:
    """Whether a path with stars (one step) and double stars (any number of steps) means `path`."""
    return _steps_fit(pattern.split("/")[1:], path.split("/")[1:])


def _steps_fit(pattern: list[str], steps: list[str]) -> bool:
    if not pattern or not steps:
        return not pattern and not steps
    if pattern[0] == "**":
        return any(_steps_fit(pattern[1:], steps[start:]) for start in range(len(steps)))
    return pattern[0] in {"*", steps[0]} and _steps_fit(pattern[1:], steps[1:])
