"""The versions of the agreement's words, as SQL only: frozen by migration, as everything in `schema`."""

from __future__ import annotations

from typing import Final

AGREEMENT_TEXTS: Final = """
CREATE TABLE agreement_texts(
  version INTEGER NOT NULL, language TEXT NOT NULL, style TEXT NOT NULL CHECK(style IN ('full', 'easy')),
  state TEXT NOT NULL CHECK(state IN ('draft', 'published', 'retired')),
  severity TEXT NOT NULL CHECK(severity IN ('minor', 'major')), checked INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(version, language, style)
) STRICT, WITHOUT ROWID;
"""
