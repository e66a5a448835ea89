"""Who documents are sealed for."""

from __future__ import annotations

from ojm_desktop.domain.recipient import Recipient
from ojm_desktop.store.rows import Rows


class Recipients:
    """The table `recipients`; a name is found in any case."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> list[Recipient]:
        """Everybody, by name."""
        return [
            Recipient(*row) for row in self._rows.execute("SELECT name, key FROM recipients ORDER BY name").fetchall()
        ]

    def get(self, name: str) -> Recipient | None:
        """The one of that name."""
        row = self._rows.execute("SELECT name, key FROM recipients WHERE name = ?", (name,)).fetchone()
        return Recipient(*row) if row else None

    def add(self, recipient: Recipient) -> None:
        """Keep a new one."""
        self._rows.execute("INSERT INTO recipients(name, key) VALUES(?, ?)", (recipient.name, recipient.key))

    def remove(self, name: str) -> None:
        """Keep it no more."""
        self._rows.execute("DELETE FROM recipients WHERE name = ?", (name,))
