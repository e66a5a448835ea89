"""The tables of questionnaires and interviews, as SQL only: frozen by migration, as everything in `schema`."""

from __future__ import annotations

from typing import Final

INTERVIEWS: Final = """
CREATE TABLE forms(
  digest TEXT PRIMARY KEY CHECK(length(digest) = 64), id TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL,
  state TEXT NOT NULL, change TEXT NOT NULL, xml TEXT NOT NULL, imported_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE visits(
  id TEXT PRIMARY KEY CHECK(length(id) = 32), participant TEXT NOT NULL REFERENCES participants(id), wave TEXT NOT NULL,
  form TEXT REFERENCES forms(digest), state TEXT NOT NULL, missing TEXT, reason TEXT NOT NULL, held_on TEXT,
  mode TEXT NOT NULL, layout TEXT NOT NULL, language TEXT NOT NULL, position TEXT NOT NULL, started_at TEXT NOT NULL,
  ended_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visits_by_participant ON visits(participant, wave);
CREATE TABLE appointments(
  participant TEXT NOT NULL REFERENCES participants(id), wave TEXT NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY(participant, wave)
) STRICT, WITHOUT ROWID;
CREATE TABLE answers(
  visit TEXT NOT NULL REFERENCES visits(id), path TEXT NOT NULL, participant TEXT NOT NULL REFERENCES participants(id),
  value TEXT NOT NULL, non_answer TEXT, language TEXT NOT NULL, given_by TEXT NOT NULL, mode TEXT NOT NULL,
  comparison TEXT, is_relevant INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY(visit, path),
  CHECK(non_answer IS NULL OR value = '')
) STRICT, WITHOUT ROWID;
CREATE TABLE comments(
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE CHECK(length(id) = 32),
  participant TEXT NOT NULL REFERENCES participants(id), visit TEXT NOT NULL REFERENCES visits(id), path TEXT NOT NULL,
  pathway TEXT NOT NULL, wave TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL
) STRICT;
CREATE INDEX comments_by_visit ON comments(visit, path);
CREATE INDEX comments_by_participant ON comments(participant, pathway, wave);
CREATE TABLE paradata(
  visit TEXT NOT NULL REFERENCES visits(id), number INTEGER NOT NULL,
  participant TEXT NOT NULL REFERENCES participants(id), path TEXT NOT NULL, what TEXT NOT NULL, old TEXT NOT NULL,
  new TEXT NOT NULL, utc TEXT NOT NULL, offset INTEGER NOT NULL, monotonic INTEGER NOT NULL, PRIMARY KEY(visit, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE diary_entries(
  id TEXT PRIMARY KEY CHECK(length(id) = 32), participant TEXT NOT NULL REFERENCES participants(id),
  week INTEGER NOT NULL, written_on TEXT, mode TEXT NOT NULL, missing TEXT, reason TEXT NOT NULL,
  UNIQUE(participant, week)
) STRICT;
CREATE TABLE diary_occurrences(
  entry TEXT NOT NULL REFERENCES diary_entries(id), number INTEGER NOT NULL,
  participant TEXT NOT NULL REFERENCES participants(id), pathway TEXT NOT NULL, polarity TEXT NOT NULL,
  words TEXT NOT NULL, value INTEGER, scale_version INTEGER, PRIMARY KEY(entry, number),
  CHECK((value IS NULL) = (scale_version IS NULL))
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE comment_search USING fts5(
  words, content='comments', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO comment_search(comment_search, rank) VALUES('secure-delete', 1);
CREATE TRIGGER comments_indexed AFTER INSERT ON comments BEGIN
  INSERT INTO comment_search(rowid, words) VALUES(new.number, new.words);
END;
CREATE TRIGGER comments_unindexed AFTER DELETE ON comments BEGIN
  INSERT INTO comment_search(comment_search, rowid, words) VALUES('delete', old.number, old.words);
END;
CREATE TRIGGER comments_reindexed AFTER UPDATE ON comments BEGIN
  INSERT INTO comment_search(comment_search, rowid, words) VALUES('delete', old.number, old.words);
  INSERT INTO comment_search(rowid, words) VALUES(new.number, new.words);
END;
CREATE TRIGGER paradata_follow_on BEFORE INSERT ON paradata
  WHEN new.number <> coalesce((SELECT number FROM paradata WHERE visit = new.visit ORDER BY number DESC LIMIT 1), 0) + 1
  BEGIN SELECT RAISE(ABORT, 'append-only: paradata'); END;
CREATE TRIGGER forms_keep_their_words BEFORE UPDATE ON forms
  WHEN new.xml <> old.xml OR new.digest <> old.digest BEGIN SELECT RAISE(ABORT, 'append-only: forms'); END;
"""
"""Forms, visits, answers, comments, paradata and the diary (issue 3).

A path is what the questionnaire calls a question, with the positions of repeats. `value` is empty beside a non-answer.
"""

FILES: Final = """
ALTER TABLE answers ADD COLUMN file TEXT;
CREATE TABLE instances(
  visit TEXT NOT NULL REFERENCES visits(id), path TEXT NOT NULL, participant TEXT NOT NULL REFERENCES participants(id),
  number INTEGER NOT NULL, PRIMARY KEY(visit, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE files(
  participant TEXT NOT NULL REFERENCES participants(id), digest TEXT NOT NULL CHECK(length(digest) = 64),
  kind TEXT NOT NULL, octets BLOB NOT NULL, PRIMARY KEY(participant, digest)
) STRICT;
CREATE TABLE form_files(
  form TEXT NOT NULL REFERENCES forms(digest), name TEXT NOT NULL, octets BLOB NOT NULL, PRIMARY KEY(form, name)
) STRICT;
"""
"""How often a repeat is there, files that are answers, and files beside a form (lists, pictures).

`answers.file` is the SHA-256 of an answer that is a file. The octets of `files` are named by the log and not in it, as
a picture would lie in a study twice.
"""

_KEPT_OF_VISIT: Final = ("id", "participant", "wave", "form", "missing", "held_on", "mode", "layout", "language")
ENDS: Final = (
    "old.state IN ('in_progress', 'paused', 'stopped', 'complete', 'locked')"
    " AND new.state IN ('paused', 'stopped', 'locked')"
    + "".join(f" AND new.{column} IS old.{column}" for column in (*_KEPT_OF_VISIT, "position", "started_at"))
)
"""A visit that was begun rests, is stopped or locked: nothing else of its row changes."""
STEPS_OF_AN_END: Final = (
    "(new.what IN ('entered', 'left', 'reopened', 'warned', 'paused', 'stopped', 'locked')"
    " OR (new.what = 'taken_back' AND new.path = ''))"
    " AND (SELECT state FROM visits WHERE id = new.visit AND participant = new.participant)"
    " IN ('paused', 'stopped', 'locked')"
)
"""What is written of that: that it ended, and where somebody was since the last answer."""
