"""One answer is one event and one step of undo, with everything it does to the record."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from ojm_desktop.domain.answer import AnswerKey, Comment, CommentKind, Comparison, NonAnswer
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.effects import Effects
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.hot_spot import Certainty, Direction, HotSpot, Note, Polarity, TurningPoint
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Giver, Rating, RatingKey
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.edits import (
    AnswerQuestion,
    CompareWithLast,
    CompleteVisit,
    DeclineQuestion,
    LockVisit,
    NoteQuestion,
    OverrideWarning,
    RecordDisclosure,
    RefuseAgreement,
    RemoveComment,
)
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.service.rights import AnalystRefused
from ojm_desktop.service.session import Session
from ojm_desktop.service.study import NotAllowed
from tests import studies
from tests.visiting import DAY, keep_form, named, row, start

PATH = "/data/housing/rating"


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who has signed and whose visit at week 4 goes on."""
    found = studies.in_memory()
    studies.signed_person(found)
    keep_form(found)
    start(found)
    yield found
    found.close()


def visit_of(session: Session) -> Visit:
    """The first visit."""
    return session.study.store.visits.all()[0]


def rating(session: Session, value: int = 3) -> Rating:
    """What an answer of 3 at housing is for the journey, before its edit is stamped."""
    key = RatingKey(studies.person_of(session), "housing", "4")
    return Rating(key, value, None, "", DAY, Giver.PARTICIPANT, False, 0, "")


def answered(session: Session, value: str = "3", effects: Effects | None = None, path: str = PATH) -> AnswerQuestion:
    """An answer to the visit's question."""
    where = named(visit_of(session))
    return AnswerQuestion(**where, path=path, value=value, effects=effects or Effects())


def test_that_an_answer_and_its_rating_are_one_event_and_one_undo(session: Session) -> None:
    store, before = session.study.store, session.sequence
    visit = visit_of(session)
    changes = session.do(answered(session, effects=Effects(ratings=(rating(session),))))
    assert session.sequence == before + 1
    (put,) = store.ratings.of(visit.participant)
    assert (put.value, put.scale_version, put.given_at) == (3, 1, session.clock.now().utc)
    (answer,) = store.answers.of(visit.id)
    assert (answer.value, answer.given_by, answer.mode) == ("3", Giver.PARTICIPANT, visit.mode)
    assert changes.ratings == {put.key}
    assert changes.answers == {AnswerKey(visit.id, PATH)}
    assert row(session, visit).position == PATH
    session.undo()
    assert store.ratings.of(visit.participant) == []
    assert store.answers.of(visit.id) == []
    session.redo()
    assert store.ratings.of(visit.participant) == [put]
    assert store.answers.of(visit.id) == [answer]


def test_that_a_changed_answer_leaves_old_and_new_in_the_trail_and_undo_too(session: Session) -> None:
    visit = visit_of(session)
    session.do(answered(session, "3", Effects(ratings=(rating(session),))))
    session.do(answered(session, "4", Effects(ratings=(rating(session, 4),))))
    session.undo()
    assert session.study.store.ratings.of(visit.participant)[0].value == 3
    steps = session.study.store.paradata.of(visit.id)[1:]
    assert [(step.what, step.old, step.new) for step in steps] == [
        (What.ANSWERED, "", "3"),
        (What.CHANGED, "3", "4"),
        (What.TAKEN_BACK, "4", "3"),
    ]
    assert steps[0].instant == session.clock.now()


def test_that_an_answer_that_does_not_apply_any_more_leaves_the_record_with_its_rating_and_comes_back(
    session: Session,
) -> None:
    store, visit = session.study.store, visit_of(session)
    session.do(answered(session, effects=Effects(ratings=(rating(session),))))
    (put,) = store.ratings.of(visit.participant)
    gone = Effects(set_aside=(PATH,), no_ratings=(put.key,))
    session.do(answered(session, "no", gone, "/data/has_home"))
    assert store.ratings.of(visit.participant) == []
    assert [answer.is_relevant for answer in store.answers.of(visit.id)] == [True, False]
    session.do(answered(session, "yes", Effects(brought_back=(PATH,), ratings=(put,)), "/data/has_home"))
    assert store.ratings.of(visit.participant) == [put]
    session.undo()
    assert store.ratings.of(visit.participant) == []
    assert [answer.is_relevant for answer in store.answers.of(visit.id)] == [True, False]
    session.undo()
    assert store.ratings.of(visit.participant) == [put]
    assert [answer.is_relevant for answer in store.answers.of(visit.id)] == [True]


