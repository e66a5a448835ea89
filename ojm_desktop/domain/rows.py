"""Where something beside a question lies once a row of its repeat was taken away (interview: a note on any question).

A path says which time of a repeat it is: /data/moment[2]/title. What was in a row behind the one that went moves up
with it. What was in the row itself stays as evidence, at the question without its row: /data/moment/title, a path that
no question being asked ever has, so that it stands beside none of the rows that are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ojm_desktop.domain.paradata import Step, What

BACK: Final = "back"
GONE: Final = "gone"
"""What the trail says of a row when its coming or going was taken back."""
TURNED: Final = {BACK: GONE, GONE: BACK, "": ""}
"""The one that takes the other back; trails from before say neither."""
_POSITION = re.compile(r"\[\d+\]")


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


def now_at(path: str, steps: Iterable[Step]) -> str:
    """Where something lies now that was written at a path, after what happened since (a visit's trail)."""
    went: list[tuple[str, str]] = []
    for step in steps:
        is_undone = step.what is What.TAKEN_BACK
        if step.what is What.REMOVED or (is_undone and step.new == GONE):
            if path == step.path or path.startswith(f"{step.path}/"):
                went.append((step.path, path))
            path = without_row(path, step.path)
        elif is_undone and step.new == BACK:
            is_own = bool(went) and went[-1][0] == step.path
            path = went.pop()[1] if is_own else with_row(path, step.path)
    return path
