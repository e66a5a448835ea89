"""Questionnaires, visits, answers, comments, trails and diaries come back from the store as they went in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date

import pytest

from ojm_desktop.domain.answer import Answer, AnswerKey, Comment, CommentKind, Comparison, NonAnswer
from ojm_desktop.domain.clock import Instant
from ojm_desktop.domain.diary import DiaryEntry, DiaryMode, Occurrence
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.kept_form import FormChange, FormFacts, FormState, KeptForm
from ojm_desktop.domain.paper_check import NOTHING, Reading, SecondEntry, Settled
from ojm_desktop.domain.paradata import ClockWatch, SetBack, Step, What
from ojm_desktop.domain.rating import Giver, Missing
from ojm_desktop.domain.visit import Appointment, Layout, Mode, Visit, VisitState
from ojm_desktop.service.session import Session
from ojm_desktop.store.errors import StaleRow
from ojm_desktop.store.study_store import Store
from tests import studies

DAY = date(2026, 3, 31)
FORM = KeptForm(FormFacts("f" * 64, "week", "1", "Week", FormState.DRAFT, FormChange.FIRST, "2026"), "<h:html/>")


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who said yes to everything, and a questionnaire."""
    found = studies.in_memory()
    studies.signed_person(found)
    found.study.store.forms.put(FORM)
    yield found
    found.close()


@pytest.fixture
def store(session: Session) -> Store:
    """Its store."""
    return session.study.store


def visit(session: Session) -> Visit:
    """A visit with every field filled."""
    made = Visit(
        id="1" * 32,
        participant=studies.person_of(session),
        wave="4",
        state=VisitState.IN_PROGRESS,
        form=FORM.facts.digest,
        reason="a walk",
        held_on=DAY,
        mode=Mode.PAPER,
        layout=Layout.PATHWAY,
        language="Cymraeg (cy)",
        position="/data/a",
        started_at="2026-03-31T10:00:00.000Z",
        ended_at="2026-03-31T11:00:00.000Z",
    )
    session.study.store.visits.put(made)
    return made


def test_that_visits_and_agreed_days_come_back(session: Session, store: Store) -> None:
    made = visit(session)
    planned = Visit(id="2" * 32, participant=made.participant, wave="8")
    missed = Visit(
        id="3" * 32, participant=made.participant, wave="12", state=VisitState.MISSED, missing=Missing.NOT_REACHED
    )
    store.visits.put(planned)
    store.visits.put(missed)
    assert store.visits.of(made.participant) == [missed, planned, made]
    assert store.visits.all() == [missed, planned, made]
    store.visits.put_position(made.id, "/data/b[2]")
    assert store.visits.get(made.id) == dataclasses.replace(made, position="/data/b[2]")
    agreed = Appointment(made.participant, "8", DAY, "at work")
    store.visits.put_appointment(agreed)
    assert store.visits.appointments(made.participant) == [agreed]
    store.visits.remove_appointment(made.participant, "8")
    assert store.visits.appointment(made.participant, "8") is None
    store.visits.remove(planned.id)
    assert store.visits.get(planned.id) is None


def test_that_waves_and_pathways_of_visits_count_as_in_use(session: Session, store: Store) -> None:
    made = visit(session)
    store.visits.put_appointment(Appointment(made.participant, "8", DAY, ""))
    assert store.waves_in_use("1") == {"4", "8"}
    store.comments.put(
        Comment("c" * 32, made.participant, made.id, "/data/a", "housing", "4", CommentKind.QUOTE, "a room")
    )
    store.comments.put(Comment("d" * 32, made.participant, made.id, "/data/b", "", "4", CommentKind.QUERY, "who?"))
    assert store.pathways_in_use() == {"housing"}


def test_that_answers_come_back_and_only_what_is_there_is_replaced(session: Session, store: Store) -> None:
    made = visit(session)
    key = AnswerKey(made.id, "/data/child[2]/age")
    answer = Answer(key, made.participant, "34", "en", Giver.PARTICIPANT, Mode.PAPER, "2026")
    store.answers.put(answer, None)
    declined = dataclasses.replace(
        answer, value="", non_answer=NonAnswer.REFUSED, comparison=Comparison.WAS_WRONG, is_relevant=False
    )
    store.answers.put(declined, answer)
    assert store.answers.of(made.id) == [declined]
    store.answers.remove(key)
    assert store.answers.get(key) is None
    with pytest.raises(StaleRow):
        store.answers.put(answer, declined)
    with pytest.raises(Refused, match="or a reason why"):
        dataclasses.replace(answer, non_answer=NonAnswer.REFUSED)


