"""Verifying a closed study: every file, every link, and every row against the log (A1, A2.

Decisions: verify covers).
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.log import GENESIS, Event
from ojm_desktop.service import replay
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import Erase, Restored, Salvaged
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.progress import Progress, silent
from ojm_desktop.service.replay import DATABASE
from ojm_desktop.service.signer import signer_of
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.service.study import Study
from ojm_desktop.service.verify_erasures import check_ledgers, check_stones
from ojm_desktop.store import backup, checks
from ojm_desktop.store import connection as connections
from ojm_desktop.store.checks import Problem
from ojm_desktop.store.errors import ReadOnlyPlace
from ojm_desktop.store.head import HeadFile
from ojm_desktop.store.lock import StudyLock
from ojm_desktop.store.migrate import sidecar
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.study_store import Store
from ojm_desktop.vault import keyfile, words
from ojm_desktop.vault.errors import KeyFileDamaged, KeyFileNewer
from ojm_desktop.vault.signing import HeadSigner

E = TypeVar("E", Erase, Restored, Salvaged)


@dataclass(frozen=True)
class Report:
    """What verifying found.

    `head` is the newest event's hash as eight words, empty where it is none; `named_event` the one whose words were
    given.
    """

    events: int
    head: str
    named_event: int | None
    problems: tuple[Problem, ...]

    @property
    def is_whole(self) -> bool:
        """Nothing was found."""
        return not self.problems


def verify(unlocked: Unlocked, head_words: str | None = None, progress: Progress = silent) -> Report:
    """Check a study that nobody has open. Raises AlreadyOpen, HeadWordsMistyped; damage is reported, never raised."""
    wanted = words.parse(head_words) if head_words else None
    folder = unlocked.folder
    with StudyLock(folder.lock):
        problems = list(_key_files(unlocked))
        progress(0.05, "reading every page")
        key = unlocked.opened.current.study
        problems += _fold(unlocked)
        problems += checks.whole(folder.db, key)
        try:
            more, found = _database(unlocked, wanted, progress)
        except OjmError as error:
            more, found = [Problem(DATABASE, None, str(error))], _Found(0, GENESIS, None)
        problems += [problem for problem in more if problem not in problems]
        progress(0.9, "reading the backups")
        for backup_set in backup.sets(folder.backups):
            fitting = key if is_under(backup_set.path, key) else None
            problems += backup.verify_set(backup_set.path, fitting, unlocked.opened.study_id)
    if wanted is not None and found.named_event is None:
        problems.append(Problem(DATABASE, None, found.lost or UNKNOWN_WORDS))
    return Report(found.events, _words_of(found.hash), found.named_event, tuple(problems))


def verify_copy(unlocked: Unlocked, progress: Progress = silent) -> Report:
    """The same of a copy that the program has just made and nobody else has: its rows, log, head, ledger and files.

    The copy stays byte for byte as it is; its pages were all read when it was made.
    """
    problems = list(_key_files(unlocked))
    try:
        more, found = _database(unlocked, None, progress)
    except OjmError as error:
        more, found = [Problem(DATABASE, None, str(error))], _Found(0, GENESIS, None)
    return Report(found.events, _words_of(found.hash), None, (*problems, *more))


def _words_of(digest: str) -> str:
    return " ".join(words.to_words(digest)) if IS_HASH.fullmatch(digest) else ""


IS_HASH = re.compile(r"[0-9a-f]{64}")
UNKNOWN_WORDS = (
    "no event of this study carries these words: one of them was misread, or the end of the log was cut off or "
    "rewritten, or an older copy put here"
)


@dataclass(frozen=True)
class _Found:
    events: int
    hash: str
    named_event: int | None
    lost: str = ""


def _key_files(unlocked: Unlocked) -> Iterator[Problem]:
    """The key file must be signed by this study; the one before it is under older keys, and must at least be whole."""
    folder, opened = unlocked.folder, unlocked.opened
    try:
        if not keyfile.verify_table(folder.keys.read_bytes(), opened.current.study):
            yield Problem(folder.keys.name, None, "its slots were not written by this study")
    except (OSError, KeyFileDamaged, KeyFileNewer) as error:
        yield Problem(folder.keys.name, None, str(error))
    if folder.keys_previous.exists():
        try:
            if keyfile.study_of(folder.keys_previous.read_bytes()) != opened.study_id:
                yield Problem(folder.keys_previous.name, None, "it belongs to another study")
        except (OSError, KeyFileDamaged, KeyFileNewer) as error:
            yield Problem(folder.keys_previous.name, None, str(error))


def _fold(unlocked: Unlocked) -> list[Problem]:
    """After a crash, take what lies in the write-ahead log into the database, as any opening would.

    Meanwhile the search indexes are compared with the notes and comments (R6): the engine asks for that as a
    write, and writes nothing.
    """
    try:
        database = connections.open_writer(
            unlocked.folder.db, unlocked.opened.current.study, unlocked.opened.study_id, MIGRATIONS
        )
        try:
            for index in ("search", "comment_search"):
                database.execute(f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)")
        finally:
            database.close()
    except ReadOnlyPlace:
        unread = sidecar(unlocked.folder.db, "-wal")
        if unread.exists() and unread.stat().st_size:
            return [Problem(unread.name, None, "what lies in it cannot be read on a read-only medium; copy the folder")]
    except OjmError as error:
        return [Problem(DATABASE, None, str(error))]
    return []


def _database(unlocked: Unlocked, wanted: str | None, progress: Progress) -> tuple[list[Problem], _Found]:
    folder, opened = unlocked.folder, unlocked.opened
    database = connections.open_reader(folder.db, opened.current.study, opened.study_id, MIGRATIONS)
    try:
        problems = [*check_tables(database), *checks.quick(database, opened.study_id)]
        study = Study(Store(database), opened.sealer())
        chain, found = check_chain(study, wanted)
        problems += chain
        if wanted is not None and found.named_event is None:
            found = dataclasses.replace(found, lost=_known_as_lost(study, wanted))
        signer = signer_of(database)
        problems += _head(folder.head, signer, opened.study_id, study)
        problems += check_ledgers(folder, signer, opened.study_id, study)
        problems += check_stones(study)
        replayed = replay.in_memory(study, opened.sealer(), lambda done, doing: progress(0.2 + 0.6 * done, doing))
        problems += replayed.problems
        problems += _unexplained(study)
        problems += differences(study, replayed)
        problems += _files(study, replayed.study)
        return problems, found
    finally:
        database.close()


def _unexplained(study: Study) -> Iterator[Problem]:
    """Payloads that are gone although nobody was erased, and ids or keys of unknown origin in `meta`.

    Only an erasure takes a payload away, or a salvage, and each tells which; without this a rating could be deleted
    together with the event that tells of it.
    """
    gone = study.store.log.erased_payloads()
    told: set[int] = set()
    if gone:
        told |= {each for salvaged in _edits(study, Salvaged) for each in salvaged.emptied}
        told |= {each for erased in _edits(study, Erase) for each in erased.emptied}
    for sequence in (each for each in gone if each not in told):
        yield Problem(DATABASE, sequence, "what the event did is gone, and nobody was erased")
    for key in study.store.unknown_meta():
        yield Problem(DATABASE, None, f"meta, {key}: the program never wrote it")


def _files(study: Study, replayed: Study) -> Iterator[Problem]:
    """Files that are answers: each has the hash the log names, and each that the log names is there."""
    named, found = replayed.named_files, set()
    codes = {row[0]: str(row[1]) for row in study.store.rows_of("participants")}
    for participant, digest, octets in study.store.files.all():
        found.add((participant, digest))
        whose = codes.get(participant, participant)
        if hashlib.sha256(octets).hexdigest() != digest:
            yield Problem(DATABASE, None, f"files, {whose}: a file was changed afterwards")
        elif (participant, digest) not in named:
            yield Problem(DATABASE, None, f"files, {whose}: a file is there that the log does not name")
    for participant, _ in sorted(named - found):
        whose = codes.get(participant, participant)
        yield Problem(DATABASE, None, f"files, {whose}: a file that the log names is gone")


def check_tables(database: connections.Connection) -> list[Problem]:
    """Tables and triggers are this program's own, not only what the study says of itself."""
    fresh = connections.create_in_memory(MIGRATIONS)
    wanted, found = (_schema_rows(rows) for rows in (fresh, database))
    fresh.close()
    names = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    return [Problem(DATABASE, None, f"{name} was changed, added or dropped from outside the program") for name in names]


