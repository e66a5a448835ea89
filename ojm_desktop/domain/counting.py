"""Numbers within a sentence: the noun always agrees with its number, in the window, in commands and on paper."""

from __future__ import annotations

from typing import Final

SPELT: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def noun(number: int, one: str, many: str | None = None) -> str:
    """The word that goes with a number: hot spot, hot spots; `many` where it is not made with an s."""
    return one if number == 1 else many or f"{one}s"


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 hot spot, 3 hot spots."""
    return f"{number} {noun(number, one, many)}"


def spelt(number: int) -> str:
    """No, one ... twelve; digits beyond."""
    return SPELT[number] if 0 <= number < len(SPELT) else str(number)


def listed(words: list[str]) -> str:
    """a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
