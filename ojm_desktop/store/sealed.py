"""Sealed rows: bytes under the identity key. The store keeps them and cannot read them."""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.store.rows import Rows


@dataclass(frozen=True)
class SealedRow:
    """One row: which generation of the identity key sealed it, nonce, blob."""

    id: str
    generation: int
    nonce: bytes
    blob: bytes


class SealedRows:
    """The `sealed` table."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, row_id: str) -> SealedRow | None:
        """The row of that id."""
        sql = "SELECT id, generation, nonce, blob FROM sealed WHERE id = ?"
        row = self._rows.execute(sql, (row_id,)).fetchone()
        return SealedRow(row[0], row[1], bytes(row[2]), bytes(row[3])) if row else None

    def put(self, row: SealedRow) -> None:
        """Add or replace."""
        self._rows.execute(
            "INSERT INTO sealed(id, generation, nonce, blob) VALUES(?,?,?,?) ON CONFLICT(id) DO UPDATE SET"
            " generation=excluded.generation, nonce=excluded.nonce, blob=excluded.blob",
            (row.id, row.generation, row.nonce, row.blob),
        )

    def remove(self, row_id: str) -> None:
        """Take a row away (undo of a sealed entry)."""
        self._rows.execute("DELETE FROM sealed WHERE id = ?", (row_id,))

    def ids(self) -> list[str]:
        """Every row's id."""
        return [str(row[0]) for row in self._rows.execute("SELECT id FROM sealed ORDER BY id").fetchall()]
