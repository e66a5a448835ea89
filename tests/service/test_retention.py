"""How long everything is kept: a rule for each table, proposed on its day, done by a person (W7, T3)."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.retention import RULES, Until, Which, months_after
from ojm_desktop.service import replay, retention
from ojm_desktop.service.clock_doubt import confirm
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import EndRetention, SetBasis
from ojm_desktop.service.edits.sealed_kinds import OF_A_PERSON
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from ojm_desktop.service.verify import check_chain
from ojm_desktop.store.study_store import DATA_TABLES
from tests import studies

LAST = date(2028, 9, 30)
"""24 months from the basis's last day of withdrawal."""


def asked(earliest: date | None = None) -> tuple[Session, studies.SetClock]:
    """C1-01 signed and gave a rating, C1-02 signed, C1-03 never did."""
    clock = studies.SetClock(earliest=earliest)
    session = studies.in_memory(clock=clock)
    who = studies.signed_person(session)
    studies.rate(session, who, "housing", "4", 2, date(2026, 3, 31))
    studies.signed_person(session)
    studies.add_person(session)
    return session, clock


def go_to(clock: studies.SetClock, day: date) -> None:
    clock.moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def proposed(session: Session) -> dict[Which, list[str]]:
    return {one.which: list(one.people) for one in retention.due(session).due}


def test_that_w7_every_table_and_every_kind_on_the_sealed_side_has_one_rule() -> None:
    session = studies.in_memory()
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL TABLE%'"
    made = {str(row[0]) for row in session.study.store.connection.execute(sql).fetchall()}
    indexes = {name for name in made if name.startswith(("search_", "comment_search_"))}
    ruled = [table for rule in RULES for table in rule.tables]
    assert sorted(ruled) == sorted(made - indexes)
    assert DATA_TABLES.keys() <= set(ruled)
    assert sorted(kind for rule in RULES for kind in rule.sealed) == sorted(OF_A_PERSON)
    of_people = {table for rule in RULES if rule.until is Until.PERSON for table in rule.tables}
    goes = {*session.study.store.erasures.carriers(), "participants", "payloads", "commitment_keys"} - {"correcting"}
    assert of_people == goes, "what a rule counts by people is what an erasure takes away"


def test_that_w7_people_are_proposed_from_the_day_after_their_last_and_never_erased_by_themselves() -> None:
    session, clock = asked()
    for day, expected in (
        (studies.BASIS.last_withdrawal_day, {}),
        (date(2026, 10, 1), {Which.UNSIGNED: ["C1-03"]}),
        (LAST, {Which.UNSIGNED: ["C1-03"]}),
        (date(2028, 10, 1), {Which.UNSIGNED: ["C1-03"], Which.SIGNED: ["C1-01", "C1-02"]}),
    ):
        go_to(clock, day)
        assert proposed(session) == expected
    assert len(session.study.store.people.all()) == 3
    assert retention.due(session).due[1].rows == ("2 agreements and withdrawals", "1 rating")


def test_that_the_study_has_not_ended_while_somebody_is_still_seen() -> None:
    session, clock = asked()
    studies.rate(session, studies.person_of(session), "housing", "8", 1, date(2027, 1, 31))
    standing = retention.due(session)
    assert standing.terms is not None
    assert (standing.terms.ended_on, standing.terms.kept_until) == (date(2027, 1, 31), date(2029, 1, 31))
    go_to(clock, date(2027, 1, 31))
    assert proposed(session) == {}


def test_that_w7_what_a_person_confirmed_is_one_step_of_the_log_and_the_study_stays_whole() -> None:
    session, clock = asked()
    go_to(clock, date(2028, 10, 1))
    before = session.sequence
    retention.carry_out(session, Which.SIGNED, {"C1-01", "C1-02"}, "K.")
    assert session.sequence == before + 3
    assert session.last_sentence.startswith("2 people were erased: 30 September 2028 was the last day")
    assert [one.code for one in session.study.store.people.all()] == ["C1-03"]
    stones = session.study.store.erasures.all()
    assert {(stone.basis, stone.who) for stone in stones} == {("kept until 2028-09-30", "K.")}
    with pytest.raises(Refused, match="cannot be undone"):
        session.undo()
    assert not retention.due(session).is_over
    retention.carry_out(session, Which.UNSIGNED, {"C1-03"}, "K.")
    assert retention.due(session).is_over
    assert check_chain(session.study)[0] == []
    replayed = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert (replayed.problems, list(differences(session.study, replayed))) == ([], [])


def test_that_w7_nobody_goes_otherwise_than_shown_or_without_who_confirmed_or_before_the_day() -> None:
    session, clock = asked()
    go_to(clock, date(2028, 10, 1))
    for shown, who, why in (({"C1-01"}, "K.", "no longer what was shown"), ({"C1-01", "C1-02"}, " ", "who heard it")):
        with pytest.raises(Refused, match=why):
            retention.carry_out(session, Which.SIGNED, shown, who)
    session.do(SetBasis(basis=dataclasses.replace(studies.BASIS, retention_months=60)))
    with pytest.raises(Refused, match="no longer what was shown"):
        retention.carry_out(session, Which.SIGNED, {"C1-01", "C1-02"}, "K.")
    with pytest.raises(Refused, match="kept until 1 October 2028"):
        session.do(EndRetention(which=Which.SIGNED, kept_until=session.today(), people=2, who="K."))
    assert len(session.study.store.people.all()) == 3


def test_that_t3_nothing_is_proposed_or_erased_while_the_clock_is_doubted() -> None:
    session, clock = asked(earliest=date(2020, 1, 1))
    go_to(clock, date(2036, 5, 14))
    standing = retention.due(session)
    assert (standing.due, standing.is_over) == ((), False)
    assert "the newest entry was made on" in standing.doubt
    with pytest.raises(Refused, match="Nothing was deleted, and nothing will be while the date is in doubt"):
        retention.carry_out(session, Which.SIGNED, {"C1-01", "C1-02"}, "K.")
    assert len(session.study.store.people.all()) == 3
    confirm(session)
    assert proposed(session).keys() == set(Which)


def test_that_nothing_is_due_in_a_study_that_has_not_said_how_long() -> None:
    session, clock = asked()
    session.do(SetBasis(basis=None))
    go_to(clock, date(2099, 1, 1))
    assert (retention.due(session).terms, retention.due(session).due) == (None, ())


def test_that_months_end_on_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert months_after(date(2026, 10, 31), 4) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert months_after(date(9990, 1, 1), 600) == date.max
