"""Words beside questions, searchable."""

from __future__ import annotations

from ojm_desktop.domain.answer import Comment, CommentKind
from ojm_desktop.store.rows import Row, Rows, search_terms

COLUMNS = "id, participant, visit, path, pathway, wave, kind, words"


class Comments:
    """The `comments` table; the full-text index follows it by trigger, in the same transaction (R6)."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, comment: str) -> Comment | None:
        """The comment of that id."""
        row = self._rows.execute(f"SELECT {COLUMNS} FROM comments WHERE id = ?", (comment,)).fetchone()
        return _comment(row) if row else None

    def of(self, participant: str) -> list[Comment]:
        """One person's, by pathway and wave."""
        sql = f"SELECT {COLUMNS} FROM comments WHERE participant = ? ORDER BY pathway, wave, path, id"
        return [_comment(row) for row in self._rows.execute(sql, (participant,)).fetchall()]

    def of_visit(self, visit: str) -> list[Comment]:
        """All of one visit, by path."""
        sql = f"SELECT {COLUMNS} FROM comments WHERE visit = ? ORDER BY path, id"
        return [_comment(row) for row in self._rows.execute(sql, (visit,)).fetchall()]

    def at(self, visit: str, path: str) -> list[Comment]:
        """Those of one question."""
        sql = f"SELECT {COLUMNS} FROM comments WHERE visit = ? AND path = ? ORDER BY number"
        return [_comment(row) for row in self._rows.execute(sql, (visit, path)).fetchall()]

    def put(self, comment: Comment) -> None:
        """Add, or replace its words."""
        values = (comment.id, comment.participant, comment.visit, comment.path, comment.pathway, comment.wave)
        self._rows.execute(
            f"INSERT INTO comments({COLUMNS}) VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET"
            " participant=excluded.participant, visit=excluded.visit, path=excluded.path, pathway=excluded.pathway,"
            " wave=excluded.wave, kind=excluded.kind, words=excluded.words",
            (*values, comment.kind.value, comment.words),
        )

    def remove(self, comment: str) -> None:
        """Take it away."""
        self._rows.execute("DELETE FROM comments WHERE id = ?", (comment,))

    def participants_who_said(self, words: str) -> set[str]:
        """Ids of the people in whose comments all the words (or beginnings of words) occur."""
        terms = search_terms(words)
        if not terms:
            return set()
        sql = (
            "SELECT DISTINCT c.participant FROM comment_search AS s JOIN comments AS c ON c.number = s.rowid"
            " WHERE comment_search MATCH ?"
        )
        return {str(row[0]) for row in self._rows.execute(sql, (terms,)).fetchall()}


def _comment(row: Row) -> Comment:
    return Comment(row[0], row[1], row[2], row[3], row[4], row[5], CommentKind(row[6]), row[7])
