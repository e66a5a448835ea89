"""What typed characters pick among a few short texts: the cells of a scale, the numbers of choices. No toolkit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto


class Entry(Enum):
    """How far the typed characters are."""

    NOTHING = auto()
    BEGUN = auto()
    COMPLETE = auto()


@dataclass(frozen=True)
class Picking:
    """The characters typed for one pick, and the place of the text they are; it is BEGUN while they could become
    another one: 1 on a scale to 10 waits for a moment, since 10 may be meant.
    """

    typed: str = ""
    place: int | None = None
    entry: Entry = Entry.NOTHING

    def then(self, character: str, texts: Sequence[str]) -> Picking:
        """With one more character; what can become nothing begins anew with it."""
        character = {"\u2212": "-", "\u2013": "-"}.get(character, character)
        for typed in (self.typed + character, character):
            found = _read(typed, texts)
            if found.entry is not Entry.NOTHING:
                return found
        return Picking()


def _read(typed: str, texts: Sequence[str]) -> Picking:
    bare = typed.removeprefix("+")
    place = next((at for at, text in enumerate(texts) if text == bare), None)
    longer = any(text != bare and text.startswith(bare) for text in texts)
    if place is not None:
        return Picking(typed, place, Entry.BEGUN if longer else Entry.COMPLETE)
    return Picking(typed, None, Entry.BEGUN) if longer else Picking()
