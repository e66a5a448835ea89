"""Vouchers that thank people for their time (MB20): handed out, signed for, counted. They stand on the sealed side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

USUAL: Final = 2000
"""What one is worth as a rule, in pence (MB20)."""
MOST: Final = 20_000
"""More than this is a slip of the pen, in pence; the receipt's questionnaire says the same."""


@dataclass(frozen=True)
class Voucher:
    """One that was handed over: worth `pence`, with the number on it and what it is for, both free words.

    `signed_on` is the day on which the person signed for it, None before; `receipt` the visit that holds the receipt,
    empty where it was signed for on paper.
    """

    id: str
    pence: int
    number: str
    given_on: date
    given_for: str
    signed_on: date | None = None
    receipt: str = ""


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


def pounds(pence: int) -> str:
    """£20, £7.50."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02d}" if rest else f"£{whole:,}"
