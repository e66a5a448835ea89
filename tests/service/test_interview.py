"""An interview held over a running questionnaire: what is answered is in the record at once, and survives a kill."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from ojm_desktop.domain.answer import CommentKind, Comparison, NonAnswer
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.kept_form import FormState
from ojm_desktop.domain.paradata import SetBack, What
from ojm_desktop.domain.rating import Giver, Missing, RatingKey
from ojm_desktop.domain.visit import Layout, PauseReason, Visit, VisitState
from ojm_desktop.service import replay
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import ImportForm, SetFormState, StartVisit
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from tests import studies
from tests.visiting import DAY, asking

WORKBOOK = """
| settings |
| | form_id | version | namespaces |
| | week | 1 | ojm="https://ojm-desktop.example/ns" |
| survey |
| | type | name | label | relevant | default | trigger | calculation | constraint | parameters | {columns} |
| | today | today | | | | | | | | | | | |
| | end | end | | | | | | | | | | | |
| | username | who | | | | | | | | | | | |
| | deviceid | device | | | | | | | | | | | |
| | select_one yes_no | has_home | A home? | | | | | | | | | | |
| | begin_group | housing | Housing | ${{has_home}} != 'no' | | | | | | | housing | | |
| | range | h_rating | How is it? | | | | | . != 5 | start=-5 end=9 step=1 | rating | | | |
| | text | h_words | Tell me. | | | | | | | comment | | | before |
| | text | h_help | What would help? | | | ${{h_rating}} | concat('after ', ${{h_rating}}) | | | | | | |
| | begin_repeat | moment | What happened | | | | | | | hot_spot | | | |
| | text | title | What? | | | | | | | | | title | |
| | date | first | When? | | | | | | | | | first_day | |
| | select_one sign | sign | Which way? | | | | | | | | | polarity | |
| | end_repeat | | | | | | | | | | | | |
| | end_group | | | | | | | | | | | | |
| | begin_group | job | Work | | | | | | | | work | | |
| | range | w_rating | How is it? | | | | | | start=-5 end=5 step=1 | rating | | | | warn: . != 5 | Sure? |
| | end_group | | | | | | | | | | | | |
| | integer | before | Last time | | | | ${{last-saved#h_rating}} | | | | | | |
| choices |
| | list_name | name | label |
| | yes_no | yes | Yes |
| | yes_no | no | No |
| | sign | positive | Better |
| | sign | negative | Worse |
""".format(
    columns=" | ".join(f"bind::ojm:{name}" for name in ("role", "pathway", "part", "last", "check_1", "message_1"))
)
RATING, WORDS, HELP = "/data/housing/h_rating", "/data/housing/h_words", "/data/housing/h_help"
WORK = "/data/job/w_rating"


@pytest.fixture(scope="module")
def xform() -> str:
    """The questionnaire as an XForm."""
    return str(convert(xlsform=WORKBOOK.strip()).xform)


@pytest.fixture
def session(xform: str) -> Iterator[Session]:
    """A study with one person who has signed and the questionnaire, published."""
    found = asking(xform)
    yield found
    found.close()


def begin(session: Session, wave: str = "4") -> Interview:
    """A visit is begun a minute after the one before, and its interview opened."""
    clock = session.clock
    assert isinstance(clock, studies.SetClock)
    clock.move(minutes=1)
    before = session.study.store.visits.all()
    (facts,) = session.study.store.forms.all()
    session.do(StartVisit(participant=studies.person_of(session), wave=wave, form=facts.digest, held_on=DAY))
    (new,) = (visit for visit in session.study.store.visits.all() if visit not in before)
    return Interview(session, new.id)


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
    assert talk.hidden_pathways() == {"housing", "work"}
    talk.answer(RATING, "3")
    assert talk.hidden_pathways() == {"work"}
    talk.decline(WORK, NonAnswer.REFUSED)
    assert talk.hidden_pathways() == frozenset()
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
    assert "housing" not in talk.hidden_pathways()
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


def test_that_the_trail_says_what_was_entered_left_and_opened_again(session: Session) -> None:
    talk = begin(session)
    talk.goto(RATING)
    talk.answer(RATING, "3")
    talk.goto(WORK)
    talk.goto(RATING)
    talk.note(RATING, CommentKind.QUOTE, "a warm room")
    steps = session.study.store.paradata.of(talk.visit.id)[1:]
    assert [(step.what, step.path) for step in steps] == [
        (What.ENTERED, RATING),
        (What.ANSWERED, RATING),
        (What.LEFT, RATING),
        (What.ENTERED, WORK),
        (What.LEFT, WORK),
        (What.REOPENED, RATING),
        (What.NOTED, RATING),
    ]
    (note,) = session.study.store.comments.of(studies.person_of(session))
    assert (note.pathway, note.wave, note.words) == ("housing", "4", "a warm room")


def test_that_a_warning_passed_and_a_note_are_told_at_their_question(session: Session) -> None:
    begin(session).answer(RATING, "3")
    talk = begin(session, "8")
    talk.answer(RATING, "5")
    assert talk.last_wave == "4"
    with pytest.raises(Refused, match="Nothing warns"):
        talk.override(WORK, 0, "they are sure")
    talk.answer(WORK, "5")
    (warned,) = talk.state(WORK).warnings
    talk.override(WORK, warned.number, "they are sure")
    assert (talk.passed(WORK, "Sure?"), talk.passed(RATING, "Sure?")) == ("they are sure", "")
    steps = session.study.store.paradata.of(talk.visit.id)
    assert [(step.what, step.new) for step in steps if step.path == WORK] == [
        (What.WARNED, "Sure?"),
        (What.ANSWERED, "5"),
        (What.OVERRIDDEN, "they are sure"),
    ]
    talk.answer(WORK, "4")
    talk.answer(WORK, "5")
    assert talk.passed(WORK, "Sure?") == "", "a new answer is warned of anew"
    talk.note(RATING, CommentKind.QUOTE, "a warm room")
    talk.answer(WORDS, "my own words")
    assert [note.words for note in talk.notes(RATING)] == ["a warm room"]
    assert talk.notes(WORDS) == ()
    talk.note(WORDS, CommentKind.QUERY, "ask again")
    assert [note.words for note in talk.notes(WORDS)] == ["ask again"]


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


def test_that_an_interview_rests_goes_on_and_ends_with_its_trail_and_the_end_that_the_form_keeps(
    session: Session,
) -> None:
    talk, clock = begin(session), session.clock
    assert isinstance(clock, studies.SetClock)
    talk.goto(RATING)
    talk.pause(PauseReason.DISTRESS)
    assert talk.visit.state is VisitState.PAUSED
    talk.resume()
    talk.set_layout(Layout.PATHWAY)
    talk.answer(WORK, "2")
    assert "/data/end" not in talk.answers
    talk.complete()
    assert (talk.visit.state, talk.visit.layout) == (VisitState.COMPLETE, Layout.PATHWAY)
    first = talk.answers["/data/end"].value
    assert first.startswith("2026-05-14T14:03:11")
    assert talk.position == RATING
    clock.move(minutes=5)
    talk.resume()
    talk.stop("called away")
    assert talk.answers["/data/end"].value > first
    session.undo()
    talk.open()
    assert (talk.visit.state, talk.answers["/data/end"].value) == (VisitState.IN_PROGRESS, first)
    whats = [step.what for step in session.study.store.paradata.of(talk.visit.id)]
    assert whats[:4] == [What.STARTED, What.ENTERED, What.PAUSED, What.RESUMED]
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert list(differences(session.study, again)) == []


def test_that_who_asked_is_the_label_of_the_way_in_and_the_machine_is_nobodys_business(
    xform: str, tmp_path: Path
) -> None:
    session = studies.on_disk(tmp_path / "who.ojm")
    studies.signed_person(session)
    session.do(ImportForm(name="week", version="1", title="Week", xml=xform))
    (facts,) = session.study.store.forms.all()
    session.do(SetFormState(digest=facts.digest, state=FormState.PUBLISHED))
    talk = begin(session)
    talk.answer(WORK, "2")
    assert (talk.answers["/data/who"].value, "/data/device" in talk.answers) == ("Researcher", False)
    session.close()


def test_that_a_clock_set_back_within_a_visit_is_told(session: Session) -> None:
    talk, clock = begin(session), session.clock
    assert isinstance(clock, studies.SetClock)
    talk.answer(WORK, "2")
    assert [one.clock_set_back for one in (talk, Interview(session, talk.visit.id))] == [None, None]
    before = clock.now()
    clock.moment -= timedelta(hours=1)
    talk.goto(RATING)
    assert talk.clock_set_back == SetBack(before, clock.now())
    clock.move(minutes=2)
    talk.answer(RATING, "1")
    for one in (talk, Interview(session, talk.visit.id)):
        found = one.clock_set_back
        assert found is not None
        assert found.before.utc > found.after.utc


def test_that_a_step_that_waited_behind_a_later_one_is_no_clock_set_back(session: Session) -> None:
    talk, clock = begin(session), session.clock
    assert isinstance(clock, studies.SetClock)
    clock.move(minutes=1)
    talk.goto(RATING)
    clock.move(minutes=3)
    Interview(session, talk.visit.id).answer(RATING, "1")  # handed over: written before what waits here
    clock.move(minutes=1)
    talk.open()
    assert talk.clock_set_back is None
    talk.answer(WORDS, "warm")
    stored = [step.instant.utc for step in session.study.store.paradata.of(talk.visit.id)]
    assert stored != sorted(stored)
    assert [one.clock_set_back for one in (talk, Interview(session, talk.visit.id))] == [None, None]


def test_that_what_must_be_passed_on_names_visit_and_question_on_the_sealed_side_alone(session: Session) -> None:
    talk = begin(session)
    talk.goto(RATING)
    talk.disclose(RATING, Category.HARM_TO_SELF, "not tonight")
    (told,) = disclosures_of(session.study, talk.visit.participant)
    assert (told.visit, told.path, told.words) == (talk.visit.id, RATING, "not tonight")
    talk.answer(RATING, "1")
    steps = session.study.store.paradata.of(talk.visit.id)
    assert {step.what for step in steps} == {What.STARTED, What.ENTERED, What.ANSWERED}


def test_that_another_language_of_the_form_alone_is_asked_in(session: Session) -> None:
    with pytest.raises(Refused, match="no words in this language"):
        begin(session).set_language("Cymraeg (cy)")
