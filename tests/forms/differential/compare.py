"""One form filled in twice, by `RunningForm` and by the oracle, with the same answers; every difference by path.

The oracle (rxeval 0.1.1) leaves irrelevance out of account when it works an expression out; ODK's engines read an
irrelevant node as empty and leave it out of node sets. So what depends on a node that is irrelevant at the moment,
directly or through others, is set aside and counted; everything else must be the same. So is what depends on a
calculation that came to infinity: the oracle reads the text "Infinity" as a number again, which XPath 1.0, 4.4, does
not (NaN).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from random import Random

import rxeval
from pyxform.xls2xform import convert

from ojm_desktop.domain.form import Form, Type
from ojm_desktop.forms.environment import Environment
from ojm_desktop.forms.graph import Fact, Graph, Kind
from ojm_desktop.forms.running import RunningForm
from ojm_desktop.forms.xform import parse
from tests.forms.differential.generator import Made, Maker, answer_for

_POSITION = re.compile(r"\[\d+\]")


def environment() -> Environment:
    """A clock that stands, and chance that repeats itself."""
    return Environment(lambda: datetime(2026, 3, 1, 9, tzinfo=UTC), UTC, lambda: "same", Random(1))


def their_path(path: str, there: set[str]) -> str:
    """The oracle writes positions only where there are several instances."""
    ours = path.split("/")
    theirs = list(ours)
    for index, step in enumerate(ours):
        if step.endswith("[1]") and "/".join([*ours[:index], step[:-3] + "[2]"]) not in there:
            theirs[index] = step[:-3]
    return "/".join(theirs)


@dataclass
class Pair:
    """The two engines on one form."""

    xml: str
    compared: Counter[str] = field(default_factory=Counter)
    refused: set[str] = field(default_factory=set)
    """Where the oracle said that it cannot work an expression out: set aside as well."""

    def __post_init__(self) -> None:
        self.form: Form = parse(self.xml.encode())
        self.ours = RunningForm(self.form, environment())
        self.theirs = rxeval.Session(self.xml, None, "2026-03-01", "2026-03-01T09:00:00.000+00:00")

    @cached_property
    def graph(self) -> Graph:
        return Graph.of(self.form)

    def tainted(self) -> set[Fact]:
        """What depends on a node that is irrelevant or infinite now."""
        states = [self.ours.state(path) for path in self.ours.paths()]
        places = {_POSITION.sub("", one.path) for one in states if not one.relevant or "Infinity" in one.value}
        waiting = [reading.fact for place in places for reading in self.graph.readers.get(place, ())]
        waiting += [Fact(kind, place) for place in self.refused for kind in Kind]
        found: set[Fact] = set()
        while waiting:
            fact = waiting.pop()
            if fact in found:
                continue
            found.add(fact)
            reached = [fact.path] if fact.kind is Kind.VALUE else self.graph.below[fact.path]
            for place in reached if fact.kind is not Kind.SHOWN else ():
                waiting += [reading.fact for reading in self.graph.readers.get(place, ())]
        return found

    def differences(self) -> list[str]:
        """Sentences, one for each place where the two do not agree."""
        told = self.theirs.recompute()
        self.refused = {_POSITION.sub("", path) for path, _ in told["failed"]}
        invalid = {path for path, _ in told["invalid"]}
        missing = set(told["missing"])
        tainted = self.tainted()
        found = []
        there = set(self.ours.paths())
        unrelated = {fact.path for fact in tainted if fact.kind is Kind.RELEVANT}
        for path in self.ours.paths():
            place, state = _POSITION.sub("", path), self.ours.state(path)
            theirs = their_path(path, there)
            if any(place == above or place.startswith(above + "/") for above in unrelated):
                self.compared["set aside"] += 1
                continue
            if theirs in told["relevant"]:
                found += self.differs("relevance", path, state.relevant, told["relevant"][theirs])
            is_inner = any(other.startswith(place + "/") for other in self.graph.below)
            if not state.relevant or is_inner or state.path.endswith("instanceID"):
                continue
            if Fact(Kind.VALUE, place) in tainted or Fact(Kind.SHOWN, place) in tainted:
                self.compared["set aside"] += 1
                continue
            found += self.differs("value", path, state.value, self.theirs.get(theirs))
            found += self.differs("validity", path, state.valid, theirs not in invalid)
            found += self.differs("missing", path, state.missing, theirs in missing)
        return found

    def differs(self, what: str, path: str, ours: object, theirs: object) -> list[str]:
        self.compared[what] += 1
        return [] if ours == theirs else [f"{what} of {path}: {ours!r}, and {theirs!r} by the oracle"]


def fill_in(made: Made, seed: int, steps: int) -> tuple[list[str], Counter[str]]:
    """Answer a generated form at random in both engines; what differed, and how much was compared."""
    pair = Pair(convert(xlsform=made.as_markdown()).xform)
    chance = Random(seed)
    found = pair.differences()
    for _ in range(steps):
        for _ in range(chance.randint(1, 4)):
            act(pair, made, chance)
        found += pair.differences()
        if found:
            break
    return found + sorted(pair.refused), pair.compared


def act(pair: Pair, made: Made, chance: Random) -> None:
    """An answer, or one more instance of a repeat, or one fewer."""
    there = pair.ours.paths()
    repeats = [path for path in there if _POSITION.sub("", path) == made.repeats[0]]  # the oracle adds no inner rows
    if chance.random() < 0.12:
        path = chance.choice(repeats)
        theirs = their_path(path.rpartition("[")[0], set(there))
        pair.ours.add_repeat(path.rpartition("[")[0])
        pair.theirs.add_row(theirs)
        return
    several = [path for path in repeats if path.endswith("[2]")]
    if several and chance.random() < 0.08:
        path = chance.choice(several)
        theirs = their_path(path.rpartition("[")[0], set(there))
        pair.ours.remove_repeat(path)
        pair.theirs.remove_row(theirs, 2)
        return
    path = chance.choice([path for path in there if _POSITION.sub("", path) in made.asked])
    value = answer_for(made.asked[_POSITION.sub("", path)], chance)
    pair.theirs.set(their_path(path, set(there)), value)
    pair.ours.set(path, value)


def fill_in_shipped(workbook: str, seed: int, steps: int) -> tuple[list[str], Counter[str]]:
    """Answer one of our own questionnaires at random in both engines."""
    pair = Pair(convert(xlsform=workbook).xform)
    chance = Random(seed)
    found = pair.differences()
    asked = {question.path: question for question in pair.form.questions() if question.is_shown}
    for _ in range(steps):
        there = pair.ours.paths()
        path = chance.choice([path for path in there if _POSITION.sub("", path) in asked])
        value = plausible(pair, path, asked[_POSITION.sub("", path)].type, chance)
        pair.theirs.set(their_path(path, set(there)), value)
        pair.ours.set(path, value)
        found += pair.differences()
    listed = other_by_the_oracle(pair.form)
    return [one for one in found if _POSITION.sub("", one.split()[2].rstrip(":")) not in listed], pair.compared


def other_by_the_oracle(form: Form) -> dict[str, str]:
    """Questions of which the oracle says something else than the specification, each with the reason."""
    reasons = {}
    for question in form.questions():
        if question.preload:
            reasons[question.path] = "the oracle leaves what a device fills in (start, today) empty"
        elif question.type is Type.DATE and any("today()" in check.expression for check in question.checks):
            reasons[question.path] = "the oracle orders days as texts; the specification orders them as days"
    return reasons


def plausible(pair: Pair, path: str, kind: Type, chance: Random) -> str:
    """An answer of the right shape: one of the choices where there are any."""
    choices = [choice.name for choice in pair.ours.state(path).choices]
    if choices:
        return chance.choice(choices)
    if kind is Type.RANGE:
        return str(chance.randint(-5, 5))
    whole = {Type.INTEGER: "integer", Type.DECIMAL: "decimal", Type.DATE: "date"}
    return "OK" if kind is Type.ACKNOWLEDGE else answer_for(whole.get(kind, "text"), chance)


def run_many(seeds: range, steps: int) -> tuple[list[str], Counter[str], Counter[str]]:
    """Forms of many seeds: what differed, what the forms used, and how much was compared."""
    found: list[str] = []
    used: Counter[str] = Counter()
    compared: Counter[str] = Counter()
    for seed in seeds:
        made = Maker(seed).make()
        differences, counted = fill_in(made, seed, steps)
        found += [f"form {seed}: {difference}" for difference in differences]
        used += made.used
        compared += counted
    return found, used, compared
