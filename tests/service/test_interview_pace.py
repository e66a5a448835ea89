"""How long an answer took, what is said of one that came too fast, and what nothing is known of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import Mode, PauseReason
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_overview import Finding, Open, finish_list, sections
from ojm_desktop.service.session import Session
from tests import studies
from tests.interviewing import asking, begin

WORKBOOK = """
| survey |
| | type | name | label | bind::ojm:minimum_seconds | bind::ojm:check_1 | bind::ojm:message_1 |
| | begin_group | dwelling | Home | | | |
| | note | limits | What I must pass on. | 5 | | |
| | integer | rooms | How many rooms? | 5 | warn: . < 9 | Rather many. |
| | text | words | Tell me. | | | |
| | end_group | | | | | |
"""
LIMITS, ROOMS, WORDS = "/data/dwelling/limits", "/data/dwelling/rooms", "/data/dwelling/words"
TOOK_1 = "Took 1 second; at least 5 expected."


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who has signed and the questionnaire, published."""
    found = asking(WORKBOOK)
    yield found
    found.close()


def passes(session: Session, seconds: float) -> None:
    """Let time pass."""
    assert isinstance(session.clock, studies.SetClock)
    session.clock.move(seconds=seconds)


def stays(talk: Interview, path: str, seconds: float) -> None:
    """Come to a question and be there for a time."""
    talk.goto(path)
    passes(talk.session, seconds)


def warned(talk: Interview) -> list[Finding]:
    """What the finish screen warns of."""
    return [one for one in finish_list(talk) if one.what is Open.WARNED]


def said(talk: Interview) -> list[tuple[str, str]]:
    """The same: where, and in which words."""
    return [(one.path, one.words) for one in warned(talk)]


def test_that_an_answer_faster_than_the_form_expects_is_warned_of_until_it_is_passed(session: Session) -> None:
    talk = begin(session)
    stays(talk, ROOMS, 1.4)
    talk.answer(ROOMS, "3")
    assert said(talk) == [(ROOMS, TOOK_1)]
    assert [section.warnings for section in sections(talk)] == [1]
    (one,) = talk.state(ROOMS).warnings
    talk.override(ROOMS, one.number, "It was told before.")
    assert [(each.is_settled, each.reason) for each in warned(talk)] == [(True, "It was told before.")]
    assert [section.warnings for section in sections(talk)] == [0]
    assert said(Interview(session, talk.visit.id)) == [(ROOMS, TOOK_1)]
    talk.complete()
    trail = session.study.store.paradata.of(talk.visit.id)
    assert [step.new for step in trail if step.what is What.WARNED] == [TOOK_1]


def test_that_no_time_at_all_is_less_than_a_second_and_the_forms_own_warning_comes_first(session: Session) -> None:
    talk = begin(session)
    talk.goto(ROOMS)
    talk.answer(ROOMS, "12")
    assert said(talk) == [(ROOMS, "Rather many.")]
    talk.override(ROOMS, 0, "A hostel.")
    assert said(talk) == [(ROOMS, "Took less than a second; at least 5 expected.")]
    assert [one.message for one in talk.state(ROOMS).warnings][1:] == ["Took less than a second; at least 5 expected."]


def test_that_several_comings_add_up_and_only_the_time_there(session: Session) -> None:
    talk = begin(session)
    stays(talk, ROOMS, 2)
    stays(talk, WORDS, 60)
    stays(talk, ROOMS, 2)
    talk.answer(ROOMS, "3")
    assert said(talk) == [(ROOMS, "Took 4 seconds; at least 5 expected.")]
    passes(session, 1)
    talk.answer(ROOMS, "4")
    assert said(talk) == []


def test_that_an_answer_that_is_put_back_has_its_own_time(session: Session) -> None:
    talk = begin(session)
    stays(talk, ROOMS, 1)
    talk.answer(ROOMS, "3")
    passes(session, 9)
    talk.answer(ROOMS, "4")
    assert said(talk) == []
    session.undo()
    talk.open()
    assert said(talk) == [(ROOMS, TOOK_1)]


