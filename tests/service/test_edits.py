"""What edits refuse, and that a head which cannot be written loses nothing."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest

from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.hot_spot import Certainty, Direction, Polarity
from ojm_desktop.domain.participant import Identity
from ojm_desktop.domain.plan import SHORT_NAME_LETTERS, Wave
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.scale import Scale
from ojm_desktop.service.edits import (
    AddParticipant,
    ChangeList,
    ChangePathways,
    ChangeScale,
    ChangeWaves,
    MarkHotSpot,
    PlaceTurningPoint,
    RecordIdentity,
    RefuseAgreement,
    RemoveParticipant,
    SetRating,
    SignAgreement,
)
from ojm_desktop.service.edits.people import facts_of
from ojm_desktop.service.edits.plan import PlanList
from ojm_desktop.service.session import Session
from tests import studies

DAY = date(2026, 3, 31)


def test_that_a_head_that_cannot_be_written_is_said_and_the_edit_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    heard: list[object] = []
    session.on_changed.connect(heard.append)

    def refuse(sequence: int, digest: str) -> None:
        raise OjmError("The disk gave an error.")

    monkeypatch.setattr(session.study.store, "write_head", refuse)
    before = session.saved_at
    with pytest.raises(OjmError, match="The change is stored"):
        studies.rate(session, participant, "housing", "4", 2, DAY)
    assert session.saved_at is before
    assert session.saved_sequence == session.sequence - 1
    assert heard
    assert session.study.store.ratings.of(participant)[0].value == 2
    monkeypatch.undo()
    session.undo()
    assert session.study.store.ratings.of(participant) == []


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 6, 30)])
def test_that_a_hot_spot_outside_the_months_of_the_map_is_refused(day: date) -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    with pytest.raises(Refused, match="outside the months"):
        session.do(
            MarkHotSpot(
                participant=participant, pathway="housing", first_day=day, last_day=day, polarity=Polarity.MIXED
            )
        )
    assert session.study.store.hot_spots.of(participant) == []


def test_that_an_order_cannot_begin_after_somebody_was_asked() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    studies.rate(session, participant, "housing", "4", 2, DAY)
    facts = facts_of(session.study.participant(participant))
    with pytest.raises(Refused, match="began earlier"):
        session.do(dataclasses.replace(facts, order_start=date(2026, 4, 1)))


def test_that_turning_points_belong_to_journeys_told_looking_back() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session, cohort="1")
    point = PlaceTurningPoint(
        participant=participant,
        pathway="housing",
        first_day=DAY,
        last_day=DAY,
        direction=Direction.UP,
        certainty=Certainty.WEEK,
    )
    with pytest.raises(Refused, match="looking back"):
        session.do(point)
    recalled = studies.signed_person(session, cohort="2")
    session.do(dataclasses.replace(point, participant=recalled))
    assert len(session.study.store.turning_points.of(recalled)) == 1
    start = session.study.participant(recalled).order_start
    for late in (start - timedelta(days=1), start + timedelta(days=92)):
        beyond = dataclasses.replace(point, participant=recalled, first_day=late, last_day=late)
        with pytest.raises(Refused, match="outside the months"):
            session.do(beyond)


def test_that_what_was_said_about_keeps_its_pathway_and_wave() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    studies.rate(session, participant, "housing", "4", 2, DAY)
    plan = session.plan
    with pytest.raises(Refused, match="Housing"):
        session.do(ChangePathways(pathways=tuple(p for p in plan.pathways if p.key != "housing")))
    session.do(ChangePathways(pathways=tuple(p for p in plan.pathways if p.key != "work")))
    assert len(session.plan.pathways) == 7
    with pytest.raises(Refused, match="its week stays"):
        session.do(ChangeWaves(cohort="1", waves=(Wave("8", "Week 8", 8),), diary_weeks=12))
    session.do(ChangeWaves(cohort="1", waves=(Wave("4", "Week 4", 4), Wave("10", "Week 10", 10)), diary_weeks=10))
    with pytest.raises(Refused):
        session.do(SetRating(key=RatingKey(participant, "housing", "8"), value=1, held_on=DAY))


def test_that_lists_take_no_entry_twice_and_a_long_short_name_is_refused() -> None:
    session = studies.in_memory()
    with pytest.raises(Refused, match="stands twice"):
        session.do(ChangeList(which=PlanList.AGENCIES, entries=("GP", "GP")))
    with pytest.raises(Refused, match="short name"):
        dataclasses.replace(session.plan.pathways[0], short_name="x" * (SHORT_NAME_LETTERS + 1))


def filed(session: Session) -> SignAgreement:
    """An agreement as the page would file it."""
    caught: list[SignAgreement] = []
    do = session.do

    def keep(edit: SignAgreement) -> None:
        caught.append(edit)

    session.do = keep  # type: ignore[method-assign, assignment]
    studies.sign(session, studies.person_of(session))
    session.do = do  # type: ignore[method-assign]
    return caught[0]


def test_that_s2_only_what_was_shown_is_filed() -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    agreement = filed(session)
    empty = dataclasses.replace(agreement.researcher_signature, strokes=())
    for changed in (
        dataclasses.replace(agreement, signed_pdf=b"%PDF-1.7 something else"),
        dataclasses.replace(agreement, shown_sha256="0" * 64),
        dataclasses.replace(agreement, shown_size=agreement.shown_size + 1),
        dataclasses.replace(agreement, signed_sha256="0" * 64),
        dataclasses.replace(agreement, text_sha256="0" * 64),
        dataclasses.replace(agreement, participant_signature=empty),
        dataclasses.replace(agreement, researcher_signature=empty),
        dataclasses.replace(agreement, uses=dataclasses.replace(agreement.uses, interview=False)),
    ):
        with pytest.raises(Refused, match="Nothing was"):
            session.do(changed)
    assert session.study.store.consents.newest(participant) is None
    session.do(agreement)
    assert session.study.store.consents.newest(participant) is not None


def test_that_who_signed_or_refused_is_not_simply_removed() -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    session.do(RefuseAgreement(participant=participant, text_version=1, words="No."))
    with pytest.raises(Refused, match="stay in the study"):
        session.do(RemoveParticipant(participant=participant))


@pytest.mark.parametrize("day", [date(2026, 4, 20), date(2025, 3, 2)])
def test_that_an_order_does_not_move_away_from_under_a_hot_spot(day: date) -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    at = date(2026, 4, 1)
    session.do(
        MarkHotSpot(participant=participant, pathway="housing", first_day=at, last_day=at, polarity=Polarity.MIXED)
    )
    facts = facts_of(session.study.participant(participant))
    with pytest.raises(Refused, match="outside the months"):
        session.do(dataclasses.replace(facts, order_start=day))
    session.do(dataclasses.replace(facts, order_start=date(2026, 3, 16)))


@pytest.mark.parametrize("code", ["C1-5", "C1-005", "C1-²", "C1-" + "9" * 30, "C2-05", "C1-00"])
def test_that_a_code_is_written_in_one_way_only(code: str) -> None:
    session = studies.in_memory()
    with pytest.raises(Refused, match="looks like C1-01"):
        session.do(AddParticipant(cohort="1", order_start=date(2026, 3, 2), code=code))


def test_that_an_order_does_not_begin_at_the_end_of_the_calendar() -> None:
    session = studies.in_memory()
    with pytest.raises(Refused, match="check the year"):
        session.do(AddParticipant(cohort="1", order_start=date.max))


def test_that_people_are_listed_by_their_number_beyond_99() -> None:
    session = studies.in_memory()
    for code in ("C1-100", "C1-99", "C1-1000", "C1-101"):
        session.do(AddParticipant(cohort="1", order_start=date(2026, 3, 2), code=code))
    codes = [person.code for person in session.study.store.people.all()]
    assert codes == ["C1-99", "C1-100", "C1-101", "C1-1000"]


def test_that_a_last_wave_does_not_go_from_under_a_hot_spot() -> None:
    session = studies.in_memory()
    participant = studies.signed_person(session)
    at = date(2026, 3, 2) + timedelta(weeks=14)
    session.do(
        MarkHotSpot(participant=participant, pathway="housing", first_day=at, last_day=at, polarity=Polarity.MIXED)
    )
    waves = session.plan.cohort("1").waves
    with pytest.raises(Refused, match="outside the months"):
        session.do(ChangeWaves(cohort="1", waves=waves[:2], diary_weeks=12))
    session.undo()
    session.do(ChangeWaves(cohort="1", waves=waves[:2], diary_weeks=12))


def test_that_nobody_goes_and_leaves_their_name_behind() -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    session.do(RecordIdentity(participant=participant, identity=Identity("Somebody")))
    with pytest.raises(Refused, match="sealed side"):
        session.do(RemoveParticipant(participant=participant))
    sealed = len(session.study.store.sealed.ids())
    session.undo()
    session.undo()
    assert session.study.store.people.all() == []
    # The name's own row went; what came is the payload of taking it back.
    assert len(session.study.store.sealed.ids()) == sealed
    session.redo()
    session.redo()
    assert session.study.sealed_side.get_value("identity", participant, Identity) == Identity("Somebody")


def test_that_each_change_of_scale_is_a_version_of_its_own_and_undo_brings_the_old_one_back() -> None:
    session = studies.in_memory()
    first = session.plan.scale
    session.do(ChangeScale(scale=Scale(minimum=1, maximum=5, neutral=3)))
    assert session.plan.scale.version == first.version + 1
    session.do(ChangeScale(scale=Scale()))
    assert session.plan.scale.version == first.version + 2
    session.undo()
    session.undo()
    assert session.plan.scale == first


def test_that_a_change_of_the_scale_tells_what_became_another_and_nothing_else() -> None:
    session = studies.in_memory()
    first = session.plan.scale
    changes = (
        (
            dataclasses.replace(first, high="as good as can be"),
            "The scale’s word for the highest value is now “as good as can be”.",
        ),
        (dataclasses.replace(first, neutral=1), "The scale’s neutral value is now +1."),
        (dataclasses.replace(first, minimum=1, neutral=3), "The scale now runs from 1 to 5."),
    )
    for scale, said in changes:
        session.do(ChangeScale(scale=scale))
        assert session.last_sentence == said
        session.undo()
    assert session.last_sentence == "Undone: The scale runs from −5 to +5 again."


def test_that_a_rating_that_is_not_there_is_never_replaced_in_silence() -> None:
    """An update of nothing would acknowledge an answer that is not stored."""
    session = studies.in_memory()
    participant = studies.signed_person(session)
    studies.rate(session, participant, "housing", "4", 2, DAY)
    ratings = session.study.store.ratings
    given = ratings.get(RatingKey(participant, "housing", "4"))
    assert given is not None
    elsewhere = dataclasses.replace(given, key=RatingKey(participant, "housing", "8"))
    with pytest.raises(OjmError, match="answer once more"):
        ratings.put(elsewhere, elsewhere)
    assert ratings.get(elsewhere.key) is None
