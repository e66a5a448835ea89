"""Words at some values of a scale or range, such as those at its ends: where each stands, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


def number(text: str | Decimal) -> Decimal | None:
    """A decimal text as a number; None where it is none."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def placed(values: Sequence[str | Decimal], words: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The words at each of `values`, empty for none. `words` are pairs of value and words; 5.0 means 5."""
    told = {read: said for value, said in words if (read := number(value)) is not None}
    return tuple(told.get(Decimal(value), "") for value in values)


@dataclass(frozen=True)
class Reach:
    """The words at place `at` have the room of the cells from `first` to `last`."""

    at: int
    first: int
    last: int


def reaches(words: Sequence[str]) -> tuple[Reach, ...]:
    """How the room below a row of cells is shared: words between others stay centred below their own cell."""
    places = [at for at, said in enumerate(words) if said]
    if not places:
        return ()
    inner = [_centred(*three) for three in zip(places, places[1:], places[2:], strict=False)]
    if len(places) == 1:
        return (Reach(places[0], 0, len(words) - 1),)
    middle = (places[0] + places[-1]) // 2
    first = Reach(places[0], 0, inner[0].first - 1 if inner else middle)
    last = Reach(places[-1], inner[-1].last + 1 if inner else middle + 1, len(words) - 1)
    return (first, *inner, last)


def _centred(before: int, at: int, after: int) -> Reach:
    """As far to both sides as leaves the neighbours at least as much."""
    room = min(at - before - 1, after - at - 1) // 2
    return Reach(at, at - room, at + room)
