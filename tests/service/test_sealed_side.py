"""Vouchers, contacts, leaving and what followed a disclosure: sealed, counted, undone where that makes sense."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date

import pytest

from ojm_desktop.domain.answer import Answer, AnswerKey
from ojm_desktop.domain.contact import Leaving, Outcome, Way, Why
from ojm_desktop.domain.disclosure import Category, Disclosure, StepKind
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import Mode, VisitState
from ojm_desktop.domain.voucher import SEVERAL, USUAL, Voucher
from ojm_desktop.service.edits import (
    FollowDisclosure,
    IssueVoucher,
    RecordContact,
    RecordDisclosure,
    RecordLeaving,
    RemoveParticipant,
    RemoveVoucher,
    SignForVoucher,
)
from ojm_desktop.service.edits.contacts import contacts_of, leaving_of
from ojm_desktop.service.edits.disclosures import altered_from, disclosures_of, steps_of
from ojm_desktop.service.edits.vouchers import vouchers_of
from ojm_desktop.service.rights import AnalystRefused
from ojm_desktop.service.session import Session
from ojm_desktop.service.study import NotAllowed
from ojm_desktop.service.vouchers import ELSE, study_count, thanked_for, uncounted
from ojm_desktop.store.codec import to_text
from ojm_desktop.store.study_store import DATA_TABLES
from tests import studies
from tests.visiting import DAY, keep_form, start

WHO_WAS_TOLD = "Inspector Quillfeather"


@pytest.fixture
def session() -> Iterator[Session]:
    found = studies.in_memory()
    studies.signed_person(found)
    yield found
    found.close()


def issued(session: Session, who: str, pence: int = 2000, on: date = DAY, occasion: str = "") -> str:
    session.do(IssueVoucher(participant=who, pence=pence, given_on=on, occasion=occasion))
    return next(one.id for one in vouchers_of(session.study, who) if one.given_on == on and one.occasion == occasion)


def test_that_vouchers_are_counted_and_added_up_over_everybody(session: Session) -> None:
    first, second = studies.person_of(session), studies.add_person(session)
    one = issued(session, first)
    issued(session, first, 1550, date(2026, 4, 30))
    issued(session, second)
    session.do(SignForVoucher(participant=first, voucher=one, signed_on=DAY))
    found = study_count(session)
    assert (found.people, found.receipts) == (2, 0)
    assert dataclasses.astuple(found.all) == (3, 1, 5550, 2000)


def test_that_vouchers_are_counted_by_what_they_are_for_in_the_order_of_the_study(session: Session) -> None:
    first, second = studies.person_of(session), studies.add_person(session)
    for who, occasion in ((second, ""), (first, "diary"), (first, "8"), (second, "8"), (first, "gone"), (first, "4")):
        issued(session, who, occasion=occasion)
    counts = [(words, each.issued, each.pence) for words, each in study_count(session).occasions]
    assert [row[0] for row in counts] == ["Week 4", "Week 8", "Weekly diary", ELSE, "gone"]
    assert counts[1] == ("Week 8", 2, 4000)


def test_that_each_change_of_a_voucher_is_taken_back_and_done_again(session: Session) -> None:
    who = studies.person_of(session)
    voucher = issued(session, who)
    session.do(SignForVoucher(participant=who, voucher=voucher, signed_on=DAY, receipt="f" * 32))
    whole = vouchers_of(session.study, who)
    session.do(RemoveVoucher(participant=who, voucher=voucher))
    assert vouchers_of(session.study, who) == ()
    session.undo()
    assert vouchers_of(session.study, who) == whole
    session.undo()
    assert vouchers_of(session.study, who)[0].signed_on is None
    session.undo()
    assert vouchers_of(session.study, who) == ()
    session.redo()
    assert vouchers_of(session.study, who)[0].id == voucher
    with pytest.raises(Refused, match="before the day"):
        session.do(SignForVoucher(participant=who, voucher=voucher, signed_on=date(2026, 3, 1)))
    with pytest.raises(Refused, match="worth more than nothing"):
        session.do(IssueVoucher(participant=who, pence=0, given_on=DAY))


def test_that_a_complete_receipt_of_an_earlier_version_is_counted_once(session: Session) -> None:
    who = studies.person_of(session)
    keep_form(session)
    visit = start(session, "voucher")
    given = (("received", "OK"), ("given_on", "2026-04-02"), ("given_for", "week_4 week_8 diary"))
    for name, value in (("amount", "15.5"), ("voucher_number", "123"), *given):
        key = AnswerKey(visit.id, f"/data/receipt/{name}")
        session.study.store.answers.put(Answer(key, who, value, "en", Giver.RESEARCHER, Mode.IN_PERSON, ""), None)
    assert uncounted(session, who) == ()
    session.study.store.visits.put(dataclasses.replace(visit, state=VisitState.COMPLETE))
    assert study_count(session).receipts == 1
    (edit,) = uncounted(session, who)
    session.do(edit)
    (voucher,) = vouchers_of(session.study, who)
    assert (voucher.pence, voucher.number, voucher.signed_on) == (1550, "123", date(2026, 4, 2))
    assert (voucher.receipt, uncounted(session, who)) == (visit.id, ())
    assert voucher.occasion == SEVERAL
    assert thanked_for(session.plan, voucher) == "Week 4, Week 8, Weekly diary"


def signed_receipt(session: Session, day: str, reason: str = "week_4") -> str:
    """As the shipped receipt asks it: neither what it is worth nor its number."""
    visit = start(session, "voucher")
    for name, value in (("received", "OK"), ("given_on", day), ("given_for", reason)):
        key = AnswerKey(visit.id, f"/data/receipt/{name}")
        answer = Answer(key, visit.participant, value, "en", Giver.PARTICIPANT, Mode.IN_PERSON, "")
        session.study.store.answers.put(answer, None)
    session.study.store.visits.put(dataclasses.replace(visit, state=VisitState.COMPLETE))
    return visit.id


def test_that_d4_a_receipt_signs_for_the_voucher_that_waits_or_counts_one_of_the_usual_worth(session: Session) -> None:
    who = studies.person_of(session)
    keep_form(session)
    later, other, meant = (
        issued(session, who, 1500, on, occasion)
        for on, occasion in ((date(2026, 5, 1), "4"), (date(2026, 3, 30), "8"), (DAY, "4"))
    )
    first, second = signed_receipt(session, DAY.isoformat()), signed_receipt(session, "2026-04-02", "diary")
    signed_receipt(session, "2026-04-03", "week_12")
    session.do(*uncounted(session, who))
    found = {one.id: one for one in vouchers_of(session.study, who)}
    assert (found[meant].receipt, found[meant].signed_on) == (first, DAY)
    assert (found[other].receipt, found[other].pence) == (second, 1500)
    assert found[later].signed_on is None
    (new,) = (one for one in found.values() if one.id not in {later, other, meant})
    assert (new.pence, new.number, new.occasion) == (USUAL, "", "12")
    assert uncounted(session, who) == ()


def test_that_attempts_to_reach_somebody_need_no_agreement_and_stand_in_order(session: Session) -> None:
    who = studies.add_person(session)
    for day, outcome in ((9, Outcome.AGREED), (2, Outcome.NOT_REACHED)):
        session.do(
            RecordContact(
                participant=who, on=date(2026, 3, day), way=Way.THROUGH_OFFICER, where="the office", outcome=outcome
            )
        )
    assert [one.outcome for one in contacts_of(session.study, who)] == [Outcome.NOT_REACHED, Outcome.AGREED]
    session.undo()
    assert [one.outcome for one in contacts_of(session.study, who)] == [Outcome.AGREED]
    with pytest.raises(Refused, match="sealed side"):
        session.do(RemoveParticipant(participant=who))
    session.undo()
    session.do(RemoveParticipant(participant=who))


def test_that_why_somebody_left_can_be_changed_and_taken_back(session: Session) -> None:
    who = studies.person_of(session)
    first, second = Leaving(Why.MOVED, DAY), Leaving(Why.IN_CUSTODY, DAY, "heard from the officer")
    session.do(RecordLeaving(participant=who, leaving=first))
    session.do(RecordLeaving(participant=who, leaving=second))
    session.undo()
    assert leaving_of(session.study, who) == first
    session.undo()
    assert leaving_of(session.study, who) is None


def disclosed(session: Session, who: str) -> Disclosure:
    session.do(RecordDisclosure(participant=who, category=Category.OTHER, words="said", agreed="told so", said="at 3"))
    return disclosures_of(session.study, who)[-1]


def test_that_d1_what_follows_a_disclosure_is_added_and_nothing_before_it_changes(session: Session) -> None:
    who = studies.person_of(session)
    told = disclosed(session, who)
    assert (told.agreed, told.said) == ("told so", "at 3")
    common = {"participant": who, "disclosure": told.id}
    session.do(FollowDisclosure(**common, kind=StepKind.DONE, on=DAY, who="", words="rang the helpline"))
    assert altered_from(session.study, who) is None
    first = steps_of(session.study, who)
    session.do(FollowDisclosure(**common, kind=StepKind.TOLD, on=date(2026, 4, 2), who=WHO_WAS_TOLD))
    assert steps_of(session.study, who)[:1] == first
    assert disclosures_of(session.study, who) == (told,)
    assert altered_from(session.study, who) == date(2026, 4, 2)
    with pytest.raises(Refused, match="cannot be undone"):
        session.undo()
    with pytest.raises(Refused, match="who was told"):
        session.do(FollowDisclosure(**common, kind=StepKind.TOLD, on=DAY, who=" ", words="by telephone"))
    with pytest.raises(Refused, match="what was done"):
        session.do(FollowDisclosure(**common, kind=StepKind.DONE, on=DAY, who="somebody"))
    with pytest.raises(Refused, match="in which words"):
        session.do(FollowDisclosure(**common, kind=StepKind.AGREED, on=DAY, who="they", words=" "))
    with pytest.raises(Refused, match="not there"):
        session.do(FollowDisclosure(participant=who, disclosure="0" * 32, kind=StepKind.TOLD, on=DAY, who="x"))


def test_that_d1_nothing_of_it_is_told_to_who_reads_the_research_data_alone(session: Session) -> None:
    who = studies.person_of(session)
    before = session.sequence
    told = disclosed(session, who)
    session.do(
        FollowDisclosure(participant=who, disclosure=told.id, kind=StepKind.TOLD, on=DAY, who=WHO_WAS_TOLD),
        IssueVoucher(participant=who, pence=2000, given_on=DAY, number="NUMBER-77"),
        RecordContact(participant=who, on=DAY, way=Way.IN_PERSON, outcome=Outcome.AGREED, where="CORNER-88"),
        RecordLeaving(participant=who, leaving=Leaving(Why.OTHER, DAY, "WORDS-99")),
    )
    log = session.study.store.log
    for event in log.events():
        if event.sequence > before:
            payload = log.payload(event.sequence)
            assert payload is not None
            assert (payload.participant, payload.body) == (None, None)
    clear = repr([session.study.store.rows_of(table) for table in DATA_TABLES])
    for canary in (WHO_WAS_TOLD, "NUMBER-77", "CORNER-88", "WORDS-99"):
        assert canary not in clear


def test_that_d1_a_key_of_the_research_data_alone_neither_writes_nor_reads_nor_learns_of_it() -> None:
    writing = studies.in_memory()
    who = studies.signed_person(writing)
    told = disclosed(writing, who)
    writing.do(FollowDisclosure(participant=who, disclosure=told.id, kind=StepKind.TOLD, on=DAY, who=WHO_WAS_TOLD))
    assert altered_from(writing.study, who) == DAY
    before = writing.sequence
    session = studies.as_analyst(writing)
    for edit in (
        FollowDisclosure(participant=who, disclosure=told.id, kind=StepKind.TOLD, on=DAY, who=WHO_WAS_TOLD),
        IssueVoucher(participant=who, pence=2000, given_on=DAY),
        RecordContact(participant=who, on=DAY, way=Way.IN_PERSON, outcome=Outcome.AGREED),
        RecordLeaving(participant=who, leaving=None),
    ):
        with pytest.raises(AnalystRefused):
            session.do(edit)
    assert writing.sequence == before
    for read in (vouchers_of, contacts_of, leaving_of, disclosures_of, steps_of):
        with pytest.raises(NotAllowed):
            read(session.study, who)
    with pytest.raises(NotAllowed):
        study_count(session)
    assert altered_from(session.study, who) is None
    writing.close()


def test_that_what_was_sealed_by_an_older_version_is_the_same_row_when_the_log_is_done_again() -> None:
    text = to_text(Disclosure("a", "", "", Category.OTHER, "said", "2026-05-14T13:02:11.000Z"))
    assert "agreed" not in text
    assert '"said":' not in text
    assert "occasion" not in to_text(Voucher("a", 2000, "7", DAY, "week 4"))


def test_that_the_refusals_are_sentences(session: Session) -> None:
    with pytest.raises(OjmError, match="not there any more"):
        session.do(RemoveVoucher(participant=studies.person_of(session), voucher="0" * 32))
