"""Whether a database is whole: a quick look of constant time, and the whole check on a copy (R13).

`integrity_check` misses what `cipher_integrity_check` finds and the other way round, and a connection that has read a
page no longer looks at the disk; so both run, each on a connection of its own. On a connection that may not write,
`integrity_check` leaves the CHECK constraints out (measured), so a file of ours is opened as if for writing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.store.engine import APPLICATION_ID, is_engine_error, open_file
from ojm_desktop.store.errors import ReadOnlyPlace
from ojm_desktop.store.rows import Rows

OWN: Final = "mode=rw"
"""How a file is opened that only we touch: nothing is written, and what appears beside it goes with the close."""
COPY: Final = "immutable=1&mode=ro"
"""How a finished set is opened, and what lies on a read-only medium: no file ever appears beside it."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Problem:
    """One thing found wrong: in which file, at which event (None where it is not about one), and what."""

    file: str
    event: int | None
    what: str


def schema_fingerprint(rows: Rows) -> str:
    """SHA-256 over every table, index, trigger and view as written; a dropped trigger changes it."""
    sql = (
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1, 2"
    )
    found = [["" if part is None else str(part) for part in row] for row in rows.execute(sql).fetchall()]
    return hashlib.sha256(canonical(found).encode("utf-8")).hexdigest()


def quick(rows: Rows, study_id: str, file: str = "study.db") -> tuple[Problem, ...]:
    """What can be told in constant time, whatever the study's size: ids, encryption, and the schema as it was made.

    The last events against the head are the log's to check.
    """
    problems: list[Problem] = []
    for pragma, wanted in (("application_id", APPLICATION_ID), ("cipher_status", 1), ("cipher_use_hmac", 1)):
        answer = rows.execute(f"PRAGMA {pragma}").fetchone()
        if answer is None or int(answer[0]) != wanted:
            problems.append(Problem(file, None, f"{pragma} is not what it must be"))
    kept = dict(rows.execute("SELECT key, value FROM meta WHERE key IN ('study_id', 'schema_sha256')").fetchall())
    if kept.get("study_id") != study_id:
        problems.append(Problem(file, None, "the study id is another one"))
    if kept.get("schema_sha256") != schema_fingerprint(rows):
        problems.append(Problem(file, None, "tables or triggers were changed from outside the program"))
    return tuple(problems)


def whole(path: Path, key: bytes, progress: Progress | None = None, file: str = "study.db") -> tuple[Problem, ...]:
    """Both integrity checks on a copy that nobody writes; `file` is the name given in the problems.

    Give it a backup or another copy, never the live database, so that a writing session raises no false alarm.
    """
    return tuple(Problem(file, None, what) for what in integrity(path, key, progress))


CHECKS: Final = (
    ("reading every page", "PRAGMA cipher_integrity_check", ()),
    ("reading every row and index", "PRAGMA integrity_check", ("ok",)),
    ("following every reference", "PRAGMA foreign_key_check", ()),
)
"""What is said meanwhile, the question, the answer of a whole database."""


def integrity(path: Path, key: bytes, progress: Progress | None = None, parameters: str = OWN) -> list[str]:
    """What is wrong with a database file nobody writes; empty when it is whole. Raises nothing for damage."""
    wrong: list[str] = []
    for doing, question, wanted in CHECKS:
        if progress is not None:
            progress(doing)
        wrong += _ask(path, key, question, wanted, parameters)
    return wrong


def _ask(path: Path, key: bytes, question: str, wanted: tuple[str, ...], parameters: str) -> list[str]:
    try:
        connection = open_file(path, key, parameters=parameters)
    except ReadOnlyPlace as refusal:
        return [str(refusal)] if parameters == COPY else _ask(path, key, question, wanted, COPY)
    except OjmError as refusal:
        return [str(refusal)]
    try:
        answers = tuple(str(row[0]) for row in connection.execute(question).fetchall())
    except Exception as error:
        if not is_engine_error(error):
            raise
        return [str(error)]
    finally:
        connection.close()
    return [] if answers == wanted else [f"{question.removeprefix('PRAGMA ')}: {answer}" for answer in answers]
