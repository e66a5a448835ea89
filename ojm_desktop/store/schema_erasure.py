"""What an erasure leaves and what it may take away, as SQL only: frozen by migration, as everything in `schema`.

A row of `erasures` is a tombstone: it lets that one person's consent rows, payloads and commitment key go, and keeps
the person from being let in again. Nothing else in the log or among the agreements can be taken away.
"""

from __future__ import annotations

from typing import Final

ERASURES: Final = """
CREATE TABLE erasures(
  participant TEXT PRIMARY KEY CHECK(length(participant) = 32), event INTEGER NOT NULL, code TEXT NOT NULL,
  erased_on TEXT NOT NULL, basis TEXT NOT NULL, who TEXT NOT NULL, agreement TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER erasures_are_never_changed BEFORE UPDATE ON erasures
  BEGIN SELECT RAISE(ABORT, 'append-only: erasures'); END;
CREATE TRIGGER erasures_are_never_deleted BEFORE DELETE ON erasures
  BEGIN SELECT RAISE(ABORT, 'append-only: erasures'); END;
CREATE TRIGGER participants_stay_erased BEFORE INSERT ON participants
  WHEN EXISTS (SELECT 1 FROM erasures WHERE participant = new.id)
  BEGIN SELECT RAISE(ABORT, 'erased: participants'); END;
DROP TRIGGER consents_are_never_deleted;
CREATE TRIGGER consents_are_only_erased BEFORE DELETE ON consents
  WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE participant = old.participant)
  BEGIN SELECT RAISE(ABORT, 'append-only: consents'); END;
CREATE TRIGGER commitment_keys_are_only_erased BEFORE DELETE ON commitment_keys
  WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE participant = old.subject)
  BEGIN SELECT RAISE(ABORT, 'append-only: commitment keys'); END;
DROP TRIGGER payloads_are_only_erased;
CREATE TRIGGER payloads_are_only_erased BEFORE UPDATE ON payloads
  WHEN new.body IS NOT NULL OR new.sealed IS NOT NULL OR new.participant IS NOT old.participant
    OR new.sequence <> old.sequence
    OR CASE WHEN old.participant IS NOT NULL
      THEN NOT EXISTS (SELECT 1 FROM erasures WHERE participant = old.participant)
      ELSE old.sealed IS NULL OR NOT EXISTS (SELECT 1 FROM erasures) END
  BEGIN SELECT RAISE(ABORT, 'append-only: payloads'); END;
"""
"""`agreement` is the hash of the record of the last agreement signed, empty where there was none (W3).

Whose a sealed payload is only its holder knows: the store lets it go where anybody at all was erased, and verifying
asks whether an erasure told of it.
"""
