"""The desktop was locked, the laptop goes to sleep: the study locks at once, before the idle watch looks again (L1).

Each system tells it in a way of its own; where none does, the idle watch notices that the laptop slept. Nothing is sent
to anybody: the program only listens.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class DesktopLock(QObject):
    """``due`` whenever the system says that nobody looks at the screen any more. Needs a parent to live."""

    due = Signal()
