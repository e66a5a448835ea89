"""One answer durable: edit, log, index, commit and head, beside one bare SQLCipher commit of the same rows.

``python -m tests.benchmarks.answer COUNT program|floor|neither`` does so many under strace, to count the syncs.
"""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.service.edits import SetRating
from ojm_desktop.service.session import Session
from ojm_desktop.store import engine
from tests import studies
from tests.benchmarks.measure import ROOT, Row, in_turn
from tests.torture.ground import HELD_ON, PATHWAYS, START, WAVES

Values = tuple[object, ...]
BARE = (
    "CREATE TABLE ratings(a, b, c, d, e, f, g, h, i, j, k, PRIMARY KEY(a, b, c)) WITHOUT ROWID",
    "CREATE TABLE events(a INTEGER PRIMARY KEY, b, c, d, e, f, g, h)",
    "CREATE TABLE payloads(a INTEGER PRIMARY KEY, b, c, d)",
    "CREATE INDEX payloads_by_participant ON payloads(b)",
)
"""The three tables an answer is written to and their index, without a gate, a check or a reference."""
LOGS = ("answers.ojm/study.db-wal", "bare.db-wal")
MOST_AT_P99 = 5.0
"""Milliseconds (performance: one answer durable)."""


@contextmanager
def answering(folder: Path) -> Iterator[tuple[Session, Callable[[], None], Callable[[], None]]]:
    """A session, what answers once in it, and what commits the same rows bare."""
    session = studies.on_disk(folder / "answers.ojm")
    participant = studies.signed_person(session, order_start=START)
    number = 0

    def answer() -> None:
        nonlocal number
        number += 1
        key = RatingKey(participant, PATHWAYS[number % 8], WAVES[number // 8 % 3])
        session.do(SetRating(key=key, value=number % 11 - 5, held_on=HELD_ON))

    answer()
    bare = engine.create_file(folder / "bare.db", secrets.token_bytes(32))
    engine.settle(bare, "write")
    for statement in BARE:
        bare.execute(statement)
    added = _rows_of_the_newest(session)

    def commit() -> None:
        _commit(bare, added, number)

    try:
        yield session, answer, commit
    finally:
        bare.close()
        session.close()


def measure(folder: Path, rounds: int, counted: int = 40) -> Row:
    """The row of the table; the syncs of so many answers and bare commits are counted besides, by strace."""
    with answering(folder) as (_, answer, commit):
        program, floor = in_turn(answer, commit, rounds, warm=10)
        written = [(folder / name).stat().st_size / 1024 / (rounds + 10) for name in LOGS]
    ours, bare = (count_syncs(which, counted) if counted else 0 for which in ("program", "floor"))
    p99 = program.part(0.99)
    met = program.median <= 3 * floor.median and p99 <= MOST_AT_P99 and ours == bare
    note = f"p99 {p99:.2f} ms; syncs for {counted} answers: {ours}, for {counted} bare commits: {bare}; "
    note += f"write-ahead log of each: {written[0]:.1f} KiB and {written[1]:.1f} KiB"
    return Row("one answer durable", program, floor, "<= 3 x, p99 <= 5 ms, as many syncs", met, note)


def count_syncs(which: str, count: int) -> int:
    """fsync and fdatasync calls of so many answers or bare commits between two checkpoints, by strace."""
    with tempfile.TemporaryDirectory(prefix="ojm-syncs-") as folder:
        whole = _syncs_of_a_run(Path(folder) / "some", which, count)
        return whole - _syncs_of_a_run(Path(folder) / "none", which, 0)


def _syncs_of_a_run(folder: Path, which: str, count: int) -> int:
    folder.mkdir()
    log = folder / "trace"
    line = ["strace", "-f", "-e", "trace=fsync,fdatasync,sync_file_range,msync", "-e", "signal=none", "-o", str(log)]
    command = [sys.executable, "-m", "tests.benchmarks.answer", str(folder), which, str(count)]
    subprocess.run([*line, *command], cwd=ROOT, check=True)
    return sum("sync" in words for words in log.read_text("utf-8").splitlines())


def _rows_of_the_newest(session: Session) -> tuple[Values, Values, Values]:
    """What the newest answer added: its event, its payload, its rating."""
    rows = session.study.store.connection
    last = (session.sequence,)
    event = rows.execute("SELECT * FROM events WHERE sequence = ?", last).fetchone()
    payload = rows.execute("SELECT * FROM payloads WHERE sequence = ?", last).fetchone()
    rating = rows.execute("SELECT * FROM ratings ORDER BY given_at DESC LIMIT 1").fetchone()
    assert event is not None
    assert payload is not None
    assert rating is not None
    return event, payload, rating


def _commit(bare: engine.SqlConnection, added: tuple[Values, Values, Values], number: int) -> None:
    """The same rows under the next number: what writing them costs with nothing asked and nothing kept in mind."""
    event, payload, rating = added
    key = (rating[0], PATHWAYS[number % 8], WAVES[number // 8 % 3])
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("INSERT OR REPLACE INTO ratings VALUES(?,?,?,?,?,?,?,?,?,?,?)", (*key, *rating[3:]))
    bare.execute("INSERT INTO events VALUES(NULL,?,?,?,?,?,?,?)", event[1:])
    bare.execute("INSERT INTO payloads VALUES(NULL,?,?,?)", payload[1:])
    bare.execute("COMMIT")


def main(folder: Path, which: str, count: int) -> None:
    """Answer or commit so many times."""
    with answering(folder) as (_, answer, commit):
        for _ in range(count):
            (answer if which == "program" else commit)()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
