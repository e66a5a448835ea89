"""The encrypted files of a study: SQLCipher, lock, head, migrations, backups, one repository a noun. All SQL is here.

sqlite-utils catches plain SQLite's errors, but SQLCipher's are its own, and plain SQLite silently ignores `PRAGMA key`.
It looks for `pysqlite3` first, so that name is given to SQLCipher here, once, before sqlite-utils is imported
(security, the sqlite-utils seam).
"""

from __future__ import annotations

import sys

from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = dbapi2
sys.modules["pysqlite3.dbapi2"] = dbapi2

from sqlite_utils import utils as _sqlite_utils_seam  # noqa: E402  (the alias must stand first)

if vars(_sqlite_utils_seam)["sqlite3"] is not dbapi2:
    raise ImportError("sqlite_utils was imported before ojm_desktop.store, so it holds plain SQLite")
