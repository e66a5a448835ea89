"""The trails of interviews: each step follows on the one before, and none is changed."""

from __future__ import annotations

from ojm_desktop.domain.clock import Instant
from ojm_desktop.domain.paradata import Step, What
from ojm_desktop.store.rows import Rows


class Paradata:
    """The `paradata` table; steps are numbered from 1 within a visit."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, visit: str, after: int = 0) -> tuple[Step, ...]:
        """The steps of one visit, in order: all, or those behind the first `after`."""
        sql = (
            "SELECT path, what, old, new, utc, offset, monotonic FROM paradata WHERE visit = ? AND number > ?"
            " ORDER BY number"
        )
        return tuple(
            Step(path, What(what), Instant(utc, offset, monotonic), old, new)
            for path, what, old, new, utc, offset, monotonic in self._rows.execute(sql, (visit, after)).fetchall()
        )

    def add(self, visit: str, participant: str, steps: tuple[Step, ...]) -> None:
        """Append steps."""
        sql = "SELECT number FROM paradata WHERE visit = ? ORDER BY number DESC LIMIT 1"
        row = self._rows.execute(sql, (visit,)).fetchone()
        for number, step in enumerate(steps, int(row[0]) + 1 if row else 1):
            when = step.instant
            self._rows.execute(
                "INSERT INTO paradata(visit, number, participant, path, what, old, new, utc, offset, monotonic)"
                " VALUES(?,?,?,?,?,?,?,?,?,?)",
                (
                    visit,
                    number,
                    participant,
                    step.path,
                    step.what.value,
                    step.old,
                    step.new,
                    when.utc,
                    when.offset,
                    when.monotonic,
                ),
            )

    def forget(self, visit: str) -> None:
        """Take away the trail of a visit that was begun by mistake, with the visit."""
        self._rows.execute("DELETE FROM paradata WHERE visit = ?", (visit,))
