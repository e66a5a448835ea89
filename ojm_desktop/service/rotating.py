"""Finishing a change of keys, at once or after an interruption (K8)."""

from __future__ import annotations

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.store import connection as connections
from ojm_desktop.store import rekey
from ojm_desktop.store.folder import StudyFolder, write_file
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.sealed import SealedRow, SealedRows
from ojm_desktop.vault import rotation
from ojm_desktop.vault.keys import Opened


def finish_rotation(folder: StudyFolder, opened: Opened) -> Opened:
    """Bring database and sealed rows to the newest generation and drop the older; does nothing when there is one only.

    The caller holds the lock. Raises OjmError where no generation's key opens the database.
    """
    if len(opened.keys) == 1:
        return opened
    newest = opened.current.study
    if not rekey.opens(folder.db, newest):
        old = next(
            (k.study for k in opened.keys.values() if k.study != newest and rekey.opens(folder.db, k.study)), None
        )
        if old is None:
            raise OjmError("No key in the key file opens the study. Nothing was changed; restore the newest backup.")
        # The rows first: a database that opens with the newest key holds nothing of an older one.
        _seal_again(folder, opened, old)
        rekey.rekey(folder.db, old, newest)
    ended = rotation.end(folder.keys.read_bytes(), opened)
    write_file(folder.keys, ended.file)
    return ended.opened


def _seal_again(folder: StudyFolder, opened: Opened, key: bytes) -> None:
    """Every sealed row of an older generation under the newest, in one transaction."""
    sealer = opened.sealer()
    if sealer is None:
        raise OjmError(
            "A change of keys was interrupted. Nothing was changed; a researcher has to open the study once."
        )
    database = connections.open_writer(folder.db, key, opened.study_id, MIGRATIONS)
    try:
        rows = SealedRows(database)
        with database.transaction():
            for row_id in rows.ids():
                row = rows.get(row_id)
                if row is None or row.generation == sealer.generation:
                    continue
                content = sealer.open(row.id, row.generation, row.nonce, row.blob)
                sealed = sealer.seal(row.id, content)
                rows.put(SealedRow(row.id, sealer.generation, sealed.nonce, sealed.blob))
        database.checkpoint("TRUNCATE")
    finally:
        database.close()
