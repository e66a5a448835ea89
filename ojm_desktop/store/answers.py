"""Answers of interviews, by visit and path."""

from __future__ import annotations

from ojm_desktop.domain.answer import Answer, AnswerKey, Comparison, NonAnswer
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import Mode
from ojm_desktop.store.errors import StaleRow
from ojm_desktop.store.rows import Row, Rows

COLUMNS = "visit, path, participant, value, non_answer, language, given_by, mode, comparison, is_relevant, at, file"
INSERT = (
    "INSERT INTO answers(value, non_answer, language, given_by, mode, comparison, is_relevant, at, file,"
    " participant, visit, path) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"
)
UPDATE = (
    "UPDATE answers SET value = ?, non_answer = ?, language = ?, given_by = ?, mode = ?, comparison = ?,"
    " is_relevant = ?, at = ?, file = ? WHERE participant = ? AND visit = ? AND path = ?"
)


class Answers:
    """The `answers` table: one row a visit and path; those out of the record are not relevant."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, key: AnswerKey) -> Answer | None:
        """What stands at a question."""
        sql = f"SELECT {COLUMNS} FROM answers WHERE visit = ? AND path = ?"
        row = self._rows.execute(sql, (key.visit, key.path)).fetchone()
        return _answer(row) if row else None

    def of(self, visit: str) -> list[Answer]:
        """All of one visit, those out of the record too."""
        sql = f"SELECT {COLUMNS} FROM answers WHERE visit = ? ORDER BY path"
        return [_answer(row) for row in self._rows.execute(sql, (visit,)).fetchall()]

    def put(self, answer: Answer, old: Answer | None) -> None:
        """Add, or replace `old`, which `get` has just given; the store refuses it without the person's agreement."""
        values = (
            answer.value,
            answer.non_answer.value if answer.non_answer else None,
            answer.language,
            answer.given_by.value,
            answer.mode.value,
            answer.comparison.value if answer.comparison else None,
            int(answer.is_relevant),
            answer.at,
            answer.file or None,
            answer.participant,
            answer.key.visit,
            answer.key.path,
        )
        if self._rows.execute(INSERT if old is None else UPDATE, values).changed != 1:
            raise StaleRow("What was to be replaced is not there any more. Nothing was changed; answer once more.")

    def remove(self, key: AnswerKey) -> None:
        """Leave the question unanswered again."""
        self._rows.execute("DELETE FROM answers WHERE visit = ? AND path = ?", (key.visit, key.path))


def _answer(row: Row) -> Answer:
    return Answer(
        key=AnswerKey(row[0], row[1]),
        participant=row[2],
        value=row[3],
        non_answer=NonAnswer(row[4]) if row[4] else None,
        language=row[5],
        given_by=Giver(row[6]),
        mode=Mode(row[7]),
        comparison=Comparison(row[8]) if row[8] else None,
        is_relevant=bool(row[9]),
        at=row[10],
        file=row[11] or "",
    )
