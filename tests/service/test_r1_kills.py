"""Nothing that was acknowledged is lost, wherever the window is killed (R1); and what says so can see (R1, R6, A5)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ojm_desktop.service.opening import StudyAlarm
from ojm_desktop.service.studies import open_session
from ojm_desktop.store import engine
from tests import studies
from tests.torture import ground as grounds
from tests.torture.examine import examine
from tests.torture.ground import HELD_ON, Ground
from tests.torture.lanes import kill_windows
from tests.torture.told import Intent, Told

KILLS, ACKNOWLEDGEMENTS = 200, 2000


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """A study as the kills find it."""
    return grounds.make(tmp_path / "killed.ojm")


def rate_once(ground: Ground, value: int = 2) -> Told:
    """One more rating, and what the typist would have told of it."""
    session = open_session(ground.unlocked, grounds.clock())
    studies.rate(session, ground.participant, "housing", "8", value, HELD_ON)
    told = Told(painted=session.sequence)
    told.intents[session.sequence] = Intent("rating", ("housing", "8"), value)
    session.close()
    return told


def past_the_program(ground: Ground, *statements: str) -> None:
    """SQL with the study's own key, on a connection without any gate."""
    raw = engine.open_file(ground.unlocked.folder.db, ground.unlocked.opened.current.study)
    for statement in statements:
        raw.execute(statement)
    raw.close()


@pytest.mark.alone
def test_that_r1_no_acknowledged_answer_is_lost_in_two_hundred_kills_of_the_window(
    record_property: Callable[[str, object], None],
) -> None:
    figures = kill_windows(KILLS, ACKNOWLEDGEMENTS)
    told = f"{figures.kills} kills, {figures.acknowledgements} acknowledged, {len(figures.violations)} lost or changed"
    record_property("figure", told)
    assert figures.violations == []
    assert figures.kills >= KILLS
    assert figures.acknowledgements >= ACKNOWLEDGEMENTS


def test_that_an_answer_that_was_kept_passes_the_examination(ground: Ground) -> None:
    found = examine(ground, rate_once(ground))
    assert (found.events, found.violations) == (1, ())


def test_that_r1_the_examination_sees_an_acknowledged_answer_that_is_gone(ground: Ground) -> None:
    told = rate_once(ground)
    told.painted += 1
    assert "LOST" in str(examine(ground, told).violations)


def test_that_r1_the_examination_sees_another_answer_than_was_given(ground: Ground) -> None:
    told = rate_once(ground)
    told.intents = {sequence: Intent("rating", ("housing", "8"), 3) for sequence in told.intents}
    assert "is not what was asked for" in str(examine(ground, told).violations)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE ratings SET value = 5 WHERE pathway = 'work' AND wave = '8'", "R6: the ratings"),
        ("DELETE FROM ratings WHERE pathway = 'work' AND wave = '8'", "R6: the ratings"),
        ("UPDATE notes SET title = 'told otherwise' WHERE title = 'toldhousing'", "R6: the notes"),
        ("INSERT INTO search(search) VALUES('delete-all')", "R6: the search index"),
        ("DELETE FROM search_data WHERE id > 10", "R6: the search index"),
        ("INSERT INTO search(rowid, title) VALUES(900, 'toldnothing')", "R6: the search index"),
    ],
)
def test_that_r6_the_examination_sees_rows_that_do_not_agree(ground: Ground, statement: str, said: str) -> None:
    past_the_program(ground, statement)
    assert said in str(examine(ground, Told()).violations)


def test_that_a5_a_head_one_behind_is_mended_and_the_log_says_so(ground: Ground) -> None:
    head = ground.unlocked.folder.head.read_bytes()
    told = rate_once(ground)
    ground.unlocked.folder.head.write_bytes(head)
    found = examine(ground, told)
    assert (found.mended, found.events, found.violations) == (1, 2, ())


def test_that_a5_the_examination_sees_a_head_that_was_two_behind(ground: Ground) -> None:
    head = ground.unlocked.folder.head.read_bytes()
    told = rate_once(ground)
    told.intents |= rate_once(ground, 3).intents
    ground.unlocked.folder.head.write_bytes(head)
    assert "A5: the head lagged" in str(examine(ground, told).violations)


def test_that_a5_a_head_that_leads_stops_the_opening(ground: Ground) -> None:
    database = ground.unlocked.folder.db
    content = database.read_bytes()
    told = rate_once(ground)
    database.write_bytes(content)
    with pytest.raises(StudyAlarm, match="older than its head"):
        examine(ground, told)
