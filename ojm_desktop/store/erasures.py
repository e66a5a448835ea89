"""Who was erased: the tombstones, and the one place that takes every row of a person away (W2, W3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ojm_desktop.store.rows import Row, Rows

COLUMNS: Final = "participant, event, code, erased_on, basis, who, agreement"
STAYING: Final = frozenset({"erasures", "payloads"})
"""Tables that go on naming an erased person by the random id: that they were erased, and which events said something
of them."""


@dataclass(frozen=True)
class Erasure:
    """A tombstone: random id, the event, the code, the day, why, who heard it, and the hash of the last agreement."""

    participant: str
    event: int
    code: str
    erased_on: date
    basis: str
    who: str
    agreement: str


class Erasures:
    """The `erasures` table, and what goes with a row of it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, erasure: Erasure) -> None:
        """Write the tombstone: from now on this person's rows may go and none may come."""
        values = (
            erasure.participant,
            erasure.event,
            erasure.code,
            erasure.erased_on.isoformat(),
            erasure.basis,
            erasure.who,
            erasure.agreement,
        )
        self._rows.execute(f"INSERT INTO erasures({COLUMNS}) VALUES(?,?,?,?,?,?,?)", values)

    def all(self) -> list[Erasure]:
        """Everybody who was erased, in the order of the log."""
        rows = self._rows.execute(f"SELECT {COLUMNS} FROM erasures ORDER BY event, participant").fetchall()
        return [_erasure(row) for row in rows]

    def get(self, participant: str) -> Erasure | None:
        """The tombstone of that id."""
        sql = f"SELECT {COLUMNS} FROM erasures WHERE participant = ?"
        row = self._rows.execute(sql, (participant,)).fetchone()
        return _erasure(row) if row else None

    def by_code(self, code: str) -> Erasure | None:
        """The tombstone of that code."""
        row = self._rows.execute(f"SELECT {COLUMNS} FROM erasures WHERE code = ?", (code,)).fetchone()
        return _erasure(row) if row else None

    def have_a_table(self) -> bool:
        """Whether the study is as new as this table: an older one that is only read erased nobody."""
        sql = "SELECT 1 FROM sqlite_schema WHERE name = 'erasures'"
        return self._rows.execute(sql).fetchone() is not None

    def names(self, place: str, participant: str | None) -> bool:
        """Whether a place to keep something at, or the person it is kept for, is of somebody who was erased."""
        sql = "SELECT 1 FROM erasures WHERE participant = ?1 OR instr(?2, participant) LIMIT 1"
        return self._rows.execute(sql, (participant, place)).fetchone() is not None

    def carriers(self) -> tuple[str, ...]:
        """Every table that has rows of a person, those that point at others before what they point at.

        Asked of the schema, so that a table made later is found as well.
        """
        sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        names = [str(row[0]) for row in self._rows.execute(sql).fetchall()]
        left = [name for name in names if name not in STAYING and "participant" in self._columns(name)]
        ordered: list[str] = []
        while left:
            pointed_at = {table for name in left for table in self._points_at(name) if table != name}
            free = [name for name in left if name not in pointed_at]
            ordered += free
            left = [name for name in left if name not in free]
        return tuple(ordered)

    def visits_of(self, participant: str) -> set[str]:
        """Ids of the visits of a person, whatever else stands in their rows."""
        sql = "SELECT id FROM visits WHERE participant = ?"
        return {str(row[0]) for row in self._rows.execute(sql, (participant,)).fetchall()}

    def take_out(self, participant: str) -> None:
        """Delete every row of a person whose tombstone is written; the caller has made a transaction."""
        visits = "SELECT id FROM visits WHERE participant = ?1"
        self._rows.execute(
            f"DELETE FROM drafts WHERE instr(place, ?1) OR EXISTS (SELECT 1 FROM ({visits}) AS v"
            " WHERE instr(place, v.id))",
            (participant,),
        )
        if self._rows.execute("SELECT 1 FROM participants WHERE id = ?", (participant,)).fetchone():
            # After a withdrawal rows go inside a correction only; the row of this table goes with the others.
            self._rows.execute("INSERT OR IGNORE INTO correcting(participant) VALUES(?)", (participant,))
        for table in self.carriers():
            if table != "correcting":
                self._rows.execute(f"DELETE FROM {table} WHERE participant = ?", (participant,))
        self._rows.execute("DELETE FROM correcting WHERE participant = ?", (participant,))
        self._rows.execute("DELETE FROM participants WHERE id = ?", (participant,))

    def rows_of(self, participant: str) -> dict[str, list[dict[str, object]]]:
        """Every row of a person by table, with the names of its columns; tables without any are left out."""
        found: dict[str, list[dict[str, object]]] = {}
        for table, column in (("participants", "id"), *((table, "participant") for table in self.carriers())):
            columns = [str(row[1]) for row in self._rows.execute(f"PRAGMA table_info({table})").fetchall()]
            rows = self._rows.execute(f"SELECT * FROM {table} WHERE {column} = ?", (participant,)).fetchall()
            if rows:
                found[table] = [dict(zip(columns, row, strict=True)) for row in rows]
        return found

    def counts(self, participant: str) -> dict[str, int]:
        """How many rows of a person each table holds; tables without any are left out."""
        found = {
            table: int(
                self._rows.execute(f"SELECT count(*) FROM {table} WHERE participant = ?", (participant,)).fetchone()[0]
            )
            for table in self.carriers()
        }
        return {table: number for table, number in found.items() if number}

    def _columns(self, table: str) -> set[str]:
        return {str(row[1]) for row in self._rows.execute(f"PRAGMA table_info({table})").fetchall()}

    def _points_at(self, table: str) -> set[str]:
        return {str(row[2]) for row in self._rows.execute(f"PRAGMA foreign_key_list({table})").fetchall()}


def _erasure(row: Row) -> Erasure:
    return Erasure(row[0], row[1], row[2], date.fromisoformat(row[3]), row[4], row[5], row[6])
