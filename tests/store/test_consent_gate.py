"""The store itself refuses what no agreement allows: tried with SQL, past the window and the service (MB16)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from ojm_desktop.domain.agreement import Uses
from ojm_desktop.domain.errors import ConsentMissing, Refused
from ojm_desktop.service.edits import RefuseAgreement, SetAccommodation
from ojm_desktop.service.session import Session
from ojm_desktop.store.connection import Connection
from ojm_desktop.store.ratings import INSERT, UPDATE
from ojm_desktop.store.schema import EXEMPT, GATED
from tests import studies

ROWS = {
    "ratings": "INSERT INTO ratings VALUES({p}, 'housing', {n}, 1, NULL, '', '2026-03-31', 'participant', 0, 1, '')",
    "hot_spots": "INSERT INTO hot_spots VALUES({i}, {p}, 'housing', '2026-03-31', '2026-03-31', 'mixed', 1)",
    "turning_points": (
        "INSERT INTO turning_points VALUES({i}, {p}, 'housing', '2026-03-31', '2026-03-31', 'up', 'week', '')"
    ),
    "notes": "INSERT INTO notes(item, noun, participant, title, could_have_helped, observation)"
    " VALUES({i}, 'hot_spot', {p}, 'a', 'b', 'c')",
    "accommodations": "INSERT INTO accommodations VALUES({p}, {n}, 'Housing association')",
    "dismissals": "INSERT INTO dismissals VALUES({p}, 'housing', {n})",
    "drafts": "INSERT INTO drafts VALUES({i}, {p}, 'text', 0, '')",
    "visits": "INSERT INTO visits VALUES({i}, {p}, {n}, NULL, 'in_progress', NULL, '', NULL, '', '', '', '', '', '')",
    "answers": "INSERT INTO answers VALUES({v}, {n}, {p}, '1', NULL, '', '', '', NULL, 1, '', NULL)",
    "instances": "INSERT INTO instances VALUES({v}, {n}, {p}, 2)",
    "files": "INSERT INTO files VALUES({p}, {i} || {i}, 'image', x'00')",
    "comments": "INSERT INTO comments(id, participant, visit, path, pathway, wave, kind, words)"
    " VALUES({i}, {p}, {v}, '/data/a', 'housing', {n}, 'quote', 'a room')",
    "second_entries": "INSERT INTO second_entries VALUES({v}, {n}, {p}, '1', NULL, '', NULL, NULL)",
    "paper_checks": "INSERT INTO paper_checks VALUES({v}, {p}, '')",
    "paradata": "INSERT INTO paradata VALUES({v}, {k}, {p}, '', 'entered', '', '', '', 0, 0)",
    "diary_entries": "INSERT INTO diary_entries VALUES({i}, {p}, {k}, '2026-03-31', 'self', NULL, '', '')",
    "diary_occurrences": "INSERT INTO diary_occurrences VALUES({v}, {k}, {p}, 'housing', 'mixed', '', NULL, NULL)",
}
"""A row of every gated table; {p} the person, {i} an id, {n} a wave, {v} the parent's id, {k} a number."""
PARENTS = {
    **dict.fromkeys(("answers", "instances", "comments", "paradata", "second_entries", "paper_checks"), "visits"),
    "diary_occurrences": "diary_entries",
}
"""The row that must be there before; it is added where the gate lets it in."""
PARENT = 7


@pytest.fixture
def session() -> Iterator[Session]:
    """An empty study with one person who has signed nothing."""
    found = studies.in_memory()
    studies.add_person(found)
    yield found
    found.close()


def person(session: Session) -> str:
    """The first participant's id."""
    return session.study.store.people.all()[0].id


def insert(connection: Connection, table: str, participant: str, number: int = 1) -> None:
    """Write one row with SQL."""
    parent = PARENTS.get(table)
    if parent is not None and not connection.execute(f"SELECT 1 FROM {parent}").fetchone():
        with suppress(ConsentMissing):
            insert(connection, parent, participant, PARENT)
    ids = {"p": f"'{participant}'", "i": f"'{number:032x}'", "v": f"'{PARENT:032x}'"}
    connection.execute(ROWS[table].format(**ids, n=f"'w{number}'", k=number))


