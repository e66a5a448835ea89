"""What waits for an answer does so only while it is seen: a question belongs to the view on which it was asked.

Whatever takes it out of sight (another tab, page or person, handing over, a lock) leaves it, with nothing written. It
is the hiding itself that does so, so that no way out of a view has to think of the questions on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    _Seen = QWidget
else:
    _Seen = object


class Waits(_Seen):
    """Stands before the class of widget that a question is: ``class Desk(Waits, QWidget)``; shown while it asks."""

    def leave(self) -> bool:
        """Ask no more, and write nothing. Whether a value waited, which is not stored now.

        What is half typed may stay, to be gone on with on this view.
        """
        raise TypeError(f"{type(self).__name__} does not say how it is left")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        _SEEN.add(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # a window that is made small is still the same view
            _SEEN.discard(self)
            self.leave()


_SEEN: WeakSet[Waits] = WeakSet()


def leave_within(place: QWidget) -> bool:
    """Leave what waits for an answer in sight there, as undo and redo do; whether a value waited."""
    inside = [waits for waits in _SEEN if isValid(waits) and place.isAncestorOf(waits)]
    waited = [waits.leave() for waits in inside]  # all of them
    return any(waited)
