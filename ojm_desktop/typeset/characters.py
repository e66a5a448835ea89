"""Which characters are drawn, which only steer, which never reach a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, and the marks that embed or override a direction: a text must not show one thing and be another.
_REMOVED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_RIGHT_TO_LEFT = re.compile("[\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_CLUSTER = re.compile("(?s).[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*")


def clean(text: str) -> str:
    """The text without control characters; every kind of line end becomes a line feed, a tab becomes a space.

    What is left is what a page must show, character for character (promise I5).
    """
    return _REMOVED.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def is_ignorable(character: str) -> bool:
    """Whether it has no shape of its own: joiners, soft hyphen, variation selectors, direction marks."""
    return _IGNORABLE.match(character) is not None


def has_right_to_left(text: str) -> bool:
    """Whether any part is written right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def clusters(text: str) -> Iterator[tuple[str, str]]:
    """What to draw and what was typed, by drawn character: a letter with its accent typed apart is drawn composed."""
    for typed in _CLUSTER.findall(text):
        composed = unicodedata.normalize("NFC", typed) if len(typed) > 1 else typed
        if len(composed) == 1:
            yield composed, typed
        else:
            yield from ((character, character) for character in typed)


def joins_the_one_before(character: str) -> bool:
    """Whether a line must not break in front of it: combining marks, joiners, variation selectors."""
    return (
        unicodedata.combining(character) != 0
        or unicodedata.category(character) in ("Mn", "Me")
        or is_ignorable(character)
    )


def first_strong_is_right_to_left(characters: Iterable[str]) -> bool:
    """The direction of a paragraph by its first letter that has one; left to right when none has."""
    for character in characters:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return False


def stand_in(character: str) -> str:
    """What is printed for a character no bundled face has: `[U+1F600 GRINNING FACE]` (promise I5)."""
    name = unicodedata.name(character, "")
    return f"[U+{ord(character):04X} {name}]" if name else f"[U+{ord(character):04X}]"
