"""Patterns of regex(): written by strangers for Java's engine, matched here by one that stops after a time.

A pattern such as (a|aa)+ takes longer than a life on some texts, and a{99999999} more memory than there is, so both the
time of a match and the size of a pattern have an end (I1).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ojm_desktop.forms.errors import ExpressionError, shortened

if TYPE_CHECKING:
    import regex

SECONDS: Final = 0.05
"""How long one match may take: an answer waits for it."""
LARGEST: Final = 20_000
"""Characters a pattern may stand for once its counts are written out."""

PIECE: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(\d+)(?:,(\d*))?\}|.", re.DOTALL)
JAVA_CLASSES: Final = {
    r"\p{L}": r"[^\W\d_]",
    r"\p{Alpha}": "[A-Za-z]",
    r"\p{Alnum}": "[A-Za-z0-9]",
    r"\p{Digit}": "[0-9]",
    r"\p{Lower}": "[a-z]",
    r"\p{Upper}": "[A-Z]",
    r"\p{Space}": r"\s",
    r"\p{Punct}": r"[!-/:-@\[-`{-~]",
}
"""Classes of characters Java's patterns know by name; patterns in questionnaires are written for Java."""


def matches(text: str, pattern: str) -> bool:
    """Whether the whole text is what the pattern says; ExpressionError where it is none or takes too long."""
    try:
        return compiled(pattern).fullmatch(text, timeout=SECONDS) is not None
    except TimeoutError:
        raise ExpressionError(
            f"regex() gave up on the pattern {shortened(pattern)}: it takes too long on this answer. The answer is "
            "kept and was not checked; a pattern with fewer repetitions inside repetitions will do."
        ) from None


@lru_cache(maxsize=512)
def compiled(pattern: str) -> regex.Pattern[str]:
    """The pattern, ready to match; ExpressionError where it is none or too large."""
    import regex

    if _size(pattern) > LARGEST:
        raise ExpressionError(
            f"regex() does not take the pattern {shortened(pattern)}: its counts make it too large. Nothing was "
            "checked; use smaller counts."
        )
    written = pattern
    for name, class_ in JAVA_CLASSES.items():
        written = written.replace(name, class_)
    try:
        return regex.compile(written)
    except (regex.error, OverflowError, RecursionError) as error:
        raise ExpressionError(
            f"regex() cannot read the pattern {shortened(pattern)}: {error}. Nothing was checked; correct the pattern."
        ) from None


def _size(pattern: str) -> int:
    """How many characters the pattern stands for, its counts written out."""
    open_groups, last = [0], 0
    for piece in PIECE.finditer(pattern):
        if piece[0] == "(":
            open_groups.append(0)
            last = 0
        elif piece[0] == ")" and len(open_groups) > 1:
            last = open_groups.pop()
            open_groups[-1] += last
        elif piece[1] is not None:
            most = max(int(number[:9]) for number in (piece[1], piece[2] or "1", "1"))
            open_groups[-1] += last * (most - 1)
            last *= most
        else:
            last = 1
            open_groups[-1] += 1
    return sum(open_groups)
