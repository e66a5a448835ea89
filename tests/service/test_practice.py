"""The practice study says what it should, and its log says all of it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from ojm_desktop.domain.answer import CommentKind, Comparison, NonAnswer
from ojm_desktop.domain.diary import DiaryMode
from ojm_desktop.domain.log import Event
from ojm_desktop.domain.paper_check import CheckState
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.visit import Mode, PauseReason, VisitState
from ojm_desktop.journey.frame import SheetFrame
from ojm_desktop.journey.sheets import person_sheets
from ojm_desktop.service import practice, replay
from ojm_desktop.service.back_entry import check_of
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import AnswerQuestion, DeclineQuestion, Edit, SetMissing, SignAgreement
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.practice.people import PEOPLE
from ojm_desktop.service.progress import silent
from ojm_desktop.service.queries.journeys import trajectories
from ojm_desktop.service.queries.today import open_visits, questions_of
from ojm_desktop.service.session import Session
from ojm_desktop.service.study import Study
from ojm_desktop.store import connection as connections
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.study_store import DATA_TABLES, Store
from ojm_desktop.typeset import Typeset
from tests import practising, studies


@pytest.fixture(name="played")
def the_practice_study() -> Session:
    """The practice study, in memory."""
    return practising.played()


def edits(session: Session) -> list[tuple[Event, Edit]]:
    """Every event with what it did."""
    found = []
    for event in session.study.store.log.events():
        opened = read(session.study, event)
        assert opened is not None
        found.append((event, opened.entry.edit))
    return found


def test_that_it_has_bristols_shape(played: Session) -> None:
    everybody = played.study.store.people.all()
    cohorts = Counter(person.cohort for person in everybody)
    assert cohorts == {"1": 8, "2": 11}
    ages = {key: [person.age or 0 for person in everybody if person.cohort == key] for key in cohorts}
    assert [(min(a), max(a), sum(a) / len(a)) for a in ages.values()] == [(26, 38, 34), (22, 51, 34)]
    assert sum(person.gender == "female" for person in everybody) == 1
    ratings = played.study.store.ratings.all()
    assert {rating.key.wave for rating in ratings} == {"4", "8", "12", "begin", "end"}
    assert {rating.missing for rating in ratings} == {None, Missing.MISSED, Missing.DECLINED, Missing.NOT_REACHED}
    assert all(rating.reason for rating in ratings if rating.missing not in {None, Missing.DECLINED})
    assert all(rating.is_recalled == (rating.key.wave in ("begin", "end")) for rating in ratings)


def test_that_every_map_comes_out_of_the_answers_of_interviews(played: Session) -> None:
    """No rating, turning point or confirmed hot spot is there that nobody gave as an answer."""
    store = played.study.store
    names = Counter(type(edit).__name__ for _, edit in edits(played))
    assert not {"SetRating", "PlaceTurningPoint", "ConfirmHotSpot"} & names.keys()
    told = [edit for _, edit in edits(played) if isinstance(edit, AnswerQuestion | DeclineQuestion)]
    rated = {rating.key for edit in told for rating in edit.effects.ratings}
    by_hand = {edit.key for _, edit in edits(played) if isinstance(edit, SetMissing)}
    assert rated | by_hand == {rating.key for rating in store.ratings.all()}
    assert not rated & by_hand
    spots = {spot.id for edit in told for spot in edit.effects.hot_spots}
    marked = [spot for person in store.people.all() for spot in store.hot_spots.of(person.id) if spot.id not in spots]
    assert [spot.is_confirmed for spot in marked] == [False] * names["MarkHotSpot"]
    turns = {turn.id for edit in told for turn in edit.effects.turning_points}
    assert turns == {turn.id for person in store.people.all() for turn in store.turning_points.of(person.id)}
    assert any(turn.words for person in store.people.all() for turn in store.turning_points.of(person.id))
    assert len(store.rows_of("notes")) == len(turns) + store.hot_spots.count()
    assert names["SignAgreement"] == names["ShowAgreement"] == len(store.rows_of("consents")) == 19


def test_that_each_kind_of_visit_and_of_answer_is_there_once_at_least(played: Session) -> None:
    store = played.study.store
    found = store.visits.all()
    states = Counter(visit.state for visit in found)
    assert states.keys() == set(VisitState) - {VisitState.PLANNED, VisitState.LOCKED}
    assert states[VisitState.IN_PROGRESS] == states[VisitState.PAUSED] == states[VisitState.STOPPED] == 1
    assert Counter(visit.wave for visit in found)["intake"] == 19
    assert Counter(visit.wave for visit in found)["retrospective"] == 11
    assert {"4", "8", "12", "voucher"} < {visit.wave for visit in found}
    assert {visit.mode for visit in found} == {Mode.IN_PERSON, Mode.BY_PHONE, Mode.PAPER}
    checks = [check_of(played, visit).state for visit in found if visit.mode is Mode.PAPER]
    assert checks == [CheckState.CHECKED], "its ratings were typed twice"
    assert all(visit.reason for visit in found if visit.state in {VisitState.STOPPED, VisitState.MISSED})
    answers = [answer for visit in found for answer in store.answers.of(visit.id)]
    assert {answer.language for answer in answers} == {"", "Cymraeg, drafft (cy)"}
    assert {answer.non_answer for answer in answers} >= {NonAnswer.REFUSED, NonAnswer.NOT_ASKED_DISTRESS}
    assert {answer.comparison for answer in answers} == {None, *Comparison}
    kinds = {comment.kind for visit in found for comment in store.comments.of_visit(visit.id)}
    assert kinds == set(CommentKind)
    steps = {step.what for visit in found for step in store.paradata.of(visit.id)}
    assert steps >= {What.PAUSED, What.RESUMED, What.STOPPED, What.OVERRIDDEN, What.LANGUAGE, What.ADDED}
    weeks = [entry for person in store.people.all() for entry in store.diary.of(person.id)]
    assert {entry.missing for entry in weeks} == {None, Missing.MISSED}
    assert {entry.mode for entry in weeks} == set(DiaryMode)
    assert sum(len(disclosures_of(played.study, person.id)) for person in store.people.all()) == 1


def test_that_the_visit_left_open_stands_where_it_was_answered_last_with_nothing_half_done(
    played: Session,
) -> None:
    (left,) = (visit for visit in played.study.store.visits.all() if visit.state is VisitState.IN_PROGRESS)
    talk = Interview(played, left.id)
    latest = max(talk.answers.values(), key=lambda answer: answer.at)
    assert talk.position == latest.key.path
    assert played.drafts() == []
    assert len(talk.awaited()) == len(played.plan.pathways) - 3
    assert left.held_on == played.today() - timedelta(days=1)


def test_that_today_offers_to_resume_the_interview_left_open_and_the_one_that_rests(played: Session) -> None:
    left, rests = open_visits(played)
    assert (left.rested, left.wave) == (None, "12")
    assert rests.rested is not None
    assert (rests.reason, rests.wave, questions_of(played, rests.id)[0] > 1) == (
        PauseReason.INTERRUPTION.value,
        "12",
        True,
    )


def test_that_everything_happens_in_order_of_time_and_nobody_is_asked_before_they_signed(played: Session) -> None:
    log = edits(played)[1:]
    times = [event.utc for event, _ in log]
    assert times == sorted(times)
    signed: dict[str, str] = {}
    held = {visit.id: visit.held_on.isoformat() for visit in played.study.store.visits.all() if visit.held_on}
    for event, edit in log:
        if isinstance(edit, SignAgreement):
            signed[edit.participant] = event.utc[:10]
        if isinstance(edit, AnswerQuestion):
            assert signed[edit.participant] <= event.utc[:10] == held[edit.visit]


def test_that_its_log_done_again_in_an_empty_study_gives_equal_tables_and_equal_figures(
    played: Session, tmp_path: Path
) -> None:
    database = connections.create(tmp_path / "again.db", b"k" * 32, "b" * 32, MIGRATIONS)
    again = replay.replay(played.study, Study(Store(database), played.study.sealed_side.sealer), silent)
    assert again.problems == []
    for table in DATA_TABLES:
        assert again.study.store.rows_of(table) == played.study.store.rows_of(table), table
    assert list(differences(played.study, again)) == []
    other = Session(again.study.store, studies.SLOT, again.study.sealed_side.sealer, played.clock)
    frame, typeset = SheetFrame("practice", played.today(), ("word",) * 8), Typeset()
    for person in played.study.store.people.all():
        mine, theirs = trajectories(played, person.id), trajectories(other, person.id)
        assert mine == theirs
        assert person_sheets(mine, frame, typeset) == person_sheets(theirs, frame, typeset)
    database.close()


def test_that_the_same_seed_gives_the_same_numbers_and_words_and_another_seed_others(played: Session) -> None:
    def told(session: Session) -> list[tuple[str, str, str]]:
        codes = {person.id: person.age for person in session.study.store.people.all()}
        return sorted(
            (str(codes[visit.participant]), f"{visit.wave} {answer.key.path}", answer.value)
            for visit in session.study.store.visits.all()
            for answer in session.study.store.answers.of(visit.id)
            if not {"meta", "start", "end", "code"} & set(answer.key.path.split("/"))
        )

    def some(seed: int) -> list[tuple[str, str, str]]:
        session = studies.in_memory(practice.plan())
        practice.play(session, Typeset(), seed, people=PEOPLE[:2])
        return told(session)

    first, whole = some(1), told(played)
    assert set(first) <= set(whole)
    assert some(2) != first


def test_that_no_name_stands_outside_the_sealed_rows(played: Session) -> None:
    connection = played.study.store.connection
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    for table in tables:
        assert "Practice C1-01" not in repr(connection.execute(f"SELECT * FROM {table}").fetchall()), table
