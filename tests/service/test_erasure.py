"""Erasing somebody: nothing is left in any page, the chain holds, and no copy brings them back (W2-W5, B3)."""

from __future__ import annotations

from datetime import date

import pytest

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service import backups, erasure, ledger, verify
from ojm_desktop.service.edits import (
    Erase,
    SetRating,
    Withdraw,
)
from ojm_desktop.service.history import History
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.store.schema import GATED
from tests import pages, studies
from tests.service.erasing import CANARIES, DAY, erase, ids, opened
from tests.store.test_consent_gate import PARENTS, insert


def test_that_w2_no_page_holds_a_word_of_whoever_was_erased_and_the_others_keep_theirs(
    unlocked: Unlocked,
) -> None:
    key, folder = unlocked.opened.current.study, unlocked.folder
    before = pages.decrypted(folder.db, key)
    assert all(before.count(word.encode()) > 100 for word in CANARIES)
    session = opened(unlocked)
    who = ids(session)[1]
    done = erase(session, who)
    assert done.is_folded
    assert not (folder.path / "study.db-wal").stat().st_size
    after = pages.decrypted(folder.db, key)
    assert after.count(CANARIES[1].encode()) == 0
    assert all(after.count(word.encode()) > 100 for word in (CANARIES[0], CANARIES[2]))
    assert session.study.store.log.commitment_key(who) is None
    side, store = session.study.sealed_side, session.study.store
    assert not [each for each in store.sealed.ids() if CANARIES[1] in (side.get(each) or "").casefold()]
    assert len([each for each in store.sealed.ids() if CANARIES[0] in (side.get(each) or "").casefold()]) >= 5
    session.close()


def test_that_w2_every_table_that_carries_a_participant_is_emptied_of_them_alone() -> None:
    session = studies.in_memory()
    who, other = studies.signed_person(session), studies.signed_person(session)
    connection = session.study.store.connection
    for table in sorted(GATED, key=lambda name: name not in PARENTS):
        insert(connection, table, who)
    studies.rate(session, other, "housing", "4", 2, DAY)
    assert GATED.keys() <= session.study.store.erasures.counts(who).keys()
    left = session.study.store.erasures.counts(other)
    erase(session, who)
    assert session.study.store.erasures.counts(who) == {}
    assert session.study.store.erasures.counts(other) == left
    session.close()


def test_that_w3_what_stays_names_the_person_in_the_declared_columns_alone(unlocked: Unlocked) -> None:
    session = opened(unlocked)
    who = ids(session)[1]
    code, signed = session.study.participant(who).code, session.study.store.consents.newest_signed(who)
    assert signed is not None
    erase(session, who)
    (stone,) = session.study.store.erasures.all()
    assert (stone.participant, stone.code, stone.erased_on) == (who, code, session.today())
    assert (stone.basis, stone.who, stone.agreement) == ("asked for it", "K.", signed.record_sha256)
    rows = session.study.store.connection
    found = set()
    for (table,) in rows.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        columns = [str(row[1]) for row in rows.execute(f"PRAGMA table_info({table})").fetchall()]
        for row in rows.execute(f"SELECT * FROM {table}").fetchall():
            found |= {(table, name) for name, value in zip(columns, row, strict=True) if names(value, who, code)}
    assert found == {
        ("erasures", "participant"),
        ("erasures", "code"),
        ("payloads", "participant"),
        ("payloads", "body"),
    }
    bodies = [session.study.store.log.payload(each) for each in range(1, session.sequence + 1)]
    assert [body.sequence for body in bodies if body and names(body.body, who, code)] == [session.sequence]
    session.close()


def names(value: object, *words: str) -> bool:
    return isinstance(value, str) and any(word in value for word in words)


def test_that_w4_the_chain_and_the_whole_study_verify_after_an_erasure(unlocked: Unlocked) -> None:
    before = verify.verify(unlocked)
    session = opened(unlocked)
    erase(session, ids(session)[1])
    backups.close(session)
    report = verify.verify(unlocked, before.head)
    assert report.problems == ()
    assert (report.named_event, report.events) == (before.events, before.events + 1)


@pytest.mark.parametrize(
    ("statement", "finds"),
    [
        ("DELETE FROM commitment_keys WHERE subject = ?1", "the commitment's key is missing"),
        ("UPDATE payloads SET body = NULL WHERE participant = ?1", "is gone, and nobody was erased"),
        ("DELETE FROM erasures WHERE participant <> ?1", "the log has it, the table does not"),
        ("INSERT INTO commitment_keys SELECT participant, x'00' FROM erasures WHERE ?1 <> ''", "key of their commit"),
        (
            "UPDATE payloads SET body = '{}' WHERE participant IN (SELECT participant FROM erasures) AND ?1 <> ''",
            "still",
        ),
    ],
)
def test_that_w4_what_is_taken_away_otherwise_or_left_behind_is_found(
    unlocked: Unlocked, statement: str, finds: str
) -> None:
    session = opened(unlocked)
    other, who, _ = ids(session)
    erase(session, who)
    connection = session.study.store.connection.raw
    connection.set_authorizer(None)
    triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    for (name,) in connection.execute(triggers).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement, (other,))
    session.close()
    assert finds in " | ".join(problem.what for problem in verify.verify(unlocked).problems)


