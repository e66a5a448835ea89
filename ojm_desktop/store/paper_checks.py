"""What was typed a second time from paper, and when it was compared."""

from __future__ import annotations

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.paper_check import Reading, SecondEntry, Settled
from ojm_desktop.store.rows import Row, Rows

COLUMNS = "visit, path, participant, value, non_answer, at, first, settled"


class PaperChecks:
    """The `second_entries` and `paper_checks` tables."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, visit: str, path: str) -> SecondEntry | None:
        """What was typed again at a question."""
        sql = f"SELECT {COLUMNS} FROM second_entries WHERE visit = ? AND path = ?"
        row = self._rows.execute(sql, (visit, path)).fetchone()
        return _entry(row) if row else None

    def of(self, visit: str) -> list[SecondEntry]:
        """All of one visit, by path."""
        sql = f"SELECT {COLUMNS} FROM second_entries WHERE visit = ? ORDER BY path"
        return [_entry(row) for row in self._rows.execute(sql, (visit,)).fetchall()]

    def waiting(self) -> list[str]:
        """Visits typed again and not compared, or with a reading other than the record's; the one typed last first."""
        sql = (
            "SELECT typed.visit FROM second_entries AS typed LEFT JOIN paper_checks AS done ON done.visit = typed.visit"
            " LEFT JOIN answers AS said ON said.visit = typed.visit AND said.path = typed.path AND said.is_relevant"
            " WHERE done.visit IS NULL OR said.value IS NOT typed.value OR said.non_answer IS NOT typed.non_answer"
            " GROUP BY typed.visit ORDER BY MAX(typed.at) DESC, typed.visit"
        )
        return [str(row[0]) for row in self._rows.execute(sql).fetchall()]

    def put(self, entry: SecondEntry) -> None:
        """Add or replace; the store refuses it without the person's agreement."""
        reading, settled = entry.reading, entry.settled
        code = reading.non_answer.value if reading.non_answer else None
        self._rows.execute(
            f"INSERT INTO second_entries({COLUMNS}) VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(visit, path) DO UPDATE SET"
            " value=excluded.value, non_answer=excluded.non_answer, at=excluded.at,"
            " first=excluded.first, settled=excluded.settled",
            (
                entry.visit,
                entry.path,
                entry.participant,
                reading.value,
                code,
                entry.at,
                settled.first.code if settled else None,
                settled.right.code if settled else None,
            ),
        )

    def remove(self, visit: str, path: str) -> None:
        """Leave a question untyped again."""
        self._rows.execute("DELETE FROM second_entries WHERE visit = ? AND path = ?", (visit, path))

    def compared_at(self, visit: str) -> str:
        """When the two entries were laid side by side (UTC); empty before."""
        row = self._rows.execute("SELECT compared_at FROM paper_checks WHERE visit = ?", (visit,)).fetchone()
        return str(row[0]) if row else ""

    def put_compared(self, visit: str, participant: str, at: str) -> None:
        """The two entries were laid side by side."""
        sql = "INSERT INTO paper_checks(visit, participant, compared_at) VALUES(?,?,?)"
        self._rows.execute(sql, (visit, participant, at))


def _entry(row: Row) -> SecondEntry:
    reading = Reading(row[3], NonAnswer(row[4]) if row[4] else None)
    settled = None if row[7] is None else Settled(Reading.from_code(row[6]), Reading.from_code(row[7]))
    return SecondEntry(row[0], row[1], row[2], reading, row[5], settled)
