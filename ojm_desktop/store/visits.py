"""Visits, and the days agreed for them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.visit import Appointment, Layout, Mode, Visit, VisitState
from ojm_desktop.store.rows import Row, Rows

COLUMNS = (
    "id, participant, wave, state, form, missing, reason, held_on, mode, layout, language, position, started_at,"
    " ended_at"
)
KEPT = ", ".join(f"{name.strip()}=?" for name in COLUMNS.split(",")[1:])
STATES = {state.value: state for state in VisitState}


class Visits:
    """The `visits` and `appointments` tables.

    A visit is read once until it changes: every answer asks for it several times.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._known: dict[str, Visit] = {}

    def forget(self) -> None:
        """Drop what was remembered: the transaction around it was rolled back."""
        self._known.clear()

    def get(self, visit: str) -> Visit | None:
        """The visit of that id."""
        known = self._known.get(visit)
        if known is None:
            row = self._rows.execute(f"SELECT {COLUMNS} FROM visits WHERE id = ?", (visit,)).fetchone()
            if row is None:
                return None
            known = self._known[visit] = _visit(row)
        return known

    def of(self, participant: str) -> list[Visit]:
        """One person's, in the order they were begun; those that were not come first."""
        sql = f"SELECT {COLUMNS} FROM visits WHERE participant = ? ORDER BY started_at, wave, id"
        return [_visit(row) for row in self._rows.execute(sql, (participant,)).fetchall()]

    def all(self) -> list[Visit]:
        """Everybody's, by participant."""
        sql = f"SELECT {COLUMNS} FROM visits ORDER BY participant, started_at, wave, id"
        return [_visit(row) for row in self._rows.execute(sql).fetchall()]

    def all_in(self, states: Sequence[VisitState]) -> list[Visit]:
        """Everybody's that stand in one of these states."""
        marks = ",".join("?" * len(states))
        sql = f"SELECT {COLUMNS} FROM visits WHERE state IN ({marks}) ORDER BY started_at, id"
        return [_visit(row) for row in self._rows.execute(sql, tuple(state.value for state in states)).fetchall()]

    def standing(self) -> list[tuple[str, str, VisitState, str]]:
        """Of everybody's: participant, wave, state and id, read for lists of a thousand people."""
        rows = self._rows.execute("SELECT participant, wave, state, id FROM visits").fetchall()
        return [(participant, wave, STATES[state], visit) for participant, wave, state, visit in rows]

    def put(self, visit: Visit) -> None:
        """Add or replace. One that is there is updated: its gate asks what it was before, and an insert knows not."""
        is_there = self.get(visit.id) is not None
        self._known.pop(visit.id, None)
        values = (
            visit.id,
            visit.participant,
            visit.wave,
            visit.state.value,
            visit.form or None,
            visit.missing.value if visit.missing else None,
            visit.reason,
            visit.held_on.isoformat() if visit.held_on else None,
            visit.mode.value,
            visit.layout.value,
            visit.language,
            visit.position,
            visit.started_at,
            visit.ended_at,
        )
        if is_there:
            self._rows.execute(f"UPDATE visits SET {KEPT} WHERE id = ?", (*values[1:], visit.id))
        else:
            self._rows.execute(f"INSERT INTO visits({COLUMNS}) VALUES({','.join('?' * 14)})", values)

    def put_position(self, visit: str, position: str) -> None:
        """Remember which question was answered last."""
        if (known := self._known.get(visit)) is not None:
            self._known[visit] = dataclasses.replace(known, position=position)
        self._rows.execute("UPDATE visits SET position = ? WHERE id = ?", (position, visit))

    def remove(self, visit: str) -> None:
        """Take away a visit in which nothing was said."""
        self._known.pop(visit, None)
        self._rows.execute("DELETE FROM visits WHERE id = ?", (visit,))

    def appointment(self, participant: str, wave: str) -> Appointment | None:
        """The day agreed for a wave instead of its own."""
        sql = "SELECT participant, wave, day, reason, time FROM appointments WHERE participant = ? AND wave = ?"
        row = self._rows.execute(sql, (participant, wave)).fetchone()
        return _appointment(row) if row else None

    def appointments(self, participant: str) -> list[Appointment]:
        """All days agreed with one person."""
        sql = "SELECT participant, wave, day, reason, time FROM appointments WHERE participant = ? ORDER BY wave"
        return [_appointment(row) for row in self._rows.execute(sql, (participant,)).fetchall()]

    def all_appointments(self) -> dict[tuple[str, str], Appointment]:
        """Every day that was agreed, by participant and wave."""
        rows = self._rows.execute("SELECT participant, wave, day, reason, time FROM appointments").fetchall()
        return {(row[0], row[1]): _appointment(row) for row in rows}

    def put_appointment(self, appointment: Appointment) -> None:
        """Agree on a day."""
        self._rows.execute(
            "INSERT INTO appointments(participant, wave, day, reason, time) VALUES(?,?,?,?,?) ON CONFLICT(participant,"
            " wave) DO UPDATE SET day=excluded.day, reason=excluded.reason, time=excluded.time",
            (
                appointment.participant,
                appointment.wave,
                appointment.day.isoformat(),
                appointment.reason,
                appointment.hour or None,
            ),
        )

    def remove_appointment(self, participant: str, wave: str) -> None:
        """Back to the wave's own day."""
        self._rows.execute("DELETE FROM appointments WHERE participant = ? AND wave = ?", (participant, wave))


def _visit(row: Row) -> Visit:
    return Visit(
        id=row[0],
        participant=row[1],
        wave=row[2],
        state=VisitState(row[3]),
        form=row[4] or "",
        missing=Missing(row[5]) if row[5] else None,
        reason=row[6],
        held_on=date.fromisoformat(row[7]) if row[7] else None,
        mode=Mode(row[8]),
        layout=Layout(row[9]),
        language=row[10],
        position=row[11],
        started_at=row[12],
        ended_at=row[13],
    )


def _appointment(row: Row) -> Appointment:
    return Appointment(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4] or "")