def test_that_hot_spots_turning_points_and_comments_come_and_go_with_their_answer(session: Session) -> None:
    store = session.study.store
    recalled = studies.signed_person(session, "2")
    visit = start(session, "retrospective", recalled)
    spot = HotSpot("a" * 32, recalled, "work", DAY, DAY, Polarity.POSITIVE, True, Note("a job"))
    point = TurningPoint("b" * 32, recalled, "work", DAY, DAY, Direction.UP, Certainty.WEEK, "spring", Note())
    comment = Comment("c" * 32, recalled, visit.id, "/data/w", "work", "3m", CommentKind.QUOTE, "at last")
    effects = Effects(comments=(comment,), hot_spots=(spot,), turning_points=(point,))
    session.do(AnswerQuestion(**named(visit), path="/data/w", value="at last", effects=effects))
    away = Effects(no_comments=(comment.id,), no_hot_spots=(spot.id,), no_turning_points=(point.id,))
    session.do(AnswerQuestion(**named(visit), path="/data/w", value="", effects=away))
    assert store.hot_spots.of(recalled) == []
    assert store.turning_points.of(recalled) == []
    assert store.comments.of(recalled) == []
    assert store.answers.of(visit.id) == []
    session.undo()
    assert store.hot_spots.of(recalled) == [spot]
    assert store.turning_points.of(recalled) == [point]
    assert store.comments.of(recalled) == [comment]


@pytest.mark.parametrize("what", ["value", "person", "pathway", "visit", "day", "turning point"])
def test_that_an_answer_that_reaches_where_it_may_not_changes_nothing(session: Session, what: str) -> None:
    visit, good = visit_of(session), rating(session)
    other = studies.signed_person(session)
    words = Comment("c" * 32, visit.participant, "9" * 32, PATH, "", "4", CommentKind.QUOTE, "")
    turn = TurningPoint("b" * 32, visit.participant, "work", DAY, DAY, Direction.UP, Certainty.WEEK, "", Note())
    wrong = {
        "value": Effects(ratings=(dataclasses.replace(good, value=12),)),
        "person": Effects(ratings=(dataclasses.replace(good, key=RatingKey(other, "housing", "4")),)),
        "pathway": Effects(ratings=(dataclasses.replace(good, key=RatingKey(visit.participant, "x", "4")),)),
        "visit": Effects(comments=(words,)),
        "day": Effects(ratings=(dataclasses.replace(good, held_on=DAY.replace(year=2020)),)),
        "turning point": Effects(turning_points=(turn,)),
    }
    before = session.sequence
    with pytest.raises(OjmError, match="Nothing was changed"):
        session.do(answered(session, effects=wrong[what]))
    assert session.sequence == before
    assert session.study.store.answers.of(visit.id) == []
    assert session.study.store.ratings.all() == []


@pytest.mark.parametrize("reason", NonAnswer)
def test_that_a_question_takes_each_reason_why_it_has_no_answer(session: Session, reason: NonAnswer) -> None:
    visit = visit_of(session)
    session.do(answered(session, "3", Effects(ratings=(rating(session),))))
    where = named(visit)
    session.do(
        DeclineQuestion(**where, path=PATH, non_answer=reason, effects=Effects(no_ratings=(rating(session).key,)))
    )
    (answer,) = session.study.store.answers.of(visit.id)
    assert (answer.value, answer.non_answer) == ("", reason)
    assert session.study.store.ratings.all() == []
    session.undo()
    assert session.study.store.answers.of(visit.id)[0].value == "3"
    assert session.study.store.ratings.all()[0].value == 3


