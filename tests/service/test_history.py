"""Undo and redo: every edit back and forth, where undo stops, and the history that an unlock rebuilds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.hot_spot import Note, Polarity, SuggestionKey
from ojm_desktop.domain.participant import Identity
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.service import session as sessions
from ojm_desktop.service.backups import close
from ojm_desktop.service.edits import (
    ChangePolarity,
    ConfirmHotSpot,
    DescribeHotSpot,
    DismissSuggestion,
    Edit,
    LetOut,
    MarkHotSpot,
    MoveHotSpot,
    RecordIdentity,
    RefuseAgreement,
    RemoveHotSpot,
    SetAccommodation,
    SetHeldOn,
    SetMissing,
    SetRating,
)
from ojm_desktop.service.queries.events import about
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import unlock
from ojm_desktop.store import engine
from ojm_desktop.store.log import Log, Payload
from tests import studies
from tests.service.rebuilt import tables

DAY = date(2026, 3, 31)


def edits_of(session: Session, participant: str) -> list[Edit]:
    """One of each edit about a person, in an order that works."""
    key = RatingKey(participant, "housing", "4")
    session.do(
        MarkHotSpot(participant=participant, pathway="housing", first_day=DAY, last_day=DAY, polarity=Polarity.NEGATIVE)
    )
    spot = session.study.store.hot_spots.of(participant)[0].id
    return [
        SetRating(key=key, value=2, held_on=DAY),
        SetRating(key=key, value=-1, held_on=DAY),
        SetMissing(key=RatingKey(participant, "housing", "8"), missing=Missing.NOT_REACHED, reason="3 attempts"),
        MoveHotSpot(hot_spot=spot, participant=participant, first_day=DAY, last_day=date(2026, 4, 3)),
        ChangePolarity(hot_spot=spot, participant=participant, polarity=Polarity.MIXED),
        DescribeHotSpot(
            hot_spot=spot, participant=participant, note=Note("Kept waiting", "a call back", "“Nobody rang.”")
        ),
        ConfirmHotSpot(hot_spot=spot, participant=participant, is_confirmed=False),
        RemoveHotSpot(hot_spot=spot, participant=participant),
        DismissSuggestion(key=SuggestionKey(participant, "housing", "8")),
        SetAccommodation(participant=participant, wave="4", type="Housing association"),
    ]


def test_that_every_edit_is_undone_and_redone_to_equal_tables() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    states = []
    for edit in edits_of(session, participant):
        states.append(tables(session))
        session.do(edit)
    last = tables(session)
    for state in reversed(states):
        session.undo()
        assert tables(session) == state
    for state in states[1:]:
        session.redo()
        assert tables(session) == state
    session.redo()
    assert tables(session) == last


def test_that_a_new_edit_forgets_what_could_be_redone() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    studies.rate(session, participant, "housing", "4", 2, DAY)
    session.undo()
    studies.rate(session, participant, "family", "4", 1, DAY)
    with pytest.raises(Refused, match="nothing to redo"):
        session.redo()


def test_that_undo_stops_at_a_signature_with_a_sentence_and_keeps_everything() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    with pytest.raises(Refused, match="signed and filed"):
        session.undo()
    assert session.study.store.consents.newest(participant) is not None


def test_that_undo_passes_over_a_record_such_as_printing() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    studies.rate(session, participant, "housing", "4", 2, DAY)
    session.do(LetOut(kind="maps", reason="for the file", where="maps", files=(("C1-01.pdf", "0" * 64),)))
    session.undo()
    assert session.study.store.ratings.of(participant) == []


def test_that_the_history_is_there_again_after_lock_and_unlock(tmp_path: Path) -> None:
    clock = studies.SetClock()
    session = studies.on_disk(tmp_path / "a.ojm", clock=clock)
    participant = studies.signed_person(session)
    studies.rate(session, participant, "housing", "4", 2, DAY)
    studies.rate(session, participant, "housing", "4", 3, DAY)
    session.do(RecordIdentity(participant=participant, identity=Identity("Somebody")))
    session.undo()
    close(session)
    clock.move(minutes=30)
    session = studies.reopened(tmp_path / "a.ojm", clock)
    session.redo()
    assert session.study.sealed_side.get_value("identity", participant, Identity) == Identity("Somebody")
    session.undo()
    session.undo()
    (rating,) = session.study.store.ratings.of(participant)
    assert rating.value == 2
    close(session)


def test_that_what_is_older_than_a_day_cannot_be_undone(tmp_path: Path) -> None:
    clock = studies.SetClock()
    session = studies.on_disk(tmp_path / "a.ojm", clock=clock)
    participant = studies.signed_person(session)
    studies.rate(session, participant, "housing", "4", 2, DAY)
    close(session)
    clock.move(hours=25)
    session = studies.reopened(tmp_path / "a.ojm", clock)
    with pytest.raises(Refused, match="nothing to undo"):
        session.undo()
    close(session)


def test_that_undo_after_an_unlock_never_reaches_past_what_another_key_did_since() -> None:
    clock = studies.SetClock()
    session = studies.in_memory(clock=clock)
    participant = studies.signed_person(session)
    studies.rate(session, participant, "housing", "4", 2, DAY)
    other = Session(session._store, "7" * 32, studies.in_memory_sealer(session), clock)
    studies.rate(other, participant, "housing", "4", -4, DAY)
    again = Session(session._store, studies.SLOT, studies.in_memory_sealer(session), clock)
    with pytest.raises(Refused, match="nothing to undo"):
        again.undo()
    (rating,) = session.study.store.ratings.of(participant)
    assert rating.value == -4


def test_that_undo_after_an_unlock_has_no_gap_where_the_clock_was_wrong_for_a_while() -> None:
    clock = studies.SetClock()
    session = studies.in_memory(clock=clock)
    participant = studies.signed_person(session)
    studies.rate(session, participant, "housing", "4", 1, DAY)
    clock.move(days=-300)
    session.do(RefuseAgreement(participant=participant, text_version=1, words="No."))
    clock.move(days=300)
    session.do(SetAccommodation(participant=participant, wave="start", type="No fixed address"))
    again = Session(session._store, studies.SLOT, studies.in_memory_sealer(session), clock)
    again.undo()
    with pytest.raises(Refused, match="nothing to undo"):
        again.undo()
    assert len(session.study.store.ratings.of(participant)) == 1


def test_that_r13_an_unlock_after_a_busy_day_reads_no_more_than_the_newest_events(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    for value in (1, 2, 3, 4):
        studies.rate(session, participant, "housing", "4", value, DAY)
    asked: list[int] = []
    real = Log.payload

    def payload(log: Log, sequence: int) -> Payload | None:
        asked.append(sequence)
        return real(log, sequence)

    monkeypatch.setattr(Log, "payload", payload)
    monkeypatch.setattr(sessions, "MOST_STEPS", 2)
    again = Session(session._store, studies.SLOT, studies.in_memory_sealer(session), studies.SetClock())
    assert asked == [session.sequence, session.sequence - 1]
    again.undo()
    again.undo()
    (rating,) = session.study.store.ratings.of(participant)
    assert rating.value == 2


def test_that_another_day_for_a_visit_is_an_event_each_and_one_step_even_after_an_unlock(tmp_path: Path) -> None:
    folder = tmp_path / "a.ojm"
    session = studies.on_disk(folder)
    participant = studies.signed_person(session)
    keys = [RatingKey(participant, pathway.key, "4") for pathway in session.plan.pathways]
    for key in keys:
        session.do(SetRating(key=key, value=2, held_on=DAY))
    state, before = tables(session), session.sequence
    session.do(*(SetHeldOn(key=key, held_on=date(2026, 4, 1)) for key in keys))
    assert session.sequence == before + len(keys)
    assert session.last_sentence == "C1-01, week 4 was held on 1 April 2026."
    moved = tables(session)
    close(session)
    session = studies.reopened(folder)
    session.undo()
    assert tables(session) == state
    close(session)
    session = studies.reopened(folder)
    session.redo()
    assert tables(session) == moved
    session.undo()
    session.undo()
    assert tables(session) != state
    close(session)


def test_that_half_a_step_is_never_taken_back_when_the_history_begins_within_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a.ojm"
    session = studies.on_disk(folder)
    participant = studies.signed_person(session)
    keys = [RatingKey(participant, pathway.key, "4") for pathway in session.plan.pathways]
    session.do(*(SetRating(key=key, value=2, held_on=DAY) for key in keys))
    state = tables(session)
    close(session)
    monkeypatch.setattr(sessions, "MOST_STEPS", 5)
    session = studies.reopened(folder)
    with pytest.raises(Refused, match="nothing to undo"):
        session.undo()
    assert tables(session) == state
    close(session)


def test_that_an_event_changed_from_outside_is_not_undone_and_said_to_be_changed(tmp_path: Path) -> None:
    """Its inverse lies in the same payload: taking it back would do what a stranger wrote there."""
    session = studies.on_disk(tmp_path / "a.ojm")
    person = studies.signed_person(session)
    studies.rate(session, person, "housing", "4", 1, DAY)
    studies.rate(session, person, "housing", "4", 2, DAY)
    newest = session.sequence
    close(session)
    opened = unlock(tmp_path / "a.ojm", studies.PASSPHRASE).opened
    database = engine.open_file(tmp_path / "a.ojm" / "study.db", opened.current.study)
    guard = "payloads_are_only_erased"
    (made,) = database.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (guard,)).fetchone()
    database.execute(f"DROP TRIGGER {guard}")
    database.execute(
        "UPDATE payloads SET body = replace(body, '\"value\":1', '\"value\":-5') WHERE sequence = ?", (newest,)
    )
    database.execute(made)
    database.close()
    again = studies.reopened(tmp_path / "a.ojm")
    assert again.history.next_undo is None
    assert "changed from outside" in about(again, person)[0].sentence
    assert "changed from outside" not in about(again, person)[1].sentence
    again.close()
