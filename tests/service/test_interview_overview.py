"""A visit at a glance: sections, what is open at its end, what was recovered, and the minutes left."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from pyxform.xls2xform import convert

from ojm_desktop.domain.answer import CommentKind, NonAnswer
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.kept_form import FormState
from ojm_desktop.domain.visit import Mode, PauseReason
from ojm_desktop.service.edits import (
    CompleteVisit,
    ImportForm,
    OverrideWarning,
    PauseVisit,
    RecordDisclosure,
    ResumeVisit,
    SetFormState,
    StartVisit,
)
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_overview import (
    Open,
    SectionState,
    finish_list,
    minutes_left,
    minutes_so_far,
    progress,
    recovered,
    sections,
    usual_seconds,
)
from ojm_desktop.service.queries.today import questions_of
from ojm_desktop.service.session import Session
from tests import studies
from tests.interviewing import asking, begin
from tests.visiting import DAY, named

WORKBOOK = """
| survey |
| | type | name | label | required | relevant | constraint | constraint_message | bind::ojm:role | bind::ojm:pathway | bind::ojm:check_1 | bind::ojm:message_1 |
| | begin_group | place | Home | | | | | | housing | | |
| | note | hello | Hello | | | | | | | | |
| | integer | rooms | How many rooms? | yes | | . < 90 | Too many. | | | warn: . < 9 | Rather many. |
| | text | words | Tell me. | | | | | comment | | | |
| | end_group | | | | | | | | | | |
| | begin_group | job | Job | | | | | | | | |
| | text | what | What job? | | | | | | | | |
| | text | boss | Who leads? | | ${what} != '' | | | | | | |
| | end_group | | | | | | | | | | |
"""  # noqa: E501
ROOMS, WORDS, JOB = "/data/place/rooms", "/data/place/words", "/data/job/what"


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who has signed and the questionnaire, published."""
    found = asking(WORKBOOK)
    yield found
    found.close()


def passes(session: Session, minutes: float) -> None:
    """Let time pass."""
    assert isinstance(session.clock, studies.SetClock)
    session.clock.move(minutes=minutes)


def test_that_each_section_says_how_far_it_is(session: Session) -> None:
    talk = begin(session)
    home, job = sections(talk)
    assert (home.label, home.state, home.asked, home.is_here) == ("Home", SectionState.NOT_STARTED, 2, True)
    talk.answer(ROOMS, "12")
    home, job = sections(talk)
    assert (home.state, home.replied, home.asked, home.warnings) == (SectionState.DONE, 1, 2, 1), "only optional left"
    talk.decline(WORDS, NonAnswer.DONT_KNOW)
    talk.answer(JOB, "baker")
    talk.goto(JOB)
    home, job = sections(talk)
    assert (home.state, home.non_answers, home.is_here) == (SectionState.DONE, 1, False)
    assert (job.state, job.asked, job.replied, job.is_here) == (SectionState.BEGUN, 2, 1, True)


def test_that_the_finish_list_names_what_is_open_with_its_path(session: Session) -> None:
    talk = begin(session)
    found = [(one.what, one.path, one.is_settled) for one in finish_list(talk)]
    assert found == [
        (Open.UNANSWERED, ROOMS, False),
        (Open.UNANSWERED, WORDS, True),
        (Open.UNANSWERED, JOB, True),
    ]
    talk.answer(ROOMS, "95")
    talk.answer(WORDS, "a quote that is an answer")
    talk.decline(JOB, NonAnswer.REFUSED)
    talk.note(JOB, CommentKind.QUERY, "ask again")
    where = talk.visit
    session.do(
        RecordDisclosure(
            participant=where.participant, category=Category.OTHER, words="said", visit=where.id, path=ROOMS
        )
    )
    found_words = [(one.what, one.path, one.words) for one in finish_list(talk)]
    assert found_words == [
        (Open.BLOCKED, ROOMS, "Too many."),
        (Open.NO_ANSWER, JOB, "refused"),
        (Open.NOTE, JOB, "ask again"),
        (Open.DISCLOSURE, ROOMS, "other"),
    ]


def test_that_a_warning_is_settled_once_it_was_passed_with_a_reason(session: Session) -> None:
    talk = begin(session)
    talk.answer(ROOMS, "12")
    (warned, *_) = finish_list(talk)
    assert (warned.what, warned.words, warned.is_settled) == (Open.WARNED, "Rather many.", False)
    session.do(OverrideWarning(**named(talk.visit), path=ROOMS, warning=warned.words, reason="a hostel"))
    assert finish_list(talk)[0].is_settled


def test_that_what_was_recovered_says_what_and_when(session: Session) -> None:
    talk = begin(session)
    talk.answer(JOB, "baker")
    first = session.clock.now().utc
    passes(session, 2)
    talk.decline(ROOMS, NonAnswer.DONT_KNOW)
    told = recovered(Interview(session, talk.visit.id))
    assert [(one.label, one.words, one.saved_at) for one in told] == [
        ("What job?", "baker", first),
        ("How many rooms?", "don't know", session.clock.now().utc),
    ]