def carriers(connection: Connection) -> set[str]:
    """Every table that has a column naming a participant, as the schema of the open study says."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    return {
        name
        for name in names
        if any(
            row[1] in ("participant", "subject") for row in connection.execute(f"PRAGMA table_info({name})").fetchall()
        )
    }


def test_that_every_table_that_carries_a_participant_is_gated_or_named_as_exempt(session: Session) -> None:
    found = carriers(session.study.store.connection)
    assert found | {"participants"} == set(GATED) | set(EXEMPT)
    assert set(ROWS) == set(GATED)


@pytest.mark.parametrize("table", sorted(GATED))
def test_that_no_row_gets_in_without_an_agreement(session: Session, table: str) -> None:
    with pytest.raises(ConsentMissing, match="Nothing was changed"):
        insert(session.study.store.connection, table, person(session))


@pytest.mark.parametrize("table", sorted(GATED))
def test_that_a_refusal_opens_nothing(session: Session, table: str) -> None:
    session.do(RefuseAgreement(participant=person(session), text_version=1, words="Not today."))
    with pytest.raises(ConsentMissing):
        insert(session.study.store.connection, table, person(session))


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
@pytest.mark.parametrize("table", sorted(GATED))
def test_that_ticks_open_nothing_where_the_agreement_is_not_in_force(session: Session, table: str, state: str) -> None:
    connection = session.study.store.connection
    event = session.sequence
    connection.execute(
        f"INSERT INTO consents VALUES({event}, '{person(session)}', 1, 1, 1, 1, 1, 1, '{state}', '', '',"
        f" {3 if state == 'withdrawn' else 0})"
    )
    with pytest.raises(ConsentMissing):
        insert(connection, table, person(session))


@pytest.mark.parametrize("table", sorted(GATED))
def test_that_an_agreement_lets_rows_in_and_a_later_refusal_stops_new_rows_and_changes(
    session: Session, table: str
) -> None:
    studies.sign(session, person(session))
    connection = session.study.store.connection
    insert(connection, table, person(session))
    connection.execute(f"UPDATE {table} SET participant = participant")
    session.do(RefuseAgreement(participant=person(session), text_version=1, words="I have thought again."))
    with pytest.raises(ConsentMissing):
        connection.execute(f"UPDATE {table} SET participant = participant")
    with pytest.raises(ConsentMissing):
        insert(connection, table, person(session), 2)


@pytest.mark.parametrize("table", sorted(GATED))
def test_that_a_row_cannot_be_moved_to_somebody_who_has_not_signed(session: Session, table: str) -> None:
    studies.sign(session, person(session))
    other = studies.add_person(session)
    connection = session.study.store.connection
    insert(connection, table, person(session))
    with pytest.raises(ConsentMissing):
        connection.execute(f"UPDATE {table} SET participant = '{other}'")


@pytest.mark.parametrize("table", sorted(GATED))
def test_that_the_use_a_table_needs_is_the_use_that_was_ticked(session: Session, table: str) -> None:
    """Somebody may sign and still not have said yes to this use."""
    uses = Uses(interview=True, diary=True, quotes=True, audio=True, contact=True)
    studies.sign(session, person(session), uses)
    connection = session.study.store.connection
    event = session.sequence + 1
    ticks = ", ".join(
        "0" if use == GATED[table] else "1" for use in ("interview", "diary", "quotes", "audio", "contact")
    )
    connection.execute(f"INSERT INTO consents VALUES({event}, '{person(session)}', 1, {ticks}, 'in_force', '', '', 0)")
    with pytest.raises(ConsentMissing):
        insert(connection, table, person(session))


def test_that_the_home_in_the_order_needs_no_agreement_and_a_later_one_does(session: Session) -> None:
    session.do(SetAccommodation(participant=person(session), wave="start", type="Council accommodation"))
    with pytest.raises(ConsentMissing):
        session.do(SetAccommodation(participant=person(session), wave="4", type="Housing association"))


def test_that_a_visit_is_planned_or_missed_before_anybody_signed_and_not_begun(session: Session) -> None:
    connection = session.study.store.connection
    row = "INSERT INTO visits VALUES('{i}', '{p}', '4', NULL, '{s}', NULL, '', NULL, '', '', '', '', '', '')"
    for number, state in enumerate(("planned", "missed")):
        connection.execute(row.format(i=f"{number:032x}", p=person(session), s=state))
    for state in ("in_progress", "paused", "stopped", "complete", "locked"):
        with pytest.raises(ConsentMissing):
            connection.execute(f"UPDATE visits SET state = '{state}' WHERE state = 'planned'")
    connection.execute(
        f"INSERT INTO appointments(participant, wave, day, reason) VALUES('{person(session)}', '4', '2026-03-31', '')"
    )


def test_that_a_visit_can_be_ended_after_a_no_and_nothing_else_be_said_in_it(session: Session) -> None:
    studies.sign(session, person(session))
    connection = session.study.store.connection
    insert(connection, "visits", person(session), PARENT)
    session.do(RefuseAgreement(participant=person(session), text_version=1, words="I have thought again."))
    step = f"INSERT INTO paradata VALUES('{PARENT:032x}', {{n}}, '{person(session)}', '', '{{what}}', '', '', '', 0, 0)"
    with pytest.raises(ConsentMissing):
        connection.execute(step.format(n=1, what="stopped"))
    for number, state in enumerate(("paused", "stopped", "locked"), 1):
        connection.execute(f"UPDATE visits SET state = '{state}', reason = 'a no', ended_at = 'now'")
        connection.execute(step.format(n=number, what=state))
        for change in ("position = '/data/a'", "language = 'x'", "held_on = '2026-01-01'", "state = 'in_progress'"):
            with pytest.raises(ConsentMissing):
                connection.execute(f"UPDATE visits SET {change}")
        with pytest.raises(ConsentMissing):
            connection.execute("UPDATE visits SET state = 'complete'")
        for what in ("answered", "resumed", "completed", "noted"):
            with pytest.raises(ConsentMissing):
                connection.execute(step.format(n=number + 1, what=what))


def test_that_the_steps_of_a_visit_follow_on_and_the_words_of_a_questionnaire_stay(session: Session) -> None:
    studies.sign(session, person(session))
    connection = session.study.store.connection
    insert(connection, "paradata", person(session))
    with pytest.raises(Refused, match="never changed"):
        insert(connection, "paradata", person(session), 3)
    connection.execute(
        "INSERT INTO forms(digest, id, version, title, state, change, xml, imported_at)"
        f" VALUES('{'a' * 64}', 'week', '1', '', 'draft', 'first', '<xml/>', '')"
    )
    connection.execute("UPDATE forms SET state = 'published'")
    with pytest.raises(Refused, match="never changed"):
        connection.execute("UPDATE forms SET xml = '<other/>'")


def test_that_a_draft_about_nobody_needs_no_agreement(session: Session) -> None:
    session.keep_draft("study/scale", "half a sentence", 4)
    assert session.draft("study/scale") is not None


def test_that_consents_and_the_log_cannot_be_changed_or_deleted_with_sql(session: Session) -> None:
    studies.sign(session, person(session))
    connection = session.study.store.connection
    for statement in (
        "UPDATE consents SET quotes = 0",
        "DELETE FROM consents",
        "UPDATE events SET utc = ''",
        "DELETE FROM events",
        "INSERT INTO events SELECT sequence + 7, utc, offset, 0, slot, commitment, hash, 'f' FROM events LIMIT 1",
        "UPDATE payloads SET body = '{}' WHERE body IS NOT NULL",
        "DELETE FROM payloads",
        "UPDATE commitment_keys SET key = x'00'",
        "REPLACE INTO consents SELECT event, participant, 9, 1, 1, 1, 1, 1, state, signed_at, '', level FROM consents",
    ):
        before = session.study.store.rows_of("consents"), session.study.store.log.last()
        with pytest.raises(Exception, match="never changed or deleted"):
            connection.execute(statement)
        assert (session.study.store.rows_of("consents"), session.study.store.log.last()) == before


def test_that_writing_a_rating_builds_no_tree_of_its_own_and_asks_for_the_agreement_once(session: Session) -> None:
    """What one answer costs (performance): the engine's plan of both statements, with what their gates run."""
    connection = session.study.store.connection
    for statement in (INSERT, UPDATE):
        plan = connection.raw.execute(f"EXPLAIN {statement}", (None,) * 11).fetchall()
        steps = [str(row[1]) for row in plan]
        assert steps.count("Program") == 1
        assert not {"OpenEphemeral", "OpenAutoindex", "AggStep"} & set(steps)


