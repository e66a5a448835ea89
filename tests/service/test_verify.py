"""Tampering is found and named (A1, A2), whoever holds the study's own key."""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.hot_spot import Note, Polarity
from ojm_desktop.domain.log import link_hash
from ojm_desktop.domain.participant import Identity
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.service import drafts, replay
from ojm_desktop.service.backups import close
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import DescribeHotSpot, MarkHotSpot, RecordIdentity, SetMissing
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import Unlocked, unlock
from ojm_desktop.service.verify import Report, verify
from ojm_desktop.store import engine
from ojm_desktop.store.head import HeadFile
from ojm_desktop.vault.signing import HeadSigner
from ojm_desktop.vault.words import to_words
from tests import studies

DAY = date(2026, 3, 31)


def fill(session: Session) -> str:
    """A small study with something of everything."""
    participant = studies.signed_person(session)
    session.do(RecordIdentity(participant=participant, identity=Identity("Somebody", "by post")))
    for wave, value in (("4", -2), ("8", 1), ("12", 4)):
        studies.rate(session, participant, "housing", wave, value, DAY)
    session.undo()
    session.redo()
    session.do(SetMissing(key=RatingKey(participant, "family", "8"), missing=Missing.DECLINED, reason="tired"))
    session.do(
        MarkHotSpot(participant=participant, pathway="housing", first_day=DAY, last_day=DAY, polarity=Polarity.MIXED)
    )
    spot = session.study.store.hot_spots.of(participant)[0].id
    session.do(DescribeHotSpot(hot_spot=spot, participant=participant, note=Note("A room", "a list", "“At last.”")))
    return participant


@pytest.fixture
def whole(tmp_path: Path) -> Unlocked:
    """A closed study in which all is well."""
    session = studies.on_disk(tmp_path / "a.ojm")
    fill(session)
    close(session)
    return unlock(tmp_path / "a.ojm", studies.PASSPHRASE)


def raw(unlocked: Unlocked) -> engine.SqlConnection:
    """The database as somebody opens it who holds the key and no manners: no authorizer, no triggers needed."""
    return engine.open_file(unlocked.folder.db, unlocked.opened.current.study)


def tamper(unlocked: Unlocked, *statements: str) -> None:
    """Run SQL with the study's own key, past every gate."""
    connection = raw(unlocked)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def said(report: Report) -> str:
    """All problems as one text."""
    return " | ".join(f"{problem.file} {problem.event} {problem.what}" for problem in report.problems)


def test_that_an_untouched_study_is_whole(whole: Unlocked) -> None:
    report = verify(whole)
    assert report.problems == ()
    assert report.events > 10


def test_that_a1_a_rating_changed_behind_dropped_triggers_is_found_and_named(whole: Unlocked) -> None:
    tamper(
        whole,
        "DROP TRIGGER ratings_need_consent_on_update",
        "UPDATE ratings SET value = 5 WHERE pathway = 'housing' AND wave = '8'",
    )
    found = said(verify(whole))
    assert "trigger ratings_need_consent_on_update was" in found
    assert "C1-01, housing, 8: the table says 5, the log says 1" in found


