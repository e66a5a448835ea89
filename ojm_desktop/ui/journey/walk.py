"""What the keyboard can go to in a figure, from left to right, and what typed characters mean. No toolkit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from ojm_desktop.domain.scale import Scale
from ojm_desktop.journey.primitives import Figure, Hit

STRIKES = ("hot_spot", "turning_point", "suggestion")


def stops(figure: Figure) -> tuple[Hit, ...]:
    """Every wave (its value where it has one) and every strike, in order of time."""
    valued = {hit.key for hit in figure.hits if hit.kind == "value"}
    found = [
        hit
        for hit in figure.hits
        if hit.kind == "value" or hit.kind in STRIKES or (hit.kind == "wave" and hit.key not in valued)
    ]
    planned = {hit.key: hit.x + hit.width / 2 for hit in figure.hits if hit.kind == "wave"}

    def along(hit: Hit) -> tuple[float, str]:
        """Waves in their own order, also where an interview was held as late as the next one."""
        if hit.kind in ("wave", "value") and hit.key in planned:
            return planned[hit.key], hit.name
        return hit.x + hit.width / 2, hit.name

    return tuple(sorted(found, key=along))


def neighbour(stops: tuple[Hit, ...], chosen: str | None, step: int) -> Hit | None:
    """The next stop in a direction; from nothing, the last one going left and the first one going right."""
    if not stops:
        return None
    names = [hit.name for hit in stops]
    if chosen not in names:
        return stops[0] if step > 0 else stops[-1]
    return stops[min(max(0, names.index(chosen) + step), len(stops) - 1)]


def wave_of(name: str | None) -> str | None:
    """The wave that a chosen name stands at; None for a strike."""
    kind, _, key = (name or "").partition(":")
    return key if kind in ("value", "wave") else None


def pointed(scale: Scale, now: int | None, up: int) -> int:
    """Where arrows point on a wave without a value: at the neutral one first, then a step on, on the scale."""
    value = scale.neutral if now is None else now + up * scale.step
    return min(max(scale.minimum, value), scale.maximum)


class Entry(Enum):
    """What typed characters are so far."""

    NOTHING = auto()
    BEGUN = auto()
    COMPLETE = auto()


@dataclass(frozen=True)
class Typed:
    """The characters typed for one value, and the value they stand for if they do for any."""

    characters: str = ""
    value: int | None = None
    entry: Entry = Entry.NOTHING

    def then(self, character: str, scale: Scale) -> Typed:
        """With one more character. A minus begins a value below zero; what cannot become a value begins anew."""
        character = {"\u2212": "-", "\u2013": "-"}.get(character, character)
        for characters in (self.characters + character, character):
            typed = _read(characters, scale)
            if typed.entry is not Entry.NOTHING:
                return typed
        return Typed()


def _read(characters: str, scale: Scale) -> Typed:
    texts = {str(value): value for value in scale.values()}
    plain = characters.removeprefix("+")
    longer = any(text != plain and text.startswith(plain) for text in texts)
    value = texts.get(plain)
    if value is not None:
        return Typed(characters, value, Entry.BEGUN if longer else Entry.COMPLETE)
    return Typed(characters, None, Entry.BEGUN) if longer and characters else Typed()
