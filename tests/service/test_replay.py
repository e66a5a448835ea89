"""Whatever is done in whatever order, with undo and redo between, the log done again gives equal tables (A1)."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import edits, replay
from ojm_desktop.service.compare import differences
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from ojm_desktop.store.study_store import DATA_TABLES
from tests import studies
from tests.service.moves import BY_HAND, BY_UNDO, MOVES
from tests.service.moves_asked import VISITS
from tests.service.picking import BEGAN, Pick, person
from tests.visiting import FORM, keep_form


def prepare(session: Session) -> None:
    """Somebody of each cohort who has signed, and a questionnaire to ask with."""
    for cohort in ("1", "2"):
        studies.signed_person(session, cohort, BEGAN)
    keep_form(session)


def play(session: Session, move: str, pick: Pick) -> None:
    """One step; a refusal is as good an outcome as any."""
    with suppress(OjmError):
        if move == "undo":
            session.undo()
        elif move == "redo":
            session.redo()
        elif move == "SignAgreement":
            studies.sign(session, person(session, pick))
        elif move == "draft":
            session.keep_draft(f"note/{pick.second % 3}", pick.words(), 0)
        else:
            session.do(MOVES[move](session, pick))


def assert_that_the_log_says_it_all(session: Session) -> None:
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert list(differences(session.study, again)) == []


steps = st.tuples(
    st.sampled_from([*MOVES, *BY_HAND, *BY_HAND, "undo", "undo", "undo", "redo", "redo", "draft"]),
    st.builds(Pick, *[st.integers(0, 999)] * 3),
)


@settings(max_examples=25)
@given(st.lists(steps, min_size=20, max_size=60))
def test_that_a1_any_sequence_of_edits_undone_and_redone_is_all_in_the_log(
    played: list[tuple[str, Pick]],
) -> None:
    session = studies.in_memory()
    prepare(session)
    for move, pick in played:
        before, events = session.sequence, session.study.store.log.count()
        play(session, move, pick)
        assert session.study.store.log.count() - events == session.sequence - before <= 1
        assert move != "draft" or session.sequence == before
    assert_that_the_log_says_it_all(session)
    session.close()


def interviewed() -> Session:
    """A study in which every edit of visits was done, taken back and done again."""
    session = studies.in_memory()
    prepare(session)
    for number in range(9):
        for move in VISITS:
            if move in {"PauseVisit", "StopVisit", "CompleteVisit"}:
                play(session, "ResumeVisit", Pick(number, 0, 0))
            if move not in {"RemoveForm", "SetFormState", "LockVisit", "RemoveVisit"}:
                play(session, move, Pick(number, number, number // 2))
                for _ in range(number % 3):
                    play(session, "undo", Pick(0, 0, 0))
                    play(session, "redo", Pick(0, 0, 0))
            play(session, "ResumeVisit", Pick(number, 0, 0))
    for move in (
        "MissVisit",
        "RemoveVisit",
        "undo",
        "CompleteVisit",
        "LockVisit",
        "undo",
        "ImportForm",
        "undo",
        "redo",
        "EnterAgain",
        "undo",
        "redo",
        "CorrectAnswer",
        "undo",
        "CompareEntries",
        "SettleDifference",
        "undo",
        "redo",
    ):
        play(session, move, Pick(1, 1, 10))
    return session


visiting = st.tuples(
    st.sampled_from([*(move for move in VISITS if move != "SetFormState"), "undo", "undo", "undo", "redo", "redo"]),
    st.builds(Pick, *[st.integers(0, 999)] * 3),
)


@settings(max_examples=8)
@given(st.lists(visiting, min_size=15, max_size=45))
def test_that_a1_any_interview_undone_and_redone_is_all_in_the_log(played: list[tuple[str, Pick]]) -> None:
    session = studies.in_memory()
    prepare(session)
    for who in session.study.store.people.all():
        session.do(edits.StartVisit(participant=who.id, wave="intake", form=FORM, held_on=BEGAN))
    for move, pick in played:
        play(session, move, pick)
    assert_that_the_log_says_it_all(session)
    before = rows_but_trails(session)
    if session.history.next_undo is not None and session.history.next_undo.can_be_taken_back:
        with suppress(OjmError):
            session.undo()
            session.redo()
    assert rows_but_trails(session) == before
    session.close()


def rows_but_trails(session: Session) -> dict[str, object]:
    """Every table that the log rebuilds but the trails, which only grow."""
    return {table: session.study.store.rows_of(table) for table in DATA_TABLES if table != "paradata"}


def test_that_every_kind_of_edit_there_is_takes_part() -> None:
    """An edit added later that no move makes fails here."""
    session = studies.in_memory()
    prepare(session)
    for number in range(20):
        for move in MOVES:
            if (move.startswith("Remove") and number % 4 != 3) or (move == "Erase" and number < 19):
                continue  # what was just made is still to be changed
            play(session, move, Pick(number, number * 7 + len(move), number // 2))
            if move in {"RefuseAgreement", "Withdraw"}:  # and says yes after all, so that the rest is not refused
                play(session, "SignAgreement", Pick(number, 0, 0))
    for move in ("RemoveParticipant", "RemoveHotSpot", "RemoveTurningPoint", "DismissSuggestion", "SetRating"):
        play(session, "AddParticipant", Pick(0, 0, 0))
        for number in range(len(session.study.store.people.all()) * 3):
            play(session, move, Pick(number, number, number))
            play(session, "undo", Pick(0, 0, 0))
            play(session, "redo", Pick(0, 0, 0))
            play(session, "undo", Pick(0, 0, 0))
    visited = interviewed()
    done = {
        type(opened.entry.edit)
        for each in (session, visited)
        for event in each.study.store.log.events()
        if (opened := read(each.study, event))
    }
    assert {kind.__name__ for kind in edits.EDITS} - {kind.__name__ for kind in done} == set()
    assert_that_the_log_says_it_all(visited)
    visited.close()
    assert {kind.__name__ for kind in edits.EDITS} == set(MOVES) | BY_HAND | BY_UNDO
    assert_that_the_log_says_it_all(session)
    session.close()
