"""Bech32 as age writes its keys: 32 octets behind a word, with a checksum that finds any slip of the pen (BIP 173)."""

from __future__ import annotations

from typing import Final

_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK: Final = 6


def encode(word: str, octets: bytes) -> str:
    """The octets in small letters; `word` is what they are, in small letters too."""
    fives = _regrouped(octets, 8, 5)
    last = _polymod([*_spread(word), *fives, *([0] * _CHECK)]) ^ 1
    check = [last >> 5 * (_CHECK - 1 - place) & 31 for place in range(_CHECK)]
    return f"{word}1{''.join(_LETTERS[five] for five in [*fives, *check])}"


def decode(text: str) -> tuple[str, bytes]:
    """Word and octets. Raises ValueError for anything that `encode` does not write, but in capitals throughout."""
    if text != text.lower() and text != text.upper():
        raise ValueError("capital and small letters")
    word, _, rest = text.lower().rpartition("1")
    if not word or len(rest) < _CHECK or not set(rest) <= set(_LETTERS):
        raise ValueError("not Bech32")
    fives = [_LETTERS.index(letter) for letter in rest]
    if not all(33 <= ord(letter) <= 126 for letter in word) or _polymod([*_spread(word), *fives]) != 1:
        raise ValueError("the checksum is wrong")
    octets = bytes(_regrouped(bytes(fives[:-_CHECK]), 5, 8))
    if encode(word, octets) != text.lower():
        raise ValueError("not the one way to write it")
    return word, octets


def _spread(word: str) -> list[int]:
    return [*(ord(letter) >> 5 for letter in word), 0, *(ord(letter) & 31 for letter in word)]


def _polymod(values: list[int]) -> int:
    found = 1
    for value in values:
        top = found >> 25
        found = (found & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            found ^= generator if top >> place & 1 else 0
    return found


def _regrouped(values: bytes, width: int, into: int) -> list[int]:
    """The same bits in groups of another width; what is left over is filled with zeros on the way to letters only."""
    bits = "".join(f"{value:0{width}b}" for value in values)
    whole = len(bits) // into * into
    groups = [int(bits[at : at + into], 2) for at in range(0, whole, into)]
    if whole < len(bits) and into < width:
        groups.append(int(bits[whole:].ljust(into, "0"), 2))
    return groups