@pytest.mark.parametrize(
    ("statement", "finds"),
    [
        ("DELETE FROM events WHERE sequence = 6", "event 6 is missing"),
        ("UPDATE events SET utc = '2020-01-01T00:00:00.000Z' WHERE sequence = 5", "study.db 5 the link was changed"),
        ("UPDATE payloads SET body = replace(body, '\"value\":1', '\"value\":3') WHERE sequence = 6", "study.db 6"),
        ("DELETE FROM payloads WHERE sequence = 6", "study.db 6"),
        ("DELETE FROM commitment_keys WHERE subject != 'study'", "the commitment's key is missing"),
        ("UPDATE payloads SET body = NULL WHERE participant IS NOT NULL", "is gone, and nobody was erased"),
        ("UPDATE notes SET observation = 'All good.'", "observation differs from the log"),
        ("UPDATE participants SET age = 20", "participants, C1-01: age differs"),
        ("DELETE FROM hot_spots", "the log has it, the table does not"),
        ("UPDATE ratings SET missing = 'M' WHERE missing = 'D'", "missing differs from the log"),
        ("INSERT INTO sealed VALUES('ff', 1, x'00', x'00')", "a sealed row is there that the log does not know"),
        ("UPDATE plan SET value = '\"other\"' WHERE part = 'name'", "plan, name: the table says"),
        ("UPDATE consents SET quotes = 0", "quotes differs from the log"),
    ],
)
def test_that_a1_each_way_of_changing_the_past_is_found(whole: Unlocked, statement: str, finds: str) -> None:
    connection = raw(whole)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()]
    connection.close()
    tamper(whole, *(f"DROP TRIGGER {name}" for name in names if not name.startswith("notes_")), statement)
    assert finds in said(verify(whole))


def test_that_a1_two_events_swapped_are_found(whole: Unlocked) -> None:
    connection = raw(whole)
    connection.execute("DROP TRIGGER events_are_never_changed")
    five, six = (
        connection.execute(
            "SELECT utc, offset, monotonic, slot, commitment FROM events WHERE sequence=?", (n,)
        ).fetchone()
        for n in (5, 6)
    )
    for sequence, link in ((5, six), (6, five)):
        connection.execute(
            "UPDATE events SET utc=?, offset=?, monotonic=?, slot=?, commitment=? WHERE sequence=?", (*link, sequence)
        )
    connection.close()
    assert "study.db 5" in said(verify(whole))


def test_that_a1_an_event_changed_and_hashed_again_does_not_fit_the_next(whole: Unlocked) -> None:
    connection = raw(whole)
    connection.execute("DROP TRIGGER events_are_never_changed")
    row = connection.execute(
        "SELECT sequence, offset, monotonic, slot, commitment, previous FROM events WHERE sequence = 5"
    ).fetchone()
    utc = "2020-01-01T00:00:00.000Z"
    connection.execute(
        "UPDATE events SET utc = ?, hash = ? WHERE sequence = 5", (utc, link_hash(row[0], utc, *row[1:]))
    )
    connection.close()
    assert "study.db 6 it does not follow from the event before it" in said(verify(whole))


def test_that_a1_a_value_changed_in_table_and_log_alike_does_not_fit_its_commitment(whole: Unlocked) -> None:
    """Tables and log agree then; only the commitment in the link knows better."""
    connection = raw(whole)
    sql = "SELECT sequence, body FROM payloads WHERE body LIKE '%SetRating%' AND body LIKE '%housing%'"
    sequence, body = next(row for row in connection.execute(sql).fetchall() if '"wave":"12"' in row[1])
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()]
    for name in names:
        if not name.startswith("notes_"):
            connection.execute(f"DROP TRIGGER {name}")
    for other, text in connection.execute("SELECT sequence, body FROM payloads WHERE body LIKE '%:4%'").fetchall():
        if other >= sequence:
            connection.execute(
                "UPDATE payloads SET body = ? WHERE sequence = ?", (text.replace('"value":4', '"value":3'), other)
            )
    connection.execute("UPDATE ratings SET value = 3 WHERE wave = '12' AND value = 4")
    connection.close()
    found = said(verify(whole))
    assert '"value":4' in body
    assert "the table says" not in found
    assert f"study.db {sequence} what the event did was changed afterwards" in found


