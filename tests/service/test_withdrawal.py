"""Withdrawal by level: what stops, what may be put right, who counts (W1; decisions: one query)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ojm_desktop.domain.agreement import ConsentState
from ojm_desktop.domain.errors import ConsentMissing, Refused, Withdrew
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.withdrawal import RECORDED, Level
from ojm_desktop.service import agreements, calendars, compare, printing, replay, visits
from ojm_desktop.service.edits import (
    ClearRating,
    Correct,
    Erase,
    RefuseAgreement,
    SetRating,
    SignAgreement,
    Withdraw,
)
from ojm_desktop.service.edits.withdrawal import as_text
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.progress import silent
from ojm_desktop.service.queries import counted, people
from ojm_desktop.service.queries.today import today
from ojm_desktop.service.session import Session
from tests import studies

DAY = date(2026, 3, 31)


@pytest.fixture
def session() -> Iterator[Session]:
    """Two people who signed and gave a rating each."""
    found = studies.in_memory()
    for _ in range(2):
        who = studies.signed_person(found)
        found.do(SetRating(key=RatingKey(who, "housing", "4"), value=2, held_on=DAY))
    yield found
    found.close()


def withdraw(session: Session, level: Level, who: str = "") -> str:
    """The first person withdraws; their id."""
    who = who or studies.person_of(session)
    session.do(
        Withdraw(participant=who, level=level, said_on=session.today(), told_to="K.", words="I have had enough.")
    )
    return who


def rated(who: str, value: int, wave: str = "4") -> SetRating:
    return SetRating(key=RatingKey(who, "housing", wave), value=value, held_on=DAY)


@pytest.mark.parametrize("level", RECORDED)
def test_that_w1_each_level_is_a_sealed_event_with_day_words_and_who_was_told_and_a_clear_row_of_its_level(
    session: Session, level: Level
) -> None:
    who = withdraw(session, level)
    row = session.study.store.consents.newest(who)
    assert row is not None
    assert (row.state, row.level, row.event) == (ConsentState.WITHDRAWN, level.value, session.sequence)
    payload = session.study.store.log.payload(session.sequence)
    assert payload is not None
    assert (payload.body, payload.participant) == (None, None)
    event = session.study.store.log.event(session.sequence)
    assert event is not None
    opened = read(session.study, event)
    assert opened is not None
    edit = opened.entry.edit
    assert isinstance(edit, Withdraw)
    assert (edit.said_on, edit.told_to, edit.words) == (session.today(), "K.", "I have had enough.")


@pytest.mark.parametrize("level", RECORDED)
def test_that_w1_nobody_who_withdrew_is_called_to_a_visit_anywhere(session: Session, level: Level) -> None:
    who = withdraw(session, level)
    found = today(session)
    assert who not in {visit.participant for visit in (*found.visits, *found.later)}
    assert who not in {one.participant for one in found.to_sign}
    assert who not in {visit.participant for visit, _day in calendars.ahead(session)}
    against = visits.not_agreed(session, who)
    assert against is not None
    assert not against.can_sign
    assert people.row(session, who).agreement is people.AgreementState.WITHDRAWN


def test_that_w1_after_no_more_contact_paper_is_still_entered_and_after_no_new_data_it_is_not(session: Session) -> None:
    who = withdraw(session, Level.NO_CONTACT)
    assert people.row(session, who).may_be_written
    session.do(rated(who, -1, "8"))
    withdraw(session, Level.NO_NEW_DATA, who)
    assert not people.row(session, who).may_be_written
    with pytest.raises(ConsentMissing):
        session.do(rated(who, 1, "12"))


def test_that_w1_after_no_new_data_a_mistake_is_put_right_with_a_reason_and_nothing_is_added_by_it(
    session: Session,
) -> None:
    who = withdraw(session, Level.NO_NEW_DATA)
    with pytest.raises(ConsentMissing):
        session.do(rated(who, 3))
    with pytest.raises(Withdrew, match="with a reason"):
        session.do(ClearRating(key=RatingKey(who, "housing", "4")))
    with pytest.raises(Refused, match="needs a reason"):
        session.do(Correct(participant=who, reason=" ", edit=as_text(rated(who, 3))))
    with pytest.raises(Refused, match="nothing new"):
        session.do(Correct(participant=who, reason="typed wrongly", edit=as_text(rated(who, 3, "8"))))
    session.do(Correct(participant=who, reason="typed wrongly", edit=as_text(rated(who, 3))))
    standing = session.study.store.ratings.get(RatingKey(who, "housing", "4"))
    assert standing is not None
    assert standing.value == 3
    session.undo()
    standing = session.study.store.ratings.get(RatingKey(who, "housing", "4"))
    assert standing is not None
    assert standing.value == 2
    assert session.study.store.rows_of("correcting") == []


def test_that_a_correction_is_about_its_own_person_and_never_about_an_agreement(session: Session) -> None:
    who, other = (person.id for person in session.study.store.people.all())
    withdraw(session, Level.NO_NEW_DATA, who)
    for edit in (rated(other, 1), RefuseAgreement(participant=who, text_version=1, words="")):
        with pytest.raises(Refused, match="Only what somebody said"):
            session.do(Correct(participant=who, reason="typed wrongly", edit=as_text(edit)))


def test_that_a_correction_of_somebody_who_was_erased_is_refused_by_a_sentence(session: Session) -> None:
    who = studies.person_of(session)
    session.do(Erase(participant=who, on=DAY, basis="asked", who="K."))
    with pytest.raises(Refused, match="not in the study any more"):
        session.do(
            Correct(
                participant=who, reason="typed wrongly", edit=as_text(ClearRating(key=RatingKey(who, "housing", "4")))
            )
        )


def test_that_w1_whoever_is_left_out_of_the_analysis_is_in_no_print_and_those_before_level_three_are(
    session: Session,
) -> None:
    who, other = (person.id for person in session.study.store.people.all())
    for level in (Level.NO_CONTACT, Level.NO_NEW_DATA):
        withdraw(session, level, who)
        assert counted.left_out(session) == set()
        assert len(printing.gather(session, [who, other], reason="for the report").people) == 2
    withdraw(session, Level.EXCLUDED, who)
    assert counted.left_out(session) == {who}
    (printed,) = printing.gather(session, [who, other], reason="for the report").people
    assert printed.code == session.study.participant(other).code
    with pytest.raises(counted.NotCounted, match="Left out of the analysis"):
        printing.gather(session, [who], reason="for the report")


def test_that_a_withdrawal_goes_further_and_never_back_and_tells_who_heard_it_and_a_day_that_has_come(
    session: Session,
) -> None:
    who = withdraw(session, Level.NO_NEW_DATA)
    for level in (Level.NO_CONTACT, Level.NO_NEW_DATA):
        with pytest.raises(Refused, match="already"):
            withdraw(session, level, who)
    with pytest.raises(Refused, match="who was told"):
        session.do(Withdraw(participant=who, level=Level.EXCLUDED, said_on=session.today(), told_to=" "))
    with pytest.raises(Refused, match="not come yet"):
        session.do(Withdraw(participant=who, level=Level.EXCLUDED, said_on=date(2027, 1, 1), told_to="K."))
    with pytest.raises(Refused, match="cannot be undone"):
        session.undo()


def test_that_the_agreement_that_was_withdrawn_is_still_shown_as_it_was_signed(session: Session) -> None:
    who = withdraw(session, Level.EXCLUDED)
    filed = agreements.filed(session, who)
    assert isinstance(filed, SignAgreement)
    assert people.row(session, who).signed_at == studies.SIGNED_AT


@pytest.mark.parametrize("may_open", [True, False])
def test_that_the_log_rebuilds_withdrawals_and_corrections(session: Session, may_open: bool) -> None:
    """Also for somebody who cannot open the sealed side: the clear row is taken over."""
    who = withdraw(session, Level.NO_NEW_DATA)
    session.do(Correct(participant=who, reason="typed wrongly", edit=as_text(rated(who, 3))))
    sealer = studies.in_memory_sealer(session)
    study = session.study if may_open else type(session.study)(session.study.store, None)
    done = replay.in_memory(study, sealer if may_open else None, silent)
    assert [*done.problems, *compare.differences(study, done)] == []
