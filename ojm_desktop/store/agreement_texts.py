"""The agreement's words that a study wrote itself, or took out of use; those of the program stand in its code."""

from __future__ import annotations

from ojm_desktop.domain.agreement import AgreementText, KeptText, Severity, Style, TextState
from ojm_desktop.store.codec import from_text, to_text
from ojm_desktop.store.rows import Rows


class AgreementTexts:
    """The `agreement_texts` table."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[KeptText, ...]:
        """In the order of their versions."""
        sql = "SELECT body, state, severity, checked FROM agreement_texts ORDER BY version, language, style DESC"
        return tuple(
            KeptText(from_text(body, AgreementText), TextState(state), Severity(severity), bool(checked))
            for body, state, severity, checked in self._rows.execute(sql).fetchall()
        )

    def majors(self) -> tuple[int, ...]:
        """Versions that were read to people and changed what they agree to."""
        sql = "SELECT DISTINCT version FROM agreement_texts WHERE state <> 'draft' AND severity = 'major'"
        return tuple(row[0] for row in self._rows.execute(sql).fetchall())

    def put(self, kept: KeptText) -> None:
        """Keep a text, in place of what stood there."""
        self._rows.execute(
            "INSERT INTO agreement_texts(version, language, style, state, severity, checked, body)"
            " VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(version, language, style) DO UPDATE SET state = excluded.state,"
            " severity = excluded.severity, checked = excluded.checked, body = excluded.body",
            (
                kept.text.version,
                kept.text.language,
                kept.text.style.value,
                kept.state.value,
                kept.severity.value,
                int(kept.checked),
                to_text(kept.text),
            ),
        )

    def remove(self, version: int, language: str, style: Style) -> None:
        """Take a draft away."""
        sql = "DELETE FROM agreement_texts WHERE version = ? AND language = ? AND style = ?"
        self._rows.execute(sql, (version, language, style.value))
