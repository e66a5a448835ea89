"""Hot spots, turning points, their notes (searchable), and suggestions that were waved away."""

from __future__ import annotations

from datetime import date

from ojm_desktop.domain.hot_spot import Certainty, Direction, HotSpot, Note, Polarity, SuggestionKey, TurningPoint
from ojm_desktop.store.rows import Row, Rows

HOT_SPOTS = (
    "SELECT h.id, h.participant, h.pathway, h.first_day, h.last_day, h.polarity, h.is_confirmed,"
    " n.title, n.could_have_helped, n.observation FROM hot_spots AS h JOIN notes AS n ON n.item = h.id"
)
TURNING_POINTS = (
    "SELECT t.id, t.participant, t.pathway, t.first_day, t.last_day, t.direction, t.certainty, t.words,"
    " n.title, n.could_have_helped, n.observation FROM turning_points AS t JOIN notes AS n ON n.item = t.id"
)


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
        terms = " ".join('"' + word.replace('"', '""') + '"*' for word in words.replace("\0", " ").split())
        if not terms:
            return set()
        sql = "SELECT DISTINCT n.participant FROM search AS s JOIN notes AS n ON n.id = s.rowid WHERE search MATCH ?"
        return {str(row[0]) for row in self._rows.execute(sql, (terms,)).fetchall()}


class HotSpots:
    """The `hot_spots` table joined with its notes."""

    def __init__(self, rows: Rows, notes: Notes) -> None:
        self._rows = rows
        self._notes = notes

    def get(self, hot_spot: str) -> HotSpot | None:
        """The hot spot of that id."""
        row = self._rows.execute(f"{HOT_SPOTS} WHERE h.id = ?", (hot_spot,)).fetchone()
        return _hot_spot(row) if row else None

    def of(self, participant: str) -> list[HotSpot]:
        """One person's, in order of time."""
        sql = f"{HOT_SPOTS} WHERE h.participant = ? ORDER BY h.first_day, h.last_day, h.id"
        return [_hot_spot(row) for row in self._rows.execute(sql, (participant,)).fetchall()]

    def count(self) -> int:
        """How many there are."""
        return int(self._rows.execute("SELECT count(*) FROM hot_spots").fetchone()[0])

    def put(self, spot: HotSpot) -> None:
        """Add or replace with its note."""
        self._rows.execute(
            "INSERT INTO hot_spots(id, participant, pathway, first_day, last_day, polarity, is_confirmed)"
            " VALUES(?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET pathway=excluded.pathway,"
            " first_day=excluded.first_day, last_day=excluded.last_day, polarity=excluded.polarity,"
            " is_confirmed=excluded.is_confirmed",
            (
                spot.id,
                spot.participant,
                spot.pathway,
                spot.first_day.isoformat(),
                spot.last_day.isoformat(),
                spot.polarity.value,
                int(spot.is_confirmed),
            ),
        )
        self._notes.put(spot.id, "hot_spot", spot.participant, spot.note)

    def remove(self, hot_spot: str) -> None:
        """Take it away with its note."""
        self._notes.remove(hot_spot)
        self._rows.execute("DELETE FROM hot_spots WHERE id = ?", (hot_spot,))


class TurningPoints:
    """The `turning_points` table joined with its notes."""

    def __init__(self, rows: Rows, notes: Notes) -> None:
        self._rows = rows
        self._notes = notes

    def get(self, turning_point: str) -> TurningPoint | None:
        """The turning point of that id."""
        row = self._rows.execute(f"{TURNING_POINTS} WHERE t.id = ?", (turning_point,)).fetchone()
        return _turning_point(row) if row else None

    def of(self, participant: str) -> list[TurningPoint]:
        """One person's, in order of time."""
        sql = f"{TURNING_POINTS} WHERE t.participant = ? ORDER BY t.first_day, t.last_day, t.id"
        return [_turning_point(row) for row in self._rows.execute(sql, (participant,)).fetchall()]

    def put(self, point: TurningPoint) -> None:
        """Add or replace with its note."""
        self._rows.execute(
            "INSERT INTO turning_points(id, participant, pathway, first_day, last_day, direction, certainty, words)"
            " VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET pathway=excluded.pathway,"
            " first_day=excluded.first_day, last_day=excluded.last_day, direction=excluded.direction,"
            " certainty=excluded.certainty, words=excluded.words",
            (
                point.id,
                point.participant,
                point.pathway,
                point.first_day.isoformat(),
                point.last_day.isoformat(),
                point.direction.value,
                point.certainty.value,
                point.words,
            ),
        )
        self._notes.put(point.id, "turning_point", point.participant, point.note)

    def remove(self, turning_point: str) -> None:
        """Take it away with its note."""
        self._notes.remove(turning_point)
        self._rows.execute("DELETE FROM turning_points WHERE id = ?", (turning_point,))


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


def _hot_spot(row: Row) -> HotSpot:
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


def _turning_point(row: Row) -> TurningPoint:
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
