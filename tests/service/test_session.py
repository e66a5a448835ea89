"""The one way in: applied, logged, and told about, or refused with nothing changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import ConsentMissing, OjmError, Refused
from ojm_desktop.domain.participant import Identity
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.domain.scale import Scale
from ojm_desktop.service import calendars, printing, verify
from ojm_desktop.service.backups import close
from ojm_desktop.service.edits import (
    BY_NAME,
    AddParticipant,
    ChangeScale,
    LetOut,
    RecordIdentity,
    SetMissing,
    SetRating,
)
from ojm_desktop.service.log_writer import Entry
from ojm_desktop.service.rights import AnalystRefused
from ojm_desktop.service.study import NotAllowed
from tests import studies
from tests.service.rebuilt import tables

DAY = date(2026, 3, 31)


def test_that_a_refused_edit_changes_nothing_and_leaves_no_event() -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    before = session.sequence
    with pytest.raises(ConsentMissing):
        studies.rate(session, participant, "housing", "4", 2, DAY)
    studies.sign(session, participant)
    for refused in (
        SetRating(key=RatingKey(participant, "housing", "4"), value=6, held_on=DAY),
        SetRating(key=RatingKey(participant, "housing", "5"), value=1, held_on=DAY),
        SetRating(key=RatingKey(participant, "gardening", "4"), value=1, held_on=DAY),
        SetRating(key=RatingKey(participant, "housing", "4"), value=1, held_on=date(2026, 3, 1)),
        SetRating(key=RatingKey("f" * 32, "housing", "4"), value=1, held_on=DAY),
    ):
        with pytest.raises(OjmError):
            session.do(refused)
    assert session.sequence == before + 1
    assert session.study.store.ratings.of(participant) == []


def test_that_the_scale_is_locked_by_the_first_rating() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    session.do(ChangeScale(scale=Scale(minimum=1, maximum=10, neutral=5)))
    assert session.plan.scale.maximum == 10
    studies.rate(session, participant, "housing", "4", 7, DAY)
    with pytest.raises(Refused, match="first rating"):
        session.do(ChangeScale(scale=Scale()))


def test_that_codes_are_never_used_twice() -> None:
    session = studies.in_memory()
    studies.add_person(session)
    session.undo()
    studies.add_person(session)
    assert [person.code for person in session.study.store.people.all()] == ["C1-02"]


def test_that_a_failing_view_loses_no_edit_and_the_others_still_hear() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    heard: list[Changes] = []

    def fails(_: Changes) -> None:
        raise RuntimeError("a view broke")

    session.on_changed.connect(fails)
    session.on_changed.connect(heard.append)
    with pytest.raises(RuntimeError):
        studies.rate(session, participant, "housing", "4", 2, DAY)
    session.on_changed.disconnect(fails)
    assert heard[0].touches_journey_of(participant)
    session.undo()
    assert session.study.store.ratings.of(participant) == []


def test_that_a_slot_without_the_identity_key_can_neither_read_nor_write_the_sealed_side() -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    reading = studies.as_analyst(session)
    with pytest.raises(AnalystRefused, match="changes none of it"):
        reading.do(RecordIdentity(participant=participant, identity=Identity("Somebody")))
    with pytest.raises(NotAllowed, match="research data only"):
        reading.study.sealed_side.get_value("identity", participant, Identity)


@pytest.mark.parametrize(
    "name",
    sorted(
        set(BY_NAME) - {"CopiedBackup", "MendHead", "MendLedger", "NoteClock", "OpenStudy", "Restored", "SetUpStudy"}
    ),
)
def test_that_the_session_of_an_analyst_refuses_every_edit_of_participants_and_the_study(name: str) -> None:
    assert not BY_NAME[name].by_analyst


def test_that_an_analyst_takes_back_nothing_and_writes_no_documents(tmp_path: Path) -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    studies.rate(session, participant, "housing", "4", 2, DAY)
    before = session.sequence
    reading = studies.as_analyst(session)
    rated = SetRating(key=RatingKey(participant, "housing", "4"), value=1, held_on=DAY)
    reading.history.took_place(before, Entry(rated, rated), "rated")
    for asked in (
        lambda: reading.do(rated),
        reading.undo,
        lambda: printing.gather(reading, [participant], reason="a look"),
        lambda: calendars.save(reading, tmp_path / "a.ics", "a look"),
    ):
        with pytest.raises(AnalystRefused):
            asked()
    assert session.study.store.log.last()[0] == before
    assert list(tmp_path.iterdir()) == []


def test_that_l2_a_draft_of_500_characters_comes_back_with_its_cursor(tmp_path: Path) -> None:
    session = studies.on_disk(tmp_path / "a.ojm")
    participant = studies.signed_person(session)
    text = "what they said " * 40
    session.keep_draft("hot_spot/1", text[:500], 321, participant)
    close(session)
    session = studies.reopened(tmp_path / "a.ojm")
    draft = session.draft("hot_spot/1")
    assert draft is not None
    assert draft.text == text[:500]
    assert draft.cursor == 321
    session.keep_draft("hot_spot/1", "", 0, participant)
    assert session.drafts() == []
    close(session)


def test_that_text_with_half_a_character_is_refused_with_a_sentence_wherever_it_goes() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    before = tables(session), session.sequence
    broken = "a\udcffb"
    key = RatingKey(participant, "drugs", "4")
    for edit in (
        SetMissing(key=key, missing=Missing.DECLINED, reason=broken),
        RecordIdentity(participant=participant, identity=Identity(broken)),
        LetOut(kind="maps", reason=broken, where="", files=()),
    ):
        with pytest.raises(Refused, match="broken character"):
            session.do(edit)
    with pytest.raises(Refused, match="broken character"):
        session.keep_draft("note", broken, 1)
    assert (tables(session), session.sequence) == before
    session.do(SetMissing(key=key, missing=Missing.DECLINED, reason="a\0b \u202e \U0001f600"))
    assert session.study.store.ratings.get(key).reason == "a\0b \u202e \U0001f600"  # type: ignore[union-attr]
    assert session.study.store.notes.participants_who_said("\0") == set()


def test_that_a_person_added_with_a_name_is_one_step_of_two_events_and_goes_and_comes_as_one() -> None:
    session = studies.in_memory()
    before = session.sequence
    person = "9" * 32
    named = RecordIdentity(participant=person, identity=Identity("Moss-14", "the green door"))
    session.do(AddParticipant(id=person, cohort="1", order_start=date(2026, 3, 3)), named)
    assert session.sequence == before + 2
    assert session.last_sentence == "C1-01 was added. The name of C1-01 was sealed."
    session.undo()
    assert session.study.store.people.get(person) is None
    assert session.study.sealed_side.get_value("identity", person, Identity) is None
    session.redo()
    assert session.study.participant(person).code == "C1-01"
    assert session.study.sealed_side.get_value("identity", person, Identity) == Identity("Moss-14", "the green door")


def test_that_a_step_of_which_one_edit_is_refused_changes_nothing() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    before, state = session.sequence, tables(session)
    right = SetRating(key=RatingKey(participant, "housing", "4"), value=2, held_on=DAY)
    wrong = SetRating(key=RatingKey(participant, "family", "4"), value=99, held_on=DAY)
    with pytest.raises(Refused):
        session.do(right, wrong)
    assert (session.sequence, tables(session)) == (before, state)
    session.do(right)
    assert session.sequence == before + 1


def test_that_a_wrong_pathway_is_said_even_where_the_wave_is_wrong_too() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    with pytest.raises(Refused, match="no pathway called hosing"):
        session.do(SetRating(key=RatingKey(participant, "hosing", "5"), value=2, held_on=DAY))


def test_that_what_is_done_together_is_durable_at_its_end_with_its_head_or_not_at_all(tmp_path: Path) -> None:
    session, head = studies.on_disk(tmp_path / "story.ojm"), tmp_path / "story.ojm" / "head"
    before = head.read_bytes()

    def told(*, fails: bool) -> None:
        with session.together():
            studies.add_person(session)
            studies.add_person(session)
            assert session.study.store.connection.raw.in_transaction
            assert fails or head.read_bytes() == before
            if fails:
                raise Refused("no")

    told(fails=False)
    whole, unlocked = session.sequence, studies.unlocked(session)
    with pytest.raises(Refused):
        told(fails=True)
    session.close()
    again = studies.reopened(tmp_path / "story.ojm")
    assert (again.sequence, len(again.study.store.people.all())) == (whole, 2)
    again.close()
    assert verify.verify(unlocked).is_whole
