"""Vouchers of a whole study: counted without anybody's name, and receipts that were signed but are not counted yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from ojm_desktop.domain.visit import Visit, VisitState
from ojm_desktop.domain.voucher import MOST, Count, count
from ojm_desktop.service.edits import IssueVoucher
from ojm_desktop.service.edits.visits import VOUCHER
from ojm_desktop.service.edits.vouchers import vouchers_of
from ojm_desktop.service.session import Session

RECEIPT: Final = "/data/receipt"
"""Where the shipped receipt (`forms/voucher.md`) keeps its answers."""


@dataclass(frozen=True)
class StudyCount:
    """Everybody's together: how many `people` were given any, and `receipts` signed that no voucher counts yet."""

    all: Count
    people: int
    receipts: int


def study_count(session: Session) -> StudyCount:
    """Raises NotAllowed for a slot without the identity key."""
    people = session.study.store.people.all()
    by_person = [vouchers_of(session.study, person.id) for person in people]
    waiting = sum(len(uncounted(session, person.id)) for person in people)
    return StudyCount(count(voucher for given in by_person for voucher in given), sum(map(bool, by_person)), waiting)


def uncounted(session: Session, participant: str) -> tuple[IssueVoucher, ...]:
    """One person's complete receipts that no voucher names: the edits that would count them, oldest first.

    A receipt from a form that asks for no amount is left to the researcher.
    """
    known = {voucher.receipt for voucher in vouchers_of(session.study, participant)}
    held = (visit for visit in session.study.store.visits.of(participant) if visit.wave == VOUCHER)
    signed = (visit for visit in held if visit.state in {VisitState.COMPLETE, VisitState.LOCKED})
    found = (_counting(session, visit) for visit in signed if visit.id not in known)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.given_on, one.receipt)))


def _counting(session: Session, visit: Visit) -> IssueVoucher | None:
    answers = {
        answer.key.path: answer.value for answer in session.study.store.answers.of(visit.id) if answer.is_relevant
    }
    pence = _pence(answers.get(f"{RECEIPT}/amount", ""))
    if pence is None:
        return None
    given_on = _day(answers.get(f"{RECEIPT}/given_on", "")) or visit.held_on
    if given_on is None:  # a visit that was begun has a day
        return None
    return IssueVoucher(
        participant=visit.participant,
        pence=pence,
        given_on=given_on,
        number=answers.get(f"{RECEIPT}/voucher_number", ""),
        signed_on=given_on if answers.get(f"{RECEIPT}/received") == "OK" else None,
        receipt=visit.id,
    )


def _pence(amount: str) -> int | None:
    """Pounds as a questionnaire writes them; None where that is no worth of a voucher."""
    try:
        pence = Decimal(amount) * 100
    except InvalidOperation:
        return None
    return int(pence) if pence.is_finite() and pence == pence.to_integral_value() and 0 < pence <= MOST else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
