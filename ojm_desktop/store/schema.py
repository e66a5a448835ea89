"""The tables of a study, as SQL only: migrations never use today's dataclasses.

Every table that carries a participant is either in `GATED` (the store refuses its rows without the use named there) or
in `EXEMPT`, with the reason. A test enumerates the schema against both (decisions: consent acts everywhere).
"""

from __future__ import annotations

from typing import Final

from ojm_desktop.store.migrate import Migration
from ojm_desktop.store.schema_agreement_texts import AGREEMENT_TEXTS
from ojm_desktop.store.schema_clock import CLOCK_NOTES
from ojm_desktop.store.schema_erasure import ERASURES
from ojm_desktop.store.schema_interviews import ENDS, FILES, INTERVIEWS, STEPS_OF_AN_END
from ojm_desktop.store.schema_recipients import RECIPIENTS
from ojm_desktop.store.schema_withdrawal import LEVELS, kept, let_in

GATED_1: Final[dict[str, str]] = {
    "ratings": "interview",
    "hot_spots": "interview",
    "turning_points": "interview",
    "notes": "interview",
    "dismissals": "interview",
    "drafts": "interview",
    "accommodations": "interview",
}
"""What migrations 1 and 2 gate: frozen, because a study that has taken them will never take them again."""

UNASKED_1: Final[dict[str, str]] = {
    "drafts": "new.participant IS NOT NULL AND ",
    "accommodations": "new.wave <> 'start' AND ",
}
"""Rows of these tables that nobody was asked for: drafts about nobody, and the home that stands in the order."""

GATED_3: Final[dict[str, str]] = {
    "visits": "interview",
    "answers": "interview",
    "comments": "interview",
    "paradata": "interview",
    "diary_entries": "diary",
    "diary_occurrences": "diary",
}

UNASKED_3: Final[dict[str, str]] = {"visits": "new.state <> 'planned' AND new.state <> 'missed' AND "}
"""A visit may be planned, and nobody may come to it, before anything was signed."""

GATED_5: Final[dict[str, str]] = {"second_entries": "interview", "paper_checks": "interview"}

GATED_7: Final[dict[str, str]] = {"files": "interview", "instances": "interview"}

GATED: Final[dict[str, str]] = GATED_1 | GATED_3 | GATED_5 | GATED_7

EXEMPT: Final[dict[str, str]] = {
    "participants": "a person is added before they can sign",
    "consents": "the agreement itself",
    "payloads": "the log records refusals too",
    "commitment_keys": "a person's key of the log's commitments",
    "appointments": "another day is agreed before anybody signs",
    "correcting": "empty but for the length of one edit",
    "erasures": "that somebody was erased, so that they stay so",
}

