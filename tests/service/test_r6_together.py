"""Log, answer and search index change together or not at all (R6), whichever statement of an edit fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.hot_spot import Note
from ojm_desktop.domain.participant import Identity
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.service.edits import DescribeHotSpot, Edit, RecordIdentity, SetRating
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import open_session
from ojm_desktop.store.connection import Answer
from tests.torture import ground as grounds
from tests.torture.examine import examine, head_sequence
from tests.torture.ground import HELD_ON, Ground
from tests.torture.told import Intent, Told

TABLES = (
    "events",
    "payloads",
    "commitment_keys",
    "sealed",
    "ratings",
    "notes",
    "hot_spots",
    "search",
    "search_docsize",
)


class Broken(OjmError):
    """What the disk said at one statement."""


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """A study with one person in it."""
    return grounds.make(tmp_path / "a.ojm")


@pytest.fixture
def session(ground: Ground) -> Iterator[Session]:
    """The same, open."""
    session = open_session(ground.unlocked, grounds.clock())
    yield session
    session.close()


def rate(ground: Ground) -> Edit:
    return SetRating(key=RatingKey(ground.participant, "housing", "8"), value=3, held_on=HELD_ON)


def describe(ground: Ground) -> Edit:
    spot = next(iter(ground.ledger.titles))
    return DescribeHotSpot(hot_spot=spot, participant=ground.participant, note=Note(title="told anew"))


def name(ground: Ground) -> Edit:
    return RecordIdentity(participant=ground.participant, identity=Identity("Somebody", "by post"))


def everything(session: Session) -> dict[str, list[Any]]:
    """Every row of the tables an answer touches, and what the index finds."""
    rows = session.study.store.connection
    found: dict[str, list[Any]] = {
        table: rows.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in TABLES
    }
    found["matches"] = rows.execute("SELECT rowid FROM search WHERE search MATCH 'anew OR toldhousing'").fetchall()
    return found


def failing_at(session: Session, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one statement of the next edit fail, the last of them the commit itself."""
    rows = session.study.store.connection
    really, count = rows.execute, 0

    def execute(sql: str, parameters: Sequence[Any] = ()) -> Answer:
        nonlocal count
        count += 1
        if count == number:
            raise Broken(f"statement {number}: {sql}")
        return really(sql, parameters)

    monkeypatch.setattr(rows, "execute", execute)


@pytest.mark.parametrize("make", [rate, describe, name])
def test_that_r6_an_edit_that_fails_at_any_statement_leaves_every_table_as_it_was(
    ground: Ground, session: Session, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, sequence, head = everything(session), session.sequence, head_sequence(ground.unlocked.folder.head)
    failures = 0
    while True:
        with monkeypatch.context() as broken:
            failing_at(session, failures + 1, broken)
            try:
                session.do(make(ground))
            except Broken:
                failures += 1
            else:
                break
        assert everything(session) == before
        assert session.sequence == sequence
        assert head_sequence(ground.unlocked.folder.head) == head
    assert failures >= 5  # begin, the answer, the event, the payload, commit
    after = everything(session)
    assert session.sequence == sequence + 1
    assert [len(after[table]) - len(before[table]) for table in ("events", "payloads")] == [1, 1]


def test_that_r6_a_study_goes_on_after_an_edit_that_failed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    session = open_session(ground.unlocked, grounds.clock())
    with monkeypatch.context() as broken:
        failing_at(session, 4, broken)
        with pytest.raises(Broken):
            session.do(describe(ground))
    session.do(describe(ground))
    told = Told(painted=session.sequence)
    told.intents[session.sequence] = Intent("note", (next(iter(ground.ledger.titles)),), "told anew")
    session.close()
    assert examine(ground, told).violations == ()
    assert grounds.whole(ground) == []
