"""The study's plan, kept by part; and half-typed text (drafts), which is not an edit."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.store.codec import Unreadable, from_plain, to_plain
from ojm_desktop.store.rows import Rows


class PlanRows:
    """The `plan` table: one row a field of `StudyPlan`, so that the log's replay shows which part differs."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self) -> StudyPlan:
        """The plan; raises OjmError before the study was set up, Unreadable where it is damaged."""
        rows = self._rows.execute("SELECT part, value FROM plan").fetchall()
        if not rows:
            raise OjmError("This study was never set up. Nothing was changed; create it again.")
        try:
            plain = {part: json.loads(value) for part, value in rows}
        except json.JSONDecodeError as error:  # also of a page that is damaged: the engine gives noughts for its text
            raise Unreadable("The study's plan is not JSON. Nothing was changed; verify the study.") from error
        return from_plain(plain, StudyPlan)

    def put(self, plan: StudyPlan) -> None:
        """Write every part that differs."""
        parts = to_plain(plan)
        if "basis" not in parts:  # not entered, or its entry was taken back
            self._rows.execute("DELETE FROM plan WHERE part = 'basis'")
        for part, value in parts.items():
            self._rows.execute(
                "INSERT INTO plan(part, value) VALUES(?, ?) ON CONFLICT(part) DO UPDATE SET value = excluded.value",
                (part, canonical(value)),
            )


@dataclass(frozen=True)
class Draft:
    """Text somebody was typing, where, and where the cursor stood."""

    place: str
    participant: str | None
    text: str
    cursor: int
    kept_at: str


class Drafts:
    """The `drafts` table (L2)."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, place: str) -> Draft | None:
        """What was being typed at a place."""
        sql = "SELECT place, participant, text, cursor, kept_at FROM drafts WHERE place = ?"
        row = self._rows.execute(sql, (place,)).fetchone()
        return Draft(*row) if row else None

    def all(self) -> list[Draft]:
        """Everything that was being typed."""
        sql = "SELECT place, participant, text, cursor, kept_at FROM drafts ORDER BY place"
        return [Draft(*row) for row in self._rows.execute(sql).fetchall()]

    def put(self, draft: Draft) -> None:
        """Keep it, durably."""
        self._rows.execute(
            "INSERT INTO drafts(place, participant, text, cursor, kept_at) VALUES(?,?,?,?,?) ON CONFLICT(place) DO "
            "UPDATE"
            " SET participant=excluded.participant, text=excluded.text, cursor=excluded.cursor, "
            "kept_at=excluded.kept_at",
            (draft.place, draft.participant, draft.text, draft.cursor, draft.kept_at),
        )

    def remove(self, place: str) -> None:
        """Forget it: the text was committed or given up."""
        self._rows.execute("DELETE FROM drafts WHERE place = ?", (place,))
