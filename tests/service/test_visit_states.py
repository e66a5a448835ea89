"""Where a visit stands: by the order's start and the window, the day agreed instead, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.kept_form import FormUse
from ojm_desktop.domain.plan import current_week
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.visit import PauseReason
from ojm_desktop.service import visits
from ojm_desktop.service.edits import (
    AnswerQuestion,
    AssignForm,
    CompleteVisit,
    MissVisit,
    PauseVisit,
    RefuseAgreement,
    RescheduleVisit,
    ResumeVisit,
    StopVisit,
)
from ojm_desktop.service.queries import people
from ojm_desktop.service.queries.occasions import Occasion, next_of, occasion, occasions, visit_name
from ojm_desktop.service.queries.today import open_visits, today
from ojm_desktop.service.queries.visits import VisitState
from ojm_desktop.service.session import Session
from tests import studies
from tests.visiting import keep_form, named, start

ORDER_START = date(2026, 3, 2)
"""Week 4 is due on 30 March (23 March to 5 April), week 8 on 27 April (20 April to 3 May)."""


@pytest.fixture
def clock() -> studies.SetClock:
    """Standing on 31 March 2026, in the window of week 4."""
    found = studies.SetClock()
    found.move(days=(date(2026, 3, 31) - found.moment.date()).days)
    return found


@pytest.fixture
def session(clock: studies.SetClock) -> Iterator[Session]:
    """A study with a person of each cohort who signed, and a published questionnaire."""
    found = studies.in_memory(clock=clock)
    studies.signed_person(found, order_start=ORDER_START)
    keep_form(found)
    yield found
    found.close()


def state(session: Session, wave: str = "4") -> VisitState:
    """Where a wave of the first person stands, on the person's page; the lists must say the same."""
    who = studies.person_of(session)
    listed = {visit.wave.key: visit.state for visit in people.row(session, who).visits}
    (everybody,) = people.rows(session)
    assert listed == {visit.wave.key: visit.state for visit in everybody.visits}
    found = occasion(session, who, wave).state
    assert found is listed[wave]
    return found


def agree(session: Session, day: date | None, wave: str = "4") -> None:
    """Another day for a wave."""
    session.do(RescheduleVisit(participant=studies.person_of(session), wave=wave, day=day, reason="at work"))


def test_that_a_visit_is_due_in_its_window_and_overdue_after_it(session: Session, clock: studies.SetClock) -> None:
    for day, expected in (
        (date(2026, 3, 15), VisitState.DUE_LATER),
        (date(2026, 3, 16), VisitState.DUE_THIS_WEEK),
        (date(2026, 3, 23), VisitState.DUE_TODAY),
        (date(2026, 4, 5), VisitState.DUE_TODAY),
        (date(2026, 4, 6), VisitState.OVERDUE),
    ):
        clock.move(days=(day - clock.moment.date()).days)
        assert state(session) is expected, day
    assert occasion(session, studies.person_of(session), "4").days_late == 1
    visit = start(session)
    session.do(CompleteVisit(**named(visit)))
    assert occasion(session, visit.participant, "4").days_late == 0


def test_that_an_agreed_day_takes_the_place_of_the_window(session: Session, clock: studies.SetClock) -> None:
    agree(session, date(2026, 4, 14))
    assert state(session) is VisitState.DUE_LATER
    clock.move(days=7)
    assert state(session) is VisitState.DUE_THIS_WEEK
    clock.move(days=7)
    assert state(session) is VisitState.DUE_TODAY
    clock.move(days=3)
    assert state(session) is VisitState.OVERDUE
    assert people.row(session, studies.person_of(session)).visits[0].days_late == 3
    session.undo()
    assert occasion(session, studies.person_of(session), "4").days_late == 12


def test_that_a_day_agreed_within_the_window_is_not_overdue_before_the_window_ends(
    session: Session, clock: studies.SetClock
) -> None:
    agree(session, date(2026, 4, 1))
    assert state(session) is VisitState.DUE_THIS_WEEK
    clock.move(days=2)
    assert state(session) is VisitState.DUE_TODAY


