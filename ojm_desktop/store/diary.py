"""The weekly diary: entries with what happened in them."""

from __future__ import annotations

from datetime import date

from ojm_desktop.domain.diary import DiaryEntry, DiaryMode, Occurrence
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.rating import Missing
from ojm_desktop.store.rows import Row, Rows

COLUMNS = "id, participant, week, written_on, mode, missing, reason, hoped"


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

    def of_week(self, participant: str, week: int) -> DiaryEntry | None:
        """What is there about one week."""
        sql = f"SELECT {COLUMNS} FROM diary_entries WHERE participant = ? AND week = ?"
        row = self._rows.execute(sql, (participant, week)).fetchone()
        return self._entry(row) if row else None

    def weeks_of_all(self) -> dict[str, dict[int, date | None]]:
        """By participant and week the day it was written on, None for a week that was missed; no words are read."""
        found: dict[str, dict[int, date | None]] = {}
        for participant, week, written in self._rows.execute(
            "SELECT participant, week, written_on FROM diary_entries"
        ).fetchall():
            found.setdefault(participant, {})[week] = date.fromisoformat(written) if written else None
        return found

    def longest_week(self, cohort: str) -> int:
        """The last week of which anything is known in a cohort; 0 for none."""
        sql = (
            "SELECT coalesce(max(d.week), 0) FROM diary_entries AS d JOIN participants AS p ON p.id = d.participant"
            " WHERE p.cohort = ?"
        )
        return int(self._rows.execute(sql, (cohort,)).fetchone()[0])

    def has_values(self) -> bool:
        """Whether anybody rated anything in a diary."""
        sql = "SELECT EXISTS(SELECT 1 FROM diary_occurrences WHERE value IS NOT NULL)"
        return bool(self._rows.execute(sql, ()).fetchone()[0])

    def weeks(self) -> dict[str, set[int]]:
        """By participant the weeks that were written about or have a reason why not."""
        found: dict[str, set[int]] = {}
        for participant, week in self._rows.execute("SELECT participant, week FROM diary_entries").fetchall():
            found.setdefault(participant, set()).add(week)
        return found

    def put(self, entry: DiaryEntry) -> None:
        """Add or replace with what happened; the store refuses it unless the person said yes to a diary."""
        self._rows.execute(
            f"INSERT INTO diary_entries({COLUMNS}) VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET"
            " participant=excluded.participant, week=excluded.week, written_on=excluded.written_on,"
            " mode=excluded.mode, missing=excluded.missing, reason=excluded.reason, hoped=excluded.hoped",
            (
                entry.id,
                entry.participant,
                entry.week,
                entry.written_on.isoformat() if entry.written_on else None,
                entry.mode.value,
                entry.missing.value if entry.missing else None,
                entry.reason,
                entry.hoped,
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
            hoped=row[7],
            occurrences=tuple(Occurrence(one[0], Polarity(one[1]), one[2], one[3], one[4]) for one in told),
        )
