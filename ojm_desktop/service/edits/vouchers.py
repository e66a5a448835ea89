"""Edits of vouchers (MB20): sealed, and each can be taken back."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ojm_desktop.domain.canonical import came_later
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.voucher import MOST, Voucher, Vouchers, pounds
from ojm_desktop.service.edits.base import Edit, PersonEdit
from ojm_desktop.service.edits.sealed_kinds import VOUCHERS
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class IssueVoucher(PersonEdit):
    """A voucher was handed over; `signed_on` and `receipt` are given where one that was taken out comes back."""

    is_sealed: ClassVar[bool] = True

    pence: int
    given_on: date
    number: str = ""
    given_for: str = ""
    signed_on: date | None = None
    receipt: str = ""
    occasion: str = came_later("")

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Seal it beside the others."""
        study.participant(self.participant)
        if not 0 < self.pence <= MOST:
            raise Refused(f"A voucher is worth more than nothing and at most {pounds(MOST)}. Nothing was changed.")
        given = vouchers_of(study, self.participant)
        what = (self.pence, self.number, self.given_on, self.given_for, self.signed_on, self.receipt, self.occasion)
        inverse = RemoveVoucher(participant=self.participant, voucher=self.id)
        return inverse, _put(study, self.participant, (*given, Voucher(self.id, *what)))

    def sentence(self, study: Study) -> str:
        return f"A voucher of {pounds(self.pence)} for {study.participant(self.participant).code} was recorded."


@dataclass(frozen=True, kw_only=True)
class RemoveVoucher(PersonEdit):
    """One that was recorded by mistake is taken out again."""

    is_sealed: ClassVar[bool] = True

    voucher: str

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Seal the others without it."""
        old = voucher_of(study, self.participant, self.voucher)
        kept = tuple(one for one in vouchers_of(study, self.participant) if one.id != old.id)
        inverse = IssueVoucher(
            id=old.id,
            participant=self.participant,
            pence=old.pence,
            given_on=old.given_on,
            number=old.number,
            given_for=old.given_for,
            signed_on=old.signed_on,
            receipt=old.receipt,
            occasion=old.occasion,
        )
        return inverse, _put(study, self.participant, kept)

    def sentence(self, study: Study) -> str:
        return f"A voucher of {study.participant(self.participant).code} was taken out."


@dataclass(frozen=True, kw_only=True)
class SignForVoucher(PersonEdit):
    """The person signed for it: in the questionnaire of the `receipt`, or on paper; None says that they did not."""

    is_sealed: ClassVar[bool] = True

    voucher: str
    signed_on: date | None
    receipt: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the day beside it."""
        old = voucher_of(study, self.participant, self.voucher)
        if self.signed_on is not None and self.signed_on < old.given_on:
            raise Refused("Nobody signs for a voucher before the day it was given. Nothing was changed; check the day.")
        new = dataclasses.replace(old, signed_on=self.signed_on, receipt=self.receipt)
        given = tuple(new if one.id == old.id else one for one in vouchers_of(study, self.participant))
        inverse = SignForVoucher(
            participant=self.participant, voucher=old.id, signed_on=old.signed_on, receipt=old.receipt
        )
        return inverse, _put(study, self.participant, given)

    def sentence(self, study: Study) -> str:
        code = study.participant(self.participant).code
        return f"{code} signed for a voucher." if self.signed_on else f"A voucher of {code} is not signed for."


def vouchers_of(study: Study, participant: str) -> tuple[Voucher, ...]:
    """One person's, by day; raises NotAllowed for a slot without the identity key."""
    found = study.sealed_side.get_value(VOUCHERS, participant, Vouchers)
    return found.given if found else ()


def voucher_of(study: Study, participant: str, voucher: str) -> Voucher:
    """One of them; raises Refused for one that is gone."""
    study.participant(participant)
    for one in vouchers_of(study, participant):
        if one.id == voucher:
            return one
    raise Refused("This voucher is not there any more. Nothing was changed.")


def _put(study: Study, participant: str, given: tuple[Voucher, ...]) -> Changes:
    if given:
        in_order = sorted(given, key=lambda one: (one.given_on, one.id))
        study.sealed_side.put_value(VOUCHERS, participant, Vouchers(tuple(in_order)))
    else:
        study.sealed_side.remove(VOUCHERS, participant)
    return Changes(sealed=frozenset({participant}))
