"""Hot spots, turning points, their notes (searchable), and suggestions that were waved away."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import ClassVar, Generic, TypeVar

from ojm_desktop.domain.hot_spot import Certainty, Direction, HotSpot, Note, Polarity, SuggestionKey, TurningPoint
from ojm_desktop.store.rows import Row, Rows, search_terms

Moment = TypeVar("Moment", HotSpot, TurningPoint)


class Notes:
    """The `notes` table; the full-text index follows it by trigger, in the same transaction (R6)."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put(self, item: str, noun: str, participant: str, note: Note) -> None:
        """Add or replace the words of a hot spot or turning point."""
        self._rows.execute(
            "INSERT INTO notes(item, noun, participant, title, could_have_helped, observation) VALUES(?,?,?,?,?,?)"
            " ON CONFLICT(item) DO UPDATE SET title=excluded.title, could_have_helped=excluded.could_have_helped,"
            " observation=excluded.observation",
            (item, noun, participant, note.title, note.could_have_helped, note.observation),
        )

    def remove(self, item: str) -> None:
        """Take the words away with their item."""
        self._rows.execute("DELETE FROM notes WHERE item = ?", (item,))

    def participants_who_said(self, words: str) -> set[str]:
        """Ids of the people in whose notes all the words (or beginnings of words) occur."""
        terms = search_terms(words)
        if not terms:
            return set()
        sql = "SELECT DISTINCT n.participant FROM search AS s JOIN notes AS n ON n.id = s.rowid WHERE search MATCH ?"
        return {str(row[0]) for row in self._rows.execute(sql, (terms,)).fetchall()}


class Moments(ABC, Generic[Moment]):
    """A table of moments joined with their notes: id, participant, pathway, first and last day, then `own` columns."""

    table: ClassVar[str]
    noun: ClassVar[str]
    own: ClassVar[tuple[str, ...]]

    def __init__(self, rows: Rows, notes: Notes) -> None:
        self._rows = rows
        self._notes = notes
        columns = ("id", "participant", "pathway", "first_day", "last_day", *self.own)
        kept = ", ".join(f"{name}=excluded.{name}" for name in columns if name not in ("id", "participant"))
        self._put = (
            f"INSERT INTO {self.table}({', '.join(columns)}) VALUES({','.join('?' * len(columns))})"
            f" ON CONFLICT(id) DO UPDATE SET {kept}"
        )
        self._select = (
            f"SELECT {', '.join(f'm.{name}' for name in columns)}, n.title, n.could_have_helped, n.observation"
            f" FROM {self.table} AS m JOIN notes AS n ON n.item = m.id"
        )

    @abstractmethod
    def read(self, row: Row) -> Moment:
        """A row of the join as a value."""

    @abstractmethod
    def own_values(self, moment: Moment) -> tuple[object, ...]:
        """What goes into the `own` columns."""

    def get(self, item: str) -> Moment | None:
        """The moment of that id."""
        row = self._rows.execute(f"{self._select} WHERE m.id = ?", (item,)).fetchone()
        return self.read(row) if row else None

    def of(self, participant: str) -> list[Moment]:
        """One person's, in order of time."""
        sql = f"{self._select} WHERE m.participant = ? ORDER BY m.first_day, m.last_day, m.id"
        return [self.read(row) for row in self._rows.execute(sql, (participant,)).fetchall()]

    def put(self, moment: Moment) -> None:
        """Add or replace with its note."""
        first, last = moment.first_day.isoformat(), moment.last_day.isoformat()
        values = (moment.id, moment.participant, moment.pathway, first, last, *self.own_values(moment))
        self._rows.execute(self._put, values)
        self._notes.put(moment.id, self.noun, moment.participant, moment.note)

    def remove(self, item: str) -> None:
        """Take it away with its note."""
        self._notes.remove(item)
        self._rows.execute(f"DELETE FROM {self.table} WHERE id = ?", (item,))


class HotSpots(Moments[HotSpot]):
    """The `hot_spots` table joined with its notes."""

    table = "hot_spots"
    noun = "hot_spot"
    own = ("polarity", "is_confirmed")

    def read(self, row: Row) -> HotSpot:
        """A row of the join as a hot spot."""
        return HotSpot(
            id=row[0],
            participant=row[1],
            pathway=row[2],
            first_day=date.fromisoformat(row[3]),
            last_day=date.fromisoformat(row[4]),
            polarity=Polarity(row[5]),
            is_confirmed=bool(row[6]),
            note=Note(*row[7:10]),
        )

    def own_values(self, moment: HotSpot) -> tuple[object, ...]:
        """Sign, and whether the participant confirmed it."""
        return moment.polarity.value, int(moment.is_confirmed)

    def count(self) -> int:
        """How many there are."""
        return int(self._rows.execute("SELECT count(*) FROM hot_spots").fetchone()[0])


class TurningPoints(Moments[TurningPoint]):
    """The `turning_points` table joined with its notes."""

    table = "turning_points"
    noun = "turning_point"
    own = ("direction", "certainty", "words")

    def read(self, row: Row) -> TurningPoint:
        """A row of the join as a turning point."""
        return TurningPoint(
            id=row[0],
            participant=row[1],
            pathway=row[2],
            first_day=date.fromisoformat(row[3]),
            last_day=date.fromisoformat(row[4]),
            direction=Direction(row[5]),
            certainty=Certainty(row[6]),
            words=row[7],
            note=Note(*row[8:11]),
        )

    def own_values(self, moment: TurningPoint) -> tuple[object, ...]:
        """Which way, how surely, and when in the person's words."""
        return moment.direction.value, moment.certainty.value, moment.words


class Dismissals:
    """The `dismissals` table: suggestions the participant did not see that way."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, participant: str) -> frozenset[SuggestionKey]:
        """One person's."""
        sql = "SELECT participant, pathway, wave FROM dismissals WHERE participant = ?"
        return frozenset(SuggestionKey(*row) for row in self._rows.execute(sql, (participant,)).fetchall())

    def put(self, key: SuggestionKey) -> None:
        """Wave a suggestion away."""
        self._rows.execute(
            "INSERT INTO dismissals(participant, pathway, wave) VALUES(?,?,?) ON CONFLICT DO NOTHING",
            (key.participant, key.pathway, key.wave),
        )

    def remove(self, key: SuggestionKey) -> None:
        """Let it be suggested again."""
        self._rows.execute(
            "DELETE FROM dismissals WHERE participant = ? AND pathway = ? AND wave = ?",
            (key.participant, key.pathway, key.wave),
        )
