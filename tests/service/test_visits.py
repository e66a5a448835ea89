"""Visits: begun once, paused, resumed, stopped, locked; missed with a reason; agreed for another day."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from ojm_desktop.domain.errors import ConsentMissing, Refused
from ojm_desktop.domain.kept_form import FormState
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.domain.visit import Appointment, Layout, Mode, PauseReason, VisitState
from ojm_desktop.service import replay
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import (
    AnswerQuestion,
    ChangeLayout,
    CompleteVisit,
    LockVisit,
    MissVisit,
    PauseVisit,
    RemoveForm,
    RemoveParticipant,
    RescheduleVisit,
    ResumeVisit,
    SetFormState,
    SetRating,
    StartVisit,
    StopVisit,
    SwitchLanguage,
)
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from tests import studies
from tests.visiting import DAY, FORM, keep_form, named, row, start

COMING = date(2026, 5, 28)


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who has signed and a published questionnaire."""
    found = studies.in_memory()
    studies.signed_person(found)
    keep_form(found)
    yield found
    found.close()


def test_that_a_visit_is_begun_once_and_with_a_published_questionnaire(session: Session) -> None:
    who = studies.person_of(session)
    start(session)
    with pytest.raises(Refused, match="begun already"):
        start(session)
    session.do(SetFormState(digest=FORM, state=FormState.RETIRED))
    with pytest.raises(Refused, match="not published"):
        session.do(StartVisit(participant=who, wave="8", form=FORM, held_on=DAY))
    with pytest.raises(Refused, match="stays"):
        session.do(RemoveForm(digest=FORM))
    for wave in ("3m", "retrospective"):
        with pytest.raises(Refused):
            start(session, wave)


def test_that_a_visit_needs_the_agreement_and_leaves_nothing_without_it() -> None:
    session = studies.in_memory()
    who = studies.add_person(session)
    keep_form(session)
    with pytest.raises(ConsentMissing):
        start(session)
    assert session.study.store.visits.of(who) == []
    session.close()


def test_that_nothing_said_before_signing_is_taken_in_and_an_older_log_that_did_is_done_again(session: Session) -> None:
    who = studies.person_of(session)
    session.study.store.people.put(dataclasses.replace(session.study.participant(who), order_start=date(2026, 1, 5)))
    session.study.forget()
    before, signed = date(2026, 2, 1), date(2026, 2, 2)
    early = StartVisit(participant=who, wave="4", form=FORM, held_on=before, mode=Mode.PAPER)
    for edit in (
        early,
        SetRating(key=RatingKey(who, "housing", "4"), value=1, held_on=before),
    ):
        with pytest.raises(Refused, match="signed on 2 February 2026 only"):
            session.do(edit)
    session.do(StartVisit(participant=who, wave="8", form=FORM, held_on=signed, mode=Mode.PAPER))
    session.study.is_done_again = True  # as it was before this was asked
    session.do(early)


def test_that_a_visit_pauses_goes_on_stops_and_locks(session: Session) -> None:
    visit = start(session)
    session.do(PauseVisit(**named(visit), reason=PauseReason.DISTRESS))
    assert (row(session, visit).state, row(session, visit).reason) == (VisitState.PAUSED, "distress")
    with pytest.raises(Refused, match="is paused"):
        session.do(AnswerQuestion(**named(visit), path="/data/a", value="1"))
    session.do(ResumeVisit(**named(visit)))
    session.do(SwitchLanguage(**named(visit), language="Cymraeg (cy)"))
    session.do(ChangeLayout(**named(visit), layout=Layout.PATHWAY))
    session.do(StopVisit(**named(visit), reason="the bus"))
    assert row(session, visit).ended_at
    session.do(ResumeVisit(**named(visit)))
    session.do(CompleteVisit(**named(visit)))
    session.do(LockVisit(**named(visit)))
    with pytest.raises(Refused, match="is locked"):
        session.do(ResumeVisit(**named(visit)))
    found = row(session, visit)
    assert (found.state, found.language, found.layout) == (VisitState.LOCKED, "Cymraeg (cy)", Layout.PATHWAY)
    steps = session.study.store.paradata.of(visit.id)
    assert [step.what for step in steps] == [
        What.STARTED,
        What.PAUSED,
        What.RESUMED,
        What.LANGUAGE,
        What.LAYOUT,
        What.STOPPED,
        What.RESUMED,
        What.COMPLETED,
        What.LOCKED,
    ]


def test_that_undo_of_a_pause_keeps_the_language_that_was_switched_meanwhile(session: Session) -> None:
    visit = start(session)
    session.do(PauseVisit(**named(visit), reason=PauseReason.COMFORT))
    session.do(SwitchLanguage(**named(visit), language="Cymraeg (cy)"))
    session.undo()
    found = row(session, visit)
    assert (found.state, found.reason, found.language) == (VisitState.IN_PROGRESS, "", "Cymraeg (cy)")
    assert "in progress again" in session.last_sentence
    session.redo()
    assert row(session, visit).state is VisitState.PAUSED


def test_that_undo_takes_a_begun_visit_back_with_its_trail_and_redo_brings_both(session: Session) -> None:
    visit = start(session)
    steps = session.study.store.paradata.of(visit.id)
    session.undo()
    assert session.study.store.visits.all() == []
    session.redo()
    assert session.study.store.visits.all() == [visit]
    assert session.study.store.paradata.of(visit.id) == steps


