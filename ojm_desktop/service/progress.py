"""How long work says how far it is: part done from 0 to 1, and a word about it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Whatever it raises stops the work."""


def silent(_done: float, _doing: str) -> None:
    """A progress that nobody watches."""
