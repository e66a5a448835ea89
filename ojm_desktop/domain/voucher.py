"""Vouchers that thank people for their time (MB20): handed out, signed for, counted. They stand on the sealed side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from ojm_desktop.domain.canonical import came_later

USUAL: Final = 2000
"""What one is worth as a rule, in pence (MB20)."""
MOST: Final = 20_000
"""More than this is a slip of the pen, in pence."""
DIARY: Final = "diary"
SEVERAL: Final = "several"
"""What a voucher is for, beside the keys of waves: the weekly diary; more than one thing at once."""


@dataclass(frozen=True)
class Voucher:
    """One that was handed over: worth `pence`, with the number on it and what it is for, both free words.

    `signed_on` is the day on which the person signed for it, None before; `receipt` the visit that holds the receipt,
    empty where it was signed for on paper. `occasion` is the key of the visit or wave it thanks for, ``DIARY`` or
    ``SEVERAL``, empty where it is for something else or nobody said.
    """

    id: str
    pence: int
    number: str
    given_on: date
    given_for: str
    signed_on: date | None = None
    receipt: str = ""
    occasion: str = came_later("")


@dataclass(frozen=True)
class Vouchers:
    """All of one person's, by the day they were given."""

    given: tuple[Voucher, ...] = ()


@dataclass(frozen=True)
class Count:
    """How many were handed out and signed for, and what each lot is worth together, in pence."""

    issued: int
    signed: int
    pence: int
    signed_pence: int


def count(vouchers: Iterable[Voucher]) -> Count:
    """Of any number of people."""
    given = tuple(vouchers)
    signed = tuple(voucher for voucher in given if voucher.signed_on)
    return Count(len(given), len(signed), sum(one.pence for one in given), sum(one.pence for one in signed))


def by_occasion(vouchers: Iterable[Voucher]) -> dict[str, Count]:
    """The same for each thing that any of them is for."""
    found: dict[str, list[Voucher]] = {}
    for voucher in vouchers:
        found.setdefault(voucher.occasion, []).append(voucher)
    return {occasion: count(given) for occasion, given in found.items()}


def pounds(pence: int) -> str:
    """£20, £7.50."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02d}" if rest else f"£{whole:,}"
