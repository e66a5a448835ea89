"""The functions an expression may call: each states what it takes and gives, and the compiler converts in between.

What a function takes is a word for each argument: `text`, `number`, `boolean`, `nodes` and `any` are worked out and
converted; `lazy` is handed over unevaluated, as a closure; `path` is handed over as the path that was written. A `?`
after a word: may be left out. A `*` after the last: as many as there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

Gives = Literal["text", "number", "boolean", "nodes", "any"]
Body = Callable[..., Any]


@dataclass(frozen=True)
class Function:
    """A function by name. `body` takes the context, then the arguments."""

    name: str
    gives: Gives
    takes: tuple[str, ...]
    body: Body
    in_pairs: bool = False
    """The arguments of the last word come in pairs."""

    @property
    def least(self) -> int:
        """How many arguments it takes at least."""
        return sum(1 for word in self.takes if word[-1] not in "?*")

    @property
    def most(self) -> int | None:
        """How many arguments it takes at most; None where there is no limit."""
        return None if self.takes and self.takes[-1].endswith("*") else len(self.takes)

    def word(self, index: int) -> str:
        """What it takes as the argument at an index, from 0."""
        return self.takes[min(index, len(self.takes) - 1)].rstrip("?*")


FUNCTIONS: Final[dict[str, Function]] = {}


def function(name: str, gives: Gives, *takes: str, in_pairs: bool = False) -> Callable[[Body], Body]:
    """Makes the function below callable from expressions."""

    def register(body: Body) -> Body:
        FUNCTIONS[name] = Function(name, gives, takes, body, in_pairs)
        return body

    return register
