"""The one signal upwards: what changed in the session, as a Qt signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.session import Session


class Bridge(QObject):
    """Re-emits ``session.on_changed`` as ``changed``. Owned by its parent, else Qt deletes it under its listeners."""

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        session.on_changed.connect(self._tell)

    def close(self) -> None:
        """Stop listening, before the session is closed."""
        self._session.on_changed.disconnect(self._tell)

    def _tell(self, changes: Changes) -> None:
        self.changed.emit(changes)
