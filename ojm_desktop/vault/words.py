"""Hashes as eight words that can be printed, read aloud and typed back.

Eight words of a list of 2,048 carry the first 88 bits of a SHA-256. Four letters tell each word.
"""

from __future__ import annotations

import difflib
import re
from functools import cache

from mnemonic import Mnemonic

from ojm_desktop.domain.counting import counted
from ojm_desktop.vault.errors import HeadWordsMistyped

WORDS = 8
BITS_A_WORD = 11
PREFIX_HEX = WORDS * BITS_A_WORD // 4
"""22 hex digits, 88 bits."""


@cache
def wordlist() -> tuple[str, ...]:
    """The 2,048 English words of BIP-39, in order."""
    return tuple(Mnemonic("english").wordlist)


@cache
def _positions() -> dict[str, int]:
    """Whole words and their first four letters -> place in the list."""
    places = {word[:4]: place for place, word in enumerate(wordlist())}
    return places | {word: place for place, word in enumerate(wordlist())}


def to_words(sha256_hex: str) -> tuple[str, ...]:
    """Eight words for a SHA-256 in hex. ValueError for anything else."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256_hex):
        raise ValueError("a SHA-256 is 64 lower-case hex digits")
    bits = int(sha256_hex[:PREFIX_HEX], 16)
    mask = (1 << BITS_A_WORD) - 1
    return tuple(wordlist()[bits >> BITS_A_WORD * (WORDS - 1 - place) & mask] for place in range(WORDS))


def parse(text: str) -> str:
    """The 22 hex digits that the hash begins with, from eight words as typed.

    Capitals, commas, hyphens, full stops, line breaks and numbering do not matter; four letters of a word are enough.
    Raises HeadWordsMistyped naming the first word that is in no list, and the nearest that is.
    """
    typed = re.findall(r"[^\W\d_]+", text.casefold())
    bits = 0
    for number, word in enumerate(typed, 1):
        place = _positions().get(word)
        if place is None:
            raise HeadWordsMistyped(_unknown(number, word))
        bits = bits << BITS_A_WORD | place
    if len(typed) != WORDS:
        raise HeadWordsMistyped(
            f"A head is {WORDS} words, but {counted(len(typed), 'word was', 'words were')} typed. "
            f"Nothing was checked; type all {WORDS}."
        )
    return f"{bits:0{PREFIX_HEX}x}"


def matches(text: str, sha256_hex: str) -> bool:
    """Whether the words as typed stand for this hash. Raises HeadWordsMistyped as `parse` does."""
    return sha256_hex.startswith(parse(text))


def _unknown(number: int, word: str) -> str:
    near = difflib.get_close_matches(word, wordlist(), n=3, cutoff=0.6)
    advice = f"Did you mean {' or '.join(near)}?" if near else "Look at the paper again."
    return f"Word {number}, “{word[:40]}”, is not one of the words used for heads. Nothing was checked. {advice}"
