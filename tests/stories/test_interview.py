"""A week-8 interview by keys alone in a real window: begun from Today, cut off half-way, gone on with, finished."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.rating import Giver, Missing
from ojm_desktop.domain.visit import Mode, VisitState
from ojm_desktop.service import forms, interview
from ojm_desktop.service.edits import CompleteVisit, StartVisit
from ojm_desktop.service.session import Session
from tests import studies
from tests.stories.program import Program, ojm
from tests.stories.researcher import Researcher, today
from tests.stories.screen import Screen

PIN: Final = "2468"
PATHWAYS: Final = (
    ("Drugs and Alcohol", 1),
    ("Housing and Accommodation", 3),
    ("Family and Relationships", None),
    ("Finance and Benefits", -2),
    ("General Health", 0),
    ("Mental Health/Learning Disability", 2),
    ("Coping with the Order", 5),
    ("Work, Training and Education", -1),
)
"""What is said of each pathway in week 8; None: would rather not say."""
THEN: Final = 0
"""What was said of each in week 4."""
SAID: Final = "I have my own key now"
HAPPENED: Final = "Moved into a flat"
"""Words typed as they are said; none of them is longer than a line of the card."""


@pytest.fixture
def began() -> date:
    """The day the order began: eight weeks ago and a day."""
    return today() - timedelta(days=57)


@pytest.fixture
def researcher(screen: Screen, study: Path, began: date) -> Researcher:
    """At a study with one person, interviewed in week 4."""
    then = studies.SetClock(datetime.now(UTC) - timedelta(days=29))
    session = studies.on_disk(study, clock=then)
    _held_week_4(session, studies.signed_person(session, order_start=began), began + timedelta(days=28))
    session.close()
    return Researcher(screen, study)


def test_that_a_week_8_interview_is_held_by_keys_alone_and_outlives_a_flat_battery(
    researcher: Researcher, start: Callable[..., Program], study: Path, began: date
) -> None:
    program = start("--study", str(study))
    researcher.unlocks(studies.PASSPHRASE)
    researcher.sees("Today", "title")
    researcher.sees("C1-01", "label")
    researcher.presses("Return")  # the first visit that is due
    researcher.sees("Start week 8 with C1-01", "heading")
    researcher.presses("Return")
    _chooses_a_pin(researcher)
    _opening(researcher)
    for number, (name, value) in enumerate(PATHWAYS[:3], 2):
        _pathway(researcher, number, name, value)
    researcher.sees("5.1  Finance and Benefits, question 1 of 4")
    before = researcher.sequence
    researcher.presses("minus", "2")
    researcher.saved(before + 1)
    program.kill()

    program = start("--study", str(study))
    researcher.unlocks(studies.PASSPHRASE)
    researcher.sees("Today", "title")
    researcher.presses("Return")  # Resume has the focus
    _chooses_a_pin(researcher)
    researcher.sees("5.1  Finance and Benefits, question 1 of 4")  # where it was
    researcher.presses("Return")
    _rest_of_pathway(researcher, 5, "Finance and Benefits", happened=False)
    for number, (name, value) in enumerate(PATHWAYS[4:], 6):
        _pathway(researcher, number, name, value)
    _closing(researcher)
    researcher.sees("Before you finish", "title")
    researcher.presses("ctrl+Return")
    researcher.sees("C1-01, week 8 interview is complete", "title")
    researcher.presses("ctrl+q")
    assert program.ended() == 0
    assert program.words() == "", "the program complained"
    _read_study(study)


def _chooses_a_pin(researcher: Researcher) -> None:
    researcher.sees("Before you begin", "title")
    researcher.types(PIN)
    researcher.presses("Return")


def _opening(researcher: Researcher) -> None:
    for number in (1, 2):  # code and week are filled in
        researcher.sees(f"1.{number}  Before we start, question {number} of 3")
        researcher.presses("Return")
    researcher.presses("Return", "Return")  # what is read out before the first question
    researcher.sees("1.3  Before we start, question 3 of 3")
    researcher.presses("space", "Return")
    researcher.presses("Return")


def _pathway(researcher: Researcher, number: int, name: str, value: int | None) -> None:
    researcher.sees(f"{number}.1  {name}, question 1 of 4")
    if value is None:
        researcher.presses("F6", "2")
    else:
        researcher.presses(*(("minus",) if value < 0 else ()), str(abs(value)))
    researcher.presses("Return")
    _rest_of_pathway(researcher, number, name, happened=value == 3, has_moved=abs((value or 0) - THEN) >= 3)


def _rest_of_pathway(
    researcher: Researcher, number: int, name: str, *, happened: bool, has_moved: bool = False
) -> None:
    """What is asked after the rating: their words, what happened, what would have helped. Typed without waiting."""
    first = 3 if name.startswith("Family") else 2
    if happened:
        researcher.sees(f"{number}.{first}  {name}, question 2 of 4")
        researcher.types(SAID)
    researcher.presses("ctrl+Return")
    if has_moved:
        researcher.presses("Return")  # the words about a number that went far
    researcher.presses("1" if happened else "2", "Return")
    if happened:
        _moment(researcher, name)
    researcher.presses("ctrl+Return")


def _moment(researcher: Researcher, name: str) -> None:
    day = today() - timedelta(days=9)
    for question, keys in enumerate((HAPPENED, "1", f"{day.day}/{day.month}/{day.year}", "", "", ""), 4):
        researcher.sees(f"{name}, question {question} of 10")
        researcher.types(keys)
        researcher.presses("ctrl+Return")


def _closing(researcher: Researcher) -> None:
    researcher.sees("10.1  Closing, question 1 of 4")
    researcher.presses("ctrl+Return", "1", "Return", "Return", "2", "Return")
    researcher.sees("10.4  Closing, question 4 of 4")
    researcher.presses("ctrl+Return")


def _held_week_4(session: Session, person: str, day: date) -> None:
    """The interview before: every pathway rated the same, by the questionnaire that comes with the program."""
    if forms.lacks_shipped(session):
        forms.take_in_shipped(session)
    form = forms.form_for(session, "1", "4")
    changes = session.do(StartVisit(participant=person, wave="4", form=form.digest, held_on=day))
    (visit,) = changes.visits
    held = interview.Interview(session, visit)
    for path in held.running.questions():
        if path.endswith("_rating"):
            held.answer(path, str(THEN))
    session.do(CompleteVisit(visit=visit, participant=person))


def _read_study(study: Path) -> None:
    """What the study holds afterwards, read without the window."""
    assert ojm(studies.PASSPHRASE, "verify", str(study))["ok"]
    session = studies.reopened(study, studies.SetClock(datetime.now(UTC)))
    (visit,) = (one for one in session.study.store.visits.all() if one.wave == "8")
    assert (visit.state, visit.mode) == (VisitState.COMPLETE, Mode.IN_PERSON)
    ratings = {row.key.pathway: row for row in session.study.store.ratings.all() if row.key.wave == "8"}
    said = [value for _name, value in PATHWAYS]
    assert [row.value for row in ratings.values()].count(None) == 1
    assert sorted(row.value for row in ratings.values() if row.value is not None) == sorted(
        value for value in said if value is not None
    )
    assert ratings["family"].missing is Missing.DECLINED
    assert {row.given_by for row in ratings.values() if row.value is not None} == {Giver.PARTICIPANT}
    answers = {answer.key.path: answer for answer in session.study.store.answers.of(visit.id)}
    assert answers["/data/family/family_rating"].non_answer is NonAnswer.REFUSED
    assert answers["/data/housing/housing_comment"].value == SAID
    (spot,) = session.study.store.hot_spots.of(visit.participant)
    assert spot.note.title == HAPPENED
    session.close()