def test_that_the_states_of_a_visit_are_told_everywhere(session: Session) -> None:
    visit = start(session)
    assert state(session) is VisitState.IN_PROGRESS
    session.do(PauseVisit(**named(visit), reason=PauseReason.COMFORT))
    assert state(session) is VisitState.PAUSED
    assert people.row(session, visit.participant).next_visit is not None
    session.do(StopVisit(**named(visit), reason="the bus"))
    assert state(session) is VisitState.STOPPED
    found = people.row(session, visit.participant).next_visit
    assert found is not None
    assert (found.wave.key, found.state, found.waits) == ("4", VisitState.STOPPED, True), "its window is open"
    assert [one.id for one in today(session).visits] == [visit.id]
    comes = next_of(session, visit.participant)
    assert comes is not None
    assert comes.wave == "4"
    assert isinstance(session.clock, studies.SetClock)
    session.clock.move(days=12)
    assert [one.id for one in today(session).visits] == [visit.id], "after its window it is still to be decided"
    session.clock.move(days=14)
    later = people.row(session, visit.participant).next_visit
    assert later is not None
    assert later.wave.key == "8", "the next wave is due: it was left as it is"
    assert visit.id not in [one.id for one in today(session).visits]
    session.do(ResumeVisit(**named(visit)))
    session.do(CompleteVisit(**named(visit)))
    assert state(session) is VisitState.HELD
    assert today(session).held == 1


def test_that_a_visit_held_after_it_was_missed_counts_as_held(session: Session) -> None:
    session.do(MissVisit(participant=studies.person_of(session), wave="4", missing=Missing.NOT_REACHED))
    assert state(session) is VisitState.MISSING
    visit = start(session)
    assert state(session) is VisitState.IN_PROGRESS
    session.do(CompleteVisit(**named(visit)))
    assert state(session) is VisitState.HELD


def test_that_an_open_interview_stands_apart_with_what_was_saved_last(
    session: Session, clock: studies.SetClock
) -> None:
    visit = start(session)
    assert today(session).visits == ()
    clock.move(minutes=5)
    session.do(AnswerQuestion(**named(visit), path="/data/a", value="1"))
    clock.move(minutes=5)
    (found,) = open_visits(session)
    assert (found.id, found.code, found.wave, found.answered) == (visit.id, "C1-01", "4", None)
    assert found.rested is None
    assert found.saved.utc == "2026-03-31T13:07:11.000Z"
    session.do(PauseVisit(**named(visit), reason=PauseReason.DISTRESS))
    (found,) = open_visits(session)
    assert (found.reason, found.rested and found.rested.utc) == ("distress", "2026-03-31T13:12:11.000Z")
    session.do(ResumeVisit(**named(visit)))
    session.do(CompleteVisit(**named(visit)))
    assert open_visits(session) == ()


def test_that_missing_a_visit_says_why_at_every_pathway_in_one_step(session: Session) -> None:
    who = studies.person_of(session)
    studies.rate(session, who, "housing", "4", 2, date(2026, 3, 30))
    session.do(*visits.missed(session, who, "4", Missing.DECLINED, "had enough"))
    rows = {row.key.pathway: row for row in session.study.store.ratings.of(who)}
    assert rows.pop("housing").value == 2
    assert len(rows) == 7
    assert {(row.missing, row.reason) for row in rows.values()} == {(Missing.DECLINED, "had enough")}
    assert state(session) is VisitState.MISSING
    session.undo()
    assert [row.value for row in session.study.store.ratings.of(who)] == [2]
    assert state(session) is VisitState.DUE_TODAY


def test_that_missing_a_visit_before_anything_is_signed_writes_the_visit_alone(clock: studies.SetClock) -> None:
    session = studies.in_memory(clock=clock)
    who = studies.add_person(session, order_start=ORDER_START)
    session.do(*visits.missed(session, who, "4", Missing.MISSED))
    assert session.study.store.ratings.of(who) == []
    assert state(session) is VisitState.MISSING
    session.close()


def test_that_looking_back_is_one_visit_whose_missing_is_that_of_both_ends(session: Session) -> None:
    who = studies.signed_person(session, "2", date(2025, 12, 1))
    assert [found.wave for found in occasions(session, who)] == ["retrospective"], (
        "no questionnaire is chosen for an intake"
    )
    assert occasion(session, who, "begin") == occasion(session, who, "retrospective")
    session.do(*visits.missed(session, who, "retrospective", Missing.NOT_REACHED))
    assert len(session.study.store.ratings.of(who)) == 16
    assert people.row(session, who).next_visit is None
    assert [found.code for found in today(session).visits] == ["C1-01"]