def test_that_a_pause_counts_for_nothing(session: Session) -> None:
    talk = begin(session)
    stays(talk, ROOMS, 1)
    talk.pause(PauseReason.COMFORT)
    passes(session, 600)
    talk.resume()
    talk.open()
    talk.goto(ROOMS)
    talk.answer(ROOMS, "3")
    assert said(talk) == [(ROOMS, TOOK_1)]


def test_that_an_answer_that_took_its_time_is_not_warned_of(session: Session) -> None:
    talk = begin(session)
    stays(talk, ROOMS, 5)
    talk.answer(ROOMS, "3")
    assert said(talk) == []


def test_that_back_entry_from_paper_is_never_warned_of(session: Session) -> None:
    talk = begin(session, mode=Mode.PAPER)
    stays(talk, LIMITS, 1)
    stays(talk, ROOMS, 1)
    talk.answer(ROOMS, "3")
    assert said(talk) == []


def test_that_a_reason_for_no_answer_may_come_fast(session: Session) -> None:
    talk = begin(session)
    stays(talk, ROOMS, 1)
    talk.decline(ROOMS, NonAnswer.REFUSED)
    assert said(talk) == []


def test_that_nothing_is_said_of_a_time_that_is_not_known(session: Session) -> None:
    talk = begin(session)
    talk.answer(ROOMS, "3")
    assert said(talk) == []
    stays(talk, WORDS, 1)
    talk.answer(WORDS, "said")
    talk.goto(ROOMS)
    passes(session, 90)  # what waits for the next answer is lost with a kill
    again = Interview(session, talk.visit.id)
    stays(again, ROOMS, 1)
    again.answer(ROOMS, "4", Giver.PARTICIPANT)
    assert said(again) == []


def test_that_what_is_to_be_read_out_is_warned_of_once_it_was_left_too_soon(session: Session) -> None:
    talk = begin(session)
    stays(talk, LIMITS, 1)
    assert said(talk) == []
    stays(talk, ROOMS, 9)
    assert said(talk) == [(LIMITS, TOOK_1)]
    assert [section.warnings for section in sections(talk)] == [1]
    talk.override(LIMITS, talk.state(LIMITS).warnings[0].number, "It was read from the card.")
    stays(talk, LIMITS, 1)
    stays(talk, ROOMS, 1)
    assert [one.is_settled for one in warned(talk)] == [True]


ROWS = """
| survey |
| | type | name | label | bind::ojm:minimum_seconds | bind::ojm:check_1 | bind::ojm:message_1 |
| | begin_repeat | room | A room | | | |
| | integer | wide | How wide? | 5 | warn: . < 9 | Rather wide. |
| | text | word | A word | | | |
| | end_repeat | | | | | |
"""


def test_that_what_was_passed_and_the_time_there_follow_their_row_through_undo_and_redo() -> None:
    session = asking(ROWS)
    talk = begin(session)
    second, third = (f"{talk.add_repeat('/data/room')}/wide" for _ in range(2))
    stays(talk, second, 9)
    talk.answer(second, "12")
    talk.override(second, 0, "A hall.")
    stays(talk, third, 1)
    talk.answer(third, "3")

    def told() -> list[tuple[str, str, str]]:
        found = [[(one.path, one.words, one.reason) for one in warned(each)] for each in (talk, again())]
        assert found[0] == found[1], "the same for whoever opens it now"
        return found[0]

    def again() -> Interview:
        return Interview(session, talk.visit.id)

    first = "/data/room[1]/wide"
    as_given = [(second, "Rather wide.", "A hall."), (third, TOOK_1, "")]
    assert told() == as_given
    talk.remove_repeat("/data/room[1]")
    without = [(first, "Rather wide.", "A hall."), (second, TOOK_1, "")]
    assert told() == without
    passes(session, 8)
    talk.answer(second, "4")
    assert told() == without[:1], "one is still there, in the row that moved up"
    session.undo()
    for act, expected in ((session.undo, as_given), (session.redo, without), (session.undo, as_given)):
        act()
        talk.open()
        assert told() == expected
    talk.remove_repeat("/data/room[2]")
    assert told() == [(second, TOOK_1, "")], "a reason goes with the row it was given in"
    talk.goto(f"{second[:-4]}word")
    talk.answer(second, "5")
    left = [step.path for step in session.study.store.paradata.of(talk.visit.id) if step.what is What.LEFT]
    assert left[-1] == second
    session.close()
