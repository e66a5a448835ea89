"""The practice study says what it should, and its log says all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ojm_desktop.domain.log import Event
from ojm_desktop.journey.frame import SheetFrame
from ojm_desktop.journey.sheets import person_sheets
from ojm_desktop.service import practice, replay
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import Edit, SetRating, SignAgreement
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.progress import silent
from ojm_desktop.service.queries.journeys import trajectories
from ojm_desktop.service.session import Session
from ojm_desktop.service.study import Study
from ojm_desktop.store import connection as connections
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.study_store import DATA_TABLES, Store
from ojm_desktop.typeset import Typeset
from tests import studies


@pytest.fixture(scope="module")
def played() -> Iterator[Session]:
    """The practice study, in memory."""
    session = studies.in_memory(practice.plan())
    practice.play(session, Typeset())
    yield session
    session.close()


def edits(session: Session) -> list[tuple[Event, Edit]]:
    """Every event with what it did."""
    found = []
    for event in session.study.store.log.events():
        opened = read(session.study, event)
        assert opened is not None
        found.append((event, opened.entry.edit))
    return found


def test_that_it_has_bristols_shape(played: Session) -> None:
    everybody = played.study.store.people.all()
    cohorts = Counter(person.cohort for person in everybody)
    assert cohorts == {"1": 8, "2": 11}
    ages = {key: [person.age or 0 for person in everybody if person.cohort == key] for key in cohorts}
    assert [(min(a), max(a), sum(a) / len(a)) for a in ages.values()] == [(26, 38, 34), (22, 51, 34)]
    assert sum(person.gender == "female" for person in everybody) == 1
    ratings = played.study.store.ratings.all()
    assert {rating.key.wave for rating in ratings} == {"4", "8", "12", "begin", "end"}
    assert len({rating.missing for rating in ratings}) >= 3
    assert all(rating.reason for rating in ratings if rating.missing)
    assert all(rating.is_recalled == (rating.key.wave in ("begin", "end")) for rating in ratings)


def test_that_the_log_holds_one_event_per_rating_hot_spot_note_and_signature(played: Session) -> None:
    names = Counter(type(edit).__name__ for _, edit in edits(played))
    store = played.study.store
    spots = store.hot_spots.count()
    turns = len(store.rows_of("turning_points"))
    assert names["SetRating"] + names["SetMissing"] == store.ratings.count()
    assert names["MarkHotSpot"] == spots == names["DescribeHotSpot"]
    assert names["PlaceTurningPoint"] == turns == names["DescribeTurningPoint"]
    assert spots + turns == len(store.rows_of("notes"))
    assert names["SignAgreement"] == names["ShowAgreement"] == len(store.rows_of("consents")) == 19


def test_that_everything_happens_in_order_of_time_and_nobody_is_asked_before_they_signed(played: Session) -> None:
    log = edits(played)[1:]
    times = [event.utc for event, _ in log]
    assert times == sorted(times)
    signed: dict[str, str] = {}
    for event, edit in log:
        if isinstance(edit, SignAgreement):
            signed[edit.participant] = event.utc[:10]
        if isinstance(edit, SetRating):
            assert signed[edit.key.participant] <= event.utc[:10]
            assert event.utc[:10] == edit.held_on.isoformat()


def test_that_its_log_done_again_in_an_empty_study_gives_equal_tables_and_equal_figures(
    played: Session, tmp_path: Path
) -> None:
    database = connections.create(tmp_path / "again.db", b"k" * 32, "b" * 32, MIGRATIONS)
    again = replay.replay(played.study, Study(Store(database), played.study.sealed_side.sealer), silent)
    assert again.problems == []
    for table in DATA_TABLES:
        assert again.study.store.rows_of(table) == played.study.store.rows_of(table), table
    assert list(differences(played.study, again)) == []
    other = Session(again.study.store, studies.SLOT, again.study.sealed_side.sealer, played.clock)
    frame, typeset = SheetFrame("practice", played.today(), ("word",) * 8), Typeset()
    for person in played.study.store.people.all():
        mine, theirs = trajectories(played, person.id), trajectories(other, person.id)
        assert mine == theirs
        assert person_sheets(mine, frame, typeset) == person_sheets(theirs, frame, typeset)
    database.close()


def test_that_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    def numbers(seed: int) -> list[tuple[str, str, int | None]]:
        session = studies.in_memory(practice.plan())
        practice.play(session, Typeset(), seed)
        codes = {person.id: person.code for person in session.study.store.people.all()}
        found = [
            (codes[r.key.participant], r.key.pathway + r.key.wave, r.value) for r in session.study.store.ratings.all()
        ]
        return sorted(found, key=str)

    assert numbers(1) == numbers(1)
    assert numbers(1) != numbers(2)


def test_that_no_name_stands_outside_the_sealed_rows(played: Session) -> None:
    connection = played.study.store.connection
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    for table in tables:
        assert "Practice C1-01" not in repr(connection.execute(f"SELECT * FROM {table}").fetchall()), table
