"""Reading what can still be read of a damaged database: row by row, through a new connection after each error (R9).

A connection that met a page it cannot authenticate refuses every page after it, so it is of no use any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.store.connection import Answer
from ojm_desktop.store.engine import SqlConnection, is_engine_error, open_file
from ojm_desktop.store.rows import Row

COPY: Final = "mode=rw"
"""How a copy of a damaged study is opened: what lies in the write-ahead log beside it is read too."""
SET: Final = "immutable=1&mode=ro"
"""How a backup set is opened: no file ever appears beside it."""


class Wreck:
    """A database of which parts cannot be read, as the rows that a repository asks for.

    An answer that cannot be read is an empty one; `errors` counts them.
    """

    def __init__(self, path: Path, key: bytes, parameters: str = COPY) -> None:
        self._path, self._key, self._parameters = path, key, parameters
        self._connection: SqlConnection | None = None
        self.errors = 0

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Answer:
        """The rows of a question, none of them where one of its pages is damaged."""
        try:
            return Answer(self._open().execute(sql, parameters).fetchall(), -1)
        except Exception as error:
            if not self._is_damage(error):
                raise
            return Answer([], -1)

    def highest(self, table: str, column: str) -> int:
        """The highest number in a column that is the table's own order; 0 where none can be seen."""
        row = self.execute(f"SELECT max({column}) FROM {table}").fetchone()
        return int(row[0]) if row and row[0] is not None else 0

    def from_both_ends(self, table: str, columns: Sequence[str], order: str) -> list[Row]:
        """The rows of a table from its beginning to the first damaged page, and from its end back to the last one."""
        found: dict[Row, None] = {}
        for turned in (order, ", ".join(f"{name} DESC" for name in order.split(", "))):
            try:
                cursor = self._open().execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {turned}")
                while (row := cursor.fetchone()) is not None:
                    found[tuple(row)] = None
                break
            except Exception as error:
                if not self._is_damage(error):
                    raise
        return list(found)

    def _open(self) -> SqlConnection:
        if self._connection is None:
            self._connection = open_file(self._path, self._key, parameters=self._parameters)
        return self._connection

    def _is_damage(self, error: Exception) -> bool:
        """Whether the file is to blame; the connection is given up, because it would refuse what is whole too."""
        self.close()
        self.errors += 1
        return is_engine_error(error) or isinstance(error, OjmError)
