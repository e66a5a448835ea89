"""How often each repeat of a visit is there, where somebody added to it or took from it."""

from __future__ import annotations

from ojm_desktop.store.rows import Rows


class Instances:
    """The `instances` table: one row a visit and repeat, whose path has no position in its last step."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, visit: str) -> dict[str, int]:
        """The counts of one visit, by the path of the repeat."""
        sql = "SELECT path, number FROM instances WHERE visit = ? ORDER BY path"
        return {str(path): int(number) for path, number in self._rows.execute(sql, (visit,)).fetchall()}

    def put(self, visit: str, participant: str, path: str, number: int) -> None:
        """Add or replace a count; the store refuses it without the person's agreement."""
        self._rows.execute(
            "INSERT INTO instances(visit, path, participant, number) VALUES(?,?,?,?)"
            " ON CONFLICT(visit, path) DO UPDATE SET number=excluded.number",
            (visit, path, participant, number),
        )

    def remove(self, visit: str, path: str) -> None:
        """As often as the answers need again."""
        self._rows.execute("DELETE FROM instances WHERE visit = ? AND path = ?", (visit, path))
