"""What SQL may do once a study is open (C3): read and write rows. The gate cannot be taken down from inside.

The engine asks about every statement it prepares. Whatever is not listed is refused: ATTACH (also VACUUM's own), every
CREATE, DROP and ALTER, writes to the schema table, and each pragma name and value not listed. ANALYZE is refused
because it copies samples of rows into statistics tables, where an erasure would not look; so `optimize`, which runs it,
is not listed either.
"""

from __future__ import annotations

from typing import Final

from sqlcipher3 import dbapi2

OK: Final = int(dbapi2.SQLITE_OK)
DENY: Final = int(dbapi2.SQLITE_DENY)
PRAGMA: Final = int(dbapi2.SQLITE_PRAGMA)
FUNCTION: Final = int(dbapi2.SQLITE_FUNCTION)

FREE: Final = frozenset(
    int(code)
    for code in (
        dbapi2.SQLITE_SELECT,
        dbapi2.SQLITE_READ,
        dbapi2.SQLITE_TRANSACTION,
        dbapi2.SQLITE_SAVEPOINT,
        dbapi2.SQLITE_RECURSIVE,
    )
)
WRITES: Final = frozenset(int(code) for code in (dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE))
SCHEMA_TABLES: Final = frozenset({"sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"})
REFUSED_FUNCTIONS: Final = frozenset({"load_extension", "sqlcipher_export", "fts3_tokenizer"})

READ_ONLY_PRAGMAS: Final = frozenset(
    {
        "data_version",  # FTS5 asks for it
        "cipher_integrity_check",
        # the answers of opening, asked again by the quick check
        "cipher_version",
        "cipher_status",
        "cipher_use_hmac",
        "application_id",
        "user_version",
        "journal_mode",
        "synchronous",
        "secure_delete",
        "foreign_keys",
        "temp_store",
        "trusted_schema",
        "cell_size_check",
        "mmap_size",
        "recursive_triggers",
        "wal_autocheckpoint",
        "query_only",
    }
)
DESCRIBING_PRAGMAS: Final = frozenset(
    {
        "table_info",
        "table_xinfo",
        "index_list",
        "index_xinfo",
        "foreign_key_list",
        "foreign_key_check",
        "integrity_check",
        "quick_check",
    }
)
CHECKPOINTS: Final = frozenset({"", "passive", "truncate"})


def authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """SQLITE_OK or SQLITE_DENY for one step of a statement; the engine also says which database and trigger."""
    if action in FREE:
        return OK
    if action in WRITES:
        return DENY if first is None or first.lower() in SCHEMA_TABLES else OK
    if action == PRAGMA:
        return OK if _is_listed((first or "").lower(), second) else DENY
    if action == FUNCTION:
        return DENY if (second or "").lower() in REFUSED_FUNCTIONS else OK
    return DENY


def _is_listed(name: str, value: str | None) -> bool:
    if name in DESCRIBING_PRAGMAS:
        return True
    if name == "wal_checkpoint":
        return (value or "").lower() in CHECKPOINTS
    return value is None and name in READ_ONLY_PRAGMAS