def test_that_the_store_lets_nothing_go_without_a_tombstone_and_lets_nobody_erased_in_again(unlocked: Unlocked) -> None:
    session = opened(unlocked)
    who, other, _ = ids(session)
    rows = session.study.store.connection
    person = rows.execute("SELECT * FROM participants WHERE id = ?", (who,)).fetchall()[0]
    erase(session, who)
    for statement in (
        f"DELETE FROM commitment_keys WHERE subject = '{other}'",
        f"DELETE FROM consents WHERE participant = '{other}'",
        f"UPDATE payloads SET body = NULL WHERE participant = '{other}'",
        "UPDATE payloads SET body = NULL WHERE participant IS NULL AND body IS NOT NULL",
        "DELETE FROM erasures",
        "UPDATE erasures SET who = ''",
    ):
        with pytest.raises(Refused, match="never changed or deleted"):
            rows.execute(statement)
    with pytest.raises(Refused, match="was erased"):
        rows.execute("INSERT INTO participants VALUES(?,?,?,?,?,?,?,?,?)", person)
    session.keep_draft(f"contacts/{who}", "half a number", 0, is_sealed=True)
    assert session.draft(f"contacts/{who}") is None
    session.close()


def test_that_a_second_erasure_says_so_and_undo_stops_at_the_first(unlocked: Unlocked) -> None:
    session = opened(unlocked)
    _, who, other = ids(session)
    session.do(SetRating(key=RatingKey(other, "housing", "8"), value=1, held_on=DAY))
    code = session.study.participant(who).code
    erase(session, who)
    with pytest.raises(Refused, match=f"{code} was erased already, on 14 May 2026"):
        erase(session, who)
    for _ in range(2):
        with pytest.raises(Refused, match=f"{code} was erased. That cannot be undone"):
            session.undo()
        session.close()
        session = opened(unlocked)
    assert kept_steps(session.history) == 1
    session.close()


def kept_steps(history: History) -> int:
    return len(history._undo) + len(history._redo)


@pytest.mark.parametrize(
    ("basis", "who", "on", "says"),
    [
        (" ", "K.", DAY, "says why"),
        ("asked", "", DAY, "who heard it"),
        ("asked", "K.", date(2030, 1, 1), "not come yet"),
        ("Ms Bullfinch, asked", "K.", DAY, "name the person"),
        ("x" * 201, "K.", DAY, "at most 200"),
    ],
)
def test_that_an_erasure_says_who_heard_it_why_and_when_and_keeps_no_name(
    unlocked: Unlocked, basis: str, who: str, on: date, says: str
) -> None:
    session = opened(unlocked)
    with pytest.raises(Refused, match=says):
        erasure.erase(session, ids(session)[1], on=on, basis=basis, who=who)
    assert len(ids(session)) == 3
    session.close()


def test_that_a_withdrawal_is_no_erasure_and_a_key_without_the_sealed_side_erases_nobody() -> None:
    session = studies.in_memory()
    who = studies.signed_person(session)
    with pytest.raises(Refused, match="recorded by an erasure"):
        session.do(Withdraw(participant=who, level=Level.ERASED, said_on=DAY, told_to="K."))
    with pytest.raises(Refused, match="ask a researcher"):
        studies.as_analyst(session).do(Erase(participant=who, on=DAY, basis="asked", who="K."))
    session.close()


@pytest.mark.parametrize("stopped_at", ["rewrite", "checkpoint", "spread"])
def test_that_w2_an_erasure_that_was_stopped_half_way_is_finished_by_the_next_opening(
    unlocked: Unlocked, stopped_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(unlocked)
    who = ids(session)[1]
    with monkeypatch.context() as stop:
        owner = ledger if stopped_at == "spread" else type(session.study.store.connection)
        stop.setattr(owner, stopped_at, crash)
        with pytest.raises(RuntimeError, match="the power went"):
            erase(session, who)
    session.close()
    opened(unlocked).close()
    assert CANARIES[1].encode() not in pages.decrypted(unlocked.folder.db, unlocked.opened.current.study)
    assert verify.verify(unlocked).problems == ()


def crash(*_: object, **__: object) -> None:
    raise RuntimeError("the power went")