def test_that_comments_are_found_by_their_words(session: Session, store: Store) -> None:
    made = visit(session)
    comment = Comment("c" * 32, made.participant, made.id, "/data/a", "housing", "4", CommentKind.QUOTE, "a warm room")
    store.comments.put(comment)
    assert store.comments.participants_who_said("roo war") == {made.participant}
    changed = dataclasses.replace(comment, words="a cold one", kind=CommentKind.CONTEXT)
    store.comments.put(changed)
    assert store.comments.participants_who_said("warm") == set()
    assert store.comments.participants_who_said("cold") == {made.participant}
    assert store.comments.of(made.participant) == store.comments.of_visit(made.id) == [changed]
    store.comments.remove(comment.id)
    assert store.comments.get(comment.id) is None
    assert store.comments.participants_who_said("cold") == store.comments.participants_who_said("\0") == set()


def test_that_steps_come_back_in_order_and_a_clock_set_back_is_noticed(session: Session, store: Store) -> None:
    made = visit(session)
    steps = tuple(
        Step(f"/data/{hour}", What.ANSWERED, Instant(f"2026-03-31T{hour}:00:00.000Z", 60, number), "1", "2")
        for number, hour in enumerate(("10", "11", "09", "10"))
    )
    store.paradata.add(made.id, made.participant, steps[:1])
    store.paradata.add(made.id, made.participant, steps[1:])
    assert store.paradata.of(made.id) == steps
    assert ClockWatch().after(steps).found == SetBack(steps[1].instant, steps[2].instant)
    store.paradata.forget(made.id)
    assert store.paradata.of(made.id) == ()


def test_that_a_questionnaire_keeps_its_words_and_changes_its_state(store: Store) -> None:
    store.forms.put_state(FORM.facts.digest, FormState.PUBLISHED)
    published = dataclasses.replace(FORM.facts, state=FormState.PUBLISHED)
    assert store.forms.get(FORM.facts.digest) == KeptForm(published, FORM.xml)
    assert store.forms.all() == [published]
    store.forms.remove(FORM.facts.digest)
    assert store.forms.get(FORM.facts.digest) is None


def test_that_diary_weeks_come_back_with_what_happened_in_them(session: Session, store: Store) -> None:
    who = studies.person_of(session)
    told = Occurrence("housing", Polarity.POSITIVE, "keys", 2, 1), Occurrence("work", Polarity.NEGATIVE, "no call")
    entry = DiaryEntry("e" * 32, who, 2, DAY, DiaryMode.READ_OUT, occurrences=told, hoped="a lift")
    missed = DiaryEntry("d" * 32, who, 1, None, DiaryMode.SELF, Missing.DECLINED, "too tired")
    store.diary.put(entry)
    store.diary.put(missed)
    assert store.diary.of(who) == [missed, entry]
    assert store.diary.weeks_of_all() == {who: {1: None, 2: DAY}}
    assert (store.diary.longest_week("1"), store.diary.longest_week("2"), store.diary.has_values()) == (2, 0, True)
    shorter = dataclasses.replace(entry, occurrences=told[1:])
    store.diary.put(shorter)
    assert store.diary.get(entry.id) == shorter
    store.diary.remove(entry.id)
    assert store.diary.get(entry.id) is None


def test_that_half_a_thing_is_refused(session: Session) -> None:
    made = visit(session)
    who = made.participant
    with pytest.raises(Refused, match="missed visit"):
        dataclasses.replace(made, state=VisitState.MISSED)
    with pytest.raises(Refused, match="questionnaire and a day"):
        dataclasses.replace(made, held_on=None)
    with pytest.raises(Refused, match="scale"):
        Occurrence("housing", Polarity.MIXED, "", value=1)
    with pytest.raises(Refused, match="reason why not"):
        DiaryEntry("e" * 32, who, 1, None, DiaryMode.SELF)
    with pytest.raises(Refused, match="Nothing is told"):
        DiaryEntry(
            "e" * 32, who, 1, None, DiaryMode.SELF, Missing.MISSED, "", (Occurrence("work", Polarity.MIXED, ""),)
        )


def test_that_a_second_entry_from_paper_comes_back(session: Session, store: Store) -> None:
    made = visit(session)
    typed = SecondEntry(made.id, "/data/a", made.participant, Reading("-3"), "2026-05-14T13:02:11.000Z")
    refused = dataclasses.replace(typed, path="/data/b", reading=Reading("", NonAnswer.REFUSED))
    empty = dataclasses.replace(typed, path="/data/c", reading=NOTHING)
    for entry in (empty, refused, typed):
        store.paper_checks.put(entry)
    assert store.paper_checks.of(made.id) == [typed, refused, empty]
    settled = dataclasses.replace(refused, settled=Settled(NOTHING, refused.reading))
    store.paper_checks.put(settled)
    assert store.paper_checks.get(made.id, "/data/b") == settled
    store.paper_checks.remove(made.id, "/data/a")
    assert store.paper_checks.get(made.id, "/data/a") is None
    assert store.paper_checks.compared_at(made.id) == ""
    store.paper_checks.put_compared(made.id, made.participant, typed.at)
    assert store.paper_checks.compared_at(made.id) == typed.at
