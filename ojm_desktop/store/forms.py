"""Questionnaires, by the hash of their XForm: an old interview opens with the version it was made with."""

from __future__ import annotations

import dataclasses
import json

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.domain.kept_form import FormChange, FormFacts, FormFile, FormState, FormUse, KeptForm
from ojm_desktop.store.rows import Row, Rows

COLUMNS = "digest, id, version, title, state, change, imported_at, languages, released"


class Forms:
    """The tables `forms` and `form_uses`. The words of a version never change; its state does."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, digest: str) -> KeptForm | None:
        """One version with its words."""
        row = self._rows.execute(f"SELECT {COLUMNS}, xml FROM forms WHERE digest = ?", (digest,)).fetchone()
        return KeptForm(_facts(row), row[9], self._files(digest)) if row else None

    def all(self) -> list[FormFacts]:
        """Every version without its words, by form and in the order they came in."""
        sql = f"SELECT {COLUMNS} FROM forms ORDER BY id, imported_at, digest"
        return [_facts(row) for row in self._rows.execute(sql).fetchall()]

    def put(self, form: KeptForm) -> None:
        """Add, or replace what is said about it."""
        facts = form.facts
        values = (facts.digest, facts.id, facts.version, facts.title, facts.state.value, facts.change.value)
        self._rows.execute(
            f"INSERT INTO forms({COLUMNS}, xml) VALUES(?,?,?,?,?,?,?,?,?,?) ON CONFLICT(digest) DO UPDATE SET"
            " id=excluded.id, version=excluded.version, title=excluded.title, state=excluded.state,"
            " change=excluded.change, imported_at=excluded.imported_at, languages=excluded.languages,"
            " released=excluded.released, xml=excluded.xml",
            (*values, facts.imported_at, _listed(facts.languages), _listed(facts.released), form.xml),
        )
        for file in form.files:
            self._rows.execute(
                "INSERT INTO form_files(form, name, octets) VALUES(?,?,?) ON CONFLICT(form, name) DO NOTHING",
                (facts.digest, file.name, file.octets),
            )

    def put_state(self, digest: str, state: FormState) -> None:
        """Publish, retire, or make a draft again."""
        self._rows.execute("UPDATE forms SET state = ? WHERE digest = ?", (state.value, digest))

    def put_released(self, digest: str, languages: tuple[str, ...]) -> None:
        """Say which languages beside the first were ticked as checked."""
        self._rows.execute("UPDATE forms SET released = ? WHERE digest = ?", (_listed(languages), digest))

    def uses(self) -> dict[str, str]:
        """The id of the questionnaire that is asked, by moment."""
        return dict(self._rows.execute("SELECT use, form FROM form_uses").fetchall())

    def put_use(self, use: FormUse) -> None:
        """Ask a questionnaire at a moment; none where its id is empty."""
        self._rows.execute("DELETE FROM form_uses WHERE use = ?", (use.use,))
        if use.form:
            self._rows.execute("INSERT INTO form_uses(use, form) VALUES(?, ?)", (use.use, use.form))

    def remove(self, digest: str) -> None:
        """Take away a version that no visit was begun with (undo of importing), and what stands beside it."""
        self._rows.execute("DELETE FROM form_files WHERE form = ?", (digest,))
        self._rows.execute("DELETE FROM forms WHERE digest = ?", (digest,))

    def _files(self, digest: str) -> tuple[FormFile, ...]:
        sql = "SELECT name, octets FROM form_files WHERE form = ? ORDER BY name"
        return tuple(FormFile(name, bytes(octets)) for name, octets in self._rows.execute(sql, (digest,)).fetchall())


def _facts(row: Row) -> FormFacts:
    kept = FormFacts(row[0], row[1], row[2], row[3], FormState(row[4]), FormChange(row[5]), row[6])
    return dataclasses.replace(kept, languages=tuple(json.loads(row[7])), released=tuple(json.loads(row[8])))


def _listed(languages: tuple[str, ...]) -> str:
    return canonical(list(languages))
