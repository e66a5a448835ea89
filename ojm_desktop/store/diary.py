"""The weekly diary: entries with what happened in them."""

from __future__ import annotations

from datetime import date

from ojm_desktop.domain.diary import DiaryEntry, DiaryMode, Occurrence
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.rating import Missing
from ojm_desktop.store.rows import Row, Rows

COLUMNS = "id, participant, week, written_on, mode, missing, reason"


class Diary:
    """The `diary_entries` table with its `diary_occurrences`: one entry a person and week."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, entry: str) -> DiaryEntry | None:
        """The entry of that id."""
        row = self._rows.execute(f"SELECT {COLUMNS} FROM diary_entries WHERE id = ?", (entry,)).fetchone()
        return self._entry(row) if row else None

    def of(self, participant: str) -> list[DiaryEntry]:
        """One person's, by week."""
        sql = f"SELECT {COLUMNS} FROM diary_entries WHERE participant = ? ORDER BY week"
        return [self._entry(row) for row in self._rows.execute(sql, (participant,)).fetchall()]

    def put(self, entry: DiaryEntry) -> None:
        """Add or replace with what happened; the store refuses it unless the person said yes to a diary."""
        self._rows.execute(
            f"INSERT INTO diary_entries({COLUMNS}) VALUES(?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET"
            " participant=excluded.participant, week=excluded.week, written_on=excluded.written_on,"
            " mode=excluded.mode, missing=excluded.missing, reason=excluded.reason",
            (
                entry.id,
                entry.participant,
                entry.week,
                entry.written_on.isoformat() if entry.written_on else None,
                entry.mode.value,
                entry.missing.value if entry.missing else None,
                entry.reason,
            ),
        )
        self._rows.execute("DELETE FROM diary_occurrences WHERE entry = ?", (entry.id,))
        for number, told in enumerate(entry.occurrences, 1):
            values = (told.pathway, told.polarity.value, told.words, told.value, told.scale_version)
            self._rows.execute(
                "INSERT INTO diary_occurrences(entry, number, participant, pathway, polarity, words, value,"
                " scale_version) VALUES(?,?,?,?,?,?,?,?)",
                (entry.id, number, entry.participant, *values),
            )

    def remove(self, entry: str) -> None:
        """Take it away with what happened in it."""
        self._rows.execute("DELETE FROM diary_occurrences WHERE entry = ?", (entry,))
        self._rows.execute("DELETE FROM diary_entries WHERE id = ?", (entry,))

    def _entry(self, row: Row) -> DiaryEntry:
        sql = (
            "SELECT pathway, polarity, words, value, scale_version FROM diary_occurrences WHERE entry = ?"
            " ORDER BY number"
        )
        told = self._rows.execute(sql, (row[0],)).fetchall()
        return DiaryEntry(
            id=row[0],
            participant=row[1],
            week=row[2],
            written_on=date.fromisoformat(row[3]) if row[3] else None,
            mode=DiaryMode(row[4]),
            missing=Missing(row[5]) if row[5] else None,
            reason=row[6],
            occurrences=tuple(Occurrence(one[0], Polarity(one[1]), one[2], one[3], one[4]) for one in told),
        )
