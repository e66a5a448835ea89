"""From reading order to the order in which glyphs stand on the line: Arabic letters joined, directions resolved."""

from __future__ import annotations

from functools import lru_cache

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display  # type: ignore[import-untyped]

from ojm_desktop.typeset.characters import first_strong_is_right_to_left, has_right_to_left


@lru_cache(maxsize=1)
def _reshaper() -> ArabicReshaper:
    """Vowel signs are kept: they were typed (the package's own default would delete them)."""
    return ArabicReshaper({"delete_harakat": False, "support_ligatures": True})


def in_display_order(text: str) -> str:
    """One line as drawn from left to right, brackets mirrored; the paragraph's direction is its first strong letter's.

    The order is Python's own implementation of Unicode's rules: the package's compiled one does not mirror brackets.
    """
    if not has_right_to_left(text):
        return text
    base = "R" if first_strong_is_right_to_left(text) else "L"
    return str(get_display(_reshaper().reshape(text), base_dir=base))
