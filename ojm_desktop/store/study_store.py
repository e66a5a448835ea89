"""An open study's database as nouns. All SQL of the program is in this package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from ojm_desktop.store.agreement_texts import AgreementTexts
from ojm_desktop.store.answers import Answers
from ojm_desktop.store.clock_notes import ClockNotes
from ojm_desktop.store.comments import Comments
from ojm_desktop.store.connection import Connection
from ojm_desktop.store.consents import Consents
from ojm_desktop.store.diary import Diary
from ojm_desktop.store.erasures import Erasures
from ojm_desktop.store.files import Files
from ojm_desktop.store.forms import Forms
from ojm_desktop.store.head import HeadFile
from ojm_desktop.store.instances import Instances
from ojm_desktop.store.lock import StudyLock
from ojm_desktop.store.log import Log
from ojm_desktop.store.moments import Dismissals, HotSpots, Notes, TurningPoints
from ojm_desktop.store.paper_checks import PaperChecks
from ojm_desktop.store.paradata import Paradata
from ojm_desktop.store.people import People
from ojm_desktop.store.ratings import Ratings
from ojm_desktop.store.recipients import Recipients
from ojm_desktop.store.sealed import SealedRows
from ojm_desktop.store.settings import Drafts, PlanRows
from ojm_desktop.store.visits import Visits

DATA_TABLES: dict[str, str] = {
    "plan": "part",
    "codes": "cohort",
    "participants": "id",
    "accommodations": "participant, wave",
    "consents": "event",
    "ratings": "participant, pathway, wave",
    "hot_spots": "id",
    "turning_points": "id",
    "notes": "item",
    "dismissals": "participant, pathway, wave",
    "forms": "digest",
    "form_uses": "use",
    "form_files": "form, name",
    "visits": "id",
    "appointments": "participant, wave",
    "answers": "visit, path",
    "instances": "visit, path",
    "comments": "id",
    "paradata": "visit, number",
    "second_entries": "visit, path",
    "paper_checks": "visit",
    "diary_entries": "id",
    "diary_occurrences": "entry, number",
    "correcting": "participant",
    "recipients": "name",
    "clock_notes": "event",
    "erasures": "participant",
    "agreement_texts": "version, language, style",
}
"""What the log rebuilds, with the order in which rows are compared.

Drafts are not edits; sealed rows are compared opened; `files` are named by the log and verified by their hash.
"""

OWN_NUMBERS: dict[str, str] = {"notes": "id", "comments": "number"}
"""Columns that the database numbers itself, for the full-text index: the log knows nothing of them."""

META_KEYS = frozenset({"study_id", "schema_sha256", "signing_seed"})


class Store:
    """Repositories over one connection, with the head file and the lock that belong to it.

    `head` and `lock` are None for a database in memory (a replay) and, on a read-only medium, the lock is.
    """

    def __init__(self, connection: Connection, head: HeadFile | None = None, lock: StudyLock | None = None) -> None:
        self._connection = connection
        self._head = head
        self._lock = lock
        self._is_open = True
        self.plan = PlanRows(connection)
        self.people = People(connection)
        self.ratings = Ratings(connection)
        self.notes = Notes(connection)
        self.hot_spots = HotSpots(connection, self.notes)
        self.turning_points = TurningPoints(connection, self.notes)
        self.dismissals = Dismissals(connection)
        self.consents = Consents(connection)
        self.erasures = Erasures(connection)
        self.sealed = SealedRows(connection)
        self.log = Log(connection)
        self.drafts = Drafts(connection)
        self.forms = Forms(connection)
        self.visits = Visits(connection)
        self.answers = Answers(connection)
        self.instances = Instances(connection)
        self.files = Files(connection)
        self.comments = Comments(connection)
        self.paradata = Paradata(connection)
        self.paper_checks = PaperChecks(connection)
        self.diary = Diary(connection)
        self.recipients = Recipients(connection)
        self.clock_notes = ClockNotes(connection)
        self.agreement_texts = AgreementTexts(connection)

    @property
    def connection(self) -> Connection:
        """For backup and the checks, which are of this package."""
        return self._connection

    @property
    def is_open(self) -> bool:
        """Whether it was not closed yet."""
        return self._is_open

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Raises OjmError when the store itself refuses (consent, append-only, disk full)."""
        with self._connection.transaction():
            yield

    def write_head(self, sequence: int, digest: str) -> None:
        """The head follows each commit, without a sync of its own (A5)."""
        if self._head is not None:
            self._head.write(sequence, digest)

    def settle(self) -> None:
        """Checkpoint the WAL and bring the head to the disk."""
        self._connection.checkpoint("PASSIVE")
        if self._head is not None:
            self._head.sync()

    def close(self) -> None:
        """Checkpoint, sync the head, close, release the lock. Safe to call twice."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            self._connection.close()
            if self._head is not None:
                self._head.sync()
                self._head.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def pathways_in_use(self) -> set[str]:
        """Pathways about which anything was said."""
        tables = ("ratings", "hot_spots", "turning_points", "comments", "diary_occurrences")
        sql = " UNION ".join(f"SELECT pathway FROM {table} WHERE pathway <> ''" for table in tables)
        return {str(row[0]) for row in self._connection.execute(sql).fetchall()}

    def waves_in_use(self, cohort: str) -> set[str]:
        """Waves at which anybody of a cohort was asked."""
        sql = " UNION ".join(
            f"SELECT DISTINCT r.wave FROM {table} AS r JOIN participants AS p ON p.id = r.participant"
            " WHERE p.cohort = ?1"
            for table in ("ratings", "visits", "appointments")
        )
        return {str(row[0]) for row in self._connection.execute(sql, (cohort,)).fetchall()}

    def last_day(self) -> date | None:
        """The newest day on which anybody signed, was seen, wrote, or is expected; of instants the day in UTC."""
        days = (
            "held_on FROM visits",
            "held_on FROM ratings",
            "day FROM appointments",
            "written_on FROM diary_entries",
            "substr(signed_at, 1, 10) FROM consents",
            "substr(started_at, 1, 10) FROM visits",
        )
        sql = " UNION ALL ".join(f"SELECT {day}" for day in days)
        (row,) = self._connection.execute(f"SELECT max(held_on) FROM ({sql})").fetchall()
        return date.fromisoformat(row[0]) if row[0] else None

    def rows_of(self, table: str) -> list[tuple[object, ...]]:
        """Every row of a data table in a fixed order, without numbers the database made up itself; for comparing."""
        order = DATA_TABLES[table]
        columns = ", ".join(self.columns_of(table))
        rows = self._connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}").fetchall()
        return [tuple(row) for row in rows]

    def unknown_meta(self) -> list[str]:
        """Keys in `meta` that this program never writes."""
        rows = self._connection.execute("SELECT key FROM meta ORDER BY key").fetchall()
        return [str(row[0]) for row in rows if row[0] not in META_KEYS]

    def columns_of(self, table: str) -> tuple[str, ...]:
        """Names of the columns `rows_of` gives."""
        rows = self._connection.execute(f"PRAGMA table_info({table})").fetchall()
        return tuple(str(row[1]) for row in rows if row[1] != OWN_NUMBERS.get(table))
