"""Vouchers of a whole study: counted without anybody's name, and receipts that were signed but are not counted yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from ojm_desktop.domain.plan import Cohort, StudyPlan
from ojm_desktop.domain.visit import Visit, VisitState
from ojm_desktop.domain.voucher import DIARY, MOST, SEVERAL, USUAL, Count, Voucher, by_occasion, count
from ojm_desktop.service.edits import IssueVoucher, SignForVoucher
from ojm_desktop.service.edits.visits import RETROSPECTIVE, VOUCHER
from ojm_desktop.service.edits.vouchers import vouchers_of
from ojm_desktop.service.queries.occasions import name_of
from ojm_desktop.service.session import Session

RECEIPT: Final = "/data/receipt"
"""Where the shipped receipt (`forms/voucher.md`) keeps its answers."""
ELSE: Final = "Something else, or not said"


@dataclass(frozen=True)
class StudyCount:
    """Everybody's together: how many `people` were given any, and `receipts` signed that no voucher counts yet.

    `occasions` are the words for what vouchers are for, in the order of the study, each with its own count.
    """

    all: Count
    people: int
    receipts: int
    occasions: tuple[tuple[str, Count], ...] = ()


def occasions_of(cohort: Cohort) -> dict[str, str]:
    """What people of a cohort are thanked for: key and words; the last is for what is nothing of it."""
    keys = (RETROSPECTIVE,) if cohort.is_recalled else tuple(wave.key for wave in cohort.waves)
    diary = {DIARY: "Weekly diary"} if cohort.diary_weeks else {}
    return {key: name_of(cohort, key) for key in keys} | diary | {SEVERAL: "Several together", "": ELSE}


def thanked_for(plan: StudyPlan, voucher: Voucher) -> str:
    """In words what a voucher is for: the visit, and what was written beside it; empty where nobody said."""
    is_visit = voucher.occasion not in ("", SEVERAL) or (voucher.occasion and not voucher.given_for)
    visit = _words(plan).get(voucher.occasion, voucher.occasion) if is_visit else ""
    return ", ".join(part for part in (visit, voucher.given_for) if part)


def _words(plan: StudyPlan) -> dict[str, str]:
    """Those of every cohort: what is no visit comes last."""
    found = {key: words for cohort in plan.cohorts for key, words in occasions_of(cohort).items()}
    last = (DIARY, SEVERAL, "")
    return dict(sorted(found.items(), key=lambda each: each[0] in last))


def study_count(session: Session) -> StudyCount:
    """Raises NotAllowed for a slot without the identity key."""
    people = session.study.store.people.all()
    by_person = [vouchers_of(session.study, person.id) for person in people]
    waiting = sum(len(uncounted(session, person.id)) for person in people)
    everything = [voucher for given in by_person for voucher in given]
    counts, words = by_occasion(everything), _words(session.plan)
    known = {key: counts[key] for key in (*words, *sorted(counts)) if key in counts}  # a wave may be gone by now
    occasions = tuple((words.get(key, key), each) for key, each in known.items())
    return StudyCount(count(everything), sum(map(bool, by_person)), waiting, occasions)


def uncounted(session: Session, participant: str) -> tuple[IssueVoucher | SignForVoucher, ...]:
    """One person's complete receipts that no voucher names: the edits that would count them, oldest first.

    A receipt is for a voucher that was handed out and not signed for, on its day or before; where there is none, for
    one of the usual worth that nobody recorded. A questionnaire that is not the shipped one is left to the researcher.
    """
    given = vouchers_of(session.study, participant)
    known = {voucher.receipt for voucher in given}
    waiting = [voucher for voucher in given if voucher.signed_on is None and not voucher.receipt]
    held = (visit for visit in session.study.store.visits.of(participant) if visit.wave == VOUCHER)
    signed = (visit for visit in held if visit.state in {VisitState.COMPLETE, VisitState.LOCKED})
    read = (_receipt(session, visit) for visit in signed if visit.id not in known)
    edits: list[IssueVoucher | SignForVoucher] = []
    for receipt in sorted((one for one in read if one is not None), key=lambda one: (one.given_on, one.receipt)):
        fits = [one for one in waiting if one.given_on <= receipt.given_on and not receipt.number]
        if not fits:
            edits.append(receipt)
            continue
        found = next((one for one in fits if one.occasion == receipt.occasion), fits[0])
        waiting.remove(found)
        edits.append(
            SignForVoucher(
                participant=participant, voucher=found.id, signed_on=receipt.signed_on, receipt=receipt.receipt
            )
        )
    return tuple(edits)


def thanks(session: Session, participant: str, reasons: Sequence[str]) -> tuple[str, str]:
    """What a voucher is for, of the words that the shipped receipt has for it: the occasion, and several in words."""
    words = occasions_of(session.plan.cohort(session.study.participant(participant).cohort))
    keys = [_occasion(reason) for reason in reasons]
    if len(keys) > 1:
        return SEVERAL, ", ".join(words.get(key, key) for key in keys)
    return "".join(keys), ""


def _receipt(session: Session, visit: Visit) -> IssueVoucher | None:
    """The voucher that a receipt tells of: an earlier version of it asked for worth and number too."""
    answers = {
        answer.key.path: answer.value for answer in session.study.store.answers.of(visit.id) if answer.is_relevant
    }
    if f"{RECEIPT}/received" not in answers:
        return None
    pence = _pence(answers[f"{RECEIPT}/amount"]) if f"{RECEIPT}/amount" in answers else USUAL
    given_on = _day(answers.get(f"{RECEIPT}/given_on", "")) or visit.held_on
    if pence is None or given_on is None:  # a visit that was begun has a day
        return None
    occasion, words = thanks(session, visit.participant, answers.get(f"{RECEIPT}/given_for", "").split())
    return IssueVoucher(
        participant=visit.participant,
        pence=pence,
        given_on=given_on,
        number=answers.get(f"{RECEIPT}/voucher_number", ""),
        given_for=words,
        occasion=occasion,
        signed_on=given_on if answers[f"{RECEIPT}/received"] == "OK" else None,
        receipt=visit.id,
    )


def _occasion(reason: str) -> str:
    """The key of what a voucher is for, of the word that the shipped receipt has for it."""
    return {"looking_back": RETROSPECTIVE, "diary": DIARY}.get(reason, reason.removeprefix("week_"))


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
