"""A made-up study that is for each picture what it was before the first: no state shows what another one wrote."""

from __future__ import annotations

import shutil
from pathlib import Path

from ojm_desktop.domain.clock import Clock
from ojm_desktop.service import practice, studies
from ojm_desktop.service.pin import Pin
from ojm_desktop.service.session import Session


class FreshStudy:
    """An open study, and a copy of its folder in ``kept`` from before it was shown.

    ``folder``: a closed study, with the practice passphrase. Putting it back takes some hundredths of a second; where
    a picture wrote nothing, which is most of them, only what the session itself remembers is forgotten.
    """

    def __init__(self, folder: Path, kept: Path, clock: Clock) -> None:
        self._folder, self._kept, self._clock = folder, kept, clock
        shutil.copytree(folder, kept)
        self._unlocked = studies.unlock(folder, practice.PASSPHRASE)
        self.session = self._open()

    def renew(self) -> None:
        """Take back whatever was written since it was made."""
        is_open = self.session.study.store.is_open  # the state of a damaged study closes it
        if not is_open or _rows_changed(self.session) != self._unchanged:
            self.session.close()
            shutil.rmtree(self._folder)
            shutil.copytree(self._kept, self._folder)
            self.session = self._open()
        self.session.pin = Pin()
        self.session.opened_visits.clear()

    def close(self) -> None:
        """Close the study; both folders stay."""
        self.session.close()

    def _open(self) -> Session:
        opened = studies.open_session(self._unlocked, self._clock)
        self._unchanged = _rows_changed(opened)
        return opened


def _rows_changed(session: Session) -> int:
    """Rows written on this connection, of the log or not: what is half typed is kept beside it."""
    return int(session.study.store.connection.execute("SELECT total_changes()").fetchall()[0][0])
