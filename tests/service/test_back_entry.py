"""The second entry from paper: blind until the two are compared, settled to one of them, and all of it in the log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ojm_desktop.domain.answer import AnswerKey, NonAnswer
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.paper_check import NOTHING, Check, CheckState, Reading
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.domain.visit import Mode, Visit
from ojm_desktop.service import replay
from ojm_desktop.service.back_entry import BackEntry, check_of
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import CompareEntries, LockVisit, ResumeVisit, SettleDifference
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from tests import from_paper, studies
from tests.from_paper import HOUSING, KIN, WORK
from tests.visiting import named, row


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who has signed."""
    found = studies.in_memory()
    studies.signed_person(found)
    yield found
    found.close()


@pytest.fixture
def visit(session: Session) -> Visit:
    """Their visit, typed in from paper."""
    return from_paper.typed_in(session)


def again(session: Session, visit: Visit, housing: str = "3") -> BackEntry:
    """Everything typed a second time; housing without its minus sign."""
    entry = BackEntry(session, visit.id)
    entry.enter(HOUSING, Reading(housing))
    entry.enter(WORK, Reading("5"))
    entry.enter(KIN, Reading(non_answer=NonAnswer.REFUSED))
    return entry


def test_that_every_rating_that_applied_is_asked_in_the_order_of_the_paper(session: Session, visit: Visit) -> None:
    asked = BackEntry(session, visit.id).asked
    assert [(one.path, one.number, one.section) for one in asked] == [
        (HOUSING, "1.1", "Where you live"),
        (WORK, "2.1", "Work"),
        (KIN, "3.1", "Family"),
    ]
    assert [shown for _, shown in asked[0].values] == [
        *(f"−{n}" for n in range(5, 0, -1)),
        "0",
        *(f"+{n}" for n in range(1, 6)),
    ]
    assert asked[0].shown(Reading("-3")) == "−3"
    assert asked[0].shown(NOTHING) == "nothing there"


def test_that_the_first_entry_is_not_to_be_had_before_both_are_compared(session: Session, visit: Visit) -> None:
    entry = BackEntry(session, visit.id)
    with pytest.raises(Refused, match="only after the second"):
        entry.differences()
    entry.enter(HOUSING, Reading("3"))
    with pytest.raises(Refused, match="2 ratings were not typed again"):
        entry.compare()
    with pytest.raises(Refused, match="only after the second"):
        entry.differences()
    assert check_of(session, row(session, visit)) == Check(CheckState.ENTERING, 1)
    (found,) = again(session, visit).compare()
    assert (found.asked.number, found.first, found.second, found.settled) == ("1.1", Reading("-3"), Reading("3"), None)
    assert check_of(session, row(session, visit)) == Check(CheckState.DIFFERENT, 3, 1)


def test_that_nobody_types_again_once_the_first_entry_was_seen(session: Session, visit: Visit) -> None:
    entry = again(session, visit)
    entry.compare()
    with pytest.raises(Refused, match="nobody types blind any more"):
        entry.enter(HOUSING, Reading("-3"))
    with pytest.raises(Refused, match="cannot be undone"):
        session.undo()


def test_that_equal_entries_check_the_visit(session: Session, visit: Visit) -> None:
    assert check_of(session, visit).state is CheckState.OPEN
    entry = again(session, visit, housing="-3")
    assert entry.compare() == ()
    assert entry.check == Check(CheckState.CHECKED, 3)
    assert entry.check.words == "From paper: checked by a second entry"


def test_that_the_second_reading_takes_the_firsts_place_in_the_record_and_one_undo_takes_both_back(
    session: Session, visit: Visit
) -> None:
    entry = again(session, visit)
    entry.compare()
    key = RatingKey(visit.participant, "housing", "4")
    before = session.study.store.ratings.get(key)
    assert before is not None
    entry.settle(HOUSING, is_second=True)
    found = session.study.store.ratings.get(key)
    assert found is not None
    assert (found.value, found.held_on, found.given_by) == (3, from_paper.DAY, before.given_by)
    assert entry.check.state is CheckState.CHECKED
    (settled,) = entry.differences()
    assert (settled.first, settled.settled) == (Reading("-3"), Reading("3"))
    session.undo()
    assert session.study.store.ratings.get(key) == before
    assert entry.check == Check(CheckState.DIFFERENT, 3, 1)
    session.redo()
    assert entry.check.state is CheckState.CHECKED


