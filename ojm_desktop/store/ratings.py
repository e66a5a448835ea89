"""Ratings and the reasons for missing ones."""

from __future__ import annotations

from datetime import date

from ojm_desktop.domain.rating import Giver, Missing, Rating, RatingKey
from ojm_desktop.store.errors import StaleRow
from ojm_desktop.store.rows import Row, Rows

COLUMNS = "participant, pathway, wave, value, missing, reason, held_on, given_by, is_recalled, scale_version, given_at"

CONTENT = "value, missing, reason, held_on, given_by, is_recalled, scale_version, given_at"
INSERT = f"INSERT INTO ratings({CONTENT}, participant, pathway, wave) VALUES(?,?,?,?,?,?,?,?,?,?,?)"
UPDATE = (
    "UPDATE ratings SET value = ?, missing = ?, reason = ?, held_on = ?, given_by = ?, is_recalled = ?,"
    " scale_version = ?, given_at = ? WHERE participant = ? AND pathway = ? AND wave = ?"
)


class Ratings:
    """The `ratings` table: one row a participant, pathway and wave."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, key: RatingKey) -> Rating | None:
        """What stands at a key."""
        row = self._rows.execute(
            f"SELECT {COLUMNS} FROM ratings WHERE participant = ? AND pathway = ? AND wave = ?",
            (key.participant, key.pathway, key.wave),
        ).fetchone()
        return _rating(row) if row else None

    def of(self, participant: str) -> list[Rating]:
        """All of one person."""
        sql = f"SELECT {COLUMNS} FROM ratings WHERE participant = ? ORDER BY pathway, wave"
        return [_rating(row) for row in self._rows.execute(sql, (participant,)).fetchall()]

    def all(self) -> list[Rating]:
        """All of everybody, by participant."""
        sql = f"SELECT {COLUMNS} FROM ratings ORDER BY participant, pathway, wave"
        return [_rating(row) for row in self._rows.execute(sql).fetchall()]

    def answered(self) -> dict[str, dict[str, tuple[int, int]]]:
        """Participant, then wave -> how many pathways have a value or a reason, and how many of these a value."""
        found: dict[str, dict[str, tuple[int, int]]] = {}
        # Counted here: the engine wipes every piece of memory it groups in, which takes eight times as long.
        sql = "SELECT participant, wave, value IS NOT NULL FROM ratings"
        for participant, wave, is_valued in self._rows.execute(sql).fetchall():
            waves = found.setdefault(participant, {})
            answered, valued = waves.get(wave, (0, 0))
            waves[wave] = (answered + 1, valued + is_valued)
        return found

    def answered_by(self, participant: str) -> dict[str, tuple[int, int]]:
        """The same of one person: wave -> pathways with a value or a reason, and those with a value."""
        found: dict[str, tuple[int, int]] = {}
        for rating in self.of(participant):
            answered, valued = found.get(rating.key.wave, (0, 0))
            found[rating.key.wave] = (answered + 1, valued + (rating.missing is None))
        return found

    def count(self) -> int:
        """How many values and reasons there are."""
        return int(self._rows.execute("SELECT count(*) FROM ratings").fetchone()[0])

    def count_values(self) -> int:
        """How many values were given; what has only a reason is none."""
        return int(self._rows.execute("SELECT count(value) FROM ratings").fetchone()[0])

    def exist(self) -> bool:
        """Whether anybody has rated anything: locks the scale."""
        return self._rows.execute("SELECT 1 FROM ratings LIMIT 1").fetchone() is not None

    def put(self, rating: Rating, old: Rating | None) -> None:
        """Add, or replace `old`, which `get` has just given; the store refuses it without the person's agreement.

        One of two plain statements, because the engine takes an insertion that may become an update through the gates
        of both.
        """
        key = (rating.key.participant, rating.key.pathway, rating.key.wave)
        values = (*_content(rating), *key)
        if self._rows.execute(INSERT if old is None else UPDATE, values).changed != 1:
            raise StaleRow("What was to be replaced is not there any more. Nothing was changed; answer once more.")

    def remove(self, key: RatingKey) -> None:
        """Leave the key unasked again."""
        self._rows.execute(
            "DELETE FROM ratings WHERE participant = ? AND pathway = ? AND wave = ?",
            (key.participant, key.pathway, key.wave),
        )


def _content(rating: Rating) -> tuple[object, ...]:
    """What stands beside the key, in the order of `CONTENT`."""
    return (
        rating.value,
        rating.missing.value if rating.missing else None,
        rating.reason,
        rating.held_on.isoformat() if rating.held_on else None,
        rating.given_by.value,
        int(rating.is_recalled),
        rating.scale_version,
        rating.given_at,
    )


def _rating(row: Row) -> Rating:
    return Rating(
        key=RatingKey(row[0], row[1], row[2]),
        value=row[3],
        missing=Missing(row[4]) if row[4] else None,
        reason=row[5],
        held_on=date.fromisoformat(row[6]) if row[6] else None,
        given_by=Giver(row[7]),
        is_recalled=bool(row[8]),
        scale_version=row[9],
        given_at=row[10],
    )
