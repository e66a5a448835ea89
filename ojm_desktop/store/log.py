"""The log's rows: links, payloads and the keys of their commitments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ojm_desktop.domain.log import GENESIS, Event
from ojm_desktop.store.rows import Rows

EVENTS = "sequence, utc, offset, monotonic, slot, commitment, previous, hash"


@dataclass(frozen=True)
class Payload:
    """What an event did: `body` in clear for the study key, or the id of the `sealed` row that holds it.

    Neither once erased.
    """

    sequence: int
    participant: str | None
    body: str | None
    sealed: str | None


class Log:
    """The `events`, `payloads` and `commitment_keys` tables; append-only by trigger (A1)."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def last(self) -> tuple[int, str]:
        """Sequence and hash of the newest event; 0 and the genesis hash before the first."""
        row = self._rows.execute("SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1").fetchone()
        return (int(row[0]), str(row[1])) if row else (0, GENESIS)

    def hash_at(self, sequence: int) -> str | None:
        """The hash of one event, the genesis hash for 0, None where there is none."""
        if sequence == 0:
            return GENESIS
        row = self._rows.execute("SELECT hash FROM events WHERE sequence = ?", (sequence,)).fetchone()
        return str(row[0]) if row else None

    def append(self, event: Event, payload: Payload) -> None:
        """Add one link with its payload, in the caller's transaction."""
        self._rows.execute(
            f"INSERT INTO events({EVENTS}) VALUES(?,?,?,?,?,?,?,?)",
            (
                event.sequence,
                event.utc,
                event.offset,
                event.monotonic,
                event.slot,
                event.commitment,
                event.previous,
                event.hash,
            ),
        )
        self._rows.execute(
            "INSERT INTO payloads(sequence, participant, body, sealed) VALUES(?,?,?,?)",
            (payload.sequence, payload.participant, payload.body, payload.sealed),
        )

    def count(self) -> int:
        """How many events there are."""
        return int(self._rows.execute("SELECT count(*) FROM events").fetchone()[0])

    def events(self, first: int = 1) -> Iterator[Event]:
        """Links from `first` on, in order, read in slices so that memory stays flat."""
        while True:
            sql = f"SELECT {EVENTS} FROM events WHERE sequence >= ? ORDER BY sequence LIMIT 500"
            rows = self._rows.execute(sql, (first,)).fetchall()
            if not rows:
                return
            for row in rows:
                yield Event(*row)
            first = int(rows[-1][0]) + 1

    def event(self, sequence: int) -> Event | None:
        """The link of one event."""
        row = self._rows.execute(f"SELECT {EVENTS} FROM events WHERE sequence = ?", (sequence,)).fetchone()
        return Event(*row) if row else None

    def newest(self, most: int) -> list[Event]:
        """The newest links, newest first: what undo is rebuilt from, at the same cost whatever the log's length."""
        rows = self._rows.execute(f"SELECT {EVENTS} FROM events ORDER BY sequence DESC LIMIT ?", (most,)).fetchall()
        return [Event(*row) for row in rows]

    def last_of(self, slot: str) -> str:
        """When a key wrote its newest event, in UTC; empty where it wrote none."""
        sql = "SELECT utc FROM events WHERE slot = ? ORDER BY sequence DESC LIMIT 1"
        row = self._rows.execute(sql, (slot,)).fetchone()
        return str(row[0]) if row else ""

    def named(self, edit: str) -> list[int]:
        """The events that did an edit of this name, newest first, of those in clear; every payload is looked at."""
        sql = "SELECT sequence FROM payloads WHERE instr(body, ?) ORDER BY sequence DESC"
        quoted = f'"name":"{edit}"}},"inverse":'  # quotes that somebody typed are escaped
        return [int(row[0]) for row in self._rows.execute(sql, (quoted,)).fetchall()]

    def payload(self, sequence: int) -> Payload | None:
        """What one event did."""
        sql = "SELECT sequence, participant, body, sealed FROM payloads WHERE sequence = ?"
        row = self._rows.execute(sql, (sequence,)).fetchone()
        return Payload(*row) if row else None

    def about(self, participant: str, most: int) -> list[int]:
        """Sequences of the newest events that name a participant, newest first; sealed ones name nobody."""
        sql = "SELECT sequence FROM payloads WHERE participant = ? ORDER BY sequence DESC LIMIT ?"
        return [int(row[0]) for row in self._rows.execute(sql, (participant, most)).fetchall()]

    def sequences(self, participant: str | None = None, since: str = "", until: str = "~") -> Iterator[int]:
        """Newest first: events that name a participant or are sealed (whose, only its holder knows), or all of them.

        `since` and `until` bound the instant (RFC 3339, UTC), the end not among them. In slices, as `events`.
        """
        before, most = self.last()[0] + 1, 500
        while True:
            sql = (
                "SELECT e.sequence FROM events e JOIN payloads p ON p.sequence = e.sequence "
                "WHERE e.sequence < ? AND e.utc >= ? AND e.utc < ? AND (? IS NULL OR p.participant = ? "
                "OR p.sealed IS NOT NULL) ORDER BY e.sequence DESC LIMIT ?"
            )
            found = (before, since, until, participant, participant, most)
            rows = self._rows.execute(sql, found).fetchall()
            yield from (int(row[0]) for row in rows)
            if len(rows) < most:
                return
            before = int(rows[-1][0])

    def minutes(self) -> list[str]:
        """Every minute in which something happened (YYYY-MM-DDTHH:MM, UTC), in order."""
        sql = "SELECT DISTINCT substr(utc, 1, 16) FROM events ORDER BY 1"
        return [str(row[0]) for row in self._rows.execute(sql).fetchall()]

    def sealed_payloads(self) -> set[str]:
        """Ids of the sealed rows that hold payloads."""
        rows = self._rows.execute("SELECT sealed FROM payloads WHERE sealed IS NOT NULL").fetchall()
        return {str(row[0]) for row in rows}

    def erased_payloads(self) -> list[int]:
        """Sequences of the events of which nobody can tell any more what they did."""
        sql = "SELECT sequence FROM payloads WHERE body IS NULL AND sealed IS NULL ORDER BY sequence"
        return [int(row[0]) for row in self._rows.execute(sql).fetchall()]

    def commitment_key(self, subject: str) -> bytes | None:
        """The random key of a participant's (or the study's) commitments (A6)."""
        row = self._rows.execute("SELECT key FROM commitment_keys WHERE subject = ?", (subject,)).fetchone()
        return bytes(row[0]) if row else None

    def keep_commitment_key(self, subject: str, key: bytes) -> None:
        """Store the key of a subject that has none yet."""
        self._rows.execute("INSERT INTO commitment_keys(subject, key) VALUES(?, ?)", (subject, key))

    def remove_commitment_key(self, subject: str) -> None:
        """Nobody can tell any more what this subject's commitments were given for; only of somebody who was erased."""
        self._rows.execute("DELETE FROM commitment_keys WHERE subject = ?", (subject,))

    def commitment_subjects(self) -> set[str]:
        """Whose keys there are."""
        return {str(row[0]) for row in self._rows.execute("SELECT subject FROM commitment_keys").fetchall()}

    def naming(self, participant: str) -> list[int]:
        """Sequences of the events that name a person in the clear and still say what they did."""
        sql = "SELECT sequence FROM payloads WHERE participant = ? AND body IS NOT NULL ORDER BY sequence"
        return [int(row[0]) for row in self._rows.execute(sql, (participant,)).fetchall()]

    def sealed_events(self) -> list[tuple[int, str]]:
        """Sequences and sealed rows of the events that lie on the sealed side."""
        sql = "SELECT sequence, sealed FROM payloads WHERE sealed IS NOT NULL ORDER BY sequence"
        return [(int(sequence), str(sealed)) for sequence, sealed in self._rows.execute(sql).fetchall()]

    def empty(self, sequences: Sequence[int]) -> None:
        """Take away what these events did, sealed or in clear; their links stay. Only where somebody was erased."""
        for sequence in sequences:
            row = self._rows.execute("SELECT sealed FROM payloads WHERE sequence = ?", (sequence,)).fetchone()
            self._rows.execute("UPDATE payloads SET body = NULL, sealed = NULL WHERE sequence = ?", (sequence,))
            if row is not None and row[0] is not None:
                self._rows.execute("DELETE FROM sealed WHERE id = ?", (row[0],))
