"""The whole log for a reader: by person, day and kind; the sealed side only for who holds it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ojm_desktop.domain.participant import Identity
from ojm_desktop.service.edits import RecordIdentity
from ojm_desktop.service.queries import study_log
from ojm_desktop.service.queries.study_log import SEALED, Chosen, Kind
from ojm_desktop.service.session import Session
from ojm_desktop.store.study_store import Store
from tests import studies

EVERYTHING = Chosen()


def two_people() -> tuple[Session, str, str]:
    """One on 14 May with a name, one a day later, shortly after midnight in London: on the evening before in UTC."""
    clock = studies.SetClock()
    session = studies.in_memory(clock=clock)
    one = studies.signed_person(session)
    session.do(RecordIdentity(participant=one, identity=Identity("Somebody", "by post")))
    clock.move(hours=10)
    other = studies.add_person(session)
    studies.rate(session, one, "housing", "4", 2, date(2026, 4, 1))
    return session, one, other


def test_that_a_person_a_day_and_a_kind_choose_what_is_told() -> None:
    session, one, other = two_people()
    everything = study_log.rows(session, EVERYTHING)
    assert [row.sequence for row in everything] == list(range(session.sequence, 0, -1))
    assert (everything[0].code, everything[0].kind) == ("C1-01", Kind.RATINGS)
    assert everything[0].sentence == "C1-01, Housing, week 4 is now +2."
    assert {row.code for row in study_log.rows(session, Chosen(participant=one))} == {"C1-01"}
    assert [row.sentence for row in study_log.rows(session, Chosen(participant=other))] == ["C1-02 was added."]
    assert study_log.days(session) == (date(2026, 5, 15), date(2026, 5, 14)), "the study's days, not UTC's"
    assert len(study_log.rows(session, Chosen(day=date(2026, 5, 15)))) == 2
    assert len(study_log.rows(session, Chosen(day=date(2026, 5, 14)))) == session.sequence - 2
    assert study_log.rows(session, Chosen(day=date(2026, 5, 16))) == []
    assert [row.kind for row in study_log.rows(session, Chosen(kind=Kind.SEALED))] == [Kind.SEALED] * 2
    assert study_log.rows(session, Chosen(other, date(2026, 5, 14), Kind.PEOPLE)) == []
    assert len(study_log.rows(session, EVERYTHING, 2)) == 2


def test_that_the_sealed_side_is_told_to_who_holds_it_and_names_nobody_to_others() -> None:
    session, one, _ = two_people()
    told = [row.sentence for row in study_log.rows(session, Chosen(one, kind=Kind.SEALED))]
    assert "The name of C1-01 was sealed." in told
    assert not any("Somebody" in row.sentence for row in study_log.rows(session, EVERYTHING))
    analyst = Session(Store(session.study.store.connection), studies.SLOT, None, session.clock)
    seen = study_log.rows(analyst, Chosen(kind=Kind.SEALED))
    assert {(row.code, row.sentence) for row in seen} == {("", SEALED)}
    assert not any(row.kind is Kind.SEALED for row in study_log.rows(analyst, Chosen(participant=one)))


def test_that_order_never_follows_the_clock() -> None:
    session, one, _ = two_people()
    clock = session.clock
    assert isinstance(clock, studies.SetClock)
    clock.moment = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)
    studies.rate(session, one, "family", "4", 1, date(2026, 4, 1))
    newest = study_log.rows(session, EVERYTHING, 1)[0]
    assert (newest.sequence, newest.day) == (session.sequence, date(1970, 1, 1))
    assert study_log.days(session)[-1] == date(1970, 1, 1)
