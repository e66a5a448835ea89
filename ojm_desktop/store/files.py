"""Files that are answers: pictures, signatures, sound, documents, each by person and SHA-256."""

from __future__ import annotations

from collections.abc import Iterator

from ojm_desktop.store.rows import Rows


class Files:
    """The `files` table. A file stays when its answer is taken back, as the log does, and goes with the person."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, participant: str, digest: str) -> bytes | None:
        """The octets of a file."""
        sql = "SELECT octets FROM files WHERE participant = ? AND digest = ?"
        row = self._rows.execute(sql, (participant, digest)).fetchone()
        return bytes(row[0]) if row else None

    def put(self, participant: str, digest: str, kind: str, octets: bytes) -> None:
        """Keep a file, once; the store refuses it without the person's agreement, and sound without the yes to it."""
        self._rows.execute(
            "INSERT INTO files(participant, digest, kind, octets) VALUES(?,?,?,?) ON CONFLICT DO NOTHING",
            (participant, digest, kind, octets),
        )

    def all(self) -> Iterator[tuple[str, str, bytes]]:
        """Person, digest and octets of every file, one after the other."""
        sql = "SELECT participant, digest FROM files ORDER BY participant, digest"
        for participant, digest in self._rows.execute(sql).fetchall():
            octets = self.get(participant, digest)
            if octets is not None:
                yield participant, digest, octets