def rewrite_tail(unlocked: Unlocked, first: int) -> None:
    """What a thief of the passphrase could do: recompute every hash from an event on, and sign the head again."""
    connection = raw(unlocked)
    guard = "events_are_never_changed"
    (guarded,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (guard,)).fetchone()
    connection.execute(f"DROP TRIGGER {guard}")
    rows = connection.execute(
        "SELECT sequence, utc, offset, monotonic, slot, commitment, previous, hash FROM events ORDER BY sequence"
    ).fetchall()
    previous = rows[first - 2][7]
    for sequence, utc, offset, monotonic, slot, commitment, _, _ in rows[first - 1 :]:
        digest = link_hash(sequence, utc, offset, monotonic + 1, slot, commitment, previous)
        connection.execute(
            "UPDATE events SET monotonic=?, previous=?, hash=? WHERE sequence=?",
            (monotonic + 1, previous, digest, sequence),
        )
        previous = digest
    connection.execute(guarded)
    seed = connection.execute("SELECT value FROM meta WHERE key='signing_seed'").fetchone()[0]
    connection.close()
    head = HeadFile(unlocked.folder.head, HeadSigner(bytes.fromhex(seed)), unlocked.opened.study_id)
    head.create(len(rows), previous)


def test_that_a2_a_rewritten_tail_signed_again_is_found_by_words_on_paper(whole: Unlocked) -> None:
    before = verify(whole)
    rewrite_tail(whole, 6)
    assert "no event of this study carries these words" in said(verify(whole, before.head))


def test_that_a2_yesterdays_folder_is_found_by_words_on_paper(tmp_path: Path, whole: Unlocked) -> None:
    yesterday = tmp_path / "yesterday.ojm"
    shutil.copytree(whole.folder.path, yesterday)
    session = studies.reopened(whole.folder.path)
    studies.rate(session, session.study.store.people.all()[0].id, "work", "4", 3, DAY)
    close(session)
    words = verify(whole).head
    old = unlock(yesterday, studies.PASSPHRASE)
    assert verify(old).problems == ()
    assert "no event of this study carries these words" in said(verify(old, words))
    assert verify(whole, words).problems == ()


def test_that_the_words_of_any_earlier_event_are_accepted_and_it_is_named(whole: Unlocked) -> None:
    connection = raw(whole)
    digest = connection.execute("SELECT hash FROM events WHERE sequence = 4").fetchone()[0]
    connection.close()
    report = verify(whole, " ".join(to_words(digest)))
    assert report.is_whole
    assert report.named_event == 4


