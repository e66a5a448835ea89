"""One answer of an interview durable, and the next question after it, by the size of the form and of what was said.

Each answer goes through `Interview`: the running form, one edit with its trail and all it does, the log, one commit and
the head. The floor writes the same rows into the same five tables, bare. What an answer costs follows what depends on
it: every tenth question decides whether the one behind it is asked.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from ojm_desktop.domain.kept_form import FormState
from ojm_desktop.service.edits import ImportForm, SetFormState, StartVisit
from ojm_desktop.service.interview import Interview
from ojm_desktop.store import engine
from tests import studies
from tests.benchmarks.measure import Row, alone, in_turn
from tests.torture.ground import HELD_ON, START

SIZES = (30, 300, 3000)
MOST_RATIO, MOST_AT_P99, MOST_GROWTH = 3.0, 5.0, 3.0
LONG_TEXT = 5_000_000
"""Characters that were pasted into an answer before."""
FIRST, BEHIND, LONG = "/data/q0", "/data/q1", "/data/words"
BARE = (
    "CREATE TABLE answers(a, b, c, d, e, f, g, h, i, j, k, l, PRIMARY KEY(a, b)) WITHOUT ROWID",
    "CREATE TABLE visits(a PRIMARY KEY, b, c, d, e, f, g, h, i, j, k, l, m, n) WITHOUT ROWID",
    "CREATE TABLE paradata(a, b, c, d, e, f, g, h, i, j, PRIMARY KEY(a, b)) WITHOUT ROWID",
    "CREATE TABLE events(a INTEGER PRIMARY KEY, b, c, d, e, f, g, h)",
    "CREATE TABLE payloads(a INTEGER PRIMARY KEY, b, c, d)",
    "CREATE INDEX payloads_by_participant ON payloads(b)",
)
NEWEST = {
    "answers": f"SELECT * FROM answers WHERE path = '{FIRST}'",
    "visits": "SELECT * FROM visits",
    "paradata": "SELECT * FROM paradata ORDER BY number DESC LIMIT 1",
    "events": "SELECT * FROM events ORDER BY sequence DESC LIMIT 1",
    "payloads": "SELECT * FROM payloads ORDER BY sequence DESC LIMIT 1",
}


def xform(size: int) -> str:
    """A form of so many whole numbers and one text."""
    numbers = range(size)
    hangs = {number: f" relevant=\"/data/q{number - 1} != '7'\"" for number in numbers if number % 10 == 1}
    binds = "".join(f'<bind nodeset="/data/q{number}" type="int"{hangs.get(number, "")}/>' for number in numbers)
    asked = "".join(f'<input ref="/data/q{number}"><label>Question {number}</label></input>' for number in numbers)
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>'
        f'<h:title>Bench</h:title><model><instance><data id="bench" version="{size}">'
        + "".join(f"<q{number}/>" for number in numbers)
        + f'<words/></data></instance>{binds}<bind nodeset="{LONG}" type="string"/></model></h:head>'
        f'<h:body>{asked}<input ref="{LONG}"><label>Words</label></input></h:body></h:html>'
    )


@contextmanager
def held(folder: Path, size: int) -> Iterator[Interview]:
    """An interview that was begun in a study on the disk."""
    session = studies.on_disk(folder / f"interview-{size}.ojm")
    participant = studies.signed_person(session, order_start=START)
    session.do(ImportForm(name="bench", version=str(size), title="Bench", xml=xform(size)))
    (facts,) = (facts for facts in session.study.store.forms.all() if facts.id == "bench")
    session.do(SetFormState(digest=facts.digest, state=FormState.PUBLISHED))
    session.do(StartVisit(participant=participant, wave="4", form=facts.digest, held_on=HELD_ON))
    (visit,) = session.study.store.visits.all()
    try:
        yield Interview(session, visit.id)
    finally:
        session.close()


def measure(folder: Path, rounds: int, sizes: tuple[int, ...] = SIZES, pasted: int = LONG_TEXT) -> list[Row]:
    """A row a size beside bare commits, how it grows, and one among the answers of a whole form and a pasted text."""
    rows: list[Row] = []
    for size in sizes:
        with held(folder, size) as talk:
            rows += [_durable(folder, talk, size, rounds), _shown(talk, f"{size} questions", rounds)]
    for what, at in (("answer of an interview", 0), ("next question of an interview", 1)):
        least, most = rows[at].program, rows[2 * len(sizes) - 2 + at].program
        growth = most.median / least.median
        words = f"{growth:.1f} x the time for {sizes[-1] // sizes[0]} x the questions"
        rows.append(Row(f"{what}, growth", most, None, "< 3 x", growth < MOST_GROWTH, words))
    (folder / "much").mkdir()
    with held(folder / "much", sizes[-1]) as talk:
        with talk.session.together():
            for number in range(2, sizes[-1]):
                talk.answer(f"/data/q{number}", "4")
            talk.answer(LONG, "x" * pasted)
        rows.append(_shown(talk, f"beside {sizes[-1]} answers and a text of {pasted:,} characters", rounds))
    return rows


def _durable(folder: Path, talk: Interview, size: int, rounds: int) -> Row:
    """One answer beside one bare commit of the same rows."""
    values = cycle(("3", "4"))

    def answer() -> None:
        talk.answer(FIRST, next(values))

    answer()
    with _bare(folder / f"bare-{size}.db", talk) as commit:
        program, floor = in_turn(answer, commit, rounds, warm=10)
    met = program.median <= MOST_RATIO * floor.median and program.part(0.99) <= MOST_AT_P99
    note = f"p99 {program.part(0.99):.2f} ms"
    return Row(f"answer of an interview, {size} questions", program, floor, "<= 3 x, p99 <= 5 ms", met, note)


def _shown(talk: Interview, what: str, rounds: int) -> Row:
    """From giving an answer, durable, to the state of the question behind it."""
    values = cycle(("3", "4"))

    def answer() -> None:
        talk.answer(FIRST, next(values))
        asked = talk.running.questions()
        talk.state(asked[asked.index(FIRST) + 1])

    taken = alone(answer, rounds, warm=3)
    return Row(f"next question of an interview, {what}", taken, None, "p99 <= 5 ms", taken.part(0.99) <= MOST_AT_P99)


@contextmanager
def _bare(path: Path, talk: Interview) -> Iterator[Callable[[], None]]:
    """What commits the rows of the newest answer again, the next numbers in, with nothing asked and nothing kept."""
    rows = talk.session.study.store.connection
    newest = {table: rows.execute(sql).fetchall()[0] for table, sql in NEWEST.items()}
    bare = engine.create_file(path, secrets.token_bytes(32))
    engine.settle(bare, "write")
    for statement in BARE:
        bare.execute(statement)
    number = 0

    def commit() -> None:
        nonlocal number
        number += 1
        bare.execute("BEGIN IMMEDIATE")
        for table in ("answers", "visits"):
            row = newest[table]
            bare.execute(f"INSERT OR REPLACE INTO {table} VALUES({','.join('?' * len(row))})", row)
        trail = newest["paradata"]
        bare.execute("INSERT INTO paradata VALUES(?,?,?,?,?,?,?,?,?,?)", (trail[0], number, *trail[2:]))
        bare.execute("INSERT INTO events VALUES(NULL,?,?,?,?,?,?,?)", newest["events"][1:])
        bare.execute("INSERT INTO payloads VALUES(NULL,?,?,?)", newest["payloads"][1:])
        bare.execute("COMMIT")

    try:
        yield commit
    finally:
        bare.close()
