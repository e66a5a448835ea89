"""An edit a kind, made at random, of what stands on the sealed side: vouchers, contacts, what followed a disclosure."""

from __future__ import annotations

from datetime import timedelta

from ojm_desktop.domain.contact import Leaving, Outcome, Way, Why
from ojm_desktop.domain.disclosure import StepKind
from ojm_desktop.service import edits
from ojm_desktop.service.edits import Edit
from ojm_desktop.service.edits.contacts import contacts_of
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.service.edits.vouchers import vouchers_of
from ojm_desktop.service.session import Session
from tests.service.picking import Move, Pick, person

NOBODY = "0" * 32


def voucher(session: Session, pick: Pick) -> str:
    found = vouchers_of(session.study, person(session, pick))
    return found[pick.second % len(found)].id if found else NOBODY


def contact(session: Session, pick: Pick) -> str:
    found = contacts_of(session.study, person(session, pick))
    return found[pick.second % len(found)].id if found else NOBODY


def followed(session: Session, pick: Pick) -> Edit:
    who = person(session, pick)
    found = disclosures_of(session.study, who)
    return edits.FollowDisclosure(
        participant=who,
        disclosure=found[pick.second % len(found)].id if found else NOBODY,
        kind=list(StepKind)[pick.third % 3],
        on=pick.day(),
        who="The duty manager",
        words=pick.words() or "rang",
    )


SEALED: dict[str, Move] = {
    "IssueVoucher": lambda s, p: edits.IssueVoucher(
        participant=person(s, p), pence=500 * (p.third % 5), given_on=p.day(), number=p.words()[:20],
        occasion=("", "4", "diary")[p.first % 3],
    ),
    "SignForVoucher": lambda s, p: edits.SignForVoucher(
        participant=person(s, p),
        voucher=voucher(s, p),
        signed_on=(None, p.day() + timedelta(days=p.third % 9))[p.first % 2],
    ),
    "RemoveVoucher": lambda s, p: edits.RemoveVoucher(participant=person(s, p), voucher=voucher(s, p)),
    "RecordContact": lambda s, p: edits.RecordContact(
        participant=person(s, p), on=p.day(), way=list(Way)[p.third % 5], outcome=list(Outcome)[p.third % 4],
        where=p.words()[:30], words=p.words(),
    ),
    "RemoveContact": lambda s, p: edits.RemoveContact(participant=person(s, p), contact=contact(s, p)),
    "RecordLeaving": lambda s, p: edits.RecordLeaving(
        participant=person(s, p), leaving=Leaving(list(Why)[p.third % 7], p.day(), p.words()) if p.third % 4 else None
    ),
    "FollowDisclosure": followed,
    "PrintMark": lambda s, p: edits.PrintMark(participant=person(s, p), files=(("C1-01.pdf", "0" * 64),)),
    "LetOutApart": lambda s, p: edits.LetOutApart(
        participant=person(s, p), kind="report of a disclosure", reason=p.words(), where="out", files=()
    ),
}  # fmt: skip
