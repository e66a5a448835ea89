"""What a withdrawal does to the gates, as SQL only: frozen by migration, as everything in `schema`.

Level 1 lets in what was already given on paper; from level 2 on nothing is written and nothing taken away but inside a
correction (decisions: withdrawal acts everywhere). Levels are told by the newest consent row of a person.
"""

from __future__ import annotations

from typing import Final

LEVELS: Final = """
ALTER TABLE consents ADD COLUMN level INTEGER NOT NULL DEFAULT 0
  CHECK((level > 0) = (state = 'withdrawn') AND level <= 3);
CREATE TABLE correcting(participant TEXT PRIMARY KEY REFERENCES participants(id)) STRICT, WITHOUT ROWID;
"""
"""`correcting` holds somebody for the length of one edit, inside its transaction, and nobody at any other time."""

IS_CORRECTED: Final = "EXISTS (SELECT 1 FROM correcting WHERE participant = {row}.participant)"

_PAPER: Final = (
    "(SELECT c.level = 1 AND c.{use} = 1 FROM consents AS c WHERE c.participant = new.participant"
    " ORDER BY c.event DESC LIMIT 1)"
)


def let_in(use: str, *, from_paper: bool) -> str:
    """What lets a row in all the same: a correction, and at level 1 paper that was given under the agreement."""
    corrected = IS_CORRECTED.format(row="new")
    return f"{corrected} OR {_PAPER.format(use=use)} IS 1" if from_paper else corrected


def kept(table: str) -> str:
    """A trigger that keeps the rows of somebody who withdrew at level 2 or further, but for corrections."""
    level = "SELECT c.level FROM consents AS c WHERE c.participant = old.participant ORDER BY c.event DESC LIMIT 1"
    return (
        f"CREATE TRIGGER {table}_stay_after_a_withdrawal BEFORE DELETE ON {table}\n"
        f"  WHEN CASE WHEN coalesce(({level}), 0) < 2 THEN 0 WHEN {IS_CORRECTED.format(row='old')} THEN 0 ELSE 1 END\n"
        "  BEGIN SELECT RAISE(ABORT, 'withdrawn: rows'); END;\n"
    )