def test_that_a_long_answer_is_kept_whole_and_shown_by_its_beginning(session: Session) -> None:
    visit, text = visit_of(session), "w" * 100_001
    session.do(answered(session, text))
    (answer,) = session.study.store.answers.of(visit.id)
    assert answer.is_attached
    assert (answer.value, answer.shown) == (text, "w" * 500)
    assert session.study.store.paradata.of(visit.id)[-1].new == "w" * 500


def test_that_the_last_answer_is_compared_with_and_never_overwritten(session: Session) -> None:
    visit = visit_of(session)
    compare = CompareWithLast(**named(visit), path=PATH, comparison=Comparison.WAS_WRONG)
    with pytest.raises(Refused, match="answer it first"):
        session.do(compare)
    session.do(answered(session))
    session.do(compare)
    assert session.study.store.answers.of(visit.id)[0].comparison is Comparison.WAS_WRONG
    session.undo()
    assert session.study.store.answers.of(visit.id)[0].comparison is None


def test_that_notes_stand_beside_a_question_until_they_are_taken_away(session: Session) -> None:
    visit, store = visit_of(session), session.study.store
    note = NoteQuestion(**named(visit), path=PATH, kind=CommentKind.QUOTE, words="a warm room", pathway="housing")
    session.do(note)
    (comment,) = store.comments.of(visit.participant)
    assert (comment.pathway, comment.wave, comment.kind) == ("housing", "4", CommentKind.QUOTE)
    session.do(RemoveComment(**named(visit), comment=comment.id))
    assert store.comments.of(visit.participant) == []
    session.undo()
    assert store.comments.of(visit.participant) == [comment]
    session.do(CompleteVisit(**named(visit)))
    session.do(note)
    session.do(LockVisit(**named(visit)))
    for late in (note, RemoveComment(**named(visit), comment=comment.id)):
        with pytest.raises(Refused, match="locked"):
            session.do(late)


def test_that_a_warning_is_passed_with_a_reason_that_the_trail_keeps(session: Session) -> None:
    visit = visit_of(session)
    passed = OverrideWarning(**named(visit), path=PATH, warning="That is a jump of six.", reason="  ")
    with pytest.raises(Refused, match="with a reason"):
        session.do(passed)
    session.do(dataclasses.replace(passed, reason="A new flat."))
    step = session.study.store.paradata.of(visit.id)[-1]
    assert (step.what, step.old, step.new) == (What.OVERRIDDEN, "That is a jump of six.", "A new flat.")


def test_that_nothing_is_answered_after_a_no(session: Session) -> None:
    visit = visit_of(session)
    session.do(RefuseAgreement(participant=visit.participant, text_version=1, words="No more."))
    with pytest.raises(OjmError, match="agreement"):
        session.do(answered(session))
    assert session.study.store.answers.of(visit.id) == []


def test_that_a_disclosure_is_sealed_kept_and_no_undo_passes_it(session: Session) -> None:
    visit = visit_of(session)
    for words in ("first words", "second words"):
        session.do(
            RecordDisclosure(
                participant=visit.participant,
                category=Category.CHILD_AT_RISK,
                words=words,
                visit=visit.id,
                path=PATH,
            )
        )
    told = disclosures_of(session.study, visit.participant)
    assert [(one.words, one.category, one.visit) for one in told] == [
        ("first words", Category.CHILD_AT_RISK, visit.id),
        ("second words", Category.CHILD_AT_RISK, visit.id),
    ]
    payload = session.study.store.log.payload(session.sequence)
    assert payload is not None
    assert (payload.participant, payload.body) == (None, None)
    with pytest.raises(Refused, match="cannot be undone"):
        session.undo()
    assert "words" not in session.last_sentence
    with pytest.raises(Refused, match="what was said"):
        session.do(RecordDisclosure(participant=visit.participant, category=Category.OTHER, words=" "))


def test_that_a_key_of_the_research_data_alone_reads_no_disclosure() -> None:
    session = studies.in_memory()
    who = studies.add_person(session)
    reading = studies.as_analyst(session)
    with pytest.raises(AnalystRefused):
        reading.do(RecordDisclosure(participant=who, category=Category.OTHER, words="said"))
    with pytest.raises(NotAllowed):
        disclosures_of(reading.study, who)
    session.close()
