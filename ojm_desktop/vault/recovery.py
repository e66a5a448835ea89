"""The recovery key: 160 random bits printed as eight groups, each with its own check character (K5).

Letters are Crockford's base 32 (no I, L, O, U). A group is four characters and a fifth that checks them and the group's
place, so one wrong character, two swapped neighbours or two swapped groups are found and named.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass, field

from ojm_desktop.vault.errors import RecoveryKeyMistyped

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 8
GROUP_LENGTH = 5
SECRET_OCTETS = 20
_LOOK_ALIKE = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class RecoveryKey:
    """20 secret bytes. `str()` is what is printed; `repr()` gives nothing away."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != SECRET_OCTETS:
            raise ValueError(f"a recovery key has {SECRET_OCTETS} bytes")

    @property
    def groups(self) -> tuple[str, ...]:
        """Eight groups of five characters, in order."""
        bits = int.from_bytes(self.secret, "big")
        values = [bits >> 5 * (31 - place) & 31 for place in range(32)]
        parts = (values[4 * number : 4 * number + 4] for number in range(GROUPS))
        return tuple(
            "".join(ALPHABET[value] for value in (*part, _check(part, number))) for number, part in enumerate(parts)
        )

    def __str__(self) -> str:
        return "-".join(self.groups)


def new() -> RecoveryKey:
    """A fresh recovery key."""
    return RecoveryKey(secrets.token_bytes(SECRET_OCTETS))


def parse(text: str) -> RecoveryKey:
    """A recovery key as typed: lower case, spaces, hyphens, O for 0 and I or L for 1 are all taken.

    Raises RecoveryKeyMistyped, which names the groups that do not check.
    """
    groups = _split(_clean(text))
    bits, wrong = 0, []
    for number, group in enumerate(groups):
        values = [ALPHABET.find(character) for character in group]
        if len(values) != GROUP_LENGTH or -1 in values or values[4] != _check(values[:4], number):
            wrong.append(number + 1)
            continue
        for value in values[:4]:
            bits = bits << 5 | value
    if wrong:
        raise RecoveryKeyMistyped(_sentence(wrong), tuple(wrong))
    return RecoveryKey(bits.to_bytes(SECRET_OCTETS, "big"))


def _clean(text: str) -> str:
    """Capitals, look-alikes told apart, one space wherever the typist parted the groups."""
    upper = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[\s\-\u2010-\u2015\u2212,.;:/]+", " ", upper).strip().translate(_LOOK_ALIKE)


def _split(cleaned: str) -> list[str]:
    """Eight groups, by the typist's own spaces where there are eight of them, else by length."""
    parted = cleaned.split(" ")
    if len(parted) == GROUPS:
        return parted
    together = cleaned.replace(" ", "")
    whole = GROUPS * GROUP_LENGTH
    if len(together) != whole:
        raise RecoveryKeyMistyped(
            f"The recovery key is {GROUPS} groups of {GROUP_LENGTH} characters, {whole} in all, but {len(together)} "
            "were typed. Nothing was tried; type all groups."
        )
    return [together[at : at + GROUP_LENGTH] for at in range(0, whole, GROUP_LENGTH)]


def _sentence(wrong: list[int]) -> str:
    if len(wrong) == 1:
        return f"Group {wrong[0]} of the recovery key is mistyped. Nothing was tried; look at that group again."
    named = ", ".join(str(number) for number in wrong[:-1]) + f" and {wrong[-1]}"
    return f"Groups {named} of the recovery key are mistyped. Nothing was tried; look at those groups again."


def _check(values: list[int], number: int) -> int:
    """Check character of group `number` (from 0): a sum over GF(32) whose weights all differ."""
    total = number + 1
    for weight, value in zip((2, 4, 8, 16), values, strict=True):
        total ^= _times(weight, value)
    return total


def _times(left: int, right: int) -> int:
    """Product in GF(32) with x^5 + x^2 + 1."""
    product = 0
    for bit in range(5):
        if right >> bit & 1:
            product ^= left << bit
    for bit in range(8, 4, -1):
        if product >> bit & 1:
            product ^= 0b100101 << bit - 5
    return product