def test_that_a_missing_rating_has_one_of_the_four_reasons(session: Session) -> None:
    studies.sign(session, person(session))
    connection = session.study.store.connection
    row = "INSERT INTO ratings VALUES(?, 'housing', ?, NULL, ?, '', NULL, 'participant', 0, 1, '')"
    for letter in "MDNW":
        connection.execute(row, (person(session), letter, letter))
    with pytest.raises(Exception, match="CHECK constraint failed"):
        connection.execute(row, (person(session), "x", "X"))


@pytest.mark.parametrize("sequence", [0, 1, 2, 4])
def test_that_an_event_only_follows_the_newest_one(session: Session, sequence: int) -> None:
    connection = session.study.store.connection
    assert session.sequence == 2
    with pytest.raises(Refused, match="never changed or deleted"):
        connection.execute("INSERT INTO events VALUES(?, '', 0, 0, '', '', '', '')", (sequence,))
    connection.execute("INSERT INTO events VALUES(3, '', 0, 0, '', '', '', '')")


def test_that_sound_is_kept_of_those_only_who_said_yes_to_recording(session: Session) -> None:
    who, connection = person(session), session.study.store.connection
    studies.sign(session, who)
    with pytest.raises(ConsentMissing, match="sound recording"):
        session.study.store.files.put(who, "a" * 64, "audio", b"a word")
    session.study.store.files.put(who, "b" * 64, "image", b"a picture")
    with pytest.raises(ConsentMissing, match="sound recording"):
        connection.execute("UPDATE files SET kind = 'audio'")
    studies.sign(session, who, Uses(interview=True, diary=True, quotes=True, audio=True, contact=True))
    session.study.store.files.put(who, "a" * 64, "audio", b"a word")
