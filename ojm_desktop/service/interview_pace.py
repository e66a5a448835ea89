"""How long was spent at each question of a visit, from its trail (interview: paradata, `ojm:minimum_seconds`).

By the monotonic clock. Several comings add up; a pause counts for nothing. Where the trail does not say how long one
was at a question (the program was started anew there, or somebody else's page gave the answer), nothing is known of it.
"""

from __future__ import annotations

import dataclasses
from collections import ChainMap
from collections.abc import Iterable, MutableMapping
from typing import TYPE_CHECKING, Final

from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.form import Level, Question, Type
from ojm_desktop.domain.paradata import Step, What
from ojm_desktop.domain.rows import Following, by_path, now_at, turn

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState

COMES: Final = frozenset({What.ENTERED, What.REOPENED})
RESTS: Final = frozenset({What.PAUSED, What.STOPPED, What.COMPLETED})
ANSWERS: Final = frozenset({What.ANSWERED, What.CHANGED})


class Pace:
    """Milliseconds by path: what was spent there, and what had been spent when an answer was given."""

    def __init__(self) -> None:
        self._spent: MutableMapping[str, int | None] = {}
        """None: not known."""
        self._taken: MutableMapping[tuple[str, str], int | None] = {}
        """By path and by the answer as the trail has it: an answer that is put back has its own time."""
        self._stands: MutableMapping[str, str] = {}
        self._passed: MutableMapping[str, int | None] = {}
        """What had been spent when a warning was passed: it stays settled, also when one comes back."""
        self._at, self._since = "", 0
        self._spent_rows: Following[str, int | None] = by_path()
        self._taken_rows: Following[tuple[str, str], int | None] = Following(_path_of, _placed)
        self._stands_rows: Following[str, str] = by_path()
        self._passed_rows: Following[str, int | None] = by_path()

    def after(self, steps: Iterable[Step]) -> Pace:
        """The same with further steps, which this one does not learn of."""
        later = Pace()
        later._spent, later._taken = ChainMap({}, self._spent), ChainMap({}, self._taken)
        later._stands, later._passed = ChainMap({}, self._stands), ChainMap({}, self._passed)
        later._at, later._since = self._at, self._since
        later._spent_rows, later._taken_rows = self._spent_rows.fork(), self._taken_rows.fork()
        later._stands_rows, later._passed_rows = self._stands_rows.fork(), self._passed_rows.fork()
        for step in steps:
            later.take(step)
        return later

    def take(self, step: Step) -> None:
        """One step more."""
        now = step.instant.monotonic
        if turn(step):
            self._follow(step)
        elif step.what in COMES:
            if self._at:  # it was never left: the program was started anew, and what was spent since is not known
                self._spent[self._at] = self._spent[step.path] = None
            self._at, self._since = step.path, now
        elif self._at and (step.what in RESTS or (step.what is What.LEFT and step.path == self._at)):
            self._spend(now)
            self._at = ""
        elif step.what in ANSWERS:
            is_here = step.path == self._at
            if is_here:
                self._spend(now)
            self._taken[step.path, step.new] = self._spent[step.path] if is_here else None
            self._stands[step.path] = step.new
        elif step.what is What.TAKEN_BACK and step.path:
            self._stands[step.path] = step.new
        elif step.what is What.OVERRIDDEN:
            self._passed[step.path] = self._spent.get(step.path)

    def seconds(self, question: Question, path: str) -> int | None:
        """Whole seconds until the answer that stands was given; what is only read out, until it was left."""
        if question.type is Type.NOTE:
            found = self._passed.get(path, self._spent.get(path))
        else:
            found = self._taken.get((path, self._stands.get(path, "")))
        return None if found is None else found // 1000

    def _follow(self, step: Step) -> None:
        """A row of a repeat came or went: what is known of those behind it goes with them."""
        self._spent = self._spent_rows.after(self._spent, step)
        self._taken = self._taken_rows.after(self._taken, step)
        self._stands = self._stands_rows.after(self._stands, step)
        self._passed = self._passed_rows.after(self._passed, step)
        self._at = now_at(self._at, (step,))

    def _spend(self, now: int) -> None:
        before = self._spent.get(self._at, 0)
        self._spent[self._at] = None if before is None else before + max(0, now - self._since)
        self._since = now


def _path_of(key: tuple[str, str]) -> str:
    return key[0]


def _placed(key: tuple[str, str], path: str) -> tuple[str, str]:
    return path, key[1]


def with_haste(state: NodeState, question: Question, seconds: int | None) -> NodeState:
    """A question's state, warned of an answer that came, or of words that were passed, faster than the form expects.

    The warning stands behind the question's own checks, and is passed like them.
    """
    if seconds is None or seconds >= question.minimum_seconds:
        return state
    from ojm_desktop.forms.state import Warned  # not needed before an interview is held

    took = counted(seconds, "second") if seconds else "less than a second"
    words = f"Took {took}; at least {question.minimum_seconds} expected."
    warned = Warned(Level.WARN, words, len(question.checks))
    return dataclasses.replace(state, warnings=(*state.warnings, warned))
