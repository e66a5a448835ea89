"""The encrypted files of a study: SQLCipher, lock, head, migrations, backups, one repository a noun. All SQL is here.

sqlite-utils catches plain SQLite's errors, but SQLCipher's are its own, and plain SQLite silently ignores `PRAGMA key`.
It looks for `pysqlite3` first, so that name is given to SQLCipher here, once, before sqlite-utils is imported
(security, the sqlite-utils seam).

It also imports numpy and pandas wherever they are, for column types no study has; that is a tenth of a second before
the unlock page, so the two are out of its sight for that moment.
"""

from __future__ import annotations

import sys

from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = dbapi2
sys.modules["pysqlite3.dbapi2"] = dbapi2

_out_of_sight = [name for name in ("numpy", "pandas") if name not in sys.modules]
for _name in _out_of_sight:
    sys.modules[_name] = None  # type: ignore[assignment]

from sqlite_utils import utils as _sqlite_utils_seam  # noqa: E402  (the alias must stand first)

for _name in _out_of_sight:
    del sys.modules[_name]

if vars(_sqlite_utils_seam)["sqlite3"] is not dbapi2:
    raise ImportError("sqlite_utils was imported before ojm_desktop.store, so it holds plain SQLite")
