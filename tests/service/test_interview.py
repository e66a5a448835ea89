"""An interview held over a running questionnaire: what is answered is in the record at once, and survives a kill."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from ojm_desktop.domain.answer import CommentKind, Comparison, NonAnswer
from ojm_desktop.domain.errors import ConsentMissing, OjmError, Refused
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Giver, Missing, RatingKey
from ojm_desktop.domain.visit import PauseReason, Visit, VisitState
from ojm_desktop.service import replay
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import RefuseAgreement
from ojm_desktop.service.held_visit import AGREEMENT_REFUSED
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_overview import Open, finish_list
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from tests import studies
from tests.interviewing import asking, begin
from tests.service.weekly import HELP, RATING, WORDS, WORK, WORKBOOK
from tests.visiting import DAY

CALCULATED = """
| survey |
| | type | name | label | calculation |
| | integer | rooms | How many rooms? | |
| | integer | twice | Twice that | ${rooms} * 2 |
"""
WITH_AN_END = """
| survey |
| | type | name | label |
| | integer | rooms | How many rooms? |
| | text | words | Tell me. |
| | end | ended | |
"""

HELD = """
| survey |
| | type | name | label | required | read_only |
| | text | closed | Is it closed? | | |
| | text | why | Why? | yes | ${closed} = 'yes' |
"""


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who has signed and the questionnaire, published."""
    found = asking(WORKBOOK)
    yield found
    found.close()


def housing(session: Session, wave: str = "4") -> RatingKey:
    return RatingKey(studies.person_of(session), "housing", wave)


def test_that_a_rating_answered_is_a_rating_on_the_map_and_one_undo_takes_both(session: Session) -> None:
    talk, before = begin(session), session.sequence
    talk.answer(RATING, "3", Giver.RESEARCHER)
    assert session.sequence == before + 1
    found = session.study.store.ratings.get(housing(session))
    assert found is not None
    assert (found.value, found.given_by, found.held_on) == (3, Giver.RESEARCHER, DAY)
    session.undo()
    talk.open()
    assert session.study.store.ratings.get(housing(session)) is None
    assert talk.state(RATING).value == ""
    assert talk.answers == {}


def test_that_a_rating_is_hidden_until_it_is_given_or_declined(session: Session) -> None:
    talk = begin(session)
    assert talk.awaited().keys() == {"housing", "work"}
    talk.answer(RATING, "3")
    assert talk.awaited().keys() == {"work"}
    talk.decline(WORK, NonAnswer.REFUSED)
    assert talk.awaited() == {}
    declined = session.study.store.ratings.get(dataclasses.replace(housing(session), pathway="work"))
    assert declined is not None
    assert declined.missing is Missing.DECLINED
    talk.decline(RATING, NonAnswer.NOT_ASKED_TIME)
    replaced = session.study.store.ratings.get(housing(session))
    assert replaced is not None
    assert (replaced.missing, replaced.reason) == (Missing.NOT_REACHED, "not asked: time")


def test_that_what_does_not_apply_leaves_the_record_and_comes_back(session: Session) -> None:
    store, talk = session.study.store, begin(session)
    who = studies.person_of(session)
    talk.answer(RATING, "3")
    talk.answer(WORDS, "a warm room")
    assert store.comments.of(who)[0].words == "a warm room"
    talk.answer("/data/has_home", "no")
    assert store.ratings.of(who) == []
    assert store.comments.of(who) == []
    assert not talk.answers[RATING].is_relevant
    assert "housing" not in talk.awaited()
    talk.answer("/data/has_home", "yes")
    assert [rating.value for rating in store.ratings.of(who)] == [3]
    assert [comment.words for comment in store.comments.of(who)] == ["a warm room"]
    assert talk.answers[RATING].is_relevant


def test_that_a_hot_spot_is_there_when_its_parts_are_and_changes_with_them(session: Session) -> None:
    store, talk = session.study.store, begin(session)
    who, at = studies.person_of(session), "/data/housing/moment[1]"
    talk.answer(f"{at}/title", "keys")
    talk.answer(f"{at}/sign", "positive")
    assert store.hot_spots.of(who) == []
    talk.answer(f"{at}/first", DAY.isoformat())
    (spot,) = store.hot_spots.of(who)
    assert (spot.pathway, spot.first_day, spot.last_day, spot.polarity) == ("housing", DAY, DAY, Polarity.POSITIVE)
    assert (spot.note.title, spot.is_confirmed) == ("keys", True)
    talk.answer(f"{at}/sign", "negative")
    assert store.hot_spots.of(who) == [dataclasses.replace(spot, polarity=Polarity.NEGATIVE)]
    second = talk.add_repeat("/data/housing/moment")
    for name, value in (("first", (DAY + timedelta(days=1)).isoformat()), ("sign", "negative")):
        talk.answer(f"{second}/{name}", value)
    assert len(store.hot_spots.of(who)) == 2
    talk.answer(f"{at}/first", "")
    assert len(store.hot_spots.of(who)) == 1
    session.undo()
    assert len(store.hot_spots.of(who)) == 2