def test_that_one_flipped_byte_in_any_covered_file_is_found(whole: Unlocked) -> None:
    """Every file, at its beginning, middle and end, and at many places between."""
    files = [path for path in sorted(whole.folder.path.rglob("*")) if path.is_file() and path.name != "lock"]
    assert {"study.db", "keys.json", "head", "erased.json", "manifest.json"} <= {path.name for path in files}
    for path in files:
        content = path.read_bytes()
        step = max(1, len(content) // 4)
        for place in {0, 1, 15, 16, 40, *range(0, len(content), step), len(content) - 1}:
            if place >= len(content):
                continue
            changed = bytearray(content)
            changed[place] ^= 0x01
            path.write_bytes(changed)
            if path == whole.folder.keys:
                with pytest.raises(OjmError):
                    unlock(whole.folder.path, studies.PASSPHRASE)
            assert verify(whole).problems, f"a flipped byte at {place} of {path.name} was not found"
        path.write_bytes(content)
    assert verify(whole).problems == ()


def test_that_the_log_done_again_in_an_empty_study_gives_equal_tables() -> None:
    session = studies.in_memory()
    participant = fill(session)
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert list(differences(session.study, again)) == []
    assert again.study.store.ratings.of(participant) == session.study.store.ratings.of(participant)


def test_that_sealed_drafts_are_no_problem_and_those_that_cannot_be_read_are(tmp_path: Path) -> None:
    session = studies.on_disk(tmp_path / "a.ojm")
    session.keep_draft(drafts.NEW_PERSON, "Somebody", 8, is_sealed=True)
    row = drafts.row_id(session.study)
    close(session)
    unlocked = unlock(tmp_path / "a.ojm", studies.PASSPHRASE)
    assert verify(unlocked).problems == ()

    tamper(unlocked, f"UPDATE sealed SET blob = zeroblob(length(blob)) WHERE id = '{row}'")
    assert said(verify(unlocked)) == "study.db None what is kept half done does not open"

    session = studies.reopened(tmp_path / "a.ojm")
    with session.study.store.transaction():
        session.study.sealed_side.put(row, "no drafts")
    session.close()
    assert said(verify(unlocked)) == "study.db None what is kept half done does not open"


def test_that_a6_the_log_in_clear_names_nobody_and_no_commitment_can_be_guessed(whole: Unlocked) -> None:
    """With every link in hand and every answer there can be, nothing is confirmed without the person's random key."""
    connection = raw(whole)
    links = connection.execute("SELECT * FROM events").fetchall()
    person = connection.execute("SELECT id, code FROM participants").fetchone()
    bodies = [row[0] for row in connection.execute("SELECT body FROM payloads WHERE body IS NOT NULL").fetchall()]
    connection.close()
    flat = repr(links)
    assert person[0] not in flat
    assert person[1] not in flat
    assert "SetRating" not in flat
    commitments = {link[5] for link in links}
    guesses = {hashlib.sha256(body.encode()).hexdigest() for body in bodies}
    guesses |= {hmac.digest(bytes(32), body.encode(), "sha256").hex() for body in bodies}
    assert not guesses & commitments


def test_that_a6_every_person_and_every_sealed_event_has_a_random_key_of_its_own() -> None:
    """Two studies in which the same is done at the same moments have no key in common."""
    keys: list[bytes] = []
    sealed_keys: list[str] = []
    for _ in range(2):
        session = studies.in_memory()
        people = [fill(session), studies.signed_person(session)]
        studies.rate(session, people[1], "housing", "4", 1, DAY)
        log = session.study.store.log
        of_person = {person: log.commitment_key(person) for person in (*people, "study")}
        keys += [key for key in of_person.values() if key is not None]
        for event in log.events():
            payload = log.payload(event.sequence)
            assert payload is not None
            if payload.sealed is not None:
                sealed_keys.append(json.loads(session.study.sealed_side.get(payload.sealed) or "{}")["key"])
                continue
            key = of_person[payload.participant or "study"]
            assert key is not None
            assert payload.body is not None
            assert hmac.new(key, payload.body.encode(), "sha256").hexdigest() == event.commitment
        session.close()
    assert len(keys) == 6
    assert all(len(key) == 32 for key in keys)
    assert len({*keys, *map(bytes.fromhex, sealed_keys)}) == 6 + len(sealed_keys)
    assert len(sealed_keys) == 6


@pytest.mark.parametrize(
    ("statements", "finds"),
    [
        (
            ["UPDATE payloads SET body = NULL WHERE sequence = 5", "DELETE FROM ratings WHERE wave = '4'"],
            "study.db 5 what the event did is gone, and nobody was erased",
        ),
        (
            ["UPDATE payloads SET participant = 'study' WHERE sequence = 1"],
            "study.db 1 it is filed under somebody else",
        ),
        (["INSERT INTO meta VALUES('x', 'y')"], "meta, x: the program never wrote it"),
        (["INSERT INTO search(search) VALUES('delete-all')"], "cannot be read"),
        (["UPDATE participants SET status = 'x'"], "participants, C1-01: status differs"),
        (["UPDATE participants SET order_start = 'x'"], "participants, C1-01: order_start differs"),
        (["UPDATE participants SET gender = CAST(x'ff' AS TEXT)"], "cannot be read"),
        (["UPDATE events SET hash = 'x' WHERE sequence = (SELECT max(sequence) FROM events)"], "the link was changed"),
        (["UPDATE payloads SET body = '[1]' WHERE sequence = 5"], "study.db 5"),
    ],
)
def test_that_a1_damage_that_no_page_could_read_is_reported_and_never_stops_the_check(
    whole: Unlocked, statements: list[str], finds: str
) -> None:
    connection = raw(whole)
    triggers = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())
    connection.close()
    guards = [name for name in triggers if not name.startswith("notes_")]
    drop, make = [f"DROP TRIGGER {name}" for name in guards], [triggers[name] for name in guards]
    tamper(whole, *drop, *statements, *make)
    assert finds in said(verify(whole))