def _schema_rows(rows: connections.Connection) -> dict[str, str]:
    sql = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'"
    return {str(name): str(text) for name, text in rows.execute(sql).fetchall()}


def check_chain(
    study: Study, wanted: str | None = None, heard: Callable[[Event], None] | None = None
) -> tuple[list[Problem], _Found]:
    """Every link follows from the one before it; finds the event whose words begin with `wanted`."""
    problems: list[Problem] = []
    previous, expected, named = GENESIS, 1, None
    for event in study.store.log.events():
        if event.sequence != expected:
            gone = (
                f"event {expected}" if event.sequence == expected + 1 else f"events {expected} to {event.sequence - 1}"
            )
            problems.append(Problem(DATABASE, expected, f"{gone} is missing from the log"))
        elif event.previous != previous:
            problems.append(Problem(DATABASE, event.sequence, "it does not follow from the event before it"))
        if event.hash != event.expected_hash():
            problems.append(Problem(DATABASE, event.sequence, "the link was changed afterwards"))
        if wanted is not None and event.hash.startswith(wanted):
            named = event.sequence
        if heard is not None:
            heard(event)
        previous, expected = event.hash, event.sequence + 1
    return problems, _Found(expected - 1, previous, named)


def is_under(backup_set: Path, key: bytes) -> bool:
    """Whether a set was made with today's keys; an older one opens with its own slots, and its hashes are checked."""
    try:
        return keyfile.verify_table((backup_set / "keys.json").read_bytes(), key)
    except (OSError, KeyFileDamaged, KeyFileNewer):
        return False


def _known_as_lost(study: Study, wanted: str) -> str:
    """Whether a restore or a salvage logged these words among what it lost; empty when none did."""
    for restored in _edits(study, Restored):
        if wanted in restored.lost:
            return f"these words are known, and lost by the restore of {restored.at[:10]}"
    for salvaged in _edits(study, Salvaged):
        if wanted in salvaged.lost:
            return f"these words are known, and lost by the salvage of {salvaged.at[:10]}"
    return ""


def _edits(study: Study, kind: type[E]) -> Iterator[E]:
    """The edits of one kind that can be read."""
    for event in study.store.log.events():
        try:
            opened = read(study, event)
        except OjmError:
            continue
        if opened is not None and isinstance(opened.entry.edit, kind):
            yield opened.entry.edit


def _head(path: Path, signer: HeadSigner, study_id: str, study: Study) -> list[Problem]:
    head = HeadFile(path, signer, study_id)
    try:
        records = head.records()
        last, digest = study.store.log.last()
        state = head.compare(last, digest, study.store.log.hash_at)
    except OjmError as error:
        return [Problem("head", None, str(error))]
    problems = [Problem("head", None, state.sentence)] if state.is_alarm else []
    if records is not None and None in records:
        problems.append(Problem("head", None, "one of its two records is damaged"))
    return problems
