"""What a person's other interviews mean for one that is read: what is kept back while another waits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.visit import Mode
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_overview import LATER, Open, finish_list, recovered, sections
from ojm_desktop.service.session import Session
from ojm_desktop.ui.interview.finish.lines import groups, summary
from tests import from_paper, studies
from tests.from_paper import HOUSING, KIN, WORDS, WORK


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who has signed."""
    found = studies.in_memory()
    studies.signed_person(found)
    yield found
    found.close()


def test_that_the_end_of_an_older_interview_tells_no_reason_and_no_warning_until_the_new_one_has_its_rating(
    session: Session,
) -> None:
    visit = from_paper.typed_in(session)
    read = Interview(session, visit.id)
    assert {one.what for one in finish_list(read)} >= {Open.WARNED, Open.NO_ANSWER}
    assert sections(read)[-1].reason is NonAnswer.REFUSED
    later = from_paper.begin(session, Mode.IN_PERSON, wave="8")
    read = Interview(session, visit.id)
    assert {one.what for one in finish_list(read)} == {Open.NOTE}
    assert "So good?" not in str(groups(read))
    assert "refused" not in str(groups(read)).lower()
    assert [(one.non_answers, one.warnings, one.reason) for one in sections(read)] == [(0, 0, None)] * 3
    assert {one.path for one in recovered(read) if one.words == LATER} == {HOUSING, WORK, KIN}
    assert {one.path for one in recovered(read) if one.words != LATER} >= {WORDS}
    assert summary(read, 0).startswith(
        "5 of 5 answered, 3 of them kept back until another interview has its ratings, 2 notes"
    )
    later.answer(WORK, "1")
    read = Interview(session, visit.id)
    assert [one.words for one in finish_list(read) if one.what is Open.WARNED] == ["So good?"]
    assert not [one for one in finish_list(read) if one.what is Open.NO_ANSWER]
    later.decline(KIN, NonAnswer.REFUSED)
    read = Interview(session, visit.id)
    assert [one.path for one in finish_list(read) if one.what is Open.NO_ANSWER] == [KIN]
    assert {one.path for one in recovered(read) if one.words == LATER} == {HOUSING}
