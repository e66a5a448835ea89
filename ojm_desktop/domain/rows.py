"""Where something beside a question lies once a row of its repeat was taken away (interview: a note on any question).

A path says which time of a repeat it is: /data/moment[2]/title. What was in a row behind the one that went moves up
with it. What was in the row itself stays as evidence, at the question without its row: /data/moment/title, a path that
no question being asked ever has, so that it stands beside none of the rows that are left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Generic, TypeVar

from ojm_desktop.domain.paradata import Step, What

BACK: Final = "back"
GONE: Final = "gone"
"""What the trail says of a row when its coming or going was taken back."""
TURNED: Final = {BACK: GONE, GONE: BACK, "": ""}
"""The one that takes the other back; trails from before say neither."""
_POSITION = re.compile(r"\[\d+\]")
Key = TypeVar("Key")
Value = TypeVar("Value")


def without_row(path: str, instance: str) -> str:
    """The path once an instance of a repeat (/data/moment[2]) is gone."""
    repeat, _, number = instance.removesuffix("]").rpartition("[")
    if not path.startswith(f"{repeat}["):
        return path
    position, _, rest = path[len(repeat) + 1 :].partition("]")
    if int(position) == int(number):
        return rowless(f"{repeat}[", path)
    return f"{repeat}[{int(position) - 1}]{rest}" if int(position) > int(number) else path


def beyond(path: str, counts: dict[str, int]) -> str:
    """The path where a repeat is there only so often (`counts` by its path): rowless from the row that went."""
    for found in _POSITION.finditer(path):
        repeat = path[: found.start()]
        if int(found[0][1:-1]) > counts.get(repeat, 0):
            return rowless(f"{repeat}[", path)
    return path


def rowless(until: str, path: str) -> str:
    """The path with no positions from the end of `until`, which ends where the first one begins."""
    at = len(until) - 1
    return path[:at] + _POSITION.sub("", path[at:])


def with_row(path: str, instance: str) -> str:
    """The path once an instance that was gone is there again: what had moved up moves down."""
    repeat, _, number = instance.removesuffix("]").rpartition("[")
    if not path.startswith(f"{repeat}["):
        return path
    position, _, rest = path[len(repeat) + 1 :].partition("]")
    return f"{repeat}[{int(position) + 1}]{rest}" if int(position) >= int(number) else path


def is_within(path: str, instance: str) -> bool:
    """Whether a path is an instance of a repeat, or lies in it."""
    return path == instance or path.startswith(f"{instance}/")


def turn(step: Step) -> str:
    """What a step does to the row at its path: GONE, BACK, or nothing (empty).

    Taking an answer back names its question and what stands there then, which may be one of these words as well.
    """
    if step.what is What.REMOVED:
        return GONE
    is_of_row = step.what is What.TAKEN_BACK and step.path.endswith("]")
    return step.new if is_of_row and step.new in TURNED else ""


def now_at(path: str, steps: Iterable[Step]) -> str:
    """Where something lies now that was written at a path, after what happened since (a visit's trail)."""
    went: list[tuple[str, str]] = []  # each row that went since, and where it was if it lay in that one
    for step in steps:
        turned = turn(step)
        if turned == GONE:
            went.append((step.path, path if is_within(path, step.path) else ""))
            path = without_row(path, step.path)
        elif turned == BACK:
            own = went.pop()[1] if went and went[-1][0] == step.path else ""
            path = own or with_row(path, step.path)
    return path


class Following(Generic[Key, Value]):
    """What is known by its place in a visit, moved as rows come and go: what was in a row waits for that to be back.

    `path_of` is the path in a key, `placed` the same key at another path.
    """

    def __init__(self, path_of: Callable[[Key], str], placed: Callable[[Key, str], Key]) -> None:
        self._path_of, self._placed = path_of, placed
        self._gone: tuple[tuple[str, dict[Key, Value]], ...] = ()

    def after(self, kept: Mapping[Key, Value], step: Step) -> dict[Key, Value]:
        """The same after a row came or went (`turn`)."""
        instance, is_gone = step.path, turn(step) == GONE
        inside = {key: kept[key] for key in kept if is_gone and is_within(self._path_of(key), instance)}
        goes = without_row if is_gone else with_row
        moved = {self._placed(key, goes(self._path_of(key), instance)): kept[key] for key in kept if key not in inside}
        if is_gone:
            self._gone = (*self._gone, (instance, inside))
        elif self._gone and self._gone[-1][0] == instance:
            moved |= self._gone[-1][1]
            self._gone = self._gone[:-1]
        return moved

    @property
    def gone(self) -> tuple[Mapping[Key, Value], ...]:
        """What waits for each row that was taken away, the last one last."""
        return tuple(inside for _instance, inside in self._gone)

    def fork(self) -> Following[Key, Value]:
        """One that goes on from here by itself."""
        made: Following[Key, Value] = Following(self._path_of, self._placed)
        made._gone = self._gone
        return made


def by_path() -> Following[str, Value]:
    """Of what is known by its path alone."""
    return Following(str, lambda _key, path: path)
