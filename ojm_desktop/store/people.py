"""Participants, where they live, and their codes."""

from __future__ import annotations

import json
from datetime import date

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.domain.participant import Accommodation, Participant, Status
from ojm_desktop.store.rows import Row, Rows

COLUMNS = "id, code, cohort, order_start, age, gender, ethnicity, order_types, status"


class People:
    """The `participants`, `accommodations` and `codes` tables."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> list[Participant]:
        """Everybody, by code."""
        rows = self._rows.execute(f"SELECT {COLUMNS} FROM participants ORDER BY cohort, length(code), code").fetchall()
        return [_participant(row) for row in rows]

    def with_status(self, status: Status) -> list[tuple[str, str, str, date]]:
        """Id, code, cohort and the order's first day of everybody of that status, by code; nothing else is read."""
        sql = (
            "SELECT id, code, cohort, order_start FROM participants WHERE status = ? "
            "ORDER BY cohort, length(code), code"
        )
        rows = self._rows.execute(sql, (status.value,)).fetchall()
        return [(found, code, cohort, date.fromisoformat(start)) for found, code, cohort, start in rows]

    def exist(self) -> bool:
        """Whether anybody was added."""
        return self._rows.execute("SELECT 1 FROM participants LIMIT 1").fetchone() is not None

    def get(self, participant: str) -> Participant | None:
        """The person of that id."""
        row = self._rows.execute(f"SELECT {COLUMNS} FROM participants WHERE id = ?", (participant,)).fetchone()
        return _participant(row) if row else None

    def by_code(self, code: str) -> Participant | None:
        """The person of that code."""
        row = self._rows.execute(f"SELECT {COLUMNS} FROM participants WHERE code = ?", (code,)).fetchone()
        return _participant(row) if row else None

    def put(self, person: Participant) -> None:
        """Add or replace the row of `person.id`."""
        values = (
            person.id,
            person.code,
            person.cohort,
            person.order_start.isoformat(),
            person.age,
            person.gender,
            person.ethnicity,
            canonical(list(person.order_types)),
            person.status.value,
        )
        self._rows.execute(
            f"INSERT INTO participants({COLUMNS}) VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET"
            " code=excluded.code, cohort=excluded.cohort, order_start=excluded.order_start, age=excluded.age,"
            " gender=excluded.gender, ethnicity=excluded.ethnicity, order_types=excluded.order_types,"
            " status=excluded.status",
            values,
        )

    def remove(self, participant: str) -> None:
        """Take away a person nobody has said anything about (undo of adding)."""
        for table in ("accommodations", "visits", "appointments"):
            self._rows.execute(f"DELETE FROM {table} WHERE participant = ?", (participant,))
        self._rows.execute("DELETE FROM participants WHERE id = ?", (participant,))

    def last_number(self, cohort: str) -> int:
        """The highest code number ever given in a cohort; 0 at first."""
        row = self._rows.execute("SELECT last FROM codes WHERE cohort = ?", (cohort,)).fetchone()
        return int(row[0]) if row else 0

    def last_numbers(self) -> tuple[tuple[str, int], ...]:
        """The highest code number ever given in each cohort that has any."""
        rows = self._rows.execute("SELECT cohort, last FROM codes ORDER BY cohort").fetchall()
        return tuple((str(cohort), int(last)) for cohort, last in rows)

    def keep_number(self, cohort: str, number: int) -> None:
        """Remember that `number` was given, so that no code is ever used twice."""
        self._rows.execute(
            "INSERT INTO codes(cohort, last) VALUES(?, ?) ON CONFLICT(cohort) DO UPDATE SET last = max(last, "
            "excluded.last)",
            (cohort, number),
        )

    def accommodations(self, participant: str) -> list[Accommodation]:
        """Where one person lived, by wave."""
        sql = "SELECT participant, wave, type FROM accommodations WHERE participant = ? ORDER BY wave"
        return [Accommodation(*row) for row in self._rows.execute(sql, (participant,)).fetchall()]

    def put_accommodation(self, participant: str, wave: str, kind: str | None) -> str | None:
        """Set where a person lived at a wave, None to clear; returns what stood there before."""
        old = self._rows.execute(
            "SELECT type FROM accommodations WHERE participant = ? AND wave = ?", (participant, wave)
        ).fetchone()
        if kind is None:
            self._rows.execute("DELETE FROM accommodations WHERE participant = ? AND wave = ?", (participant, wave))
        else:
            self._rows.execute(
                "INSERT INTO accommodations(participant, wave, type) VALUES(?,?,?)"
                " ON CONFLICT(participant, wave) DO UPDATE SET type = excluded.type",
                (participant, wave, kind),
            )
        return str(old[0]) if old else None


def _participant(row: Row) -> Participant:
    return Participant(
        id=row[0],
        code=row[1],
        cohort=row[2],
        order_start=date.fromisoformat(row[3]),
        age=row[4],
        gender=row[5],
        ethnicity=row[6],
        order_types=tuple(json.loads(row[7])),
        status=Status(row[8]),
    )
