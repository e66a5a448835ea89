"""A study after a kill: what was acknowledged is there; log, tables, search index and head agree (R1, R6, A5)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.log import Event
from ojm_desktop.service.edits import DescribeHotSpot, Edit, MendHead, SetRating
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import open_session
from ojm_desktop.store import engine
from ojm_desktop.store.head import CHECKSUM, FIELDS, RECORD
from ojm_desktop.store.rows import Rows
from tests.torture.ground import Ground, Ledger, clock
from tests.torture.told import Intent, Told


@dataclass(frozen=True)
class Found:
    """What one examination found: how many heads it mended, new events, and everything that must not be."""

    mended: int
    events: int
    violations: tuple[str, ...]


def examine(ground: Ground, told: Told) -> Found:
    """Open the study again and compare; the ground's ledger is brought forward. The study is closed afterwards."""
    head = head_sequence(ground.unlocked.folder.head)
    before = ground.ledger.sequence
    session = open_session(ground.unlocked, clock())
    try:
        violations = [*_log(session, ground.ledger, told), *_tables(session, ground)]
        violations += _mending(session, head)
        last = session.sequence
    finally:
        session.close()
    violations += _index(ground)
    after = head_sequence(ground.unlocked.folder.head)
    if after != last:
        violations.append(f"A5: after opening, the head is at {after} and the log at {last}")
    return Found(int(head < last), last - before, tuple(violations))


def head_sequence(path: Path) -> int:
    """The highest whole record of a head file, read here by its layout alone."""
    content = path.read_bytes()
    whole = [
        int(FIELDS.unpack(record[: FIELDS.size])[2])
        for record in (content[:RECORD], content[RECORD:])
        if hashlib.sha256(record[:-CHECKSUM]).digest() == record[-CHECKSUM:]
    ]
    return max(whole)


def _mending(session: Session, head: int) -> Iterator[str]:
    """A head behind the log was behind by one event, was brought up to it, and the log says so (A5)."""
    last = session.sequence
    if head == last:
        return
    opened = read(session.study, next(session.study.store.log.events(last)))
    edit = opened.entry.edit if opened is not None else None
    if not isinstance(edit, MendHead) or (edit.from_sequence, edit.to_sequence) != (head, last - 1):
        yield f"A5: the head was at {head}, the log is at {last}, and no event tells of it"


def _log(session: Session, ledger: Ledger, told: Told) -> Iterator[str]:
    """Every acknowledged event is there, every event is what was asked for, and the chain holds."""
    if told.painted > session.sequence:
        yield f"LOST: {told.painted} was acknowledged, the log ends at {session.sequence}"
    for event in session.study.store.log.events(ledger.sequence + 1):
        yield from _link(event, ledger)
        opened = read(session.study, event)
        if opened is None or not opened.fits:
            yield f"event {event.sequence}: its payload is gone or does not fit its commitment"
            continue
        edit, intent = opened.entry.edit, told.intents.get(event.sequence)
        if isinstance(edit, MendHead):
            if edit.to_sequence != event.sequence - 1 or edit.from_sequence < _least_head(event, told):
                yield f"A5: the head lagged from {edit.from_sequence} to {edit.to_sequence}"
        elif intent is None or _done(edit) != intent:
            yield f"event {event.sequence}: {type(edit).__name__} is not what was asked for ({intent})"
        else:
            ledger.take(intent)


def _least_head(event: Event, told: Told) -> int:
    """How far a head must have come that this event mends: all but one, or what was settled where the power went."""
    return event.sequence - 2 if told.settled is None else told.settled


def _link(event: Event, ledger: Ledger) -> Iterator[str]:
    if event.sequence != ledger.sequence + 1:
        yield f"event {event.sequence} follows {ledger.sequence}"
    if event.previous != ledger.hash or event.hash != event.expected_hash():
        yield f"event {event.sequence}: the chain is broken"
    ledger.sequence, ledger.hash = event.sequence, event.hash


def _done(edit: Edit) -> Intent | None:
    if isinstance(edit, SetRating):
        return Intent("rating", (edit.key.pathway, edit.key.wave), edit.value)
    if isinstance(edit, DescribeHotSpot):
        return Intent("note", (edit.hot_spot,), edit.note.title)
    return None


def _tables(session: Session, ground: Ground) -> Iterator[str]:
    """Answer rows and index rows are those of the log, in number and in content (R6)."""
    ledger, rows = ground.ledger, session.study.store.connection
    ratings = {
        (str(pathway), str(wave)): value
        for pathway, wave, value in rows.execute("SELECT pathway, wave, value FROM ratings").fetchall()
    }
    if ratings != ledger.ratings:
        yield "R6: the ratings are not those of the log"
    titles = {str(item): str(title) for item, title in rows.execute("SELECT item, title FROM notes").fetchall()}
    if titles != ledger.titles:
        yield "R6: the notes are not those of the log"
    counts = [len(rows.execute(f"SELECT rowid FROM {table}").rows) for table in ("events", "payloads", "notes")]
    if counts != [ledger.sequence, ledger.sequence, len(ledger.titles)]:
        yield f"R6: {counts[0]} events, {counts[1]} payloads, {counts[2]} notes"
    try:
        for title in ledger.titles.values():
            if _search(rows, title) != {item for item, other in ledger.titles.items() if _says(other, title)}:
                yield f"R6: the search index does not find {title!r} where the notes say it"
    except OjmError as error:
        yield f"R6: the search index cannot be read ({error})"


def _search(rows: Rows, phrase: str) -> set[str]:
    """The hot spots whose title holds a phrase, as the index has it; a phrase without a letter is in none."""
    sql = "SELECT n.item FROM search AS s JOIN notes AS n ON n.id = s.rowid WHERE search MATCH ?"
    return {str(row[0]) for row in rows.execute(sql, (f'title : "{phrase}"',)).fetchall()}


def _says(title: str, phrase: str) -> bool:
    """The same asked of the words themselves."""
    words, wanted = title.split(), phrase.split()
    return bool(wanted) and any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def _index(ground: Ground) -> Iterator[str]:
    """The index is whole and is the notes' index: asked past the program, which may not ask that."""
    raw = engine.open_file(ground.unlocked.folder.db, ground.unlocked.opened.current.study)
    try:
        raw.execute("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
        documents = raw.execute("SELECT count(*) FROM search_docsize").fetchone()
    except Exception as error:
        if not engine.is_engine_error(error):
            raise
        yield f"R6: the search index is damaged ({error})"
    else:
        if documents is None or int(documents[0]) != len(ground.ledger.titles):
            yield "R6: the search index holds another number of notes"
    finally:
        raw.close()