def test_that_a_day_off_the_map_is_kept_as_the_answer_and_warned_of_and_marks_nothing(session: Session) -> None:
    store, talk = session.study.store, begin(session)
    who, day = studies.person_of(session), "/data/housing/moment[1]/first"
    before = session.study.participant(who).order_start - timedelta(days=1)
    talk.answer("/data/housing/moment[1]/sign", "positive")
    talk.answer(day, before.isoformat())
    assert (talk.answers[day].value, talk.state(day).valid) == (before.isoformat(), True)
    assert store.hot_spots.of(who) == []
    (warned,) = talk.state(day).warnings
    assert "outside the months" in warned.message
    assert [one.words for one in finish_list(talk) if one.what is Open.WARNED] == [warned.message]
    assert store.paradata.of(talk.visit.id)[-2].what is What.WARNED
    talk.override(day, warned.number, "that is when it began")
    assert next(one for one in finish_list(talk) if one.what is Open.WARNED).is_settled
    talk.answer(day, DAY.isoformat())
    assert (len(store.hot_spots.of(who)), talk.state(day).warnings) == (1, ())
    talk.answer(day, before.isoformat())
    assert store.hot_spots.of(who) == []


def test_that_neither_a_note_nor_a_stop_is_kept_without_words(session: Session) -> None:
    talk = begin(session)
    with pytest.raises(Refused, match="no words"):
        talk.note(RATING, CommentKind.QUOTE, " \n")
    with pytest.raises(Refused, match="for a reason"):
        talk.stop("  ")
    assert talk.visit.is_open


def test_that_a_kill_at_any_answer_reopens_the_same_question_with_the_same_answers(session: Session) -> None:
    talk = begin(session)
    talk.answer(RATING, "3")
    talk.answer("/data/housing/moment[1]/title", "keys")
    second = talk.add_repeat("/data/housing/moment")
    talk.answer(f"{second}/title", "a leak")
    assert Interview(session, talk.visit.id).position == f"{second}/title"
    talk.goto(WORK)
    again = Interview(session, talk.visit.id)
    assert again.position == WORK
    assert again.running.answers() == talk.running.answers()
    assert again.answers == talk.answers
    again.leave()
    assert session.drafts() == []


def test_that_what_the_questionnaire_gave_itself_is_kept_as_it_was_then(session: Session) -> None:
    """The day and what an answer triggered; opened again a month later they are the same."""
    talk = begin(session)
    talk.answer(RATING, "3")
    assert talk.state(HELP).value == talk.answers[HELP].value == "after 3"
    day = talk.state("/data/today").value
    assert talk.answers["/data/today"].value == day
    clock = session.clock
    assert isinstance(clock, studies.SetClock)
    clock.move(days=31)
    again = Interview(session, talk.visit.id)
    assert again.state("/data/today").value == day
    assert again.state(HELP).value == "after 3"
    session.undo()
    again.open()
    assert again.answers == {}


def test_that_the_last_waves_answer_is_seen_when_it_may_be_and_stays(session: Session) -> None:
    first = begin(session)
    first.answer(RATING, "3")
    first.answer(WORDS, "a warm room")
    talk = begin(session, "8")
    assert talk.state("/data/before").value == "3"
    assert talk.last(RATING) is None
    last = talk.last(WORDS)
    assert last is not None
    assert last.value == "a warm room"
    talk.answer(RATING, "4")
    seen = talk.last(RATING)
    assert seen is not None
    assert seen.value == "3"
    talk.compare(RATING, Comparison.WAS_WRONG)
    assert talk.answers[RATING].comparison is Comparison.WAS_WRONG
    assert talk.last(HELP) is None
    values = {rating.key.wave: rating.value for rating in session.study.store.ratings.of(studies.person_of(session))}
    assert values == {"4": 3, "8": 4}


def test_that_paper_that_comes_late_is_last_time_only_for_visits_held_after_it(session: Session) -> None:
    weeks = {"4": timedelta(0), "8": timedelta(days=28), "12": timedelta(days=56)}
    held: dict[str, Interview] = {}
    for wave, value in (("8", "3"), ("4", "1"), ("12", "0")):
        visit = begin(session, wave).visit
        session.study.store.visits.put(dataclasses.replace(visit, held_on=DAY + weeks[wave]))
        held[wave] = Interview(session, visit.id)
        held[wave].answer(RATING, value)
    assert held["4"].last_answers == {}
    seen = held["12"].last(RATING)
    assert seen is not None
    assert (seen.value, held["12"].last_wave) == ("3", "8")


