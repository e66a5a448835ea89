"""What was found of the laptop's clock: rows are added and never changed."""

from __future__ import annotations

from ojm_desktop.domain.clock_notes import ClockNote, Told
from ojm_desktop.store.rows import Rows


class ClockNotes:
    """The `clock_notes` table."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, note: ClockNote) -> None:
        """Keep one finding."""
        sql = "INSERT INTO clock_notes(event, told, before, after) VALUES(?, ?, ?, ?)"
        self._rows.execute(sql, (note.event, note.told.value, note.before, note.after))

    def newest(self) -> ClockNote | None:
        """The last one; None where the clock never gave cause."""
        return next(iter(self.since(0)[-1:]), None)

    def since(self, event: int) -> tuple[ClockNote, ...]:
        """Those of later events, in order."""
        sql = "SELECT event, told, before, after FROM clock_notes WHERE event > ? ORDER BY event"
        rows = self._rows.execute(sql, (event,)).fetchall()
        return tuple(ClockNote(number, Told(told), before, after) for number, told, before, after in rows)
