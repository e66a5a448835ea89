"""What an interview leaves behind beside its answers: the trail, warnings passed, how it rested and ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ojm_desktop.domain.answer import CommentKind
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.paradata import SetBack, What
from ojm_desktop.domain.visit import Layout, PauseReason, VisitState
from ojm_desktop.service import replay
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import SetVisitAside
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from tests import studies
from tests.interviewing import asking, begin, keep
from tests.service.weekly import RATING, WORDS, WORK, WORKBOOK


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who has signed and the questionnaire, published."""
    found = asking(WORKBOOK)
    yield found
    found.close()


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


def test_that_what_happened_after_the_last_answer_is_kept_once_when_the_interview_is_set_aside(
    session: Session,
) -> None:
    talk = begin(session)
    talk.set_aside(RATING)
    begun = session.sequence
    talk.goto(RATING)
    talk.answer(RATING, "3")
    talk.goto(WORK)
    assert session.sequence == begun + 1, "standing at a question writes nothing"
    talk.set_aside(WORK)
    talk.set_aside(WORK)
    assert session.sequence == begun + 2
    trail = session.study.store.paradata.of(talk.visit.id)
    assert [(step.what, step.path) for step in trail[3:]] == [
        (What.LEFT, RATING),
        (What.ENTERED, WORK),
        (What.LEFT, WORK),
    ]
    assert "was set aside, to go on where it was" in session.last_sentence
    session.undo()
    talk.open()
    assert talk.answers == {}, "undo passes over it"
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert list(differences(session.study, again)) == []
    assert again.study.store.paradata.of(talk.visit.id)[: len(trail)] == trail
    talk.complete()
    with pytest.raises(Refused, match="is complete"):
        session.do(SetVisitAside(visit=talk.visit.id, participant=talk.visit.participant, path=WORK))


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


def test_that_who_asked_is_the_label_of_the_way_in_and_the_machine_is_nobodys_business(tmp_path: Path) -> None:
    session = studies.on_disk(tmp_path / "who.ojm")
    studies.signed_person(session)
    keep(session, WORKBOOK)
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