def test_that_the_first_reading_stands_where_it_is_on_the_paper(session: Session, visit: Visit) -> None:
    entry = again(session, visit)
    entry.compare()
    entry.settle(HOUSING, is_second=False)
    assert entry.check.state is CheckState.CHECKED
    answer = session.study.store.answers.get(AnswerKey(visit.id, HOUSING))
    assert answer is not None
    assert answer.value == "-3"
    entry.settle(HOUSING, is_second=True)
    entry.settle(HOUSING, is_second=False)
    assert session.study.store.answers.get(AnswerKey(visit.id, HOUSING)) is not None
    assert entry.check.state is CheckState.CHECKED
    assert [one.settled for one in entry.differences()] == [Reading("-3")]


def test_that_a_reason_or_nothing_may_stand_on_the_paper(session: Session, visit: Visit) -> None:
    entry = BackEntry(session, visit.id)
    entry.enter(HOUSING, NOTHING)
    entry.enter(WORK, Reading(non_answer=NonAnswer.DONT_KNOW))
    entry.enter(KIN, Reading("2"))
    assert [one.asked.path for one in entry.compare()] == [HOUSING, WORK, KIN]
    for path in (HOUSING, WORK, KIN):
        entry.settle(path, is_second=True)
    ratings = {rating.key.pathway: rating for rating in session.study.store.ratings.of(visit.participant)}
    assert set(ratings) == {"work", "family"}
    assert (ratings["work"].missing, ratings["work"].reason) == (Missing.NOT_REACHED, "don't know")
    assert ratings["family"].value == 2
    assert entry.check.state is CheckState.CHECKED


def test_that_a_value_changed_after_the_check_is_a_difference_again(session: Session, visit: Visit) -> None:
    again(session, visit, housing="-3").compare()
    session.do(ResumeVisit(**named(visit)))
    Interview(session, visit.id).answer(HOUSING, "1")
    assert check_of(session, row(session, visit)) == Check(CheckState.DIFFERENT, 3, 1)


def test_that_typing_again_can_be_changed_and_undone_before_the_comparison(session: Session, visit: Visit) -> None:
    entry = BackEntry(session, visit.id)
    entry.enter(HOUSING, Reading("3"))
    entry.enter(HOUSING, Reading("-3"))
    session.undo()
    assert entry.entered() == {HOUSING: Reading("3")}
    session.undo()
    assert entry.entered() == {}
    session.redo()
    entry.enter(HOUSING, None)
    assert entry.entered() == {}
    assert entry.check.state is CheckState.OPEN


def test_that_only_visits_from_paper_that_are_finished_and_not_locked_are_typed_again(session: Session) -> None:
    talk = from_paper.begin(session)
    with pytest.raises(Refused, match="is in progress"):
        BackEntry(session, talk.visit.id).enter(HOUSING, Reading("3"))
    assert check_of(session, talk.visit).state is CheckState.NOT_NEEDED
    other = studies.signed_person(session)
    spoken = from_paper.typed_in(session, Mode.IN_PERSON, other)
    with pytest.raises(Refused, match="not from paper"):
        BackEntry(session, spoken.id)
    assert check_of(session, spoken).words == ""


def test_that_a_locked_visit_is_typed_no_more(session: Session, visit: Visit) -> None:
    session.do(LockVisit(**named(visit)))
    with pytest.raises(Refused, match="is locked"):
        BackEntry(session, visit.id).enter(HOUSING, Reading("3"))


def test_that_what_is_not_on_the_scale_or_not_asked_is_refused(session: Session, visit: Visit) -> None:
    entry = BackEntry(session, visit.id)
    with pytest.raises(Refused, match="not on the scale from -5 to 5"):
        entry.enter(HOUSING, Reading("6"))
    with pytest.raises(Refused, match="does not ask"):
        entry.enter("/data/other", Reading("1"))
    with pytest.raises(Refused, match="or a reason"):
        Reading("1", NonAnswer.REFUSED)
    with pytest.raises(OjmError, match="not compared"):
        session.do(SettleDifference(**named(visit), path=HOUSING, settled=None))
    with pytest.raises(Refused, match="no rating"):
        session.do(CompareEntries(**named(visit), paths=()))


def test_that_the_log_done_again_gives_the_same_check(session: Session, visit: Visit) -> None:
    entry = again(session, visit)
    entry.compare()
    entry.settle(HOUSING, is_second=True)
    session.undo()
    entry.settle(HOUSING, is_second=False)
    built = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert built.problems == []
    assert list(differences(session.study, built)) == []