TABLES: Final = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE plan(part TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE codes(cohort TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE participants(
  id TEXT PRIMARY KEY CHECK(length(id) = 32), code TEXT NOT NULL UNIQUE, cohort TEXT NOT NULL, order_start TEXT NOT
    NULL,
  age INTEGER, gender TEXT NOT NULL, ethnicity TEXT NOT NULL, order_types TEXT NOT NULL, status TEXT NOT NULL
) STRICT;
CREATE TABLE accommodations(
  participant TEXT NOT NULL REFERENCES participants(id), wave TEXT NOT NULL, type TEXT NOT NULL,
  PRIMARY KEY(participant, wave)
) STRICT, WITHOUT ROWID;
CREATE TABLE consents(
  event INTEGER PRIMARY KEY, participant TEXT NOT NULL REFERENCES participants(id), text_version INTEGER NOT NULL,
  interview INTEGER NOT NULL, diary INTEGER NOT NULL, quotes INTEGER NOT NULL, audio INTEGER NOT NULL,
  contact INTEGER NOT NULL, state TEXT NOT NULL CHECK(state IN ('in_force', 'refused', 'withdrawn')),
  signed_at TEXT NOT NULL, record_sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX consents_by_participant ON consents(participant, event);
CREATE TABLE ratings(
  participant TEXT NOT NULL REFERENCES participants(id), pathway TEXT NOT NULL, wave TEXT NOT NULL,
  value INTEGER, missing TEXT CHECK(missing IN ('M', 'D', 'N', 'W')), reason TEXT NOT NULL, held_on TEXT,
  given_by TEXT NOT NULL, is_recalled INTEGER NOT NULL, scale_version INTEGER NOT NULL, given_at TEXT NOT NULL,
  PRIMARY KEY(participant, pathway, wave), CHECK((value IS NULL) <> (missing IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE hot_spots(
  id TEXT PRIMARY KEY CHECK(length(id) = 32), participant TEXT NOT NULL REFERENCES participants(id), pathway TEXT NOT
    NULL,
  first_day TEXT NOT NULL, last_day TEXT NOT NULL, polarity TEXT NOT NULL, is_confirmed INTEGER NOT NULL
) STRICT;
CREATE INDEX hot_spots_by_participant ON hot_spots(participant, pathway);
CREATE TABLE turning_points(
  id TEXT PRIMARY KEY CHECK(length(id) = 32), participant TEXT NOT NULL REFERENCES participants(id), pathway TEXT NOT
    NULL,
  first_day TEXT NOT NULL, last_day TEXT NOT NULL, direction TEXT NOT NULL, certainty TEXT NOT NULL, words TEXT NOT NULL
) STRICT;
CREATE INDEX turning_points_by_participant ON turning_points(participant, pathway);
CREATE TABLE notes(
  id INTEGER PRIMARY KEY, item TEXT NOT NULL UNIQUE, noun TEXT NOT NULL, participant TEXT NOT NULL REFERENCES
    participants(id),
  title TEXT NOT NULL, could_have_helped TEXT NOT NULL, observation TEXT NOT NULL
) STRICT;
CREATE TABLE dismissals(
  participant TEXT NOT NULL REFERENCES participants(id), pathway TEXT NOT NULL, wave TEXT NOT NULL,
  PRIMARY KEY(participant, pathway, wave)
) STRICT, WITHOUT ROWID;
CREATE TABLE drafts(
  place TEXT PRIMARY KEY, participant TEXT REFERENCES participants(id), text TEXT NOT NULL, cursor INTEGER NOT NULL,
  kept_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sealed(
  id TEXT PRIMARY KEY, generation INTEGER NOT NULL, nonce BLOB NOT NULL, blob BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE events(
  sequence INTEGER PRIMARY KEY, utc TEXT NOT NULL, offset INTEGER NOT NULL, monotonic INTEGER NOT NULL, slot TEXT NOT
    NULL,
  commitment TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE payloads(
  sequence INTEGER PRIMARY KEY REFERENCES events(sequence), participant TEXT, body TEXT, sealed TEXT REFERENCES
    sealed(id)
) STRICT;
CREATE INDEX payloads_by_participant ON payloads(participant);
CREATE TABLE commitment_keys(subject TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
  title, could_have_helped, observation, content='notes', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO search(search, rank) VALUES('secure-delete', 1);
"""

SEARCH_TRIGGERS: Final = """
CREATE TRIGGER notes_indexed AFTER INSERT ON notes BEGIN
  INSERT INTO search(rowid, title, could_have_helped, observation)
  VALUES(new.id, new.title, new.could_have_helped, new.observation);
END;
CREATE TRIGGER notes_unindexed AFTER DELETE ON notes BEGIN
  INSERT INTO search(search, rowid, title, could_have_helped, observation)
  VALUES('delete', old.id, old.title, old.could_have_helped, old.observation);
END;
CREATE TRIGGER notes_reindexed AFTER UPDATE ON notes BEGIN
  INSERT INTO search(search, rowid, title, could_have_helped, observation)
  VALUES('delete', old.id, old.title, old.could_have_helped, old.observation);
  INSERT INTO search(rowid, title, could_have_helped, observation)
  VALUES(new.id, new.title, new.could_have_helped, new.observation);
END;
"""

APPEND_ONLY_TRIGGERS: Final = """
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append-only: events'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'append-only: events'); END;
CREATE TRIGGER events_follow_on BEFORE INSERT ON events
  WHEN new.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM events)
  BEGIN SELECT RAISE(ABORT, 'append-only: sequence'); END;
CREATE TRIGGER payloads_are_only_erased BEFORE UPDATE ON payloads WHEN new.body IS NOT NULL OR new.sealed IS NOT NULL
  OR new.participant IS NOT old.participant OR new.sequence <> old.sequence
  BEGIN SELECT RAISE(ABORT, 'append-only: payloads'); END;
CREATE TRIGGER payloads_are_never_deleted BEFORE DELETE ON payloads
  BEGIN SELECT RAISE(ABORT, 'append-only: payloads'); END;
CREATE TRIGGER consents_are_never_changed BEFORE UPDATE ON consents
  BEGIN SELECT RAISE(ABORT, 'append-only: consents'); END;
CREATE TRIGGER consents_are_never_deleted BEFORE DELETE ON consents
  BEGIN SELECT RAISE(ABORT, 'append-only: consents'); END;
CREATE TRIGGER commitment_keys_are_never_changed BEFORE UPDATE ON commitment_keys
  BEGIN SELECT RAISE(ABORT, 'append-only: commitment keys'); END;
"""


def _gate(table: str, use: str, moment: str) -> str:
    """A trigger that refuses a row unless the person's newest agreement is in force and ticks `use`."""
    allowed = (
        f"SELECT 1 FROM consents AS c WHERE c.participant = new.participant AND c.state = 'in_force' AND c.{use} = 1"
        " AND c.event = (SELECT max(event) FROM consents WHERE participant = new.participant)"
    )
    asked = UNASKED_1.get(table, "")
    return (
        f"CREATE TRIGGER {table}_need_consent_on_{moment.lower()} BEFORE {moment} ON {table}\n"
        f"  WHEN {asked}NOT EXISTS ({allowed})\n"
        f"  BEGIN SELECT RAISE(ABORT, 'consent: {use}'); END;\n"
    )


def _consent_triggers() -> str:
    return "".join(_gate(table, use, moment) for table, use in GATED_1.items() for moment in ("INSERT", "UPDATE"))


FIRST: Final = TABLES + SEARCH_TRIGGERS + APPEND_ONLY_TRIGGERS + _consent_triggers()

RATINGS_ANEW: Final = """
CREATE TABLE ratings_anew(
  participant TEXT NOT NULL REFERENCES participants(id), pathway TEXT NOT NULL, wave TEXT NOT NULL,
  value INTEGER, missing TEXT CHECK(missing IS NULL OR missing = 'M' OR missing = 'D' OR missing = 'N'
    OR missing = 'W'), reason TEXT NOT NULL, held_on TEXT,
  given_by TEXT NOT NULL, is_recalled INTEGER NOT NULL, scale_version INTEGER NOT NULL, given_at TEXT NOT NULL,
  PRIMARY KEY(participant, pathway, wave), CHECK((value IS NULL) <> (missing IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO ratings_anew SELECT participant, pathway, wave, value, missing, reason, held_on, given_by, is_recalled,
  scale_version, given_at FROM ratings ORDER BY participant, pathway, wave;
DROP TABLE ratings;
ALTER TABLE ratings_anew RENAME TO ratings;
"""
"""The engine fills a temporary tree of its own for every `IN (...)` of a CHECK, at every row; `=` costs nothing."""

EVENTS_ANEW: Final = """
CREATE TABLE events_anew(
  sequence INTEGER PRIMARY KEY, utc TEXT NOT NULL, offset INTEGER NOT NULL, monotonic INTEGER NOT NULL, slot TEXT NOT
    NULL,
  commitment TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
INSERT INTO events_anew SELECT sequence, utc, offset, monotonic, slot, commitment, previous, hash FROM events
  ORDER BY sequence;
DROP TABLE events;
ALTER TABLE events_anew RENAME TO events;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append-only: events'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'append-only: events'); END;
CREATE TRIGGER events_follow_on BEFORE INSERT ON events
  WHEN new.sequence <> coalesce((SELECT sequence FROM events ORDER BY sequence DESC LIMIT 1), 0) + 1
  BEGIN SELECT RAISE(ABORT, 'append-only: sequence'); END;
"""
"""No index of the hashes: nobody looks an event up by its hash, and as hashes lie anywhere in an index each answer
read, encrypted and wrote a page of it. That no two are alike follows from the number hashed in each (A1), which the
table keeps unique."""


def _newest_counts(table: str, use: str, moment: str, unasked: dict[str, str], what: str = "", unless: str = "") -> str:
    """The gate of `_gate`, asking for the newest agreement once instead of twice. `what` names it, if not the table.

    `unless` lets a row in all the same, and is looked at only where the agreement does not.
    """
    newest = (
        f"SELECT c.state = 'in_force' AND c.{use} = 1 FROM consents AS c WHERE c.participant = new.participant"
        " ORDER BY c.event DESC LIMIT 1"
    )
    name, asked = f"{what or table}_need_consent_on_{moment.lower()}", unasked.get(table, "")
    refused = f"({newest}) IS NOT 1"
    if unless:
        # Of two sides of an AND the engine takes the one without a question of its own first, whichever is written
        # first, and fills a temporary tree for each `IN (...)` in it; a CASE is taken in its order.
        refused = f"CASE WHEN ({newest}) IS 1 THEN 0 WHEN {unless} THEN 0 ELSE 1 END"
    return (
        f"DROP TRIGGER IF EXISTS {name};\n"
        f"CREATE TRIGGER {name} BEFORE {moment} ON {table}\n"
        f"  WHEN {asked}{refused}\n"
        f"  BEGIN SELECT RAISE(ABORT, 'consent: {use}'); END;\n"
    )


GATES_ANEW: Final = "".join(
    _newest_counts(table, use, moment, UNASKED_1) for table, use in GATED_1.items() for moment in ("INSERT", "UPDATE")
)

GATES_3: Final = "".join(
    _newest_counts(table, use, moment, UNASKED_3) for table, use in GATED_3.items() for moment in ("INSERT", "UPDATE")
)

HOPED: Final = "ALTER TABLE diary_entries ADD COLUMN hoped TEXT NOT NULL DEFAULT '';"
"""What would have made a week better, in the words of who wrote the diary (MB38)."""
PAPER: Final = """
CREATE TABLE second_entries(
  visit TEXT NOT NULL REFERENCES visits(id), path TEXT NOT NULL, participant TEXT NOT NULL REFERENCES participants(id),
  value TEXT NOT NULL, non_answer TEXT, at TEXT NOT NULL, first TEXT, settled TEXT, PRIMARY KEY(visit, path),
  CHECK(non_answer IS NULL OR value = ''), CHECK((first IS NULL) = (settled IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE paper_checks(
  visit TEXT PRIMARY KEY REFERENCES visits(id), participant TEXT NOT NULL REFERENCES participants(id),
  compared_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
"""What is typed a second time from paper, and when it was laid beside the first entry (issue 3, back entry)."""

GATES_5: Final = "".join(
    _newest_counts(table, use, moment, {}) for table, use in GATED_5.items() for moment in ("INSERT", "UPDATE")
)

FORMS_IN_USE: Final = """
ALTER TABLE forms ADD COLUMN languages TEXT NOT NULL DEFAULT '[]';
ALTER TABLE forms ADD COLUMN released TEXT NOT NULL DEFAULT '[]';
CREATE TABLE form_uses(use TEXT PRIMARY KEY, form TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
"""Which questionnaire is asked when, and in which of its languages: the names of both as JSON lists."""

GATES_7: Final = "".join(
    _newest_counts(table, use, moment, {}) for table, use in GATED_7.items() for moment in ("INSERT", "UPDATE")
) + "".join(
    _newest_counts("files", "audio", moment, {"files": "new.kind = 'audio' AND "}, "files_of_sound")
    for moment in ("INSERT", "UPDATE")
)
"""Sound is kept of those only who said yes to recording."""

HOURS: Final = "ALTER TABLE appointments ADD COLUMN time TEXT;"
"""The hour that was agreed with a day, as HH:MM of the study's zone; nothing where only the day was."""

GATES_9: Final = _newest_counts("visits", "interview", "UPDATE", UNASKED_3, unless=ENDS) + _newest_counts(
    "paradata", "interview", "INSERT", UNASKED_3, unless=STEPS_OF_AN_END
)
"""After a no nothing more is said, and what is open can still be ended (S6): no agreement is asked for that."""

_NOT_FROM_PAPER_10: Final = {"visits", "paradata"}
"""What is an interview, and not something that was given on paper before."""
_ENDS_10: Final = {("visits", "UPDATE"): ENDS, ("paradata", "INSERT"): STEPS_OF_AN_END}
_FREE_10: Final = {"visits", "paradata", "drafts"}
"""What goes with an end, or was never an answer, may also be taken away after a withdrawal."""


def _gate_10(table: str, use: str, moment: str) -> str:
    let = let_in(use, from_paper=table not in _NOT_FROM_PAPER_10)
    ends = _ENDS_10.get((table, moment))
    return _newest_counts(table, use, moment, UNASKED_1 | UNASKED_3, unless=f"({ends}) OR {let}" if ends else let)


GATES_10: Final = "".join(
    _gate_10(table, use, moment)
    for table, use in (GATED_1 | GATED_3 | GATED_5 | GATED_7).items()
    for moment in ("INSERT", "UPDATE")
) + "".join(kept(table) for table in (GATED_1 | GATED_3 | GATED_5 | GATED_7) if table not in _FREE_10)

MIGRATIONS: Final = (
    Migration(1, "first tables", FIRST),
    Migration(2, "lighter answers", RATINGS_ANEW + EVENTS_ANEW + GATES_ANEW),
    Migration(3, "interviews and diaries", INTERVIEWS + GATES_3),
    Migration(4, "what a diary hopes for", HOPED),
    Migration(5, "second entry from paper", PAPER + GATES_5),
    Migration(6, "forms in use", FORMS_IN_USE),
    Migration(7, "files and instances", FILES + GATES_7),
    Migration(8, "the hour of a visit", HOURS),
    Migration(9, "an end without an agreement", GATES_9),
    Migration(10, "levels of a withdrawal", LEVELS + GATES_10),
    Migration(11, "notes about the clock", CLOCK_NOTES),
    Migration(12, "who documents are sealed for", RECIPIENTS),
    Migration(13, "erasures", ERASURES),
    Migration(14, "texts of the agreement", AGREEMENT_TEXTS),
)