def test_that_a_missed_visit_has_its_reason_once_and_may_still_be_held_later(session: Session) -> None:
    who = studies.person_of(session)
    session.do(MissVisit(participant=who, wave="4", missing=Missing.NOT_REACHED, reason="no answer"))
    (missed,) = session.study.store.visits.of(who)
    assert (missed.state, missed.missing, missed.reason) == (VisitState.MISSED, Missing.NOT_REACHED, "no answer")
    with pytest.raises(Refused, match="already"):
        session.do(MissVisit(participant=who, wave="4", missing=Missing.MISSED))
    start(session)
    assert [visit.state for visit in session.study.store.visits.of(who)] == [VisitState.MISSED, VisitState.IN_PROGRESS]


def test_that_another_day_is_agreed_changed_and_given_up(session: Session) -> None:
    who = studies.person_of(session)
    session.do(RescheduleVisit(participant=who, wave="4", day=COMING, reason="at work"))
    session.do(RescheduleVisit(participant=who, wave="4", day=date(2026, 6, 2), reason="ill"))
    session.undo()
    assert session.study.store.visits.appointments(who) == [Appointment(who, "4", COMING, "at work")]
    assert session.last_sentence == "Undone: C1-01, week 4, is on 28 May 2026 again."
    session.do(RescheduleVisit(participant=who, wave="4", day=None))
    assert session.study.store.visits.appointments(who) == []


def test_that_another_day_needs_a_reason_and_lies_within_the_order(session: Session) -> None:
    who = studies.person_of(session)
    for day, reason in ((COMING, " "), (date(1990, 1, 1), "at work")):
        with pytest.raises(Refused, match="Nothing was changed"):
            session.do(RescheduleVisit(participant=who, wave="4", day=day, reason=reason))
    assert session.study.store.visits.appointments(who) == []


def test_that_no_day_is_agreed_on_that_is_over_and_an_older_log_that_did_is_done_again(session: Session) -> None:
    who, store = studies.person_of(session), session.study.store
    yesterday = session.today() - timedelta(days=1)
    over = RescheduleVisit(participant=who, wave="4", day=yesterday, reason="at work")
    with pytest.raises(Refused, match="This day is over"):
        session.do(over)
    session.do(dataclasses.replace(over, day=session.today()))
    session.do(RescheduleVisit(participant=who, wave="4", day=None))
    assert isinstance(session.clock, studies.SetClock)
    session.clock.move(minutes=2 * 24 * 60)
    session.undo()
    assert store.visits.appointments(who) == [Appointment(who, "4", yesterday + timedelta(days=1), "at work")]
    session.study.is_done_again = True  # as it was before this was asked
    session.do(over)
    session.study.is_done_again = False
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert list(differences(session.study, again)) == []


def test_that_somebody_who_is_taken_out_before_signing_comes_back_with_what_was_agreed() -> None:
    session = studies.in_memory()
    who = studies.add_person(session)
    session.do(MissVisit(participant=who, wave="4", missing=Missing.MISSED))
    session.do(RescheduleVisit(participant=who, wave="8", day=COMING, reason="ill"))
    before = session.study.store.visits.all(), session.study.store.visits.appointments(who)
    session.do(RemoveParticipant(participant=who))
    assert session.study.store.visits.all() == []
    session.undo()
    assert (session.study.store.visits.all(), session.study.store.visits.appointments(who)) == before
    session.close()


def test_that_a_voucher_is_signed_for_as_often_as_somebody_is_thanked_and_by_no_wave(session: Session) -> None:
    for _ in range(2):
        visit = start(session, "voucher")
        session.do(CompleteVisit(**named(visit)))
    assert [one.state for one in session.study.store.visits.all()] == [VisitState.COMPLETE] * 2
    assert session.last_sentence == "C1-01, voucher, is complete."


def test_that_an_hour_goes_with_the_day_agreed_and_back_with_it(session: Session) -> None:
    who = studies.person_of(session)
    session.do(RescheduleVisit(participant=who, wave="4", day=COMING, reason="at work", hour="09:05"))
    session.do(RescheduleVisit(participant=who, wave="4", day=COMING, reason="at work"))
    assert session.study.store.visits.appointments(who) == [Appointment(who, "4", COMING, "at work")]
    session.undo()
    assert session.study.store.visits.appointments(who) == [Appointment(who, "4", COMING, "at work", "09:05")]
    for hour in ("9:05", "24:00", "noon"):
        with pytest.raises(Refused, match="no hour of a day"):
            session.do(RescheduleVisit(participant=who, wave="4", day=COMING, reason="at work", hour=hour))


def test_that_a_wave_that_was_held_is_not_begun_again_and_an_older_log_that_did_is_done_again(session: Session) -> None:
    visit = start(session)
    session.do(CompleteVisit(**named(visit)))
    for edit in (None, LockVisit(**named(visit))):
        if edit is not None:
            session.do(edit)
        with pytest.raises(Refused, match="held already"):
            start(session)
    session.study.is_done_again = True  # as it was before this was asked
    start(session)
    session.study.is_done_again = False
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert len(again.study.store.visits.all()) == 2


def test_that_a_stopped_visit_keeps_its_reason_and_is_not_locked_and_an_older_log_that_did_is_done_again(
    session: Session,
) -> None:
    visit = start(session)
    session.do(StopVisit(**named(visit), reason="the bus"))
    with pytest.raises(Refused, match="was stopped before its end, so it is not locked"):
        session.do(LockVisit(**named(visit)))
    assert (row(session, visit).state, row(session, visit).reason) == (VisitState.STOPPED, "the bus")
    assert session.study.store.paradata.of(visit.id)[-1].what is What.STOPPED
    session.study.is_done_again = True  # as it was before this was asked
    session.do(LockVisit(**named(visit)))
    session.study.is_done_again = False
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert list(differences(session.study, again)) == []
