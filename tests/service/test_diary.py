"""A week of the diary written, missed, put right; which slots there are, and which are waited for."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest

from ojm_desktop.domain.diary import DiaryMode, DiaryState, Occurrence
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.plan import Wave
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.scale import Scale
from ojm_desktop.service.edits import (
    AddDiaryEntry,
    ChangeDiaryEntry,
    ChangeScale,
    ChangeWaves,
    MissDiaryWeek,
    RemoveDiaryEntry,
)
from ojm_desktop.service.edits.people import facts_of
from ojm_desktop.service.queries import diary
from ojm_desktop.service.session import Session
from tests import studies

BEGAN = date(2026, 3, 2)
ROOM = Occurrence("housing", Polarity.POSITIVE, "A room at last.", 3, 1)
BUS = Occurrence("", Polarity.NEGATIVE, "The bus did not come.")
NO_DIARY = dataclasses.replace(studies.ALL_USES, diary=False)


def kept() -> tuple[Session, str]:
    """A study whose clock stands in week 11 of the order of one person who signed."""
    session = studies.in_memory()
    return session, studies.signed_person(session, order_start=BEGAN)


def week(who: str, number: int, **told: Any) -> AddDiaryEntry:
    """An entry written on the day after the week."""
    given: dict[str, Any] = {"written_on": BEGAN + timedelta(days=7 * number), "mode": DiaryMode.SELF} | told
    return AddDiaryEntry(participant=who, week=number, **given)


def states(session: Session, who: str) -> str:
    """The strip as letters: D done, L late, M missed, A awaited, N not due."""
    return "".join(slot.state.name[0] for slot in diary.slots(session, who))


def test_that_a_week_is_written_changed_taken_out_and_every_step_taken_back() -> None:
    session, who = kept()
    session.do(week(who, 2, occurrences=(ROOM, BUS), hoped="A timetable."))
    (entry,) = session.study.store.diary.of(who)
    assert (entry.week, entry.occurrences, entry.hoped) == (2, (ROOM, BUS), "A timetable.")
    moved = ChangeDiaryEntry(
        entry=entry.id, participant=who, week=3, written_on=date(2026, 3, 20), mode=DiaryMode.PAPER, occurrences=(BUS,)
    )
    session.do(moved)
    (changed,) = session.study.store.diary.of(who)
    assert (changed.week, changed.mode, changed.occurrences, changed.hoped) == (3, DiaryMode.PAPER, (BUS,), "")
    session.do(RemoveDiaryEntry(entry=entry.id, participant=who))
    assert session.study.store.diary.of(who) == []
    for expected in ([changed], [entry], []):
        session.undo()
        assert session.study.store.diary.of(who) == expected
    for expected in ([entry], [changed], []):
        session.redo()
        assert session.study.store.diary.of(who) == expected


def test_that_paper_that_comes_late_takes_the_place_of_a_missed_week() -> None:
    session, who = kept()
    session.do(MissDiaryWeek(participant=who, week=1, missing=Missing.NOT_REACHED))
    session.do(MissDiaryWeek(participant=who, week=1, missing=Missing.DECLINED, reason="too tired"))
    (missed,) = session.study.store.diary.of(who)
    assert (missed.missing, missed.reason) == (Missing.DECLINED, "too tired")
    session.do(week(who, 1, occurrences=(BUS,)))
    with pytest.raises(Refused, match="not missed"):
        session.do(MissDiaryWeek(participant=who, week=1, missing=Missing.MISSED))
    with pytest.raises(Refused, match="has an entry already"):
        session.do(week(who, 1))
    session.undo()
    assert session.study.store.diary.of(who) == [missed]


def test_that_two_weeks_never_share_one_place() -> None:
    session, who = kept()
    session.do(week(who, 1))
    session.do(MissDiaryWeek(participant=who, week=2, missing=Missing.MISSED))
    first = session.study.store.diary.of(who)[0]
    with pytest.raises(Refused, match="week 2 already"):
        session.do(
            ChangeDiaryEntry(entry=first.id, participant=who, week=2, written_on=date(2026, 3, 20), mode=DiaryMode.SELF)
        )


@pytest.mark.parametrize(
    ("number", "told", "why"),
    [
        (13, {}, "weeks 1 to 12"),
        (0, {}, "weeks 1 to 12"),
        (3, {"written_on": BEGAN + timedelta(days=13)}, "check the day and the week"),
        (3, {"written_on": date(2032, 1, 1)}, "within three years"),
        (3, {"occurrences": (Occurrence("sport", Polarity.POSITIVE, "Ran."),)}, "no pathway called sport"),
        (3, {"occurrences": (dataclasses.replace(ROOM, value=9),)}, "not on the scale"),
        (3, {"occurrences": (dataclasses.replace(ROOM, scale_version=2),)}, "another scale"),
    ],
)
def test_that_a_slip_is_refused_in_words(number: int, told: dict[str, Any], why: str) -> None:
    session, who = kept()
    with pytest.raises(Refused, match=why):
        session.do(week(who, number, **told))
    assert session.study.store.diary.of(who) == []


def test_that_nobody_keeps_a_diary_without_saying_yes_or_in_a_cohort_without_one() -> None:
    session = studies.in_memory()
    unsigned = studies.add_person(session, order_start=BEGAN)
    with pytest.raises(OjmError):
        session.do(week(unsigned, 1))
    studies.sign(session, unsigned, NO_DIARY)
    for edit in (week(unsigned, 1), MissDiaryWeek(participant=unsigned, week=1, missing=Missing.DECLINED)):
        with pytest.raises(OjmError, match="a diary"):
            session.do(edit)
    recalled = studies.signed_person(session, "2", BEGAN)
    with pytest.raises(Refused, match="not kept in this cohort"):
        session.do(week(recalled, 1))
    assert diary.slots(session, recalled) == ()
    assert states(session, unsigned) == "N" * 12
    assert diary.awaited(session) == ()


def test_that_slots_say_what_is_done_late_missed_awaited_and_not_due() -> None:
    session, who = kept()
    session.do(week(who, 1, written_on=BEGAN + timedelta(days=13)))
    session.do(week(who, 2, written_on=BEGAN + timedelta(days=21)))
    session.do(MissDiaryWeek(participant=who, week=3, missing=Missing.MISSED))
    assert states(session, who) == "DLM" + "A" * 7 + "NN"
    assert diary.strips(session, session.study.store.people.all()) == {
        who: tuple(slot.state for slot in diary.slots(session, who))
    }
    (waiting,) = diary.awaited(session)
    assert (waiting.code, waiting.weeks, waiting.since) == ("C1-01", (4, 5, 6, 7, 8, 9, 10), BEGAN + timedelta(days=28))
    (slot,) = (slot for slot in diary.slots(session, who) if slot.week == 10)
    assert (slot.first_day, slot.due_day, slot.late_from) == (date(2026, 5, 4), date(2026, 5, 11), date(2026, 5, 18))


def test_that_a_week_is_awaited_from_the_day_it_is_due_and_never_of_one_who_said_no_later() -> None:
    clock = studies.SetClock()
    session = studies.in_memory(clock=clock)
    who = studies.signed_person(session, order_start=clock.moment.date() - timedelta(days=6))
    assert states(session, who)[0] == "N"
    clock.move(days=1)
    assert states(session, who)[:2] == "AN"
    studies.sign(session, who, NO_DIARY)
    assert states(session, who)[0] == "N"
    assert diary.awaited(session) == ()


def test_that_what_a_diary_says_keeps_scale_weeks_and_the_beginning_of_the_order() -> None:
    session, who = kept()
    session.do(week(who, 12, written_on=date(2026, 5, 25), occurrences=(BUS,)))
    session.do(ChangeScale(scale=Scale(minimum=-2, maximum=2)))
    session.do(
        week(who, 1, written_on=date(2026, 3, 9), occurrences=(dataclasses.replace(ROOM, value=2, scale_version=2),))
    )
    with pytest.raises(Refused, match="scale is fixed"):
        session.do(ChangeScale(scale=Scale()))
    waves = (Wave("4", "Week 4", 4), Wave("8", "Week 8", 8), Wave("12", "Week 12", 12))
    with pytest.raises(Refused, match="more weeks"):
        session.do(ChangeWaves(cohort="1", waves=waves, diary_weeks=11))
    facts = facts_of(session.study.participant(who))
    with pytest.raises(Refused, match="began earlier"):
        session.do(dataclasses.replace(facts, order_start=date(2026, 3, 10)))


def test_that_a_state_has_a_word_each() -> None:
    assert [state.words for state in DiaryState] == ["done", "late", "missed", "not in yet", "not due"]


def test_that_a_week_that_was_over_before_the_agreement_is_waited_for_by_nobody() -> None:
    session = studies.in_memory()
    who = studies.add_person(session, order_start=BEGAN)
    third = date(2026, 3, 18)  # a Wednesday of week 3: weeks 1 and 2 were over
    studies.sign(session, who, on=third)
    assert states(session, who) == "NN" + "A" * 8 + "NN"
    assert [slot.week for slot in diary.slots(session, who) if slot.is_before] == [1, 2]
    (waiting,) = diary.awaited(session)
    assert (waiting.weeks, waiting.since) == (tuple(range(3, 11)), BEGAN + timedelta(days=21))
    assert diary.strips(session, session.study.store.people.all())[who] == tuple(
        slot.state for slot in diary.slots(session, who)
    )
    session.do(week(who, 1))  # they may tell of it all the same
    assert states(session, who) == "DN" + "A" * 8 + "NN"
    studies.sign(session, who)  # signed anew, in May: what was asked of them since March still is
    assert states(session, who) == "DN" + "A" * 8 + "NN"
    studies.sign(session, who, NO_DIARY)
    studies.sign(session, who, on=date(2026, 5, 1))
    assert states(session, who) == "D" + "N" * 7 + "AANN", "a new yes after a no counts from its own day"


def test_that_the_last_day_of_a_week_still_makes_it_one_to_write() -> None:
    for day, expected in ((date(2026, 3, 15), "N" + "A" * 9), (date(2026, 3, 16), "NN" + "A" * 8)):
        session = studies.in_memory()
        who = studies.add_person(session, order_start=BEGAN)
        studies.sign(session, who, on=day)
        assert states(session, who).startswith(expected)