def test_that_the_intake_is_asked_for_until_a_later_visit_took_place(session: Session) -> None:
    who = studies.person_of(session)
    session.do(AssignForm(use=FormUse("intake", "week")))

    def intake() -> Occasion:
        return occasion(session, who, "intake")

    assert (intake().state, intake().first_day) == (VisitState.DUE_TODAY, None)
    visit = start(session, "intake")
    assert intake().state is VisitState.IN_PROGRESS
    session.do(CompleteVisit(**named(visit)))
    assert (intake().state, intake().was and intake().was.id) == (VisitState.HELD, visit.id)  # type: ignore[union-attr]
    session.undo()
    session.undo()
    start(session, "4")
    assert intake().state is VisitState.NOT_HELD


def test_that_the_intake_comes_first_once_they_signed_until_it_was_held_or_said_not_to_be(session: Session) -> None:
    who, unsigned = studies.person_of(session), studies.add_person(session, "1", ORDER_START)

    def comes_next() -> tuple[str, list[str], str]:
        """On the person's page, on Today, and in the list of participants."""
        found, listed = next_of(session, who), people.row(session, who).next_visit
        assert listed == people.rows(session)[0].next_visit
        called = [visit.wave.key for visit in today(session).visits if visit.participant == who]
        return found.wave if found else "", called, listed.wave.key if listed else ""

    assert comes_next() == ("4", ["4"], "4")
    session.do(AssignForm(use=FormUse("intake", "week")))
    assert comes_next() == ("intake", ["intake", "4"], "intake")
    assert people.row(session, unsigned).intake is None
    assert "intake" not in [visit.wave.key for visit in today(session).visits if visit.participant == unsigned]
    session.do(*visits.missed(session, who, "intake", Missing.DECLINED, "knows it all"))
    assert comes_next() == ("4", ["4"], "4")
    session.undo()
    visit = start(session, "intake")
    assert comes_next() == ("intake", ["4"], "intake")
    session.do(StopVisit(**named(visit), reason="the bus"))
    assert comes_next() == ("intake", ["intake", "4"], "intake"), "it waits to be gone on with"
    session.do(ResumeVisit(**named(visit)))
    session.do(CompleteVisit(**named(visit)))
    assert comes_next() == ("4", ["4"], "4")


def test_that_a_day_outside_the_window_is_known_as_such(session: Session) -> None:
    found = occasion(session, studies.person_of(session), "4")
    assert found.opens_after(date(2026, 3, 22))
    assert not found.opens_after(date(2026, 3, 23))
    assert not found.closed_before(date(2026, 4, 5))
    assert found.closed_before(date(2026, 4, 6))
    agree(session, date(2026, 4, 20))
    found = occasion(session, studies.person_of(session), "4")
    assert not found.closed_before(date(2026, 4, 20))


def test_that_no_wave_of_another_cohort_is_an_occasion(session: Session) -> None:
    with pytest.raises(Refused, match="no wave called begin"):
        occasion(session, studies.person_of(session), "begin")


def test_that_what_stands_against_an_interview_is_said_with_what_to_do(session: Session) -> None:
    who = studies.person_of(session)
    assert visits.not_agreed(session, who) is None
    unsigned = studies.add_person(session)
    found = visits.not_agreed(session, unsigned)
    assert found is not None
    assert found.can_sign
    session.do(RefuseAgreement(participant=who, text_version=1, words=""))
    found = visits.not_agreed(session, who)
    assert found is not None
    assert "did not want" in found.sentence


def test_that_the_week_of_an_order_ends_with_the_day_its_visit_is_due() -> None:
    days = {0: 1, 1: 1, 6: 1, 7: 1, 8: 2, 55: 8, 56: 8, 57: 9}
    for day, week in days.items():
        assert current_week(ORDER_START + timedelta(days=day), ORDER_START) == week
    assert current_week(ORDER_START - timedelta(days=1), ORDER_START) == 0


def test_that_a_visit_has_one_name_wherever_it_is_told(session: Session) -> None:
    who = studies.person_of(session)
    session.do(AssignForm(use=FormUse("intake", "week")))
    names = {found.wave: found.name for found in occasions(session, who)}
    assert names == {found: visit_name(session, who, found) for found in names}
    assert names["intake"] == "Intake"


def test_that_an_interview_a_no_came_into_can_only_be_stopped(session: Session) -> None:
    visit = start(session)
    assert [found.is_refused for found in open_visits(session)] == [False]
    session.do(RefuseAgreement(participant=visit.participant, text_version=1, words="not any more"))
    assert [found.is_refused for found in open_visits(session)] == [True]
    session.do(StopVisit(**named(visit), reason="agreement refused"))
    assert open_visits(session) == ()
