"""Questionnaires, by the hash of their XForm: an old interview opens with the version it was made with."""

from __future__ import annotations

from ojm_desktop.domain.kept_form import FormChange, FormFacts, FormState, KeptForm
from ojm_desktop.store.rows import Row, Rows

COLUMNS = "digest, id, version, title, state, change, imported_at"


class Forms:
    """The `forms` table. The words of a version never change; its state does."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, digest: str) -> KeptForm | None:
        """One version with its words."""
        row = self._rows.execute(f"SELECT {COLUMNS}, xml FROM forms WHERE digest = ?", (digest,)).fetchone()
        return KeptForm(_facts(row), row[7]) if row else None

    def all(self) -> list[FormFacts]:
        """Every version without its words, by form and in the order they came in."""
        sql = f"SELECT {COLUMNS} FROM forms ORDER BY id, imported_at, digest"
        return [_facts(row) for row in self._rows.execute(sql).fetchall()]

    def put(self, form: KeptForm) -> None:
        """Add, or replace what is said about it."""
        facts = form.facts
        values = (facts.digest, facts.id, facts.version, facts.title, facts.state.value, facts.change.value)
        self._rows.execute(
            f"INSERT INTO forms({COLUMNS}, xml) VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(digest) DO UPDATE SET"
            " id=excluded.id, version=excluded.version, title=excluded.title, state=excluded.state,"
            " change=excluded.change, imported_at=excluded.imported_at, xml=excluded.xml",
            (*values, facts.imported_at, form.xml),
        )

    def put_state(self, digest: str, state: FormState) -> None:
        """Publish, retire, or make a draft again."""
        self._rows.execute("UPDATE forms SET state = ? WHERE digest = ?", (state.value, digest))

    def remove(self, digest: str) -> None:
        """Take away a version that no visit was begun with (undo of importing)."""
        self._rows.execute("DELETE FROM forms WHERE digest = ?", (digest,))


def _facts(row: Row) -> FormFacts:
    return FormFacts(row[0], row[1], row[2], row[3], FormState(row[4]), FormChange(row[5]), row[6])