def test_that_a_refused_answer_leaves_the_questionnaire_as_it_was(session: Session) -> None:
    talk = begin(session)
    talk.answer(RATING, "3")
    with pytest.raises(OjmError):
        talk.answer(RATING, "8")
    assert talk.state(RATING).value == "3"
    talk.answer(RATING, "5")
    assert talk.state(RATING).valid is False
    assert session.study.store.ratings.get(housing(session)) is None
    with pytest.raises(Refused, match="not begun"):
        Interview(session, Visit("1" * 32, studies.person_of(session), "8").id)


def test_that_the_log_of_an_interview_says_it_all(session: Session) -> None:
    talk = begin(session)
    for path, value in (
        (RATING, "3"),
        (WORDS, "a room"),
        ("/data/housing/moment[1]/first", DAY.isoformat()),
        ("/data/housing/moment[1]/sign", "negative"),
        ("/data/has_home", "no"),
        ("/data/has_home", "yes"),
        (WORK, "-2"),
    ):
        talk.goto(path)
        talk.answer(path, value)
    for _ in range(3):
        session.undo()
    session.redo()
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert list(differences(session.study, again)) == []


def test_that_what_the_questionnaire_works_out_is_answered_by_nobody() -> None:
    with closing(asking(CALCULATED)) as session:
        talk = begin(session)
        talk.answer("/data/rooms", "4")
        with pytest.raises(Refused, match="works this answer out itself"):
            talk.answer("/data/twice", "99")
        with pytest.raises(Refused, match="works this answer out itself"):
            talk.decline("/data/twice", NonAnswer.REFUSED)
        assert talk.state("/data/twice").value == "8"
        assert "/data/twice" not in talk.answers


def test_that_an_answer_that_may_only_be_read_now_is_given_and_declined_by_nobody() -> None:
    with closing(asking(HELD)) as session:
        talk = begin(session)
        talk.answer("/data/why", "First words")
        talk.answer("/data/closed", "yes")
        with pytest.raises(Refused, match="read only, as it stands now"):
            talk.answer("/data/why", "Others")
        with pytest.raises(Refused, match="read only, as it stands now"):
            talk.decline("/data/why", NonAnswer.REFUSED)
        assert talk.answers["/data/why"].value == "First words"
        talk.answer("/data/closed", "no")
        talk.answer("/data/why", "Others")
        assert talk.answers["/data/why"].value == "Others"


def test_that_a_no_in_the_middle_lets_an_interview_rest_and_stop_and_writes_no_answer() -> None:
    session = asking(WITH_AN_END)
    talk = begin(session)
    talk.goto("/data/rooms")
    talk.answer("/data/rooms", "3")
    talk.goto("/data/words")
    answers = session.study.store.answers.of(talk.visit.id)
    session.do(RefuseAgreement(participant=studies.person_of(session), text_version=1, words="no more"))
    assert not talk.is_agreed
    talk.pause(PauseReason.COMFORT)
    with pytest.raises(ConsentMissing):
        talk.resume()
    talk.stop(AGREEMENT_REFUSED)
    assert (talk.visit.state, talk.visit.reason) == (VisitState.STOPPED, "agreement refused")
    assert session.study.store.answers.of(talk.visit.id) == answers
    session.undo()
    assert talk.visit.state is VisitState.PAUSED
    session.redo()
    steps = [step.what for step in session.study.store.paradata.of(talk.visit.id)]
    assert steps[-4:] == [What.PAUSED, What.STOPPED, What.TAKEN_BACK, What.TAKEN_BACK]
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert again.study.store.visits.all() == session.study.store.visits.all()
    assert again.study.store.paradata.of(talk.visit.id) == session.study.store.paradata.of(talk.visit.id)
    session.close()


def test_that_an_interview_is_not_complete_before_what_is_required_has_an_answer_or_a_reason() -> None:
    with closing(asking(HELD)) as session:
        talk = begin(session)
        with pytest.raises(Refused, match="1 question still blocks the end"):
            talk.complete()
        talk.decline("/data/why", NonAnswer.REFUSED)
        talk.complete()
        assert talk.visit.state is VisitState.COMPLETE


def test_that_earlier_values_wait_for_a_rating_that_the_scale_allows(session: Session) -> None:
    talk = begin(session)
    for wrong in ("abc", "1.5"):
        talk.answer(RATING, wrong)
        assert "housing" in talk.awaited()
    talk.answer(RATING, "3")
    assert "housing" not in talk.awaited()


def test_that_a_text_of_blanks_is_no_answer_and_no_quote(session: Session) -> None:
    talk = begin(session)
    talk.answer(WORDS, " \n\t ")
    assert WORDS not in talk.answers
    assert session.study.store.comments.of_visit(talk.visit.id) == []