def test_that_the_minutes_left_come_from_past_interviews_without_their_pauses(session: Session) -> None:
    talk = begin(session)
    assert minutes_left(talk, usual_seconds(talk)) is None
    passes(session, 20)
    session.do(PauseVisit(**named(talk.visit), reason=PauseReason.COMFORT))
    passes(session, 300)
    session.do(ResumeVisit(**named(talk.visit)))
    passes(session, 10)
    session.do(CompleteVisit(**named(talk.visit)))
    later = begin(session, "8")
    usual = usual_seconds(later)
    assert usual == 1800
    assert minutes_left(later, usual) == 30
    later.answer(ROOMS, "2")
    assert (progress(later), minutes_left(later, usual)) == ((1, 3), 20)


def test_that_the_minutes_left_know_neither_paper_typed_in_nor_a_night_between_two_answers(session: Session) -> None:
    talk = begin(session)
    passes(session, 20)
    talk.answer(ROOMS, "2")
    passes(session, 14 * 60)
    talk.answer(JOB, "baker")
    passes(session, 10)
    session.do(CompleteVisit(**named(talk.visit)))
    assert minutes_so_far(talk) == 30
    assert usual_seconds(begin(session, "8")) == 1800
    typed = begin(session, "12")
    session.study.store.visits.put(dataclasses.replace(typed.visit, mode=Mode.PAPER))
    session.do(CompleteVisit(**named(typed.visit)))
    assert usual_seconds(Interview(session, talk.visit.id)) == 1800


def test_that_a_section_says_what_stops_in_it_and_why_nothing_was_answered(session: Session) -> None:
    talk = begin(session)
    talk.answer(ROOMS, "95")
    assert [(each.blocked, each.reason) for each in sections(talk)] == [(1, None), (0, None)]
    talk.decline(JOB, NonAnswer.NOT_ASKED_DISTRESS)
    assert [(each.blocked, each.reason) for each in sections(talk)] == [(1, None), (0, NonAnswer.NOT_ASKED_DISTRESS)]
    talk.answer(ROOMS, "12")
    assert [(each.blocked, each.warnings) for each in sections(talk)] == [(0, 1), (0, 0)]
    talk.override(ROOMS, 1, "a hostel")
    assert [(each.blocked, each.warnings) for each in sections(talk)] == [(0, 0), (0, 0)]


def test_that_what_the_questionnaire_filled_in_itself_is_no_question_left(session: Session) -> None:
    rows = "| survey |\n| | type | name | label | default | read_only |\n| | begin_group | start | Before | | |\n"
    rows += "| | text | code | Code | C1-01 | yes |\n| | end_group | | | | |\n| | text | one | One? | | |\n"
    xml = str(convert(xlsform=f"| settings |\n| | form_id |\n| | filled |\n{rows}").xform)
    session.do(ImportForm(name="filled", version="1", title="Filled", xml=xml))
    facts = next(facts for facts in session.study.store.forms.all() if facts.id == "filled")
    session.do(SetFormState(digest=facts.digest, state=FormState.PUBLISHED))
    person = studies.person_of(session)
    changes = session.do(StartVisit(participant=person, wave="4", form=facts.digest, held_on=DAY))
    talk = Interview(session, next(iter(changes.visits)))
    before, loose = sections(talk)
    assert (before.state, before.replied, before.asked, before.reason) == (SectionState.DONE, 0, 0, None)
    assert loose.state is SectionState.NOT_STARTED
    assert progress(talk) == (0, 1)
    talk.answer("/data/one", "said")
    assert progress(talk) == (1, 1), "the code, which is kept with the answer now, is nobody's answer"
    assert questions_of(session, talk.visit.id) == (1, 1), "Today says what the interview says"
    talk.answer("/data/one", "")
    assert [one.path for one in finish_list(talk)] == ["/data/one"]


def test_that_questions_in_no_group_are_a_section_of_the_questionnaires_name(session: Session) -> None:
    loose = "| settings |\n| | form_id | form_title |\n| | loose | Loose |\n| survey |\n| | type | name | label |\n"
    xml = str(convert(xlsform=loose + "| | text | one | One? |\n| | text | two | Two? |\n").xform)
    session.do(ImportForm(name="loose", version="1", title="Loose", xml=xml))
    facts = next(facts for facts in session.study.store.forms.all() if facts.id == "loose")
    session.do(SetFormState(digest=facts.digest, state=FormState.PUBLISHED))
    person = studies.person_of(session)
    changes = session.do(StartVisit(participant=person, wave="4", form=facts.digest, held_on=DAY))
    talk = Interview(session, next(iter(changes.visits)))
    talk.answer("/data/one", "said")
    (only,) = sections(talk)
    assert (only.path, only.label, only.asked, only.replied, only.is_here) == ("/data", "Loose", 2, 1, True)
