"""Instances of repeats come, go and move with everything said in them; a default taken away stays away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ojm_desktop.domain.answer import CommentKind
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.paradata import What
from ojm_desktop.service import replay
from ojm_desktop.service.compare import differences
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_overview import Open, finish_list
from ojm_desktop.service.interview_paper import gather
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from tests import studies
from tests.interviewing import asking, begin
from tests.visiting import DAY

WORKBOOK = """
| survey |
| | type | name | label | default | repeat_count | calculation | bind::ojm:role | bind::ojm:pathway | bind::ojm:part |
| | begin_repeat | moment | What happened | | | | hot_spot | housing | |
| | text | title | What? | | | | | | title |
| | date | first | When? | | | | | | first_day |
| | select_one sign | sign | Which way? | | | | | | polarity |
| | text | words | In your words | | | | comment | | |
| | integer | money | How much? | 20 | | | | | |
| | begin_repeat | who | Who was there | | | | | | |
| | text | name | A word for them | | | | | | |
| | end_repeat | | | | | | | | |
| | end_repeat | | | | | | | | |
| | integer | children | How many children? | | | | | | |
| | begin_repeat | child | A child | | ${children} | | | | |
| | integer | age | How old? | | | | | | |
| | end_repeat | | | | | | | | |
| | text | day | Which day? | once(today()) | | | | | |
| | calculate | many | | | | count(${moment}) | | | |
| choices |
| | list_name | name | label |
| | sign | positive | Better |
| | sign | negative | Worse |
"""
MOMENT = "/data/moment"


@pytest.fixture
def session() -> Iterator[Session]:
    """The questionnaire, published."""
    found = asking(WORKBOOK)
    yield found
    found.close()


def tell(talk: Interview, at: str, title: str, later: int = 0) -> None:
    """One thing that happened, whole."""
    day = (DAY - timedelta(days=later)).isoformat()
    for name, value in (("title", title), ("first", day), ("sign", "negative"), ("words", f"about {title}")):
        talk.answer(f"{at}/{name}", value)


def titles(session: Session) -> list[str]:
    return sorted(spot.note.title for spot in session.study.store.hot_spots.of(studies.person_of(session)))


def again(talk: Interview) -> Interview:
    """The same visit after a kill; it stands as the one before."""
    found = Interview(talk.session, talk.visit.id)
    assert found.running.answers() == talk.running.answers()
    assert found.running.instances() == talk.running.instances()
    assert found.answers == talk.answers
    return found


def test_that_an_empty_instance_is_there_after_a_kill_and_one_undo_takes_it_back(session: Session) -> None:
    talk = begin(session)
    before = session.sequence
    assert talk.add_repeat(MOMENT) == f"{MOMENT}[2]"
    assert talk.add_repeat(f"{MOMENT}[2]/who") == f"{MOMENT}[2]/who[2]"
    assert session.sequence == before + 2
    assert talk.answers[f"{MOMENT}[2]/money"].value == "20"
    assert again(talk).running.instances()[MOMENT] == 2
    session.undo()
    session.undo()
    talk.open()
    assert again(talk).running.instances()[MOMENT] == 1
    assert talk.answers == {}


def test_that_those_behind_an_instance_taken_away_move_up_with_all_they_mean(session: Session) -> None:
    talk, store = begin(session), session.study.store
    for number, title in enumerate(("keys", "a leak", "a letter"), 1):
        at = f"{MOMENT}[1]" if number == 1 else talk.add_repeat(MOMENT)
        tell(talk, at, title, number)
        talk.note(f"{at}/title", CommentKind.QUERY, f"ask about {title}")
    talk.add_repeat(f"{MOMENT}[3]/who")
    talk.answer(f"{MOMENT}[3]/who[2]/name", "a neighbour")
    before = {path: talk.state(path).value for path in talk.running.questions()}
    events = session.sequence
    talk.remove_repeat(f"{MOMENT}[2]")
    assert session.sequence == events + 1
    assert titles(session) == ["a letter", "keys"]
    assert talk.state(f"{MOMENT}[2]/title").value == "a letter"
    assert talk.state(f"{MOMENT}[2]/who[2]/name").value == "a neighbour"
    assert [note.words for note in talk.notes(f"{MOMENT}[2]/title")] == ["ask about a letter"]
    assert {one.words: one.path for one in store.comments.of_visit(talk.visit.id)} == {
        "about a letter": f"{MOMENT}[2]/words",
        "about keys": f"{MOMENT}[1]/words",
        "ask about a leak": f"{MOMENT}/title",  # evidence, beside none of the rows that are left
        "ask about a letter": f"{MOMENT}[2]/title",
        "ask about keys": f"{MOMENT}[1]/title",
    }
    (gone,) = (one for one in finish_list(talk) if one.words == "ask about a leak")
    assert gone.label == "What?, row removed"
    (section,) = (one for one in gather(session, talk.visit.id, with_notes=True).sections if "removed" in one.heading)
    assert [(one.label, one.beside) for one in section.questions] == [
        ("What?, row removed", ("To ask again: ask about a leak",))
    ]
    assert not any(path.startswith(f"{MOMENT}[3]") for path in talk.answers)
    assert again(talk).state("/data/many").value == "2"
    session.undo()
    talk.open()
    assert {path: talk.state(path).value for path in again(talk).running.questions()} == before
    assert titles(session) == ["a leak", "a letter", "keys"]
    assert [note.words for note in talk.notes(f"{MOMENT}[2]/title")] == ["ask about a leak"]
    assert len(store.comments.of_visit(talk.visit.id)) == 6
    session.redo()
    talk.open()
    assert again(talk).state(f"{MOMENT}[2]/title").value == "a letter"
    assert [note.words for note in talk.rowless_notes()] == ["ask about a leak"]
    steps = [step.what for step in store.paradata.of(talk.visit.id)]
    assert steps[-3:] == [What.REMOVED, What.TAKEN_BACK, What.TAKEN_BACK]
    log = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert log.problems == []
    assert list(differences(session.study, log)) == []


def test_that_what_is_no_instance_is_not_taken_away_and_nothing_changed(session: Session) -> None:
    talk = begin(session)
    talk.answer("/data/children", "2")
    for path in ("/data/day", "/data/child[1]", f"{MOMENT}[4]"):
        before = session.sequence
        with pytest.raises(OjmError):
            talk.remove_repeat(path)
        assert session.sequence == before
    again(talk)


def test_that_instances_beyond_a_count_go_with_their_answers_and_come_back_by_undo(session: Session) -> None:
    talk = begin(session)
    talk.answer("/data/children", "2")
    talk.answer("/data/child[2]/age", "7")
    talk.note("/data/child[2]/age", CommentKind.CONTEXT, "lives elsewhere")
    talk.answer("/data/children", "1")
    assert [(note.path, note.words) for note in talk.rowless_notes()] == [("/data/child/age", "lives elsewhere")]
    assert "/data/child[2]/age" not in talk.answers
    talk.answer("/data/children", "2")
    assert again(talk).state("/data/child[2]/age").value == ""
    session.undo()
    session.undo()
    talk.open()
    assert again(talk).state("/data/child[2]/age").value == "7"


def test_that_a_default_taken_away_does_not_come_back(session: Session) -> None:
    talk = begin(session)
    money = f"{MOMENT}[1]/money"
    talk.answer(money, "")
    talk.answer("/data/day", "")
    assert money not in talk.answers
    assert again(talk).state(money).value == ""
    assert again(talk).state("/data/day").value == ""
    assert any(one.path == money and one.what is Open.UNANSWERED for one in finish_list(talk))
    session.undo()
    session.undo()
    talk.open()
    assert again(talk).state(money).value == "20"
    talk.answer(money, "")
    second = talk.add_repeat(MOMENT)
    talk.remove_repeat(f"{MOMENT}[1]")
    assert second == f"{MOMENT}[2]"
    assert again(talk).state(money).value == "20"


def test_that_a_note_or_disclosure_at_an_instance_that_is_gone_leaves_the_finish_screen_standing(
    session: Session,
) -> None:
    talk = begin(session)
    second = talk.add_repeat(MOMENT)
    talk.disclose(f"{second}/title", Category.OTHER, "a word")
    talk.remove_repeat(second)
    (found,) = (one for one in finish_list(talk) if one.what is Open.DISCLOSURE)
    assert (found.path, found.label) == ("", "What?, row removed")


def test_that_a_disclosure_follows_its_row_through_undo_and_redo(session: Session) -> None:
    clock = session.clock
    assert isinstance(clock, studies.SetClock)
    talk = begin(session)
    for _ in range(2):
        talk.add_repeat(MOMENT)
    for number in (1, 2, 3):
        clock.move(seconds=1)
        talk.disclose(f"{MOMENT}[{number}]/title", Category.OTHER, f"said of {number}")

    def found() -> list[str]:
        clock.move(seconds=1)
        return [one.path for one in finish_list(talk) if one.what is Open.DISCLOSURE]

    as_told = [f"{MOMENT}[{number}]/title" for number in (1, 2, 3)]
    without = [f"{MOMENT}[1]/title", "", f"{MOMENT}[2]/title"]
    assert found() == as_told
    talk.remove_repeat(f"{MOMENT}[2]")
    assert found() == without
    for act, expected in ((session.undo, as_told), (session.redo, without), (session.undo, as_told)):
        act()
        talk.open()
        assert found() == expected
    log = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert log.problems == []
    assert list(differences(session.study, log)) == []


def test_that_killed_right_after_a_row_went_it_opens_at_the_same_question(session: Session) -> None:
    clock = session.clock
    assert isinstance(clock, studies.SetClock)
    talk = begin(session)
    for _ in range(2):
        talk.add_repeat(MOMENT)
    talk.goto(f"{MOMENT}[2]/title")
    clock.move(seconds=1)
    talk.remove_repeat(f"{MOMENT}[1]")
    assert again(talk).position == f"{MOMENT}[1]/title"
    clock.move(seconds=1)
    session.undo()
    talk.open()
    assert again(talk).position == f"{MOMENT}[2]/title"


def test_that_a_text_longer_than_any_answer_is_refused(session: Session) -> None:
    talk = begin(session)
    talk.answer(f"{MOMENT}[1]/title", "x" * 120_000)
    assert talk.answers[f"{MOMENT}[1]/title"].is_attached
    with pytest.raises(Refused, match="too long"):
        talk.answer(f"{MOMENT}[1]/title", "x" * 10_000_001)
    assert len(again(talk).state(f"{MOMENT}[1]/title").value) == 120_000
